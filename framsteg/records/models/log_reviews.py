"""The log review: what was drawn by lot, and what somebody looked at and found. Append-only."""

from django.db import models

from framsteg.foundation.codes import FoundBy, LogOutcome
from framsteg.records.models.base import CodeField, known
from framsteg.records.models.logs import AppendOnly


class Kept(models.Model):
    """Written once, as a log is."""

    organisation = models.ForeignKey(
        "records.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    by = models.ForeignKey("records.Staff", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    unscoped = AppendOnly.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"


class LogSample(Kept):
    """Openings drawn by lot among those of a half-open time; `seed` lets the draw be repeated.

    `rows` are ids of the access log.
    """

    since = models.DateTimeField()
    until = models.DateTimeField()
    seed = models.BigIntegerField()
    rows = models.JSONField(default=list)

    class Meta(Kept.Meta):
        indexes = [models.Index(fields=["organisation", "-id"], name="logsample_latest")]

    class Privacy:
        technical = ("id", "organisation", "by", "at", "since", "until", "seed", "rows")


class LogReview(Kept):
    """One reading looked at. `log_id` is the row of the access log that stands for it."""

    log_id = models.BigIntegerField(db_index=True)
    found_by = CodeField(FoundBy)
    outcome = CodeField(LogOutcome)
    note = models.TextField(blank=True)

    class Meta(Kept.Meta):
        constraints = [
            known("logreview", "found_by", FoundBy),
            known("logreview", "outcome", LogOutcome),
        ]
        indexes = [models.Index(fields=["organisation", "-id"], name="logreview_latest")]

    class Privacy:
        sensitive = ("note",)
        technical = ("id", "organisation", "by", "at", "log_id", "found_by", "outcome")
