"""Who the database is told is looking, for its second wall (framsteg.records.second_wall).

Told when a connection is taken into use, and again when somebody begins or ceases to look. Where
nobody has said anything the database shows no rows of any person.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created

from framsteg.access.viewer import Viewer


@dataclass(frozen=True)
class Standing:
    """The organisation that looks and its day, or the installation itself, or (neither) nobody."""

    organisation_id: int | None = None
    today: date | None = None
    installation: bool = False


NOBODY = Standing()
INSTALLATION = Standing(installation=True)
_TELL = (
    "SELECT set_config('framsteg.organisation', %s, false), "
    "set_config('framsteg.today', %s, false), set_config('framsteg.scope', %s, false)"
)

_standing: ContextVar[Standing | None] = ContextVar("standing", default=None)
_of_the_process = NOBODY


def work_as_the_installation() -> None:
    """For the whole of this process: a command of the installation, or its worker."""
    global _of_the_process
    _of_the_process = INSTALLATION
    _tell_if_connected()


def stand_as(viewer: Viewer | None) -> None:
    """From now on this viewer looks, or (None) nobody."""
    _standing.set(_of(viewer) if viewer else None)
    _tell_if_connected()


@contextmanager
def standing(as_whom: Standing | Viewer) -> Iterator[None]:
    """While this lasts somebody else looks: another viewer, or the installation.

    The installation is for what no viewer can do and every case needs whole: putting two files of
    one person together, finding whose answer a secret address is.
    """
    before = _standing.set(_of(as_whom) if isinstance(as_whom, Viewer) else as_whom)
    _tell_if_connected()
    try:
        yield
    finally:
        _standing.reset(before)
        _tell_if_connected()


def _of(viewer: Viewer) -> Standing:
    return Standing(viewer.organisation_id, viewer.today)


def _now() -> Standing:
    return _standing.get() or _of_the_process


def _tell_if_connected() -> None:
    if connection.connection is not None:
        _tell(connection)


def _tell(connection: Any, **_signal: Any) -> None:
    if connection.vendor != "postgresql" or _has_failed(connection):
        return
    now = _now()
    scope = "installation" if now.installation else ""
    # By the driver itself: it is no question of the page's.
    connection.connection.execute(
        _TELL, [str(now.organisation_id or ""), str(now.today or ""), scope]
    )


def _has_failed(connection: Any) -> bool:
    """A transaction that has failed takes no more words; its end takes back those it was told."""
    from psycopg.pq import TransactionStatus  # here: on SQLite nothing else needs the driver

    return bool(connection.connection.info.transaction_status == TransactionStatus.INERROR)


connection_created.connect(_tell, dispatch_uid="second wall")
