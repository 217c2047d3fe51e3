"""Asking another organisation whether it knows the same person, and answering.

A question looks nothing up, so what it costs and what it answers is the same whether it meets
anybody. A yes makes two registrations one person; each organisation keeps its own, and the person's
yes goes on deciding what is told.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from framsteg.access import NotFound, Viewer, wall
from framsteg.access.changing import enrolment_to_change, enrolment_to_write_in
from framsteg.access.changing_asks import answer_to_part, ask_to_answer, ask_to_take_back
from framsteg.access.reading.person_asks import Subject, as_fact, said_yes, subject
from framsteg.actions import consents, recording
from framsteg.foundation.codes import ConsentGiven, Part
from framsteg.foundation.decision import require
from framsteg.foundation.person_codes import PersonKey
from framsteg.records.models import Organisation, PersonAnswer, PersonAsk
from framsteg.rules import person_asks as rule


@dataclass(frozen=True)
class SaidYes:
    """The person's yes to the own organisation telling the other who they are, as it was given.

    `expires_on` is the first day that no longer counts.
    """

    text_version: str
    text_shown: str
    purpose: str
    given: ConsentGiven
    given_on: date
    expires_on: date
    kept_at: str = ""


@transaction.atomic
def ask(
    *,
    by: Viewer,
    enrolment_id: int,
    asked_id: int,
    by_key: PersonKey,
    reference: str = "",
    yes: SaidYes | None = None,
) -> int:
    """Ask one organisation about one person of the own. Returns the question's id.

    `yes` is recorded as a consent of its own; None where one is in force already.
    """
    enrolment_to_change(by, enrolment_id)
    person = subject(by, enrolment_id)
    asked = Organisation.objects.filter(pk=asked_id).first()
    if asked is None:
        raise NotFound
    _record(by, enrolment_id, asked_id, yes)
    told = reference.strip() if by_key is PersonKey.REFERENCE else ""
    require(rule.may_ask(_asking(by, person, asked_id, by_key)))
    row = PersonAsk(
        owner_id=by.organisation_id,
        created_by_id=by.staff_id,
        enrolment_id=enrolment_id,
        asked=asked,
        by_key=by_key,
        reference=told,
        asked_on=by.today,
        ends_on=by.today + rule.LASTS,
    )
    row.save(force_insert=True)
    recording.note(
        row, by=by, verb="person_asks.ask", part=None, enrolment_id=enrolment_id,
        reason=asked.name,
    )  # fmt: skip
    return row.pk


@transaction.atomic
def take_back(*, by: Viewer, ask_id: int) -> int:
    """Ask no longer. Returns the enrolment that it was about."""
    row = ask_to_take_back(by, ask_id)
    enrolment_to_write_in(by, row.enrolment_id)
    told = rule.told_to_asker(as_fact(row, _yes_to(row)), today=by.today)
    require(rule.may_take_back(told))
    recording.change(
        row, {"taken_back_on": by.today}, by=by, verb="person_asks.take_back", part=None,
        enrolment_id=row.enrolment_id,
    )  # fmt: skip
    return row.enrolment_id


@transaction.atomic
def answer(
    *, by: Viewer, ask_id: int, enrolment_id: int, yes: bool, said: SaidYes | None = None
) -> None:
    """Say whether it is the same person as one's own, in `enrolment_id`.

    A no is kept with the own organisation and told to nobody. `said` is the person's yes to the
    own organisation telling the asker; None where one is in force already.
    """
    row, earlier, met = ask_to_answer(by, ask_id)
    if met is None:
        stands = rule.state(as_fact(row, earlier), today=by.today)
        require(rule.may_answer(stands, yes=yes, said_yes=True))
        raise NotFound
    if enrolment_id not in {one.enrolment_id for one in met.persons}:
        raise NotFound
    enrolment_to_write_in(by, enrolment_id)
    if yes:
        _record(by, enrolment_id, row.owner_id, said)
    require(
        rule.may_answer(
            rule.state(as_fact(row, None), today=by.today),
            yes=yes,
            said_yes=said_yes(by, [enrolment_id]).filter(receiver=row.owner_id).exists(),
        )
    )
    told = PersonAnswer(
        owner_id=by.organisation_id,
        created_by_id=by.staff_id,
        ask=row,
        enrolment_id=enrolment_id,
        yes=yes,
        answered_on=by.today,
    )
    told.save(force_insert=True)
    recording.note(
        told, by=by, verb="person_asks.yes" if yes else "person_asks.no", part=None,
        enrolment_id=enrolment_id, reason=met.organisation,
    )  # fmt: skip
    if yes:
        _tell_there(by, row, "person_asks.answered", row.enrolment_id)


@wall.standing(wall.INSTALLATION)
@transaction.atomic
def part(*, by: Viewer, ask_id: int) -> int:
    """Two registrations again, by either organisation. Returns the own enrolment."""
    row, own_id = answer_to_part(by, ask_id)
    enrolment_to_write_in(by, own_id)
    stands = rule.state(as_fact(row.ask, row), today=by.today)
    in_one_file = row.enrolment_id == row.ask.enrolment_id
    require(rule.may_part(stands, in_one_file=in_one_file))
    row.parted_on = by.today
    row.version += 1
    row.save(update_fields=["parted_on", "version"])
    for side in (row, row.ask):
        if side.owner_id != by.organisation_id:
            _tell_there(by, side, "person_asks.parted_there", side.enrolment_id)
            continue
        recording.note(
            side, by=by, verb="person_asks.part", part=None, enrolment_id=side.enrolment_id
        )
    return own_id


def _asking(by: Viewer, person: Subject, asked_id: int, by_key: PersonKey) -> rule.Asking:
    """What the rule asks about, none of it of what the other organisation has."""
    latest = (
        PersonAsk.unscoped.filter(
            owner=by.organisation_id, asked=asked_id, enrolment=person.enrolment_id
        )
        .order_by("-id")
        .first()
    )
    told = rule.told_to_asker(as_fact(latest, _yes_to(latest)), today=by.today) if latest else None
    lately = PersonAsk.unscoped.filter(
        owner=by.organisation_id, asked_on__gt=by.today - rule.WEEK
    ).values_list("created_by", "asked_on")
    return rule.Asking(
        anonymous=person.anonymous,
        protected=person.protected,
        of_another=asked_id != by.organisation_id,
        by_key=by_key,
        has_number=person.has_number,
        said_yes=said_yes(by, [person.enrolment_id]).filter(receiver=asked_id).exists(),
        latest=told,
        mine_today=sum(one == (by.staff_id, by.today) for one in lately),
        ours_this_week=len(lately),
    )


def _yes_to(row: PersonAsk) -> PersonAnswer | None:
    """The answer as far as the asker is told of it: never a no."""
    return PersonAnswer.unscoped.filter(ask=row, yes=True).first()


def _record(by: Viewer, enrolment_id: int, receiver_id: int, yes: SaidYes | None) -> None:
    """The person's yes, as a consent like any other."""
    if yes is None:
        return
    consents.give(
        by=by,
        enrolment_id=enrolment_id,
        shares={receiver_id: [Part.IDENTITY]},
        text_version=yes.text_version,
        text_shown=yes.text_shown,
        purpose=yes.purpose,
        given=yes.given,
        given_on=yes.given_on,
        expires_on=yes.expires_on,
        form=consents.Form(kept_at=yes.kept_at),
    )


def _tell_there(by: Viewer, row: PersonAsk | PersonAnswer, verb: str, enrolment_id: int) -> None:
    """A line in the other organisation's own history, by nobody of its staff."""
    recording.note(
        row, by=replace(by, staff_id=None), verb=verb, part=None, enrolment_id=enrolment_id,
        reason=f"{by.name}, {by.organisation_name}",
    )  # fmt: skip
