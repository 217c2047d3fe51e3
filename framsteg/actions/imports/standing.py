"""Cases as they stand, told in a list's words, so that the two can be compared."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from framsteg.actions.imports.create import NOTE_PART, first_contact_key
from framsteg.foundation.codes import (
    Channel,
    ExitReason,
    PlacementKind,
    Sector,
    Sex,
    SourceKind,
    Subsidy,
)
from framsteg.foundation.listed import CaseRow, Coach, Source, Spell
from framsteg.records.models import (
    Assignment,
    EmployerContactBehalf,
    Enrolment,
    Event,
    Placement,
    PlacementExtent,
    Programme,
    Section,
)
from framsteg.rules.lists import Standing, in_order, last_day

BY_IMPORT = "imports."
"""How the verb of every event begins that a list wrote."""

_PERSON = frozenset(
    {"sex", "birth_year", "personnummer", "given_name", "family_name", "phone", "email"}
)
_FACT_OF_COLUMN = {"source_kind": "source", "unit": "source", "unit_id": "source"}
_FACT_OF_SUBJECT = {
    "placement": "spells",
    "placementextent": "spells",
    "assignment": "coaches",
    "section": "note",
}
_FEW = 500


@dataclass(frozen=True)
class Found:
    """The list's cases that the programme already has, and references that cannot be used.

    `clashes` is {reference in the list: the reference that the person or number has already}.
    """

    cases: Mapping[str, Standing]
    clashes: Mapping[str, str]


def standing(programme: Programme, owner_id: int, rows: Collection[CaseRow]) -> Found:
    """The organisation's own cases in the programme that these rows speak of, by reference.

    A person enrolled by hand is found by personal identity number while the case has no reference.
    A reference that another organisation uses, or a person enrolled under another, is a clash.
    """
    inside = Enrolment.unscoped.filter(programme=programme)
    wanted = {row.reference for row in rows}
    numbers = {row.personnummer: row.reference for row in rows if row.personnummer}
    if len(wanted) <= _FEW:
        theirs = Q(participant__personnummer__in=list(numbers))
        inside = inside.filter(Q(reference__in=wanted) | theirs)
    found: dict[int, str] = {}
    clashes: dict[str, str] = {}
    columns = ("pk", "reference", "owner", "exited_on", "participant__personnummer")
    for pk, reference, owner, exited_on, number in inside.values_list(*columns):
        if reference in wanted and owner == owner_id:
            found[pk] = reference
        elif reference in wanted:
            clashes[reference] = reference
        elif number in numbers and exited_on is None:
            if reference or owner != owner_id:
                clashes[numbers[number]] = reference
            else:
                found[pk] = numbers[number]
    own = inside.filter(owner=owner_id)
    return Found(_told(own, found), clashes)


def _told(inside: QuerySet[Any], found: Mapping[int, str]) -> dict[str, Standing]:
    if not found:
        return {}
    parts = _parts(inside.values("pk"))
    related = ("participant", "site", "unit__organisation")
    return {
        found[row.pk]: Standing(_case(row, parts), row.pk)
        for row in inside.select_related(*related).iterator(chunk_size=2000)
        if row.pk in found
    }


@dataclass
class _Parts:
    """What belongs to cases, by enrolment."""

    coaches: dict[int, list[Coach]] = field(default_factory=lambda: defaultdict(list))
    spells: dict[int, list[Spell]] = field(default_factory=lambda: defaultdict(list))
    first_contacts: dict[int, date] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)


def _parts(ids: QuerySet[Any]) -> _Parts:
    parts = _Parts()
    for enrolment, name, organisation in _current(ids):
        parts.coaches[enrolment].append(Coach(name, organisation))
    for placement, spell in spells_of(Placement.unscoped.filter(enrolment__in=ids)):
        parts.spells[placement.enrolment_id].append(spell)
    for enrolment, once, day in _contacts(ids):
        earlier = parts.first_contacts.get(enrolment)
        if once == first_contact_key(enrolment) or earlier is None:
            parts.first_contacts[enrolment] = day
    notes = Section.unscoped.filter(enrolment__in=ids, part=NOTE_PART.value)
    parts.notes.update(notes.values_list("enrolment", "text"))
    return parts


def _current(ids: QuerySet[Any]) -> Iterable[tuple[int, str, str]]:
    """The coaches now; for one who has left, those at the exit."""
    rows = Assignment.unscoped.filter(
        Q(ends_on=None) | Q(ends_on=F("enrolment__exited_on")), enrolment__in=ids
    )
    columns = ("enrolment", "staff__name", "staff__organisation__name")
    return rows.order_by("pk").values_list(*columns)


def _contacts(ids: QuerySet[Any]) -> Iterable[tuple[int, Any, date]]:
    rows = EmployerContactBehalf.unscoped.filter(enrolment__in=ids)
    ordered = rows.order_by("contact__occurred_on", "contact")
    return ordered.values_list("enrolment", "contact__once", "contact__occurred_on")


def spells_of(placements: QuerySet[Any]) -> list[tuple[Placement, Spell]]:
    """Placements as a list tells them, in the order in which they were written."""
    extents = PlacementExtent.unscoped.filter(placement__in=placements.values("pk"))
    shares = dict(extents.order_by("starts_on").values_list("placement", "percent"))  # the last
    rows = placements.select_related("employer").order_by("pk")
    return [(row, _spell(row, shares.get(row.pk))) for row in rows]


def _spell(row: Placement, percent: int | None) -> Spell:
    return Spell(
        kind=PlacementKind(row.kind),
        starts_on=row.starts_on,
        ends_on=last_day(row.ends_on),
        subsidy=Subsidy(row.subsidy) if row.subsidy else None,
        percent=percent,
        trade=row.trade,
        sector=Sector(row.sector) if row.sector else None,
        employer=row.employer.name if row.employer else "",
    )


def _case(row: Enrolment, parts: _Parts) -> CaseRow:
    person, unit = row.participant, row.unit
    source = None
    if row.source_kind:
        names = (unit.name, unit.organisation.name) if unit else ("", "")
        source = Source(SourceKind(row.source_kind), *names)
    return CaseRow(
        row=0,
        reference=row.reference,
        sex=Sex(person.sex),
        enrolled_on=row.enrolled_on,
        birth_year=person.birth_year,
        personnummer=person.personnummer,
        given_name=person.given_name,
        family_name=person.family_name,
        phone=person.phone,
        email=person.email,
        site=row.site.name,
        source=source,
        channel=Channel(row.channel) if row.channel else None,
        referred_on=row.referred_on,
        coaches=tuple(parts.coaches[row.pk]),
        first_employer_contact=parts.first_contacts.get(row.pk),
        spells=in_order(parts.spells[row.pk]),
        exited_on=row.exited_on,
        exit_reason=ExitReason(row.exit_reason) if row.exit_reason else None,
        handed_over_to=row.handed_over_to,
        note=parts.notes.get(row.pk, ""),
    )


def written_by_people(enrolment_ids: Collection[int]) -> dict[int, set[str]]:
    """The facts of these cases that somebody has written or changed by hand."""
    facts: dict[int, set[str]] = defaultdict(set)
    for ids in _some_at_a_time(enrolment_ids):
        by_hand = Event.unscoped.exclude(verb__startswith=BY_IMPORT)
        of_cases = by_hand.filter(enrolment_id__in=ids)
        for enrolment, subject, changes in of_cases.values_list(
            "enrolment_id", "subject", "changes"
        ):
            facts[enrolment] |= _facts(subject, changes)
        persons = dict(Enrolment.unscoped.filter(pk__in=ids).values_list("participant_id", "pk"))
        registered = by_hand.filter(subject="participant", subject_id__in=list(persons))
        for person, changes in registered.values_list("subject_id", "changes"):
            facts[persons[person]] |= _facts("participant", changes)
    return facts


def _facts(subject: str, changes: Mapping[str, Any]) -> set[str]:
    if subject in _FACT_OF_SUBJECT:
        return {_FACT_OF_SUBJECT[subject]}
    if subject == "participant":
        return {name for name in changes if name in _PERSON}
    if subject == "enrolment":
        return {_FACT_OF_COLUMN.get(name, name) for name in changes}
    return set()


def _some_at_a_time(ids: Collection[int]) -> Iterable[list[int]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), _FEW):
        yield ordered[start : start + _FEW]
