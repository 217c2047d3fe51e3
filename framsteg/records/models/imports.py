"""Lists that were loaded: what came in, and what it changed, so that it can be undone."""

from django.db import models
from django.utils import timezone


class ImportBatch(models.Model):
    """One file. `state`: uploaded → checked → applying → applied → undone, or failed."""

    programme = models.ForeignKey("records.Programme", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80, blank=True)
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=20, default="uploaded")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    message = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey("records.Staff", models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey("records.Organisation", models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["programme", "-created_at"], name="importbatch_newest")]

    class Privacy:
        # A file's name and messages may carry a person's name: they are never logged.
        sensitive = ("filename", "mapping", "message")
        technical = (
            "id", "programme", "kind", "sha256", "stored_as", "state", "done", "total", "counts",
            "created_at", "created_by", "owner", "applied_at", "undone_at",
        )  # fmt: skip


class ImportChange(models.Model):
    """A row that an import changed or added inside an existing case, with what stood before."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="changes")
    model = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    before = models.JSONField(null=True)  # null: the import created the row

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"

    class Privacy:
        sensitive = ("before",)
        technical = ("id", "batch", "model", "object_id")
