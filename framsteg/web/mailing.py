"""What the worker sends: invitations to meetings, and one mail a day to who has things waiting."""

import logging
from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import ngettext
from django_tasks import task

from framsteg import access
from framsteg.access.reading import calendar
from framsteg.access.viewer import Viewer
from framsteg.actions import calendars
from framsteg.foundation.codes import Purpose
from framsteg.integrations import mail
from framsteg.web import words
from framsteg.web.presenters.my_day import count_due

log = logging.getLogger(__name__)

FAILED = (SMTPException, OSError)
SATURDAY = 5


@task()
def send_invitations(meeting_id: int, uninvited: list[int]) -> None:
    """Tell those who are asked to a meeting, and those who no longer are."""
    with translation.override(settings.LANGUAGE_CODE):
        _send([*calendar.pending(now=timezone.now(), meeting_id=meeting_id)])
        _send([*calendar.uninvited(meeting_id, uninvited)])


@task()
def send_left_invitations() -> None:
    """What could not be sent when the meeting was booked is tried again."""
    with translation.override(settings.LANGUAGE_CODE):
        _send([*calendar.pending(now=timezone.now())])


@task()
def send_digests() -> None:
    """One mail a day to each whose hour has come and who has something waiting; else silence."""
    now = timezone.localtime()
    if now.weekday() >= SATURDAY:
        return
    with translation.override(settings.LANGUAGE_CODE):
        for staff in calendar.to_be_told(today=now.date(), hour=now.hour):
            viewer = access.viewer_for(
                staff, today=now.date(), purpose=Purpose.ADMINISTRATION, where="framsteg worker"
            )
            tell(viewer, staff.email or "", today=now.date())


def tell(viewer: Viewer, email: str, *, today: date) -> bool:
    """Send the one mail of the day, unless it is sent or nothing waits. Whether it was sent."""
    if not viewer.writes_in or not calendars.claim_notice(by=viewer):
        return False
    waiting = count_due(viewer)
    if not waiting:
        return False
    said = ngettext("{n} thing waits in Framsteg", "{n} things wait in Framsteg", waiting)
    try:
        mail.send_count(email, said.format(n=waiting))
    except FAILED:
        calendars.return_notice(by=viewer)
        log.warning("A daily mail could not be sent; it is tried again")
        return False
    return True


def _send(invitations: list[calendar.Invitation]) -> None:
    for told in invitations:
        try:
            mail.send_invitation(told, render=words.render)
        except FAILED:
            log.warning("An invitation could not be sent; it is tried again")
            continue
        if told.guest_id:
            calendars.invited(guest_id=told.guest_id, sequence=told.slot.sequence)
