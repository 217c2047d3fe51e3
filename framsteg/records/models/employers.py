"""Employers (arbetsgivare), their workplaces, and the log of what was said there."""

from django.db import models
from django.db.models import Q

from framsteg.foundation.codes import Channel, EmployerPurpose, Sector
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, known


class Employer(models.Model):
    """A company or public body; shared by all who work with employers."""

    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=220)
    organisation_number = models.CharField(max_length=10, blank=True)
    sector = CodeField(Sector, blank=True)
    industry = models.CharField(max_length=100, blank=True)
    employees = models.PositiveIntegerField(null=True)
    needs = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            known("employer", "sector", Sector, blank=True),
            models.UniqueConstraint(
                fields=["organisation_number"],
                condition=~Q(organisation_number=""),
                name="employer_organisation_number_once",
            ),
        ]
        indexes = [models.Index(fields=["sort_key", "id"], name="employer_list")]

    class Privacy:
        analytic = ("sector", "industry", "employees")
        technical = ("id", "name", "sort_key", "organisation_number", "needs", "version")

    def __str__(self) -> str:
        return self.name


class Workplace(models.Model):
    employer = models.ForeignKey(Employer, models.CASCADE, related_name="workplaces")
    name = models.CharField(max_length=200)
    municipality = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employer", "name"], name="workplace_once_per_employer")
        ]

    class Privacy:
        technical = ("id", "employer", "name", "municipality", "address")

    def __str__(self) -> str:
        return self.name


class EmployerContact(Sensitive):
    """A visit or a call. The visit is the team's; on whose behalf is the person's (`behalves`)."""

    programme = models.ForeignKey("records.Programme", models.PROTECT, related_name="+")
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, related_name="contacts")
    workplace = models.ForeignKey(Workplace, models.SET_NULL, null=True, related_name="+")
    staff = models.ForeignKey("records.Staff", models.PROTECT, null=True, related_name="+")
    occurred_on = models.DateField()
    channel = CodeField(Channel)
    purpose = CodeField(EmployerPurpose)
    spoke_with = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    next_step = models.CharField(max_length=300, blank=True)
    next_step_on = models.DateField(null=True)
    once = models.UUIDField(null=True, unique=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("employercontact", "channel", Channel),
            known("employercontact", "purpose", EmployerPurpose),
            models.CheckConstraint(
                name="employercontact_next_step_day_needs_a_step",
                condition=Q(next_step_on=None) | ~Q(next_step=""),
            ),
        ]

    class Privacy:
        identity = ("spoke_with",)
        sensitive = ("note", "next_step", "next_step_on")
        analytic = ("programme", "employer", "staff", "occurred_on", "channel", "purpose")
        technical = (*SHARED_TECHNICAL, "workplace", "once")


class EmployerContactBehalf(models.Model):
    """The visit was (also) for this person."""

    contact = models.ForeignKey(EmployerContact, models.CASCADE, related_name="behalves")
    enrolment = models.ForeignKey(
        "records.Enrolment", models.CASCADE, related_name="employer_contacts"
    )

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [models.UniqueConstraint(fields=["contact", "enrolment"], name="behalf_once")]

    class Privacy:
        sensitive = ("contact", "enrolment")
        technical = ("id",)
