"""The database's own refusal to change or remove a row of a log.

Code refuses it too (`AppendOnly`), but code is not the only way to a database.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

LOGS = ("records_event", "records_accesslogentry", "records_loglink", "records_loghead")
CROSSINGS = "records_logcrossing"
REVIEWS = ("records_logreview", "records_logsample")
ALL = (*LOGS, CROSSINGS, *REVIEWS)


def statements(table: str, vendor: str) -> tuple[str, ...]:
    """What makes the database refuse UPDATE and DELETE on a table, by its vendor."""
    if vendor == "sqlite":
        return tuple(
            f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'a log is never changed'); END"
            for what in ("UPDATE", "DELETE")
        )
    return (
        "CREATE OR REPLACE FUNCTION framsteg_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a log is never changed' USING ERRCODE = '23001'; END $$",
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION framsteg_append_only()",
    )


def removals(table: str, vendor: str) -> tuple[str, ...]:
    if vendor == "sqlite":
        return (f"DROP TRIGGER {table}_no_update", f"DROP TRIGGER {table}_no_delete")
    return (f"DROP TRIGGER {table}_append_only ON {table}",)


def refuse(cursor: Any, vendor: str, tables: tuple[str, ...] = LOGS) -> None:
    """Let the database refuse from now on."""
    for table in tables:
        for statement in statements(table, vendor):
            cursor.execute(statement)


def allow(cursor: Any, vendor: str, tables: tuple[str, ...] = LOGS) -> None:
    """Take the refusal away: for a migration that reshapes a log, and to thin one out by rule."""
    for table in tables:
        for statement in removals(table, vendor):
            cursor.execute(statement)


# The site's own role owns no table and cannot lift a refusal. What two have decided it may ask
# the owner for: no words left in these events of the organisation, and nothing else.
CROSS_OUT = """
CREATE OR REPLACE FUNCTION framsteg_cross_out(a_disposal bigint, some_events bigint[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE its_owner bigint;
BEGIN
  SELECT owner_id INTO its_owner FROM records_disposal
    WHERE id = a_disposal AND state = 'done' AND answered_by_id <> proposed_by_id;
  IF its_owner IS NULL THEN
    RAISE EXCEPTION 'no disposal that two have decided on' USING ERRCODE = '23001';
  END IF;
  ALTER TABLE records_event DISABLE TRIGGER records_event_append_only;
  UPDATE records_event SET changes = '{}', reason = ''
    WHERE id = ANY (some_events) AND organisation_id = its_owner;
  ALTER TABLE records_event ENABLE TRIGGER records_event_append_only;
END $$"""


def cross_out(disposal_id: int, event_ids: list[int]) -> None:
    """Take the words out of these events, for a disposal that has been approved.

    Raises:
        IntegrityError: (PostgreSQL) two have not decided on it.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT framsteg_cross_out(%s, %s)", [disposal_id, event_ids])
        return
    marks = ", ".join(["%s"] * len(event_ids))
    with allowed() as cursor:
        cursor.execute(
            f"UPDATE records_event SET changes = '{{}}', reason = '' WHERE id IN ({marks})",
            event_ids,
        )


@contextmanager
def allowed() -> Iterator[Any]:
    """A cursor that may change the logs, within one transaction; the refusal stands after it."""
    with transaction.atomic(), connection.cursor() as cursor:
        allow(cursor, connection.vendor, ALL)
        yield cursor
        refuse(cursor, connection.vendor, ALL)
