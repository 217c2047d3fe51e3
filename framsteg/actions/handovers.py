"""The hand-over of a programme's persons to named services, and the end of the programme."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction

from framsteg.access import Viewer, wall
from framsteg.access.changing import enrolment_to_change
from framsteg.access.reading.identity import NotFound
from framsteg.actions import enrolments, recording
from framsteg.foundation.codes import ExitReason, HandOverAnswer, Part, PersonSays
from framsteg.foundation.decision import Denied, deny, require
from framsteg.foundation.text import Text, say
from framsteg.records.models import Enrolment, HandOver, Programme
from framsteg.rules import exits
from framsteg.rules import handovers as rule


@dataclass(frozen=True)
class Outcome:
    """What became of one person in a step for many; `refused` is None when it was done."""

    enrolment_id: int
    refused: Text | None = None


@transaction.atomic
def ask(
    *,
    by: Viewer,
    enrolment_id: int,
    service: str,
    on: date,
    person_says: PersonSays = PersonSays.NOT_ASKED,
    note: str = "",
) -> int:
    """Note that a service is asked to take over. Returns the hand-over's id."""
    enrolment = enrolment_to_change(by, enrolment_id)
    require(exits.still_enrolled(exited_on=enrolment.exited_on))
    asked = HandOver.unscoped.filter(enrolment=enrolment)
    waiting = asked.exclude(answer=HandOverAnswer.DECLINED).first()
    require(
        rule.may_ask(
            service=service,
            on=on,
            enrolled_on=enrolment.enrolled_on,
            waiting=waiting.service if waiting else "",
            today=by.today,
        )
    )
    row = HandOver(
        # It belongs with the exit, and so to those who enrolled the person, whoever asks.
        owner_id=enrolment.owner_id,
        enrolment=enrolment,
        service=service.strip(),
        asked_on=on,
        person_says=person_says,
        note=note,
    )
    recording.create(row, by=by, verb="handovers.ask", part=Part.PLAN, enrolment_id=enrolment.pk)
    return row.pk


def ask_for_many(
    *, by: Viewer, enrolment_ids: Iterable[int], service: str, on: date
) -> tuple[Outcome, ...]:
    """Ask one service about several persons; each is judged on their own."""
    return tuple(
        _tried(pk, partial(ask, by=by, enrolment_id=pk, service=service, on=on))
        for pk in enrolment_ids
    )


@transaction.atomic
def answer(
    *,
    by: Viewer,
    hand_over_id: int,
    answer: HandOverAnswer,
    on: date | None,
    person_says: PersonSays,
    reason: str = "",
    note: str = "",
    version: int | None = None,
) -> int:
    """Note what the service and the person say. Returns the enrolment. May raise Conflict."""
    row = _to_change(by, hand_over_id)
    require(exits.still_enrolled(exited_on=row.enrolment.exited_on))
    require(
        rule.may_answer(answer=answer, reason=reason, asked_on=row.asked_on, on=on, today=by.today)
    )
    values = {
        "answer": answer.value,
        "answered_on": None if answer is HandOverAnswer.WAITING else on,
        "reason": reason if answer is HandOverAnswer.DECLINED else "",
        "person_says": person_says.value,
        "note": note,
    }
    recording.change(
        row, values, by=by, verb="handovers.answer", part=Part.PLAN, version=version,
        enrolment_id=row.enrolment_id,
    )  # fmt: skip
    return row.enrolment_id


def answer_for_many(
    *,
    by: Viewer,
    enrolment_ids: Iterable[int],
    answer: HandOverAnswer,
    on: date | None,
    reason: str = "",
    person_says: PersonSays | None = None,
) -> tuple[Outcome, ...]:
    """Note one service's answer about several persons; each is judged on their own.

    Without `person_says` what each person has said stands as it was.
    """
    told = {"answer": answer, "on": on, "reason": reason}
    note = partial(_answer_latest, by=by, told=told, person_says=person_says)
    return tuple(_tried(pk, partial(note, pk)) for pk in enrolment_ids)


@transaction.atomic
def _answer_latest(
    enrolment_id: int, *, by: Viewer, told: Mapping[str, Any], person_says: PersonSays | None
) -> None:
    enrolment_to_change(by, enrolment_id)
    asked = HandOver.unscoped.filter(enrolment=enrolment_id)
    row = asked.exclude(answer=HandOverAnswer.DECLINED).order_by("-id").first()
    if row is None:
        require(deny(say("No service is asked about the person now.")))
        return
    says = person_says or PersonSays(row.person_says)
    answer(by=by, hand_over_id=row.pk, person_says=says, note=row.note, **told)


@transaction.atomic
def take_back(*, by: Viewer, hand_over_id: int) -> int:
    """Undo a request; what it said stays in the history. Returns the enrolment."""
    row = _to_change(by, hand_over_id)
    enrolment_id = row.enrolment_id
    require(exits.still_enrolled(exited_on=row.enrolment.exited_on))
    recording.remove(
        row, by=by, verb="handovers.take_back", part=Part.PLAN, enrolment_id=enrolment_id
    )
    return enrolment_id


@transaction.atomic
def complete(*, by: Viewer, enrolment_id: int, on: date) -> None:
    """The person leaves to the service: both have said yes."""
    enrolment = enrolment_to_change(by, enrolment_id)
    row = HandOver.unscoped.filter(enrolment=enrolment).order_by("-id").first()
    reached = rule.stage(
        answer=HandOverAnswer(row.answer) if row else None,
        person_says=PersonSays(row.person_says) if row else None,
        exited=enrolment.exited_on is not None,
    )
    require(rule.may_complete(reached=reached))
    enrolments.leave(
        by=by,
        enrolment_id=enrolment_id,
        on=on,
        reason=ExitReason.HANDED_OVER,
        handed_over_to=row.service if row else "",
    )


def complete_many(*, by: Viewer, enrolment_ids: Iterable[int], on: date) -> tuple[Outcome, ...]:
    """As `complete`, for several; each is judged on their own."""
    return tuple(
        _tried(pk, partial(complete, by=by, enrolment_id=pk, on=on)) for pk in enrolment_ids
    )


@transaction.atomic
def end_programme(*, by: Viewer, programme_id: int, on: date) -> None:
    """Mark a programme as ended. Refused while anybody is enrolled in it, in sight or not."""
    programme = _led(by, programme_id)
    with wall.standing(wall.INSTALLATION):
        left_over = Enrolment.unscoped.filter(programme=programme, exited_on=None).count()
    require(rule.may_end(left_over=left_over, ended_on=programme.ended_on, on=on, today=by.today))
    recording.change(programme, {"ended_on": on}, by=by, verb="programmes.end", part=None)


@transaction.atomic
def reopen_programme(*, by: Viewer, programme_id: int) -> None:
    """Undo the mark that a programme has ended."""
    programme = _led(by, programme_id)
    recording.change(programme, {"ended_on": None}, by=by, verb="programmes.reopen", part=None)


def _led(by: Viewer, programme_id: int) -> Programme:
    programme = Programme.objects.select_for_update().filter(pk=programme_id).first()
    if programme is None or not by.roles_in(programme_id):
        raise NotFound
    require(by.may_lead(programme_id))
    return programme


def _to_change(by: Viewer, hand_over_id: int) -> HandOver:
    row = HandOver.unscoped.select_for_update().filter(pk=hand_over_id).first()
    if row is None:
        raise NotFound
    enrolment_to_change(by, row.enrolment_id)
    return row


def _tried(enrolment_id: int, act: Callable[[], object]) -> Outcome:
    try:
        act()
    except Denied as refusal:
        return Outcome(enrolment_id, refusal.reason)
    except NotFound:
        return Outcome(enrolment_id, say("The person is not in your sight."))
    return Outcome(enrolment_id)
