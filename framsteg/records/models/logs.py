"""What was changed (events) and what was read (access log). Append-only, without foreign keys.

A log must never block the live records, nor vanish with them.
"""

from typing import Any, NoReturn

from django.db import models
from django.utils import timezone

from framsteg.foundation.codes import Part, Purpose
from framsteg.records.models.base import CodeField, known


class AppendOnly(models.QuerySet[Any]):
    def update(self, **fields: Any) -> NoReturn:
        raise TypeError("a log is never changed")

    def delete(self) -> NoReturn:
        raise TypeError("a log is never deleted")


class Log(models.Model):
    at = models.DateTimeField(default=timezone.now)
    staff_id = models.BigIntegerField(null=True)  # null: a command of the installation
    organisation_id = models.BigIntegerField()
    enrolment_id = models.BigIntegerField(null=True)

    unscoped = AppendOnly.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"

    def save(self, *args: Any, **options: Any) -> None:
        if self.pk is not None:
            raise TypeError("a log is never changed")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise TypeError("a log is never deleted")


class Event(Log):
    """Who did what to which row; `changes` holds {field: [before, after]}.

    `part` and `organisation_id` (of the row) let the room cut history as it cuts the rows.
    """

    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    version = models.PositiveIntegerField(null=True)  # of the row, after the change
    part = CodeField(Part, blank=True)
    changes = models.JSONField(default=dict)
    reason = models.CharField(max_length=300, blank=True)

    class Meta(Log.Meta):
        abstract = False
        constraints = [known("event", "part", Part, blank=True)]
        indexes = [
            models.Index(fields=["enrolment_id", "-id"], name="event_of_case"),
            models.Index(fields=["subject", "subject_id"], name="event_of_row"),
        ]

    class Privacy:
        sensitive = ("changes", "reason")
        technical = (
            "id", "at", "staff_id", "organisation_id", "enrolment_id", "verb", "subject",
            "subject_id", "part", "version",
        )  # fmt: skip


class AccessLogEntry(Log):
    """One person's data shown to one reader: which parts, on which grounds, what for."""

    enquiry_id = models.BigIntegerField(null=True)
    parts = models.CharField(max_length=160)
    grounds = models.CharField(max_length=60)
    purpose = CodeField(Purpose)
    where = models.CharField(max_length=60)

    class Meta(Log.Meta):
        abstract = False
        constraints = [known("accesslog", "purpose", Purpose)]
        indexes = [models.Index(fields=["enrolment_id", "-id"], name="accesslog_of_case")]

    class Privacy:
        sensitive = ("parts", "grounds")
        technical = (
            "id", "at", "staff_id", "organisation_id", "enrolment_id", "enquiry_id", "purpose",
            "where",
        )  # fmt: skip
