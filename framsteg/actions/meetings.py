"""Meetings: booked, moved, noted as held or not, cancelled; and what a team meeting decides."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing import (
    enrolment_to_change,
    enrolment_to_write_in,
    meeting_to_change,
    team_action_to_change,
)
from framsteg.access.reading.identity import NotFound
from framsteg.access.reading.meetings import names_in
from framsteg.actions import recording
from framsteg.actions.assignments import colleague
from framsteg.foundation.codes import (
    EnquiryOutcome,
    MeetingKind,
    MeetingState,
    Part,
    Place,
    SupervisionTopic,
)
from framsteg.foundation.decision import Decision, require
from framsteg.records.models import (
    Enquiry,
    Enrolment,
    Ground,
    Meeting,
    MeetingGuest,
    Organisation,
    Partnership,
    Programme,
    RoleGrant,
    Staff,
    TeamAction,
)
from framsteg.rules import first_talk, sharing
from framsteg.rules import meetings as rule

MOVES = ("starts_at", "minutes", "place")
"""What a calendar shows: when one of them changes, those who are asked are told."""


@transaction.atomic
def book(
    *,
    by: Viewer,
    programme_id: int,
    kind: MeetingKind,
    starts_at: datetime,
    minutes: int,
    place: Place,
    now: datetime,
    where: str = "",
    enrolment_id: int | None = None,
    employer_id: int | None = None,
    about: str = "",
    staff_ids: Iterable[int] = (),
    organisation_ids: Iterable[int] = (),
    invite: bool = True,
    once: UUID | None = None,
) -> int:
    """Book a meeting. Returns its id. `invite`: those asked are to be told by mail."""
    require(by.may_write(programme_id))
    case = enrolment_to_write_in(by, enrolment_id) if enrolment_id is not None else None
    if case is not None and case.programme_id != programme_id:
        raise NotFound
    require(rule.may_book(kind=kind, starts_at=starts_at, now=now, with_person=case is not None))
    if case is None:
        require(rule.names_nobody(names_in(by, programme_id, f"{where} {about}")))
    row = Meeting(
        programme_id=programme_id, kind=kind, starts_at=starts_at, minutes=minutes, place=place,
        where=where, enrolment=case, employer_id=employer_id, about=about, once=once,
    )  # fmt: skip
    already = recording.sent_before(row, by=by)
    if already is not None:
        return already
    recording.create(row, by=by, verb="meetings.book", part=part_of(row), enrolment_id=enrolment_id)
    ask(row, {*staff_ids, *([by.staff_id] if by.staff_id else [])}, set(organisation_ids), invite)
    return row.pk


@transaction.atomic
def change(
    *,
    by: Viewer,
    meeting_id: int,
    version: int,
    staff_ids: Iterable[int] | None = None,
    organisation_ids: Iterable[int] | None = None,
    **values: Any,
) -> list[int]:
    """Move or change a booked meeting. Returns the staff who are no longer asked.

    May raise Conflict. `staff_ids` and `organisation_ids` replace those who were asked.
    """
    row = meeting_to_change(by, meeting_id)
    require(rule.may_change(MeetingState(row.state)))
    if row.enrolment_id is None:
        text = f"{values.get('where', '')} {values.get('about', '')}"
        require(rule.names_nobody(names_in(by, row.programme_id, text)))
    if any(name in values and values[name] != getattr(row, name) for name in MOVES):
        row.sequence += 1
        row.save(update_fields=["sequence"])
    recording.change(
        row, values, by=by, verb="meetings.change", part=part_of(row), version=version,
        enrolment_id=row.enrolment_id,
    )  # fmt: skip
    if staff_ids is None or organisation_ids is None:
        return []
    if row.enquiry is not None and row.enrolment_id is None:
        require(may_ask(by, row.enquiry, staff_ids, organisation_ids))
    return _ask_instead(row, set(staff_ids), set(organisation_ids))


@transaction.atomic
def cancel(*, by: Viewer, meeting_id: int) -> None:
    """Cancel a booked meeting; it stays in the history, and those asked are told."""
    row = meeting_to_change(by, meeting_id)
    require(rule.may_change(MeetingState(row.state)))
    row.sequence += 1
    row.save(update_fields=["sequence"])
    recording.change(
        row, {"state": MeetingState.CANCELLED.value}, by=by, verb="meetings.cancel",
        part=part_of(row), enrolment_id=row.enrolment_id,
    )  # fmt: skip


@transaction.atomic
def note(
    *,
    by: Viewer,
    meeting_id: int,
    held: bool,
    came: Iterable[int],
    notes: str,
    topics: Iterable[SupervisionTopic],
    version: int | None,
    now: datetime,
) -> None:
    """Note whether the meeting took place, who came (guests' ids) and what was said."""
    row = meeting_to_change(by, meeting_id)
    require(rule.may_note_held(state=MeetingState(row.state), starts_at=row.starts_at, now=now))
    if row.enrolment_id is None:
        require(rule.names_nobody(names_in(by, row.programme_id, notes)))
    values = {
        "state": (MeetingState.HELD if held else MeetingState.NOT_HELD).value,
        "notes": notes,
        "topics": ",".join(topic.value for topic in topics),
    }
    recording.change(
        row, values, by=by, verb="meetings.note", part=part_of(row), version=version,
        enrolment_id=row.enrolment_id,
    )  # fmt: skip
    there = set(came) if held else set()
    for guest in MeetingGuest.unscoped.filter(meeting=row):
        guest.came = guest.pk in there if held else None
        guest.save(update_fields=["came"])


@transaction.atomic
def set_agenda(*, by: Viewer, meeting_id: int, about: str, version: int) -> None:
    """Write a team meeting's agenda. May raise Conflict."""
    row = meeting_to_change(by, meeting_id)
    require(rule.names_nobody(names_in(by, row.programme_id, about)))
    recording.change(
        row, {"about": about}, by=by, verb="meetings.change", part=part_of(row), version=version,
        enrolment_id=row.enrolment_id,
    )  # fmt: skip


@transaction.atomic
def decide(
    *,
    by: Viewer,
    meeting_id: int,
    what: str,
    responsible_id: int,
    due_on: date,
    enrolment_id: int | None = None,
    once: UUID | None = None,
) -> int:
    """Write down a decision of a team meeting: who does what by when. Returns its id.

    About a person it goes with the plan, and the one responsible must be able to see it.
    """
    meeting = meeting_to_change(by, meeting_id)
    if meeting.kind != MeetingKind.TEAM:
        raise NotFound
    case = enrolment_to_change(by, enrolment_id) if enrolment_id is not None else None
    responsible = colleague(by, meeting.programme_id, responsible_id)
    if case is None:
        require(rule.names_nobody(names_in(by, meeting.programme_id, what)))
    else:
        require(_plan_shared(by, case, responsible))
    row = TeamAction(
        programme_id=meeting.programme_id, meeting=meeting, enrolment=case, what=what,
        responsible=responsible, due_on=due_on, once=once,
    )  # fmt: skip
    already = recording.sent_before(row, by=by)
    if already is not None:
        return already
    recording.create(
        row, by=by, verb="meetings.decide", part=Part.PLAN if case else None,
        enrolment_id=enrolment_id,
    )  # fmt: skip
    return row.pk


@transaction.atomic
def mark_done(*, by: Viewer, action_id: int, done: bool) -> int:
    """Mark an action as done today, or as not done after all. Returns its meeting."""
    row = team_action_to_change(by, action_id)
    recording.change(
        row, {"done_on": by.today if done else None}, by=by,
        verb="meetings.done" if done else "meetings.not_done",
        part=Part.PLAN if row.enrolment_id else None, enrolment_id=row.enrolment_id,
    )  # fmt: skip
    return row.meeting_id


def may_ask(
    by: Viewer, enquiry: Enquiry, staff_ids: Iterable[int], organisation_ids: Iterable[int]
) -> Decision:
    """Whether these may be asked to a talk about an enquiry; colleagues by where they work."""
    homes = Staff.objects.filter(pk__in=list(staff_ids)).values_list("organisation_id", flat=True)
    return first_talk.may_talk_together(
        outcome=EnquiryOutcome(enquiry.outcome),
        said_yes=enquiry.together_on is not None,
        agreed=enquiry.together_with,
        asked={*homes, *organisation_ids},
        own=by.organisation_id,
    )


def part_of(row: Meeting) -> Part | None:
    return rule.part_of(MeetingKind(row.kind)) if row.enrolment_id is not None else None


def ask(row: Meeting, staff_ids: set[int], organisation_ids: set[int], invite: bool) -> None:
    """Ask people and organisations of the programme; who is not of it is not found."""
    programme = row.programme
    known = set(
        RoleGrant.objects.filter(programme=programme, staff__in=staff_ids).values_list(
            "staff_id", flat=True
        )
    ) | ({row.created_by_id} if row.created_by_id else set())
    if staff_ids - known or organisation_ids - organisations_of(programme):
        raise NotFound
    sent = None if invite else row.sequence
    MeetingGuest.unscoped.bulk_create(
        [
            *(MeetingGuest(meeting=row, staff_id=pk, invited_sequence=sent) for pk in staff_ids),
            *(MeetingGuest(meeting=row, organisation_id=pk) for pk in organisation_ids),
        ]
    )


def _ask_instead(row: Meeting, staff_ids: set[int], organisation_ids: set[int]) -> list[int]:
    guests = list(MeetingGuest.unscoped.filter(meeting=row))
    staff_ids = staff_ids | ({row.created_by_id} if row.created_by_id else set())
    there = {g.staff_id for g in guests if g.staff_id}
    theirs = {g.organisation_id for g in guests if g.organisation_id}
    gone = [
        g
        for g in guests
        if (g.staff_id and g.staff_id not in staff_ids)
        or (g.organisation_id and g.organisation_id not in organisation_ids)
    ]
    MeetingGuest.unscoped.filter(pk__in=[g.pk for g in gone]).delete()
    ask(row, staff_ids - there, organisation_ids - theirs, True)
    return [g.staff_id for g in gone if g.staff_id and g.invited_sequence is not None]


def organisations_of(programme: Programme) -> set[int]:
    partners = Partnership.objects.filter(programme=programme)
    return {programme.owner_id, *partners.values_list("organisation_id", flat=True)}


def _plan_shared(by: Viewer, case: Enrolment, responsible: Staff) -> Decision:
    shared = Ground.unscoped.filter(
        enrolment=case,
        giver=by.organisation_id,
        receiver=responsible.organisation_id,
        starts_on__lte=by.today,
    ).exclude(ends_on__lte=by.today)
    return sharing.may_make_responsible(
        organisation=Organisation.objects.get(pk=responsible.organisation_id).name,
        own=responsible.organisation_id == by.organisation_id,
        parts_shared=[Part(part) for part in shared.values_list("part", flat=True)],
    )
