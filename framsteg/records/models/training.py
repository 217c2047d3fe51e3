"""What grows around a placement: steps, observations, meetings at the workplace, the taper."""

from django.db import models
from django.db.models import Q

from framsteg.foundation.training_codes import BasicDemand, SupportUsed
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, known


class TrainingStep(Sensitive):
    """The day a step of Supported Training was reached; `step` counts the blueprint's from 1."""

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="+")
    placement = models.ForeignKey("records.Placement", models.CASCADE, related_name="steps")
    step = models.PositiveSmallIntegerField()
    reached_on = models.DateField()

    class Meta(Sensitive.Meta):
        constraints = [
            models.UniqueConstraint(fields=["placement", "step"], name="trainingstep_once"),
        ]

    class Privacy:
        analytic = ("enrolment", "placement", "step", "reached_on")
        technical = SHARED_TECHNICAL


class Observation(Sensitive):
    """What was seen at one task one day, and what helped. Words and kinds; nothing is measured."""

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="+")
    placement = models.ForeignKey("records.Placement", models.CASCADE, related_name="observations")
    occurred_on = models.DateField()
    task = models.CharField(max_length=120)
    demand = CodeField(BasicDemand)
    seen = models.TextField()
    helps = models.TextField(blank=True)
    support = CodeField(SupportUsed)
    told = models.BooleanField(default=False)  # gone through together with the person
    person_said = models.TextField(blank=True)
    once = models.UUIDField(null=True, unique=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("observation", "demand", BasicDemand),
            known("observation", "support", SupportUsed),
            models.CheckConstraint(
                name="observation_answer_only_when_told",
                condition=Q(told=True) | Q(person_said=""),
            ),
        ]
        indexes = [models.Index(fields=["placement", "occurred_on"], name="observation_story")]

    class Privacy:
        sensitive = ("occurred_on", "task", "demand", "seen", "helps", "support", "told",
                     "person_said")  # fmt: skip
        analytic = ("enrolment", "placement")
        technical = (*SHARED_TECHNICAL, "once")


class WorkplaceMeeting(Sensitive):
    """A follow-up meeting at the workplace: planned for a day, and held or not yet."""

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="+")
    placement = models.ForeignKey("records.Placement", models.CASCADE, related_name="meetings")
    planned_on = models.DateField()
    held_on = models.DateField(null=True)
    with_whom = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta(Sensitive.Meta):
        indexes = [models.Index(fields=["placement", "planned_on"], name="workplacemeeting_plan")]

    class Privacy:
        sensitive = ("with_whom", "note")
        analytic = ("enrolment", "placement", "planned_on", "held_on")
        technical = SHARED_TECHNICAL


class TaperStep(Sensitive):
    """From a day on, a contact every so many days; none (null): the exit planned together."""

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="+")
    placement = models.ForeignKey("records.Placement", models.CASCADE, related_name="tapers")
    starts_on = models.DateField()
    every_days = models.PositiveSmallIntegerField(null=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta(Sensitive.Meta):
        constraints = [
            models.CheckConstraint(
                name="taperstep_every_1_to_366_days",
                condition=Q(every_days=None) | Q(every_days__range=(1, 366)),
            ),
            models.UniqueConstraint(fields=["placement", "starts_on"], name="taperstep_one_a_day"),
        ]

    class Privacy:
        sensitive = ("words",)
        analytic = ("enrolment", "placement", "starts_on", "every_days")
        technical = SHARED_TECHNICAL
