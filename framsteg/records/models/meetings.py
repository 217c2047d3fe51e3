"""Booked meetings (möten): with a person, an employer, the team; who is asked and who came."""

import uuid

from django.db import models
from django.db.models import Q

from framsteg.foundation.codes import MeetingKind, MeetingState, Place, SupervisionTopic
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, known


class Meeting(Sensitive):
    """With an enrolment it is a row of that person's file; else it concerns the team's work.

    `topics` are codes of `SupervisionTopic`, comma-separated: a supervision names no person.
    """

    programme = models.ForeignKey("records.Programme", models.CASCADE, related_name="+")
    kind = CodeField(MeetingKind)
    state = CodeField(MeetingState, default=MeetingState.BOOKED)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    place = CodeField(Place)
    where = models.CharField(max_length=200, blank=True)
    enrolment = models.ForeignKey(
        "records.Enrolment", models.CASCADE, null=True, related_name="meetings"
    )
    # A first talk with all authorities comes before the enrolment: it is about an enquiry.
    enquiry = models.ForeignKey(
        "records.Enquiry", models.CASCADE, null=True, related_name="meetings"
    )
    employer = models.ForeignKey(
        "records.Employer", models.SET_NULL, null=True, related_name="+", db_index=False
    )
    about = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    topics = models.CharField(max_length=400, blank=True)
    # What calendars know the meeting by, and how many times its time or place has moved.
    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    sequence = models.PositiveSmallIntegerField(default=0)
    once = models.UUIDField(null=True, unique=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("meeting", "kind", MeetingKind),
            known("meeting", "state", MeetingState),
            known("meeting", "place", Place),
            models.CheckConstraint(
                name="meeting_minutes_within_a_day", condition=Q(minutes__range=(5, 1440))
            ),
            models.CheckConstraint(
                name="meeting_about_an_enquiry_is_a_first_talk",
                condition=Q(enquiry=None) | Q(kind=MeetingKind.FIRST_TALK.value),
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "kind", "starts_at"], name="meeting_by_kind"),
        ]

    class Privacy:
        sensitive = ("where", "employer", "about", "notes", "topics")
        technical = (
            *SHARED_TECHNICAL, "programme", "kind", "state", "starts_at", "minutes", "place",
            "enrolment", "enquiry", "uid", "sequence", "once",
        )  # fmt: skip

    @staticmethod
    def topics_of(text: str) -> tuple[SupervisionTopic, ...]:
        return tuple(SupervisionTopic(one) for one in text.split(",") if one)


class MeetingGuest(models.Model):
    """Someone asked to a meeting: a colleague, or an organisation that sends whom it likes."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="guests")
    staff = models.ForeignKey("records.Staff", models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(
        "records.Organisation", models.PROTECT, null=True, related_name="+", db_index=False
    )
    came = models.BooleanField(null=True)
    invited_sequence = models.IntegerField(null=True)

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [
            models.CheckConstraint(
                name="guest_is_a_colleague_or_an_organisation",
                condition=Q(staff__isnull=False, organisation=None)
                | Q(staff=None, organisation__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["meeting", "staff"], condition=~Q(staff=None), name="guest_once"
            ),
            models.UniqueConstraint(
                fields=["meeting", "organisation"],
                condition=~Q(organisation=None),
                name="guest_organisation_once",
            ),
        ]

    class Privacy:
        technical = ("id", "meeting", "staff", "organisation", "came", "invited_sequence")


class TeamAction(Sensitive):
    """What a team meeting decided: who does what, by when. With an enrolment, part of its plan."""

    programme = models.ForeignKey("records.Programme", models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="actions")
    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, null=True, related_name="+")
    what = models.CharField(max_length=300)
    responsible = models.ForeignKey("records.Staff", models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    once = models.UUIDField(null=True, unique=True)

    class Meta(Sensitive.Meta):
        constraints = [
            models.CheckConstraint(name="teamaction_says_what", condition=~Q(what="")),
        ]
        indexes = [
            models.Index(
                fields=["responsible", "due_on"],
                condition=Q(done_on=None),
                name="teamaction_open",
            ),
        ]

    class Privacy:
        sensitive = ("what",)
        technical = (
            *SHARED_TECHNICAL, "programme", "meeting", "enrolment", "responsible", "due_on",
            "done_on", "once",
        )  # fmt: skip


class CalendarFeed(models.Model):
    """A secret address at which somebody's own meetings can be followed. Only its hash is kept."""

    staff = models.ForeignKey("records.Staff", models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    created_on = models.DateField()
    revoked_on = models.DateField(null=True)

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [
            models.UniqueConstraint(
                fields=["staff"], condition=Q(revoked_on=None), name="feed_one_in_force"
            )
        ]

    class Privacy:
        technical = ("id", "staff", "token_hash", "created_on", "revoked_on")


class NoticeSetting(models.Model):
    """When somebody gets the one mail a day that says how many things wait. No row: at seven."""

    staff = models.OneToOneField("records.Staff", models.CASCADE, related_name="+")
    daily = models.BooleanField(default=True)
    at_hour = models.PositiveSmallIntegerField(default=7)
    looked_on = models.DateField(null=True)

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [
            models.CheckConstraint(
                name="notice_hour_of_the_day", condition=Q(at_hour__range=(0, 23))
            )
        ]

    class Privacy:
        technical = ("id", "staff", "daily", "at_hour", "looked_on")
