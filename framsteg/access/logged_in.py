"""What each request of a logged-in reader begins with: the session's words and the member of staff.

Both are asked by statements that are composed once.
"""

from datetime import datetime
from functools import lru_cache

from django.contrib.sessions.models import Session
from django.db import DEFAULT_DB_ALIAS

from framsteg.access.kept import ASKED, KeptValues, keep_values
from framsteg.records.models import Organisation, Staff


def session_data(key: str, now: datetime) -> str | None:
    """What a session holds, still signed; None when there is none or it has ended."""
    for data, ends_at in _session().of(key):
        return str(data) if ends_at > now else None
    return None


def staff_by_id(staff_id: int) -> Staff | None:
    """The member of staff with the organisation."""
    for values in _staff().of(staff_id):
        own = len(_STAFF)
        row = Staff.from_db(DEFAULT_DB_ALIAS, _STAFF, values[:own])
        row.organisation = Organisation.from_db(DEFAULT_DB_ALIAS, _ORGANISATION, values[own:])
        return row
    return None


_STAFF = tuple(field.attname for field in Staff._meta.concrete_fields)
_ORGANISATION = tuple(field.attname for field in Organisation._meta.concrete_fields)


@lru_cache(maxsize=1)
def _session() -> KeptValues:
    rows = Session.objects.filter(session_key=ASKED)
    return keep_values(rows.values_list("session_data", "expire_date"))


@lru_cache(maxsize=1)
def _staff() -> KeptValues:
    columns = [*_STAFF, *(f"organisation__{name}" for name in _ORGANISATION)]
    return keep_values(Staff.objects.filter(pk=ASKED).values_list(*columns))
