"""Staff, their roles in programmes, and the persons a partner is linked to."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from framsteg.foundation.codes import Role
from framsteg.records.models.base import CodeField, in_order, known


class StaffManager(BaseUserManager["Staff"]):
    def get_queryset(self) -> models.QuerySet["Staff"]:
        # Whoever asks for a member of staff needs the organisation: it decides what they see.
        return super().get_queryset().select_related("organisation")

    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> "Staff":
        staff = self.model(email=self.normalize_email(email) if email else None, **fields)
        staff.set_password(password)
        staff.save()
        return staff


class Staff(AbstractBaseUser):
    """Someone who works in programmes. Without an e-mail address: known by name, cannot log in."""

    email = models.EmailField(unique=True, null=True)
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey("records.Organisation", models.PROTECT, related_name="staff")
    is_active = models.BooleanField(default=True)
    closed_on = models.DateField(null=True)  # the day their log-in was shut for good

    objects: ClassVar[StaffManager] = StaffManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        indexes = [models.Index(fields=["organisation", "name"], name="staff_by_name")]

    class Privacy:
        identity = ("email", "name")
        technical = ("id", "password", "last_login", "organisation", "is_active", "closed_on")

    def __str__(self) -> str:
        return self.name


class RoleGrant(models.Model):
    """A role over a period: in one programme, or (administrator) in the installation."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="grants")
    role = CodeField(Role)
    programme = models.ForeignKey("records.Programme", models.CASCADE, null=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            known("grant", "role", Role),
            in_order("grant", "starts_on", "ends_on"),
            models.CheckConstraint(
                name="grant_is_in_a_programme_unless_administrator",
                condition=Q(role=Role.ADMINISTRATOR.value, programme=None)
                | (~Q(role=Role.ADMINISTRATOR.value) & Q(programme__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["staff", "role", "programme"],
                condition=Q(ends_on=None),
                name="grant_once_at_a_time",
            ),
        ]

    class Privacy:
        technical = ("id", "staff", "role", "programme", "starts_on", "ends_on")


class CaseLink(models.Model):
    """A clinical or agency partner works with this person, and reaches only such persons."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="+")
    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [
            in_order("caselink", "starts_on", "ends_on"),
            models.UniqueConstraint(
                fields=["staff", "enrolment"], condition=Q(ends_on=None), name="caselink_once"
            ),
        ]

    class Privacy:
        technical = ("id", "staff", "enrolment", "starts_on", "ends_on")
