"""Who is away (frånvaro), who acts instead (ersättare, reservcoach), and who is in crisis."""

from django.db import models
from django.db.models import Q

from framsteg.foundation.codes import AbsenceReason
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, in_order, known


class Absence(Sensitive):
    """Someone of the staff is away over a half-open period; `cover` acts for them meanwhile."""

    staff = models.ForeignKey("records.Staff", models.CASCADE, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    reason = CodeField(AbsenceReason)
    cover = models.ForeignKey("records.Staff", models.PROTECT, null=True, related_name="+")

    class Meta(Sensitive.Meta):
        constraints = [
            known("absence", "reason", AbsenceReason),
            in_order("absence", "starts_on", "ends_on"),
            models.CheckConstraint(
                name="absence_is_covered_by_another",
                condition=Q(cover=None) | ~Q(cover=models.F("staff")),
            ),
        ]

    class Privacy:
        sensitive = ("reason",)
        technical = (*SHARED_TECHNICAL, "staff", "starts_on", "ends_on", "cover")


class BackUp(models.Model):
    """A named back-up coach (reservcoach) for a person: acts when a main coach is away."""

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="back_ups")
    staff = models.ForeignKey("records.Staff", models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [
            in_order("backup", "starts_on", "ends_on"),
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(ends_on=None), name="backup_one_at_a_time"
            ),
        ]

    class Privacy:
        technical = ("id", "enrolment", "staff", "starts_on", "ends_on")


class Crisis(Sensitive):
    """A crisis that goes on, as a coach has noted it: a fact with a beginning and an end."""

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="crises")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    note = models.TextField(blank=True)

    class Meta(Sensitive.Meta):
        constraints = [
            in_order("crisis", "starts_on", "ends_on"),
            models.UniqueConstraint(
                fields=["enrolment", "owner"],
                condition=Q(ends_on=None),
                name="crisis_one_open_per_writer",
            ),
        ]

    class Privacy:
        sensitive = ("starts_on", "ends_on", "note")
        technical = (*SHARED_TECHNICAL, "enrolment")
