"""Jobs (jobb) that the team knows of, what they ask for, and how they were analysed.

A job says nothing about any person: it is shared by all who work with employers, as the register
of employers is. What a job asks for is described for the job alone, and empty means "not known".
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from framsteg.foundation.codes import AnalysisKind, JobOrigin, JobStatus, WorkScale
from framsteg.records.models.base import CodeField, known

SCALES = tuple(scale.value for scale in WorkScale)
_WITHIN = {
    **dict.fromkeys(SCALES, (1, 3)), "support": (1, 3), "times": (1, 15), "must_haves": (0, 31),
}  # fmt: skip


class Occupation(models.Model):
    """An occupation of the JobTech taxonomy as loaded, with the SSYK group that it belongs to."""

    concept = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=220)
    group = models.CharField(max_length=4, blank=True)
    is_group = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["sort_key", "id"], name="occupation_by_name")]

    class Privacy:
        technical = ("id", "concept", "name", "sort_key", "group", "is_group")


class Job(models.Model):
    """`times` and `must_haves` are sums of bits (foundation.work); null: nobody has asked yet."""

    origin = CodeField(JobOrigin)
    status = CodeField(JobStatus, default=JobStatus.OPEN.value)
    employer = models.ForeignKey(
        "records.Employer", models.PROTECT, null=True, related_name="jobs", blank=True
    )
    workplace = models.ForeignKey("records.Workplace", models.SET_NULL, null=True, related_name="+")
    employer_name = models.CharField(max_length=200, blank=True)
    employer_number = models.CharField(max_length=10, blank=True)
    title = models.CharField(max_length=200)
    occupation = models.CharField(max_length=4, blank=True)
    tasks = models.TextField(blank=True)
    municipality = models.CharField(max_length=100, blank=True)
    pace = models.PositiveSmallIntegerField(null=True)
    precision = models.PositiveSmallIntegerField(null=True)
    contact = models.PositiveSmallIntegerField(null=True)
    noise = models.PositiveSmallIntegerField(null=True)
    physical = models.PositiveSmallIntegerField(null=True)
    support = models.PositiveSmallIntegerField(null=True)
    times = models.PositiveSmallIntegerField(null=True)
    must_haves = models.PositiveSmallIntegerField(null=True)
    hours_min = models.PositiveSmallIntegerField(null=True)
    hours_max = models.PositiveSmallIntegerField(null=True)
    requirements = models.TextField(blank=True)
    apply_by = models.DateField(null=True)
    advertisement = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=300, blank=True)
    staff = models.ForeignKey("records.Staff", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    revision = models.PositiveBigIntegerField(default=0)
    once = models.UUIDField(null=True, unique=True)

    class Meta:
        constraints = [
            known("job", "origin", JobOrigin),
            known("job", "status", JobStatus),
            models.UniqueConstraint(
                fields=["advertisement"],
                condition=~Q(advertisement=""),
                name="job_advertisement_once",
            ),
            models.CheckConstraint(
                name="job_hours_are_a_range",
                condition=Q(hours_min=None, hours_max=None)
                | Q(hours_min__gte=1, hours_max__lte=100, hours_max__gte=models.F("hours_min")),
            ),
            *(
                models.CheckConstraint(
                    name=f"job_{name}_within",
                    condition=Q(**{name: None}) | Q(**{f"{name}__range": within}),
                )
                for name, within in _WITHIN.items()
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-id"], name="job_list"),
            models.Index(fields=["employer", "status"], name="job_of_employer"),
            models.Index(fields=["revision"], name="job_by_revision"),
        ]

    class Privacy:
        technical = (
            "id", "origin", "status", "employer", "workplace", "employer_name", "employer_number",
            "title", "occupation", "tasks", "municipality", *SCALES, "support", "times",
            "must_haves", "hours_min", "hours_max", "requirements", "apply_by", "advertisement",
            "address", "staff", "created_at", "version", "revision", "once",
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title


class JobRevision(models.Model):
    """One row: how many times the register has been written. Each process reads what is newer."""

    number = models.PositiveBigIntegerField(default=0)

    class Privacy:
        technical = ("id", "number")


class WorkAnalysis(models.Model):
    """A job or a workplace as it was found to be, that day; each time a new version."""

    kind = CodeField(AnalysisKind)
    job = models.ForeignKey(Job, models.CASCADE, null=True, related_name="analyses")
    workplace = models.ForeignKey(
        "records.Workplace", models.CASCADE, null=True, related_name="analyses"
    )
    number = models.PositiveSmallIntegerField()
    made_on = models.DateField()
    told = models.JSONField(default=dict)
    staff = models.ForeignKey("records.Staff", models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey("records.Organisation", models.PROTECT, related_name="+")
    once = models.UUIDField(null=True, unique=True)

    class Meta:
        constraints = [
            known("workanalysis", "kind", AnalysisKind),
            models.CheckConstraint(
                name="workanalysis_of_one_thing",
                condition=Q(kind=AnalysisKind.JOB.value, job__isnull=False, workplace=None)
                | Q(kind=AnalysisKind.WORKPLACE.value, workplace__isnull=False, job=None),
            ),
            models.UniqueConstraint(
                fields=["job", "number"], condition=~Q(job=None), name="workanalysis_of_job_once"
            ),
            models.UniqueConstraint(
                fields=["workplace", "number"],
                condition=~Q(workplace=None),
                name="workanalysis_of_workplace_once",
            ),
        ]

    class Privacy:
        technical = (
            "id", "kind", "job", "workplace", "number", "made_on", "told", "staff", "organisation",
            "once",
        )  # fmt: skip
