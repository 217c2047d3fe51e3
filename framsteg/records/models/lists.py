"""What belongs to lists of persons: views somebody has saved, and coaches changed for many."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from framsteg.records.models.base import SHARED_TECHNICAL, Sensitive


class SavedView(models.Model):
    """A set of filters under a name (sparad vy), somebody's own or shared within a programme.

    `filters` holds the choices as the list's address has them. A view says nothing of any person.
    """

    staff = models.ForeignKey("records.Staff", models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=60)
    filters = models.JSONField(default=dict)
    programme = models.ForeignKey("records.Programme", models.CASCADE, null=True, related_name="+")
    shared = models.BooleanField(default=False)
    saved_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="savedview_shared_within_a_programme",
                condition=Q(shared=False) | Q(programme__isnull=False),
            ),
            models.CheckConstraint(name="savedview_has_a_name", condition=~Q(name="")),
            models.UniqueConstraint(
                fields=["staff", "name"],
                condition=Q(removed_at=None),
                name="savedview_name_once",
            ),
        ]

    class Privacy:
        technical = (
            "id", "staff", "name", "filters", "programme", "shared", "saved_at", "removed_at",
        )  # fmt: skip


class CoachChange(Sensitive):
    """A person passed from one main coach to another (coachbyte), with a word to the new one.

    Those that were passed on at once share a `batch`. The note waits in the new coach's Min dag
    until it is read.
    """

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="coach_changes")
    batch = models.UUIDField()
    from_staff = models.ForeignKey("records.Staff", models.PROTECT, related_name="+")
    to_staff = models.ForeignKey("records.Staff", models.PROTECT, related_name="+")
    ended = models.ForeignKey(
        "records.Assignment", models.SET_NULL, null=True, related_name="+", db_index=False
    )
    begun = models.ForeignKey(
        "records.Assignment", models.SET_NULL, null=True, related_name="+", db_index=False
    )
    changed_on = models.DateField()
    note = models.TextField()
    seen_on = models.DateField(null=True)
    taken_back_on = models.DateField(null=True)

    class Meta(Sensitive.Meta):
        constraints = [
            models.CheckConstraint(
                name="coachchange_to_another", condition=~Q(from_staff=models.F("to_staff"))
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_staff"],
                condition=Q(seen_on=None, taken_back_on=None),
                name="coachchange_unread",
            ),
            models.Index(fields=["batch"], name="coachchange_batch"),
        ]

    class Privacy:
        sensitive = ("note",)
        technical = (
            *SHARED_TECHNICAL, "enrolment", "batch", "from_staff", "to_staff", "ended", "begun",
            "changed_on", "seen_on", "taken_back_on",
        )  # fmt: skip
