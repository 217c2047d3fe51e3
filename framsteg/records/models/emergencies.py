"""Emergency access (nödåtkomst): somebody reads more than is shared, for hours and for a reason."""

from django.db import models

from framsteg.records.models.base import SHARED_TECHNICAL, Sensitive


class EmergencyAccess(Sensitive):
    """One taking: `owner` reads what others wrote, on grounds like any others, until it ends.

    `parts` are codes of `Part`, comma-separated.
    """

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="+")
    parts = models.CharField(max_length=160)
    reason = models.CharField(max_length=300)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    grounds = models.ManyToManyField("records.Ground", related_name="+")

    class Meta(Sensitive.Meta):
        constraints = [
            models.CheckConstraint(
                name="emergencyaccess_ends", condition=models.Q(ends_at__gt=models.F("starts_at"))
            ),
            models.CheckConstraint(
                name="emergencyaccess_has_a_reason", condition=~models.Q(reason="")
            ),
        ]
        indexes = [models.Index(fields=["ended_at", "ends_at"], name="emergencyaccess_open")]

    class Privacy:
        sensitive = ("parts", "reason")
        technical = (
            *SHARED_TECHNICAL, "enrolment", "starts_at", "ends_at", "ended_at", "grounds",
        )  # fmt: skip
