"""Contacts (kontakter): what was done with or for a person, logged once."""

from django.db import models
from django.db.models import Q

from framsteg.foundation.codes import Channel, Place
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, known


class Contact(Sensitive):
    enrolment = models.ForeignKey(
        "records.Enrolment", models.CASCADE, related_name="contacts", db_index=False
    )
    occurred_on = models.DateField()
    minutes = models.PositiveSmallIntegerField(null=True)
    channel = CodeField(Channel)
    place = CodeField(Place)
    present = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    next_step = models.CharField(max_length=300, blank=True)
    next_step_on = models.DateField(null=True)
    next_step_done_on = models.DateField(null=True)
    # The form's own key: pressing the button twice, or a resend, saves once.
    once = models.UUIDField(null=True, unique=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("contact", "channel", Channel),
            known("contact", "place", Place),
            models.CheckConstraint(
                name="contact_minutes_within_a_day",
                condition=Q(minutes=None) | Q(minutes__range=(1, 1440)),
            ),
            models.CheckConstraint(
                name="contact_next_step_day_needs_a_step",
                condition=Q(next_step_on=None) | ~Q(next_step=""),
            ),
        ]
        indexes = [
            models.Index(fields=["enrolment", "-occurred_on", "-id"], name="contact_story"),
            models.Index(
                fields=["enrolment", "owner"],
                condition=~Q(next_step="") & Q(next_step_done_on=None),
                name="contact_open_step",
            ),
        ]

    class Privacy:
        sensitive = ("present", "note", "next_step", "next_step_on", "next_step_done_on")
        analytic = ("enrolment", "occurred_on", "minutes", "channel", "place")
        technical = (*SHARED_TECHNICAL, "once")
