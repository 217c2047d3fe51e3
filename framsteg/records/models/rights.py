"""What comes of a person's rights: extracts (registerutdrag), requests, restrictions."""

from django.db import models
from django.db.models import Q

from framsteg.foundation.codes import RequestKind, RequestOutcome, RestrictionGround
from framsteg.records.models.base import (
    SHARED_TECHNICAL,
    CodeField,
    Sensitive,
    in_order,
    known,
)


class RegisterExtract(Sensitive):
    """What one organisation keeps about a person, on its way to the person.

    `content` is the file while it is gone through, and nothing once it has been given out or
    dropped. `hidden` holds what is masked: {passage's key: [numbers of sentences]}; `gone_through`
    the records whose texts somebody has read. `digest` is the given file's SHA-256.
    """

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="+")
    asked_on = models.DateField()
    made_on = models.DateField()
    content = models.JSONField(default=dict)
    hidden = models.JSONField(default=dict)
    gone_through = models.JSONField(default=list)
    rows = models.PositiveIntegerField(default=0)
    given_on = models.DateField(null=True)
    given_how = models.CharField(max_length=200, blank=True)
    dropped_on = models.DateField(null=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta(Sensitive.Meta):
        constraints = [
            in_order("registerextract", "asked_on", "made_on"),
            models.UniqueConstraint(
                fields=["enrolment", "owner"],
                condition=Q(given_on=None, dropped_on=None),
                name="registerextract_one_open",
            ),
            models.CheckConstraint(
                name="registerextract_keeps_no_content_when_closed",
                condition=Q(given_on=None, dropped_on=None) | Q(content={}, hidden={}),
            ),
        ]

    class Privacy:
        sensitive = ("asked_on", "content", "hidden", "given_on", "given_how", "dropped_on")
        technical = (
            *SHARED_TECHNICAL, "enrolment", "made_on", "gone_through", "rows", "digest",
        )  # fmt: skip


class PersonRequest(Sensitive):
    """What a person has asked of one organisation (begäran), and what became of it.

    `statement` is the person's own, which stands beside what was not corrected.
    """

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="+")
    kind = CodeField(RequestKind)
    asked_on = models.DateField()
    words = models.TextField()
    outcome = CodeField(RequestOutcome, default=RequestOutcome.OPEN.value)
    answered_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    statement = models.TextField(blank=True)
    told_others = models.CharField(max_length=300, blank=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("personrequest", "kind", RequestKind),
            known("personrequest", "outcome", RequestOutcome),
            in_order("personrequest", "asked_on", "answered_on"),
            models.CheckConstraint(
                name="personrequest_answer_has_its_day",
                condition=Q(outcome=RequestOutcome.OPEN.value, answered_on=None)
                | (~Q(outcome=RequestOutcome.OPEN.value) & Q(answered_on__isnull=False)),
            ),
        ]

    class Privacy:
        sensitive = (
            "kind", "asked_on", "words", "outcome", "answered_on", "reason", "statement",
            "told_others",
        )  # fmt: skip
        technical = (*SHARED_TECHNICAL, "enrolment")


class Restriction(Sensitive):
    """While it stands (half-open), what `owner` keeps about the person is not used, only kept.

    `told_on`: the person was told before it was lifted.
    """

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="+")
    ground = CodeField(RestrictionGround)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    told_on = models.DateField(null=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("restriction", "ground", RestrictionGround),
            in_order("restriction", "starts_on", "ends_on"),
            models.CheckConstraint(
                name="restriction_lifted_when_told",
                condition=Q(ends_on=None) | Q(told_on__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["enrolment"], name="restriction_of_case")]

    class Privacy:
        sensitive = ("ground", "starts_on", "ends_on", "note", "told_on")
        technical = (*SHARED_TECHNICAL, "enrolment")
