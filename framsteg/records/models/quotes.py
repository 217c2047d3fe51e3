"""What a participant has said and lets the programme print, without a name, until taken back."""

from django.db import models

from framsteg.foundation.codes import ConsentGiven
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, in_order, known


class Quote(Sensitive):
    """The person's own words, and the permission to print them in reports."""

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="quotes")
    words = models.TextField()
    given = CodeField(ConsentGiven)
    given_on = models.DateField()
    kept_at = models.CharField(max_length=200, blank=True)
    withdrawn_on = models.DateField(null=True)
    once = models.UUIDField(null=True, unique=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("quote", "given", ConsentGiven),
            in_order("quote", "given_on", "withdrawn_on"),
            models.CheckConstraint(name="quote_has_words", condition=~models.Q(words="")),
        ]

    class Privacy:
        sensitive = ("words", "given", "given_on", "kept_at", "withdrawn_on")
        technical = (*SHARED_TECHNICAL, "enrolment", "once")
