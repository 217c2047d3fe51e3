"""Existing cases follow a list: only what it says otherwise is changed."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from framsteg.actions.imports.create import (
    NOTE_PART,
    Writing,
    add_placements,
    first_contact_key,
    first_contact_note,
)
from framsteg.actions.imports.ledger import Ledger
from framsteg.actions.imports.standing import spells_of
from framsteg.foundation.codes import Channel, EmployerPurpose, Part
from framsteg.foundation.listed import Coach, Spell, Told
from framsteg.foundation.names import sort_key, tokens
from framsteg.records.models import (
    Assignment,
    CaseSummary,
    EmployerContact,
    EmployerContactBehalf,
    Enrolment,
    NameToken,
    Participant,
    PhaseSpell,
    Placement,
    PlacementExtent,
    Section,
)
from framsteg.rules.lists import Update, day_after, spell_steps

_AT_A_TIME = 500
_PERSON = ("sex", "birth_year", "personnummer", "given_name", "family_name")
_REACHED = ("phone", "email")
_CASE = ("reference", "channel", "referred_on", "enrolled_on", "exited_on", "handed_over_to")


@dataclass
class Case:
    """One case that the list changes, with the rows that belong to it."""

    update: Update
    row: Enrolment
    person: Participant
    ledger: Ledger
    told: Told
    phases: list[PhaseSpell]
    assignments: list[Assignment]
    placements: list[tuple[Placement, Spell]]
    new_spells: list[tuple[int, Spell]]

    @property
    def writing(self) -> Writing:
        return self.ledger.writing

    @property
    def new(self) -> dict[str, Any]:
        return {change.fact: change.new for change in self.update.changes}

    def change(self, row: Any, values: dict[str, Any], part: Part, **untold: Any) -> None:
        self.ledger.change(row, values, part=part, enrolment_id=self.row.pk, untold=untold)

    def added(self, row: Any, part: Part, **told: Any) -> None:
        self.ledger.added(row, part=part, enrolment_id=self.row.pk, told=told)


def update_cases(updates: Sequence[Update], told: Told, writing: Writing) -> None:
    """Write the changes of many cases, some hundred at a time."""
    for start in range(0, len(updates), _AT_A_TIME):
        ledger = Ledger(writing)
        new_spells: list[tuple[int, Spell]] = []
        cases = _cases(updates[start : start + _AT_A_TIME], told, ledger, new_spells)
        for case in cases:
            for step in STEPS:
                step(case)
        _add_spells(new_spells, ledger)
        ledger.write()


def _cases(
    updates: Sequence[Update], told: Told, ledger: Ledger, new_spells: list[tuple[int, Spell]]
) -> list[Case]:
    ids = [update.standing.enrolment_id for update in updates]
    rows = Enrolment.unscoped.select_for_update().in_bulk(ids)
    people = Participant.unscoped.select_for_update().in_bulk(
        {row.participant_id for row in rows.values()}
    )
    phases: dict[int, list[PhaseSpell]] = defaultdict(list)
    for phase in PhaseSpell.unscoped.filter(enrolment__in=ids).order_by("starts_on", "pk"):
        phases[phase.enrolment_id].append(phase)
    assignments: dict[int, list[Assignment]] = defaultdict(list)
    for row in Assignment.unscoped.filter(enrolment__in=ids).select_related("staff__organisation"):
        assignments[row.enrolment_id].append(row)
    placements: dict[int, list[tuple[Placement, Spell]]] = defaultdict(list)
    own = Placement.unscoped.filter(enrolment__in=ids, owner=ledger.writing.by.organisation_id)
    for placement, spell in spells_of(own):
        placements[placement.enrolment_id].append((placement, spell))
    return [
        Case(
            update=update,
            row=rows[pk],
            person=people[rows[pk].participant_id],
            ledger=ledger,
            told=told,
            phases=phases[pk],
            assignments=assignments[pk],
            placements=placements[pk],
            new_spells=new_spells,
        )
        for pk, update in zip(ids, updates, strict=True)
    ]


def _person(case: Case) -> None:
    values = {name: case.new[name] for name in _PERSON if name in case.new}
    names = {name: values.get(name, getattr(case.person, name)) for name in _PERSON[3:]}
    key = sort_key(**names)
    renamed = key != case.person.sort_key or not names.items() <= vars(case.person).items()
    case.change(case.person, values, Part.IDENTITY, sort_key=key)
    case.change(
        case.person,
        {name: case.new[name] for name in _REACHED if name in case.new},
        Part.CONTACT_DETAILS,
    )
    if renamed:
        index_names(case.person)


def index_names(person: Participant) -> None:
    """The words that the person can be found by, anew."""
    NameToken.unscoped.filter(participant=person).delete()
    words = sorted(tokens(person.given_name, person.family_name))
    NameToken.unscoped.bulk_create(NameToken(participant=person, token=word) for word in words)


def _enrolment(case: Case) -> None:
    new = case.new
    values = {name: new[name] or _empty(name) for name in _CASE if name in new}
    if "site" in new:
        values["site_id"] = case.writing.ids.organisation(new["site"])
    if "source" in new:
        values["source_kind"] = new["source"].kind.value
        values["unit_id"] = case.writing.ids.unit(new["source"])
    if "exit_reason" in new:
        values["exit_reason"] = new["exit_reason"] or ""
    was = (case.row.enrolled_on, case.row.exited_on)
    case.change(case.row, values, Part.PLAN, sort_key=case.person.sort_key)
    if was != (case.row.enrolled_on, case.row.exited_on):
        _follow_dates(case, *was)


def _empty(name: str) -> str | None:
    return None if name.endswith("_on") else ""


def _follow_dates(case: Case, enrolled_on: date, exited_on: date | None) -> None:
    """Phases and coaches begin with the enrolment and end with the exit."""
    last = case.phases[-1:]
    rows: list[PhaseSpell | Assignment] = [*case.phases, *case.assignments]
    for row in rows:
        starts_on = case.row.enrolled_on if row.starts_on == enrolled_on else row.starts_on
        follows = not isinstance(row, PhaseSpell) or row in last
        ends_on = case.row.exited_on if follows and row.ends_on == exited_on else row.ends_on
        if ends_on is not None:
            starts_on = min(starts_on, ends_on)
        case.change(row, {"starts_on": starts_on, "ends_on": ends_on}, Part.PLAN)


def _coaches(case: Case) -> None:
    """A coach who is no longer in the list ends today; one who has left the list of a person
    who has exited was a slip, and is replaced."""
    if "coaches" not in case.new:
        return
    old, new = case.update.standing.row.coaches, case.new["coaches"]
    leaving = [coach for coach in old if coach not in new]
    coming = [coach for coach in new if coach not in old]
    today = case.writing.by.today
    for before, after in zip_longest(leaving, coming):
        row = _assignment(case, before) if before else None
        slip = row is not None and (case.row.exited_on is not None or row.starts_on >= today)
        if row is not None and after and slip:
            case.change(row, {"staff_id": case.writing.ids.coach(after)}, Part.PLAN)
            continue
        if row is not None:
            case.change(row, {"ends_on": row.starts_on if slip else today}, Part.PLAN)
        if after:
            _assign(case, after, from_day=today if old else case.row.enrolled_on)


def _assignment(case: Case, coach: Coach) -> Assignment | None:
    for row in case.assignments:
        of_coach = (row.staff.name, row.staff.organisation.name) == (coach.name, coach.organisation)
        if of_coach and row.ends_on in (None, case.row.exited_on):
            return row
    return None


def _assign(case: Case, coach: Coach, *, from_day: date) -> None:
    left = case.row.exited_on
    row = Assignment.unscoped.create(
        enrolment=case.row,
        staff_id=case.writing.ids.coach(coach),
        starts_on=min(from_day, left) if left else from_day,
        ends_on=left,
    )
    case.added(row, Part.PLAN, staff=row.staff_id)


def _first_contact(case: Case) -> None:
    if "first_employer_contact" not in case.new:
        return
    day, pk = case.new["first_employer_contact"], case.row.pk
    row = EmployerContact.unscoped.filter(once=first_contact_key(pk)).first()
    if row is not None:
        case.change(row, {"occurred_on": day}, Part.EMPLOYER_DEALINGS)
    else:
        row = EmployerContact.unscoped.create(
            programme=case.writing.batch.programme,
            staff_id=next((a.staff_id for a in case.assignments), None),
            occurred_on=day,
            channel=Channel.PHONE.value,
            purpose=EmployerPurpose.GET_TO_KNOW.value,
            note=first_contact_note(),
            once=first_contact_key(pk),
            **case.writing.own,
        )
        EmployerContactBehalf.unscoped.create(contact=row, enrolment=case.row)
        case.added(row, Part.EMPLOYER_DEALINGS, occurred_on=day)
    others = EmployerContactBehalf.unscoped.filter(
        enrolment=case.row, contact__owner=case.writing.by.organisation_id
    ).exclude(contact=row)
    days = [day, *others.values_list("contact__occurred_on", flat=True)]
    summary, _made = CaseSummary.unscoped.get_or_create(
        enrolment=case.row, owner_id=case.writing.by.organisation_id
    )
    case.change(summary, {"first_employer_contact_on": min(days)}, Part.EMPLOYER_DEALINGS)


def _occupations(case: Case) -> None:
    if "spells" not in case.new:
        return
    stood = sorted(case.placements, key=lambda pair: _order(pair[1]))
    steps = spell_steps(
        tuple(spell for _row, spell in stood), case.update.row.spells, case.told.details
    )
    for index, spell in steps:
        if index is None:
            case.new_spells.append((case.row.pk, spell))
        elif stood[index][1] != spell:
            _change_placement(case, *stood[index], spell)


def _order(spell: Spell) -> tuple[date, str, str]:
    return (spell.starts_on, spell.kind, spell.employer)


def _change_placement(case: Case, row: Placement, old: Spell, new: Spell) -> None:
    values = {
        "kind": new.kind.value,
        "subsidy": new.subsidy.value if new.subsidy else "",
        "employer_id": case.writing.ids.employer(new.employer),
        "sector": new.sector.value if new.sector else "",
        "trade": new.trade,
        "starts_on": new.starts_on,
        "ends_on": day_after(new.ends_on),
    }
    if new.ends_on is None:
        values["end_reason"] = ""
    case.change(row, values, Part.EMPLOYER_DEALINGS)
    extents = list(PlacementExtent.unscoped.filter(placement=row).order_by("starts_on"))
    if extents and extents[0].starts_on == old.starts_on != new.starts_on:
        case.change(extents[0], {"starts_on": new.starts_on}, Part.EMPLOYER_DEALINGS)
    if new.percent is not None and new.percent != old.percent:
        _change_share(case, row, extents, new.percent, goes_on=new.ends_on is None)


def _change_share(
    case: Case, row: Placement, extents: list[PlacementExtent], percent: int, *, goes_on: bool
) -> None:
    """In an occupation that goes on the share grew or shrank today; otherwise it was a slip."""
    today = case.writing.by.today
    grew = goes_on and bool(extents) and extents[-1].starts_on < today
    if extents and not grew:
        case.change(extents[-1], {"percent": percent}, Part.EMPLOYER_DEALINGS)
        return
    extent = PlacementExtent.unscoped.create(
        placement=row, starts_on=today if grew else row.starts_on, percent=percent
    )
    case.added(extent, Part.EMPLOYER_DEALINGS, percent=percent)


def _add_spells(spells: list[tuple[int, Spell]], ledger: Ledger) -> None:
    ids = add_placements(spells, ledger.writing)
    rows = Placement.unscoped.in_bulk(list(ids))
    for pk, (enrolment_id, spell) in zip(ids, spells, strict=True):
        told = {"kind": spell.kind.value, "starts_on": spell.starts_on}
        ledger.added(rows[pk], part=Part.EMPLOYER_DEALINGS, enrolment_id=enrolment_id, told=told)


def _note(case: Case) -> None:
    if "note" not in case.new:
        return
    own = case.writing.own
    row = Section.unscoped.filter(
        enrolment=case.row, part=NOTE_PART.value, owner=own["owner_id"]
    ).first()
    values = {"text": case.new["note"], "updated_on": case.writing.by.today}
    if row is not None:
        case.change(row, values, NOTE_PART)
        return
    row = Section.unscoped.create(enrolment=case.row, part=NOTE_PART.value, **values, **own)
    case.added(row, NOTE_PART, text=case.new["note"])


STEPS: tuple[Callable[[Case], None], ...] = (
    _person,
    _enrolment,
    _coaches,
    _first_contact,
    _occupations,
    _note,
)
