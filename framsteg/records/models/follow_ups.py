"""Follow-ups (uppföljningar) with the three self-report items, owned by the person."""

from django.db import models
from django.db.models import Q

from framsteg.foundation.codes import AnsweredBy, FollowUpKind
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, known

PREFERS_NOT_TO_SAY = 0
ANSWERS = ("life_situation", "support_quality", "influence")


class FollowUp(Sensitive):
    """Each item: 1–5 in the person's own judgement, 0 for "prefers not to say", null not asked."""

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="follow_ups")
    occurred_on = models.DateField()
    kind = CodeField(FollowUpKind)
    answered_by = CodeField(AnsweredBy, blank=True)
    life_situation = models.PositiveSmallIntegerField(null=True)
    support_quality = models.PositiveSmallIntegerField(null=True)
    influence = models.PositiveSmallIntegerField(null=True)
    own_words = models.TextField(blank=True)
    note = models.TextField(blank=True)
    once = models.UUIDField(null=True, unique=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("followup", "kind", FollowUpKind),
            known("followup", "answered_by", AnsweredBy, blank=True),
            *(
                models.CheckConstraint(
                    name=f"followup_{answer}_in_scale",
                    condition=Q(**{answer: None}) | Q(**{f"{answer}__range": (0, 5)}),
                )
                for answer in ANSWERS
            ),
        ]
        indexes = [models.Index(fields=["enrolment", "-occurred_on"], name="followup_story")]

    class Privacy:
        sensitive = (*ANSWERS, "own_words", "note")
        analytic = ("enrolment", "occurred_on", "kind", "answered_by")
        technical = (*SHARED_TECHNICAL, "once")
