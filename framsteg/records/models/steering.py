"""The steering group: its meetings, whose seats were filled, what was decided. No participant."""

from django.db import models
from django.db.models import Q

from framsteg.foundation.codes import MeetingState
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, known


class SteeringMeeting(Sensitive):
    """One meeting. `pack` is what the group was given to read, as it was when it was made."""

    programme = models.ForeignKey("records.Programme", models.CASCADE, related_name="+")
    state = CodeField(MeetingState, default=MeetingState.BOOKED)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    agenda = models.TextField(blank=True)
    minutes = models.TextField(blank=True)
    pack = models.JSONField(null=True)
    pack_made_at = models.DateTimeField(null=True)
    once = models.UUIDField(null=True, unique=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("steeringmeeting", "state", MeetingState),
            models.CheckConstraint(
                name="steeringmeeting_pack_has_its_time",
                condition=Q(pack__isnull=True, pack_made_at=None)
                | Q(pack__isnull=False, pack_made_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["programme", "starts_at"], name="steering_by_time")]

    class Privacy:
        sensitive = ("agenda", "minutes")
        technical = (
            *SHARED_TECHNICAL, "programme", "state", "starts_at", "place", "pack", "pack_made_at",
            "once",
        )  # fmt: skip


class SteeringSeat(models.Model):
    """A seat at one meeting: whose it is, and whether somebody sat in it (None: not noted)."""

    meeting = models.ForeignKey(SteeringMeeting, models.CASCADE, related_name="seats")
    organisation = models.ForeignKey("records.Organisation", models.PROTECT, related_name="+")
    division = models.CharField(max_length=200, blank=True)
    chair = models.BooleanField(default=False)
    came = models.BooleanField(null=True)
    who = models.CharField(max_length=200, blank=True)

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "organisation", "division"], name="seat_once_a_meeting"
            ),
            models.CheckConstraint(
                name="seat_names_only_who_came", condition=Q(who="") | Q(came=True)
            ),
        ]

    class Privacy:
        technical = ("id", "meeting", "organisation", "division", "chair", "came", "who")


class SteeringDecision(Sensitive):
    """What the group decided, which organisation answers for it, and whether it is done."""

    meeting = models.ForeignKey(SteeringMeeting, models.CASCADE, related_name="decisions")
    what = models.CharField(max_length=400)
    organisation = models.ForeignKey("records.Organisation", models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)
    once = models.UUIDField(null=True, unique=True)

    class Meta(Sensitive.Meta):
        constraints = [
            models.CheckConstraint(name="steeringdecision_says_what", condition=~Q(what="")),
        ]

    class Privacy:
        sensitive = ("what", "outcome")
        technical = (
            *SHARED_TECHNICAL, "meeting", "organisation", "due_on", "done_on", "once",
        )  # fmt: skip
