"""Enquiries (förfrågningar): the first contact, and what became of it."""

from django.db import models
from django.db.models import Q

from framsteg.blueprints.schema import BookedBy
from framsteg.foundation.codes import (
    Channel,
    ConsentGiven,
    DeclineReason,
    EnquiryOutcome,
    Formality,
    SourceKind,
)
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, known


class Enquiry(Sensitive):
    programme = models.ForeignKey("records.Programme", models.PROTECT, related_name="+")
    received_on = models.DateField()
    source_kind = CodeField(SourceKind)
    unit = models.ForeignKey("records.Unit", models.PROTECT, null=True, related_name="+")
    channel = CodeField(Channel)
    formality = CodeField(Formality, blank=True)
    person_name = models.CharField(max_length=200, blank=True)
    person_contact = models.CharField(max_length=200, blank=True)
    wish = models.TextField(blank=True)
    meeting_on = models.DateField(null=True)
    meeting_time = models.TimeField(null=True)
    meeting_place = models.CharField(max_length=200, blank=True)
    meeting_booked_by = CodeField(BookedBy, blank=True)
    meeting_with = models.CharField(max_length=200, blank=True)
    meeting_held = models.BooleanField(default=False)
    # The person's yes to speaking together with these organisations before anything else.
    together_on = models.DateField(null=True)
    together_how = CodeField(ConsentGiven, blank=True)
    together_with = models.JSONField(default=list)
    outcome = CodeField(EnquiryOutcome, default=EnquiryOutcome.OPEN.value)
    outcome_on = models.DateField(null=True)
    decline_reason = CodeField(DeclineReason, blank=True)
    decline_note = models.TextField(blank=True)
    pointed_to = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    imported_in = models.ForeignKey(
        "records.ImportBatch", models.SET_NULL, null=True, related_name="+"
    )

    class Meta(Sensitive.Meta):
        constraints = [
            known("enquiry", "source_kind", SourceKind),
            known("enquiry", "channel", Channel),
            known("enquiry", "formality", Formality, blank=True),
            known("enquiry", "outcome", EnquiryOutcome),
            known("enquiry", "decline_reason", DeclineReason, blank=True),
            known("enquiry", "meeting_booked_by", BookedBy, blank=True),
            known("enquiry", "together_how", ConsentGiven, blank=True),
            models.CheckConstraint(
                name="enquiry_a_yes_to_talk_has_its_way",
                condition=Q(together_on=None, together_how="")
                | (Q(together_on__isnull=False) & ~Q(together_how="")),
            ),
            models.CheckConstraint(
                name="enquiry_unit_when_from_a_unit",
                condition=Q(source_kind=SourceKind.UNIT.value, unit__isnull=False)
                | (~Q(source_kind=SourceKind.UNIT.value) & Q(unit=None)),
            ),
            models.CheckConstraint(
                name="enquiry_decline_says_why_and_where_to",
                condition=~Q(outcome=EnquiryOutcome.DECLINED.value)
                | (~Q(decline_reason="") & ~Q(pointed_to="")),
            ),
            models.CheckConstraint(
                name="enquiry_outcome_has_a_day",
                condition=Q(outcome=EnquiryOutcome.OPEN.value) | Q(outcome_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["programme", "reference"],
                condition=~Q(reference=""),
                name="enquiry_reference_once",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "outcome", "received_on"], name="enquiry_queue")
        ]

    class Privacy:
        identity = ("person_name", "person_contact")
        sensitive = (
            "wish", "meeting_with", "meeting_place", "together_on", "together_how", "together_with",
            "decline_note", "pointed_to",
        )  # fmt: skip
        analytic = (
            "programme", "received_on", "source_kind", "unit", "channel", "formality",
            "meeting_on", "meeting_held", "outcome", "outcome_on", "decline_reason",
        )  # fmt: skip
        technical = (
            *SHARED_TECHNICAL, "meeting_time", "meeting_booked_by", "reference", "imported_in",
        )  # fmt: skip
