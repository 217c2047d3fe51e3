"""Enrolments (inskrivningar): a person in a programme, phase by phase, with their coaches."""

from django.db import models
from django.db.models import Q

from framsteg.blueprints.schema import ExitKind
from framsteg.foundation.codes import Channel, ExitReason, Part, SourceKind
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, in_order, known


class Enrolment(Sensitive):
    programme = models.ForeignKey("records.Programme", models.PROTECT, related_name="+")
    participant = models.ForeignKey(
        "records.Participant", models.PROTECT, related_name="enrolments"
    )
    enquiry = models.OneToOneField("records.Enquiry", models.SET_NULL, null=True, related_name="+")
    site = models.ForeignKey(
        "records.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    blueprint_version = models.PositiveIntegerField()
    reference = models.CharField(max_length=80, blank=True)
    # The participant's sort key again, so that a programme's list is one index in order.
    sort_key = models.CharField(max_length=220, blank=True)
    source_kind = CodeField(SourceKind, blank=True)
    unit = models.ForeignKey(
        "records.Unit", models.PROTECT, null=True, related_name="+", db_index=False
    )
    channel = CodeField(Channel, blank=True)
    referred_on = models.DateField(null=True)
    enrolled_on = models.DateField()
    phase = models.CharField(max_length=60)
    # How the support is to end, as agreed with the person; '' follows the blueprint.
    support_ends = CodeField(ExitKind, blank=True)
    planned_exit_on = models.DateField(null=True)
    exited_on = models.DateField(null=True)
    exit_reason = CodeField(ExitReason, blank=True)
    handed_over_to = models.CharField(max_length=200, blank=True)
    exit_note = models.TextField(blank=True)
    imported_in = models.ForeignKey(
        "records.ImportBatch", models.SET_NULL, null=True, related_name="+"
    )

    class Meta(Sensitive.Meta):
        constraints = [
            known("enrolment", "source_kind", SourceKind, blank=True),
            known("enrolment", "channel", Channel, blank=True),
            known("enrolment", "exit_reason", ExitReason, blank=True),
            known("enrolment", "support_ends", ExitKind, blank=True),
            models.CheckConstraint(
                name="enrolment_planned_day_only_for_a_planned_exit",
                condition=Q(planned_exit_on=None) | Q(support_ends=ExitKind.PLANNED.value),
            ),
            in_order("enrolment", "enrolled_on", "exited_on"),
            models.CheckConstraint(
                name="enrolment_exit_reason_only_with_exit",
                condition=Q(exited_on__isnull=False) | Q(exit_reason=""),
            ),
            models.CheckConstraint(
                name="enrolment_hand_over_names_the_receiver",
                condition=~Q(exit_reason=ExitReason.HANDED_OVER.value) | ~Q(handed_over_to=""),
            ),
            models.UniqueConstraint(
                fields=["programme", "participant"],
                condition=Q(exited_on=None),
                name="enrolment_one_open_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["programme", "reference"],
                condition=~Q(reference=""),
                name="enrolment_reference_once",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "sort_key", "id"], name="enrolment_list"),
            models.Index(
                fields=["programme", "sort_key", "id"],
                condition=Q(exited_on=None),
                name="enrolment_open_list",
            ),
        ]

    class Privacy:
        identity = ("sort_key",)
        sensitive = ("support_ends", "planned_exit_on", "handed_over_to", "exit_note")
        analytic = (
            "programme", "participant", "site", "source_kind", "unit", "channel", "referred_on",
            "enrolled_on", "phase", "exited_on", "exit_reason",
        )  # fmt: skip
        technical = (*SHARED_TECHNICAL, "enquiry", "blueprint_version", "reference", "imported_in")


class PhaseSpell(models.Model):
    """One phase over one half-open period; the open one is the enrolment's phase now."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="phase_spells")
    phase = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [
            in_order("phasespell", "starts_on", "ends_on"),
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(ends_on=None), name="phasespell_one_open"
            ),
        ]

    class Privacy:
        analytic = ("phase", "starts_on", "ends_on")
        technical = ("id", "enrolment")


class Assignment(models.Model):
    """A main coach (huvudcoach) for a person over a half-open period."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="assignments")
    staff = models.ForeignKey("records.Staff", models.PROTECT, related_name="assignments")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [
            in_order("assignment", "starts_on", "ends_on"),
            models.UniqueConstraint(
                fields=["enrolment", "staff"],
                condition=Q(ends_on=None),
                name="assignment_once_at_a_time",
            ),
        ]

    class Privacy:
        analytic = ("staff", "starts_on", "ends_on")
        technical = ("id", "enrolment")


class Section(Sensitive):
    """A living text about one part of a person's file, one for each organisation that writes."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="sections")
    part = CodeField(Part)
    text = models.TextField()
    updated_on = models.DateField()

    class Meta(Sensitive.Meta):
        constraints = [
            known("section", "part", Part),
            models.UniqueConstraint(
                fields=["enrolment", "part", "owner"], name="section_one_per_part_and_organisation"
            ),
        ]

    class Privacy:
        sensitive = ("text",)
        technical = (*SHARED_TECHNICAL, "enrolment", "part", "updated_on")


class CaseSummary(models.Model):
    """What one organisation's rows say of a case, kept in the transaction that writes them.

    One row per enrolment and writing organisation, so that a summary never tells a reader of
    contacts that they may not see. `actions.summaries` recomputes them as a nightly check.
    """

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="summaries")
    owner = models.ForeignKey(
        "records.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    contact_count = models.PositiveIntegerField(default=0)
    last_contact_on = models.DateField(null=True)
    next_step = models.CharField(max_length=300, blank=True)
    next_step_on = models.DateField(null=True)
    last_follow_up_on = models.DateField(null=True)
    first_employer_contact_on = models.DateField(null=True)

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "owner"], name="summary_once_per_writer")
        ]

    class Privacy:
        sensitive = ("next_step",)
        analytic = (
            "contact_count", "last_contact_on", "next_step_on", "last_follow_up_on",
            "first_employer_contact_on",
        )  # fmt: skip
        technical = ("id", "enrolment", "owner")
