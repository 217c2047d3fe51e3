"""The logs of a working installation: refused changes, and tampering that is found."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from framsteg import access
from framsteg.actions import contacts
from framsteg.config import audit
from framsteg.foundation.codes import Channel, Place
from framsteg.records import append_only
from framsteg.records.models import AccessLogEntry, Event, LogHead, LogLink
from framsteg.rules.chain import FaultKind
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def logged(settings: Any, tmp_path: Path) -> World:
    """Some work and some reading, bound and signed."""
    settings.FRAMSTEG_DATA = tmp_path
    world = World()
    for name in ("Maja", "Olle", "Siv"):
        _work(world, name)
    audit.seal_logs()
    return world


def _work(world: World, name: str) -> None:
    viewer = world.viewer(world.anna)
    case = world.case(given=name, family="Holm", phase="agreement")
    contacts.log(
        by=viewer, enrolment_id=case.pk, on=world.today, channel=Channel.PHONE, place=Place.REMOTE
    )
    access.case_file(viewer, case.pk)


@pytest.mark.parametrize("model", [Event, AccessLogEntry, LogLink, LogHead])
@pytest.mark.parametrize(
    "statement", ["UPDATE {table} SET organisation_id = 0", "DELETE FROM {table}"]
)
def test_the_database_itself_refuses_to_change_a_log(
    logged: World, model: Any, statement: str
) -> None:
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        connection.cursor().execute(statement.format(table=model._meta.db_table))

    assert model.unscoped.exists()


def test_an_untouched_log_is_whole(logged: World) -> None:
    assert LogLink.unscoped.count() == Event.unscoped.count() + AccessLogEntry.unscoped.count()
    assert list(audit.verify()) == []


def test_what_is_logged_later_is_bound_after(logged: World) -> None:
    before = LogLink.unscoped.count()
    _work(logged, "Ebba")

    audit.seal_logs()

    assert LogLink.unscoped.count() > before
    assert list(audit.verify()) == []


def test_sealing_twice_binds_nothing_twice(logged: World) -> None:
    assert audit.seal_logs() == 0


def _edit(cursor: Any) -> None:
    cursor.execute("SELECT min(id) FROM records_event")
    cursor.execute("UPDATE records_event SET verb = 'other' WHERE id = %s", cursor.fetchone())


def _remove(cursor: Any) -> None:
    cursor.execute("SELECT max(id) FROM records_accesslogentry")
    cursor.execute("DELETE FROM records_accesslogentry WHERE id = %s", cursor.fetchone())


def _swap(cursor: Any) -> None:
    """The two oldest rows exchange what they say."""
    cursor.execute("SELECT id, verb, subject_id FROM records_event ORDER BY id LIMIT 2")
    (one, *first), (two, *second) = cursor.fetchall()
    for row_id, (verb, subject_id) in ((one, second), (two, first)):
        cursor.execute(
            "UPDATE records_event SET verb = %s, subject_id = %s WHERE id = %s",
            [verb, subject_id, row_id],
        )


def _cut(cursor: Any) -> None:
    """The newest row goes, with its link and every head in the database that names it."""
    cursor.execute(
        "SELECT log, row_id, position FROM records_loglink ORDER BY position DESC LIMIT 1"
    )
    log, row_id, position = cursor.fetchone()
    table = {"event": "records_event", "access": "records_accesslogentry"}[log]
    cursor.execute(f"DELETE FROM {table} WHERE id = %s", [row_id])
    cursor.execute("DELETE FROM records_loglink WHERE position = %s", [position])
    cursor.execute("DELETE FROM records_loghead")


@pytest.mark.parametrize(
    ("tamper", "kinds"),
    [
        (_edit, {FaultKind.ROW_CHANGED}),
        (_remove, {FaultKind.ROW_MISSING}),
        (_swap, {FaultKind.ROW_CHANGED}),
        (_cut, {FaultKind.TAIL_CUT}),
    ],
)
def test_tampering_past_the_refusal_is_found(
    logged: World, tamper: Callable[[Any], None], kinds: set[FaultKind]
) -> None:
    with append_only.allowed() as cursor:
        tamper(cursor)

    assert {fault.kind for fault in audit.verify()} == kinds
