"""Hand-overs (överlämningar) at a programme's end: who takes over each person, and who said yes."""

from django.db import models
from django.db.models import Q

from framsteg.foundation.codes import HandOverAnswer, PersonSays
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, in_order, known


class HandOver(Sensitive):
    """One service asked to take over one person. A new one is asked when the first declines."""

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="hand_overs")
    service = models.CharField(max_length=200)
    asked_on = models.DateField()
    answer = CodeField(HandOverAnswer, default=HandOverAnswer.WAITING.value)
    answered_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    person_says = CodeField(PersonSays, default=PersonSays.NOT_ASKED.value)
    note = models.TextField(blank=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("handover", "answer", HandOverAnswer),
            known("handover", "person_says", PersonSays),
            in_order("handover", "asked_on", "answered_on"),
            models.CheckConstraint(
                name="handover_no_says_why",
                condition=~Q(answer=HandOverAnswer.DECLINED.value) | ~Q(reason=""),
            ),
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=~Q(answer=HandOverAnswer.DECLINED.value),
                name="handover_one_open",
            ),
        ]

    class Privacy:
        sensitive = (
            "service", "asked_on", "answer", "answered_on", "reason", "person_says", "note",
        )  # fmt: skip
        technical = (*SHARED_TECHNICAL, "enrolment")
