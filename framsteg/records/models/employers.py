"""Employers (arbetsgivare), their workplaces, and the log of what was said there."""

from django.db import models
from django.db.models import Q

from framsteg.foundation.codes import Channel, EmployerPurpose, Industry, Sector
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, known


class Employer(models.Model):
    """A company or public body; shared by all who work with employers.

    One that turned out to be another's double points at that one and is shown no more.
    """

    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=220)
    name_key = models.CharField(max_length=200, blank=True)
    organisation_number = models.CharField(max_length=10, blank=True)
    sector = CodeField(Sector, blank=True)
    industry_code = CodeField(Industry, blank=True)
    industry = models.CharField(max_length=100, blank=True)  # in the employer's own words
    employees = models.PositiveIntegerField(null=True)
    needs = models.TextField(blank=True)
    culture = models.TextField(blank=True)
    responsible = models.ForeignKey(
        "records.Staff", models.PROTECT, null=True, related_name="+", db_index=False
    )
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="doubles")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            known("employer", "sector", Sector, blank=True),
            known("employer", "industry_code", Industry, blank=True),
            models.UniqueConstraint(
                fields=["organisation_number"],
                condition=~Q(organisation_number="") & Q(merged_into=None),
                name="employer_organisation_number_once",
            ),
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="employer_list"),
            models.Index(fields=["responsible", "sort_key", "id"], name="employer_responsible"),
        ]

    class Privacy:
        analytic = ("sector", "industry_code", "industry", "employees")
        technical = (
            "id", "name", "sort_key", "name_key", "organisation_number", "needs", "culture",
            "responsible", "merged_into", "version",
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name


class EmployerWord(models.Model):
    """One word of an employer's name, folded, so that search is an index look-up."""

    employer = models.ForeignKey(Employer, models.CASCADE, related_name="words")
    word = models.CharField(max_length=100)

    class Meta:
        indexes = [models.Index(fields=["word", "employer"], name="employer_word")]

    class Privacy:
        technical = ("id", "employer", "word")


class Workplace(models.Model):
    employer = models.ForeignKey(Employer, models.CASCADE, related_name="workplaces")
    name = models.CharField(max_length=200)
    municipality = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=300, blank=True)
    closed_on = models.DateField(null=True)  # the first day on which nobody works there
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employer", "name"], name="workplace_once_per_employer")
        ]
        indexes = [models.Index(fields=["municipality", "employer"], name="workplace_municipality")]

    class Privacy:
        technical = ("id", "employer", "name", "municipality", "address", "closed_on", "version")

    def __str__(self) -> str:
        return self.name


class EmployerContact(Sensitive):
    """A visit or a call. The visit is the team's; on whose behalf is the person's (`behalves`)."""

    programme = models.ForeignKey("records.Programme", models.PROTECT, related_name="+")
    employer = models.ForeignKey(
        Employer, models.PROTECT, null=True, related_name="contacts", db_index=False
    )
    workplace = models.ForeignKey(Workplace, models.SET_NULL, null=True, related_name="+")
    staff = models.ForeignKey(
        "records.Staff", models.PROTECT, null=True, related_name="+", db_index=False
    )
    occurred_on = models.DateField()
    minutes = models.PositiveSmallIntegerField(null=True)
    channel = CodeField(Channel)
    purpose = CodeField(EmployerPurpose)
    spoke_with = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    next_step = models.CharField(max_length=300, blank=True)
    next_step_on = models.DateField(null=True)
    next_step_done_on = models.DateField(null=True)
    once = models.UUIDField(null=True, unique=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("employercontact", "channel", Channel),
            known("employercontact", "purpose", EmployerPurpose),
            models.CheckConstraint(
                name="employercontact_minutes_within_a_day",
                condition=Q(minutes=None) | Q(minutes__range=(1, 1440)),
            ),
            models.CheckConstraint(
                name="employercontact_next_step_day_needs_a_step",
                condition=Q(next_step_on=None) | ~Q(next_step=""),
            ),
        ]
        indexes = [
            models.Index(fields=["employer", "-occurred_on", "-id"], name="employercontact_log"),
            models.Index(fields=["owner", "-occurred_on", "-id"], name="employercontact_latest"),
            models.Index(fields=["staff", "occurred_on"], name="employercontact_weeks"),
            models.Index(
                fields=["staff", "next_step_on"],
                condition=~Q(next_step="") & Q(next_step_done_on=None),
                name="employercontact_open_step",
            ),
        ]

    class Privacy:
        identity = ("spoke_with",)
        sensitive = ("note", "next_step", "next_step_on", "next_step_done_on")
        analytic = (
            "programme",
            "employer",
            "staff",
            "occurred_on",
            "minutes",
            "channel",
            "purpose",
        )
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
