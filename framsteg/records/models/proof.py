"""The chain that shows whether a log is whole (framsteg.rules.chain says how)."""

from django.db import models
from django.utils import timezone

from framsteg.foundation.codes import LogName
from framsteg.records.models.base import CodeField, known
from framsteg.records.models.logs import AppendOnly


class LogLink(models.Model):
    """One log row's place in its organisation's chain."""

    organisation_id = models.BigIntegerField()
    position = models.BigIntegerField()
    log = CodeField(LogName)
    row_id = models.BigIntegerField()
    row_hash = models.CharField(max_length=64)
    chain_hash = models.CharField(max_length=64)

    unscoped = AppendOnly.as_manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "position"], name="loglink_place"),
            models.UniqueConstraint(fields=["log", "row_id"], name="loglink_once"),
            known("loglink", "log", LogName),
        ]

    class Privacy:
        technical = (
            "id", "organisation_id", "position", "log", "row_id", "row_hash", "chain_hash",
        )  # fmt: skip


class LogHead(models.Model):
    """The last link of a chain at a moment, signed with a key that the database does not hold."""

    organisation_id = models.BigIntegerField()
    position = models.BigIntegerField()
    chain_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField(default=timezone.now)
    signature = models.CharField(max_length=128)

    unscoped = AppendOnly.as_manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        indexes = [models.Index(fields=["organisation_id", "-position"], name="loghead_latest")]

    class Privacy:
        technical = (
            "id", "organisation_id", "position", "chain_hash", "signed_at", "signature",
        )  # fmt: skip
