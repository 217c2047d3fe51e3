"""Conflicts of interest (jäv): a member of staff has declared one for a person or an employer."""

from django.db import models
from django.db.models import Q

from framsteg.records.models.base import in_order


class ConflictOfInterest(models.Model):
    """While it stands, the one who declared it is assigned to nothing and writes nothing there."""

    staff = models.ForeignKey("records.Staff", models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(
        "records.Enrolment", models.CASCADE, null=True, related_name="conflicts"
    )
    employer = models.ForeignKey(
        "records.Employer", models.CASCADE, null=True, related_name="conflicts"
    )
    reason = models.CharField(max_length=300, blank=True)
    declared_on = models.DateField()
    ended_on = models.DateField(null=True)

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [
            in_order("conflict", "declared_on", "ended_on"),
            models.CheckConstraint(
                name="conflict_is_about_a_person_or_an_employer",
                condition=Q(enrolment=None, employer__isnull=False)
                | Q(enrolment__isnull=False, employer=None),
            ),
            models.UniqueConstraint(
                fields=["staff", "enrolment"],
                condition=Q(ended_on=None),
                name="conflict_once_with_a_person",
            ),
            models.UniqueConstraint(
                fields=["staff", "employer"],
                condition=Q(ended_on=None),
                name="conflict_once_with_an_employer",
            ),
        ]

    class Privacy:
        sensitive = ("staff", "reason", "declared_on", "ended_on")
        technical = ("id", "enrolment", "employer")
