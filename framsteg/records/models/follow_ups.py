"""Follow-ups (uppföljningar) with the three self-report items, owned by the person."""

from functools import reduce
from operator import and_

from django.db import models
from django.db.models import Q

from framsteg.foundation.codes import AnsweredBy, FollowUpKind
from framsteg.foundation.follow_up_codes import ExemptReason
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, known

PREFERS_NOT_TO_SAY = 0
ANSWERS = ("life_situation", "support_quality", "influence")
WELLBEING = tuple(f"wellbeing_{n}" for n in range(1, 6))


def _up_to_five(name: str) -> Q:
    return Q(**{name: None}) | Q(**{f"{name}__range": (0, 5)})


class FollowUp(Sensitive):
    """Each item: 1–5 in the person's own judgement, 0 for "prefers not to say", null not asked.

    `wellbeing_1`–`_5` are the answers to WHO-5, each 0–5; null: not asked or not answered.
    What a person has answered by themselves waits for its review: `awaits_review`, with the day
    of the answer in `answered_on`. `contact` is the meeting that the follow-up was, where it was
    logged with it; `agreement` the agreement that was gone through, and the day of review it had.
    """

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="follow_ups")
    occurred_on = models.DateField()
    kind = CodeField(FollowUpKind)
    answered_by = CodeField(AnsweredBy, blank=True)
    life_situation = models.PositiveSmallIntegerField(null=True)
    support_quality = models.PositiveSmallIntegerField(null=True)
    influence = models.PositiveSmallIntegerField(null=True)
    own_words = models.TextField(blank=True)
    note = models.TextField(blank=True)
    wellbeing_1 = models.PositiveSmallIntegerField(null=True)
    wellbeing_2 = models.PositiveSmallIntegerField(null=True)
    wellbeing_3 = models.PositiveSmallIntegerField(null=True)
    wellbeing_4 = models.PositiveSmallIntegerField(null=True)
    wellbeing_5 = models.PositiveSmallIntegerField(null=True)
    answered_on = models.DateField(null=True)
    awaits_review = models.BooleanField(default=False)
    reviewed_by = models.ForeignKey(
        "records.Staff", models.PROTECT, related_name="+", null=True, db_index=False
    )
    contact = models.ForeignKey(
        "records.Contact", models.SET_NULL, related_name="+", null=True, db_index=False
    )
    agreement = models.ForeignKey(
        "records.Document", models.SET_NULL, related_name="+", null=True, db_index=False
    )
    agreement_review_was = models.DateField(null=True)
    once = models.UUIDField(null=True, unique=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("followup", "kind", FollowUpKind),
            known("followup", "answered_by", AnsweredBy, blank=True),
            *(
                models.CheckConstraint(
                    name=f"followup_{answer}_in_scale",
                    condition=_up_to_five(answer),
                )
                for answer in ANSWERS
            ),
            models.CheckConstraint(
                name="followup_wellbeing_in_scale",
                condition=reduce(and_, (_up_to_five(name) for name in WELLBEING)),
            ),
            models.CheckConstraint(
                name="followup_awaits_review_of_an_answer",
                condition=Q(awaits_review=False) | Q(answered_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["enrolment", "-occurred_on"], name="followup_story"),
            models.Index(
                fields=["enrolment"], condition=Q(awaits_review=True), name="followup_awaiting"
            ),
        ]

    class Privacy:
        sensitive = (
            *ANSWERS, *WELLBEING, "own_words", "note", "answered_on", "agreement",
            "agreement_review_was",
        )  # fmt: skip
        analytic = ("enrolment", "occurred_on", "kind", "answered_by")
        technical = (*SHARED_TECHNICAL, "awaits_review", "reviewed_by", "contact", "once")


class FollowUpExemption(Sensitive):
    """The follow-up that was due on `due_on` is not held, and why."""

    enrolment = models.ForeignKey(
        "records.Enrolment", models.CASCADE, related_name="exemptions", db_index=False
    )
    due_on = models.DateField()
    exempt_because = CodeField(ExemptReason)
    words = models.CharField(max_length=300, blank=True)
    once = models.UUIDField(null=True, unique=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("followupexemption", "exempt_because", ExemptReason),
            models.UniqueConstraint(
                fields=["enrolment", "due_on", "owner"], name="followupexemption_once"
            ),
            models.CheckConstraint(
                name="followupexemption_other_says_why",
                condition=~Q(exempt_because=ExemptReason.OTHER.value) | ~Q(words=""),
            ),
        ]

    class Privacy:
        sensitive = ("due_on", "exempt_because", "words")
        technical = (*SHARED_TECHNICAL, "enrolment", "once")
