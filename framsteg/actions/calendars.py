"""One's own calendar address and the one mail a day; and what has been sent."""

import secrets

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.reading.calendar import hash_of
from framsteg.access.reading.identity import NotFound
from framsteg.actions import recording
from framsteg.records.models import CalendarFeed, MeetingGuest, NoticeSetting, Staff

TOKEN_BYTES = 32


@transaction.atomic
def renew_feed(*, by: Viewer) -> str:
    """Give the viewer a new secret address; an earlier one ends at once.

    Returns the token. It is not kept, only its hash: it can be shown this once.
    """
    staff = _own(by)
    revoke_feed(by=by)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = CalendarFeed.unscoped.create(staff=staff, token_hash=hash_of(token), created_on=by.today)
    recording.note(row, by=by, verb="calendars.renew_feed", part=None, enrolment_id=None)
    return token


@transaction.atomic
def revoke_feed(*, by: Viewer) -> None:
    """End the viewer's secret address; whoever follows it gets nothing more."""
    for row in CalendarFeed.unscoped.filter(staff=_own(by), revoked_on=None):
        row.revoked_on = by.today
        row.save(update_fields=["revoked_on"])
        recording.note(row, by=by, verb="calendars.revoke_feed", part=None, enrolment_id=None)


@transaction.atomic
def set_notices(*, by: Viewer, daily: bool, at_hour: int) -> None:
    """Whether the viewer wants the one mail a day, and at which hour (local time)."""
    NoticeSetting.unscoped.update_or_create(
        staff=_own(by), defaults={"daily": daily, "at_hour": at_hour}
    )


@transaction.atomic
def claim_notice(*, by: Viewer) -> bool:
    """Take the turn to tell this member of staff today; False when it is taken already."""
    row, _made = NoticeSetting.unscoped.get_or_create(staff=_own(by))
    mine = NoticeSetting.unscoped.filter(pk=row.pk).exclude(looked_on__gte=by.today)
    return bool(mine.update(looked_on=by.today))


def return_notice(*, by: Viewer) -> None:
    """The mail could not be sent: the turn comes again."""
    NoticeSetting.unscoped.filter(staff=by.staff_id).update(looked_on=None)


def invited(*, guest_id: int, sequence: int) -> None:
    """The mail about a meeting, as it stood at this sequence, has been handed to the server."""
    MeetingGuest.unscoped.filter(pk=guest_id).update(invited_sequence=sequence)


def _own(by: Viewer) -> Staff:
    staff = Staff.objects.filter(pk=by.staff_id or 0).first()
    if staff is None:
        raise NotFound
    return staff
