"""Keys for programs: made, used, taken back."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from framsteg.access import NotFound, Viewer
from framsteg.access.reading.calendar import hash_of
from framsteg.actions import recording
from framsteg.foundation.codes import TokenScope
from framsteg.foundation.decision import require
from framsteg.records.models import Programme, ServiceToken
from framsteg.rules.log_ins import may_make_token

# So that a key is known for what it is where it should not be: in code, in a log.
START = "frst_"
TOKEN_BYTES = 32
SHOWN = 12
# A use does not cost a write: when it was last used is kept to the hour.
USED_EVERY = timedelta(hours=1)


@transaction.atomic
def make(
    *,
    by: Viewer,
    name: str,
    programme_id: int,
    scopes: Iterable[TokenScope],
    expires_on: date,
    now: datetime,
) -> str:
    """Make a key for a program. Returns it: only its hash is kept, so it can be shown this once."""
    require(by.may_administer())
    scopes = sorted(set(scopes))
    require(may_make_token(scopes=scopes, expires_on=expires_on, today=by.today))
    if not Programme.objects.filter(pk=programme_id).exists():
        raise NotFound
    token = START + secrets.token_urlsafe(TOKEN_BYTES)
    row = ServiceToken.unscoped.create(
        name=name, programme_id=programme_id, scopes=",".join(scopes), token_hash=hash_of(token),
        start=token[:SHOWN], made_at=now, made_by_id=by.staff_id, expires_on=expires_on,
    )  # fmt: skip
    recording.note(
        row, by=by, verb="tokens.make", part=None, enrolment_id=None,
        changes={"programme": [None, programme_id], "scopes": [None, row.scopes],
                 "expires_on": [None, expires_on]},
    )  # fmt: skip
    return token


@transaction.atomic
def revoke(*, by: Viewer, token_id: int, now: datetime) -> None:
    """Take back a key; from now on it opens nothing."""
    require(by.may_administer())
    row = ServiceToken.unscoped.select_for_update().filter(pk=token_id).first()
    if row is None:
        raise NotFound
    if row.revoked_at is None:
        row.revoked_at = now
        row.save(update_fields=["revoked_at"])
        recording.note(row, by=by, verb="tokens.revoke", part=None, enrolment_id=None)


def used(*, token_id: int, now: datetime) -> None:
    """Note that a key is in use."""
    old = Q(last_used_at=None) | Q(last_used_at__lt=now - USED_EVERY)
    ServiceToken.unscoped.filter(old, pk=token_id).update(last_used_at=now)
