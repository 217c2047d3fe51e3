"""Extracts of the register: made, gone through, given out or dropped. Each step is an event."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from framsteg.access import NotFound, Viewer
from framsteg.access.reading import extracts as reading
from framsteg.access.reading.rights import minded
from framsteg.actions import recording
from framsteg.foundation.decision import require
from framsteg.records.models import RegisterExtract
from framsteg.rules import extracts as content_of
from framsteg.rules import rights as rule


@transaction.atomic
def begin(*, by: Viewer, enrolment_id: int, asked_on: date) -> int:
    """Collect what the organisation keeps about a person. Returns the extract's id."""
    person = minded(by, enrolment_id)
    open_ones = RegisterExtract.unscoped.filter(
        enrolment__participant=person.participant_id, owner=by.organisation_id,
        given_on=None, dropped_on=None,
    )  # fmt: skip
    require(rule.may_begin(asked_on=asked_on, today=by.today, open_already=open_ones.exists()))
    content, rows = reading.collect(by, enrolment_id)
    row = RegisterExtract(
        owner_id=by.organisation_id, created_by_id=by.staff_id, enrolment_id=enrolment_id,
        asked_on=asked_on, made_on=by.today, content=content, rows=rows,
    )  # fmt: skip
    row.save(force_insert=True)
    _note(row, by, "extracts.begin", {"asked_on": [None, asked_on], "rows": [None, rows]})
    return row.pk


@transaction.atomic
def go_through(
    *, by: Viewer, extract_id: int, record: str, hidden: Mapping[str, Sequence[int]]
) -> None:
    """Somebody has read the free texts of one kind of record; `hidden` is what they masked."""
    row = _open(by, extract_id)
    keys = {one.key: len(rule.passages(one.text)) for one in content_of.words(row.content, record)}
    if not keys:
        raise NotFound
    kept = {key: marks for key, marks in row.hidden.items() if key not in keys}
    chosen = {
        key: sorted({n for n in marks if 0 <= n < keys[key]})
        for key, marks in hidden.items()
        if key in keys
    }
    row.hidden = kept | {key: marks for key, marks in chosen.items() if marks}
    row.gone_through = sorted({*row.gone_through, record})
    row.version += 1
    row.save(update_fields=["hidden", "gone_through", "version"])
    _note(row, by, "extracts.go_through", {"subject": [None, record]})


@transaction.atomic
def give_out(*, by: Viewer, extract_id: int, on: date, how: str, digest: str) -> None:
    """The file has been handed to the person. What stood in it is kept no longer."""
    row = _open(by, extract_id)
    unread = content_of.unread(row.content, row.gone_through)
    require(rule.may_give_out(closed=False, unread=len(unread)))
    require(rule.may_be_given(on=on, made_on=row.made_on, today=by.today))
    row.digest, row.given_on, row.given_how = digest, on, how
    _close(row)
    _note(row, by, "extracts.give_out", {"given_on": [None, on], "given_how": [None, how]})


@transaction.atomic
def drop(*, by: Viewer, extract_id: int) -> None:
    """The extract is not to be given out; a new one can be made."""
    row = _open(by, extract_id)
    row.dropped_on = by.today
    _close(row)
    _note(row, by, "extracts.drop", {})


def _open(by: Viewer, extract_id: int) -> RegisterExtract:
    """The locked extract, of a person whose rights the viewer handles."""
    row = (
        RegisterExtract.unscoped.select_for_update()
        .filter(pk=extract_id, owner=by.organisation_id)
        .first()
    )
    if row is None:
        raise NotFound
    minded(by, row.enrolment_id)
    closed = row.given_on is not None or row.dropped_on is not None
    require(rule.may_give_out(closed=closed, unread=0))
    return row


def _close(row: RegisterExtract) -> None:
    row.content, row.hidden = {}, {}
    row.version += 1
    row.save()


def _note(row: RegisterExtract, by: Viewer, verb: str, changes: Mapping[str, list[object]]) -> None:
    recording.note(row, by=by, verb=verb, part=None, enrolment_id=row.enrolment_id, changes=changes)
