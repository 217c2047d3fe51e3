"""What comes of a person's rights: extracts of the register (registerutdrag)."""

from django.db import models
from django.db.models import Q

from framsteg.records.models.base import SHARED_TECHNICAL, Sensitive, in_order


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
