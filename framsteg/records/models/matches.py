"""What a person wishes of a job, and the person's steps towards one.

A match exists because a person asked for jobs. There is no way from a job to persons: nothing here
is indexed or named for that, and no function of the room offers it.
"""

from django.db import models
from django.db.models import Q

from framsteg.foundation.codes import MatchStepKind, ToldBy
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, known

LEVELS = ("contact", "noise", "support", "pace", "precision", "physical")


class JobWishes(Sensitive):
    """What the person says of wishes, strengths and limits; empty is "not said", never a no."""

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="job_wishes")
    wants_suggestions = models.BooleanField(default=False)
    occupations = models.JSONField(default=list)
    municipalities = models.JSONField(default=list)
    hours_min = models.PositiveSmallIntegerField(null=True)
    hours_max = models.PositiveSmallIntegerField(null=True)
    contact = models.PositiveSmallIntegerField(null=True)
    noise = models.PositiveSmallIntegerField(null=True)
    support = models.PositiveSmallIntegerField(null=True)
    experience = models.JSONField(default=list)
    times = models.JSONField(default=list)
    pace = models.PositiveSmallIntegerField(null=True)
    precision = models.PositiveSmallIntegerField(null=True)
    physical = models.PositiveSmallIntegerField(null=True)
    has = models.JSONField(default=list)
    lacks = models.JSONField(default=list)
    refuses = models.JSONField(default=list)
    refused_occupations = models.JSONField(default=list)
    told_on = models.DateField()

    class Meta(Sensitive.Meta):
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "owner"], name="jobwishes_one_each"),
            models.CheckConstraint(
                name="jobwishes_hours_are_a_range",
                condition=Q(hours_min=None, hours_max=None)
                | Q(hours_min__gte=1, hours_max__lte=100, hours_max__gte=models.F("hours_min")),
            ),
            *(
                models.CheckConstraint(
                    name=f"jobwishes_{name}_within",
                    condition=Q(**{name: None}) | Q(**{f"{name}__range": (1, 3)}),
                )
                for name in LEVELS
            ),
        ]

    class Privacy:
        sensitive = (
            "wants_suggestions", "occupations", "municipalities", "hours_min", "hours_max",
            *LEVELS, "experience", "times", "has", "lacks", "refuses", "refused_occupations",
            "told_on",
        )  # fmt: skip
        technical = (*SHARED_TECHNICAL, "enrolment")


class Match(Sensitive):
    """One person on the way to one job: the person's yes first, then the employer's.

    `tells` is what the person wants the employer to know, `told_by` who says it; both belong to
    this job alone.
    """

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="matches")
    job = models.ForeignKey("records.Job", models.PROTECT, related_name="+")
    told_by = CodeField(ToldBy, blank=True)
    tells = models.TextField(blank=True)
    keeps_private = models.TextField(blank=True)
    placement = models.ForeignKey("records.Placement", models.SET_NULL, null=True, related_name="+")

    class Meta(Sensitive.Meta):
        constraints = [
            known("match", "told_by", ToldBy, blank=True),
            models.UniqueConstraint(fields=["enrolment", "job", "owner"], name="match_once"),
        ]
        indexes = [models.Index(fields=["enrolment", "id"], name="match_of_person")]

    class Privacy:
        sensitive = ("job", "told_by", "tells", "keeps_private")
        technical = (*SHARED_TECHNICAL, "enrolment", "placement")


class MatchStep(models.Model):
    """What happened, when. The latest tells where the person is."""

    match = models.ForeignKey(Match, models.CASCADE, related_name="steps")
    kind = CodeField(MatchStepKind)
    occurred_on = models.DateField()
    at = models.TimeField(null=True)
    note = models.TextField(blank=True)
    created_by = models.ForeignKey(
        "records.Staff", models.PROTECT, related_name="+", null=True, db_index=False
    )
    once = models.UUIDField(null=True, unique=True)

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [known("matchstep", "kind", MatchStepKind)]

    class Privacy:
        sensitive = ("kind", "occurred_on", "at", "note")
        technical = ("id", "match", "created_by", "once")
