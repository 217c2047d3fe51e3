"""Consent (samtycke) and the other grounds on which one organisation reads another's rows."""

from django.db import models
from django.db.models import Q

from framsteg.foundation.codes import ConsentGiven, GroundKind, Part
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, in_order, known


class Consent(Sensitive):
    """A consent as the person gave it: which text, how, until when. Kept after withdrawal."""

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="consents")
    text_version = models.CharField(max_length=60)
    text_shown = models.TextField()
    purpose = models.CharField(max_length=300)
    given = CodeField(ConsentGiven)
    with_interpreter = models.BooleanField(default=False)
    given_on = models.DateField()
    expires_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("consent", "given", ConsentGiven),
            in_order("consent", "given_on", "expires_on"),
            in_order("consent", "given_on", "withdrawn_on"),
        ]

    class Privacy:
        sensitive = (
            "text_version", "text_shown", "purpose", "given", "with_interpreter", "given_on",
            "expires_on", "withdrawn_on",
        )  # fmt: skip
        technical = (*SHARED_TECHNICAL, "enrolment")


class Ground(models.Model):
    """One part, to one organisation, over one half-open period, and why.

    This is the only table that the access rule looks at. A withdrawal closes it on the same day:
    that day no longer counts.
    """

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="grounds")
    receiver = models.ForeignKey(
        "records.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    part = CodeField(Part)
    kind = CodeField(GroundKind)
    consent = models.ForeignKey(Consent, models.CASCADE, null=True, related_name="grounds")
    reason = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    created_by = models.ForeignKey(
        "records.Staff", models.PROTECT, related_name="+", null=True, db_index=False
    )

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [
            known("ground", "part", Part),
            known("ground", "kind", GroundKind),
            in_order("ground", "starts_on", "ends_on"),
            models.CheckConstraint(
                name="ground_is_a_consent_or_has_a_reason",
                condition=Q(kind=GroundKind.CONSENT.value, consent__isnull=False)
                | (~Q(kind=GroundKind.CONSENT.value) & Q(consent=None) & ~Q(reason="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["enrolment", "receiver", "part", "starts_on", "ends_on"],
                name="ground_lookup",
            ),
            models.Index(fields=["receiver", "part", "enrolment"], name="ground_by_receiver"),
        ]

    class Privacy:
        sensitive = ("part", "kind", "reason", "starts_on", "ends_on")
        technical = ("id", "enrolment", "receiver", "consent", "created_by")
