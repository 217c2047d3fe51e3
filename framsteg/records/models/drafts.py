"""What somebody has typed and not yet saved."""

from django.db import models
from django.utils import timezone


class Draft(models.Model):
    """The words of one form, kept for the one who wrote them. Nobody else reads it.

    `at` is the form's address, which names nobody; `words` are the fields as the browser sends
    them: name → values.
    """

    staff = models.ForeignKey("records.Staff", models.CASCADE, related_name="+", db_index=False)
    at = models.CharField(max_length=200)
    words = models.JSONField(default=dict)
    kept_at = models.DateTimeField(default=timezone.now)

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [models.UniqueConstraint(fields=["staff", "at"], name="draft_once")]
        indexes = [models.Index(fields=["kept_at"], name="draft_by_age")]

    class Privacy:
        sensitive = ("words",)
        technical = ("id", "staff", "at", "kept_at")
