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
_OF_EACH_ORGANISATION = ("placement", "section")
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
    That another organisation has enrolled the person is never told.
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
        elif number in numbers and exited_on is None and owner == owner_id:
            if reference:
                clashes[numbers[number]] = reference
            else:
                found[pk] = numbers[number]
    own = inside.filter(owner=owner_id)
    return Found(_told(own, found, owner_id), clashes)


def _told(inside: QuerySet[Any], found: Mapping[int, str], owner_id: int) -> dict[str, Standing]:
    """As plain columns: a hundred thousand cases are compared, and few are changed."""
    if not found:
        return {}
    parts = _parts(inside.values("pk"), owner_id)
    rows = inside.values_list("pk", *_CASE).iterator(chunk_size=5000)
    return {
        found[pk]: Standing(_case(pk, parts, *columns), pk) for pk, *columns in rows if pk in found
    }


_CASE = (
    "reference", "enrolled_on", "site__name", "source_kind", "unit__name",
    "unit__organisation__name", "channel", "referred_on", "exited_on", "exit_reason",
    "handed_over_to", "participant__sex", "participant__birth_year", "participant__personnummer",
    "participant__given_name", "participant__family_name", "participant__phone",
    "participant__email",
)  # fmt: skip
_SPELL = (
    "kind", "starts_on", "ends_on", "subsidy", "trade", "sector", "employer__name",
)  # fmt: skip


@dataclass
class _Parts:
    """What belongs to cases, by enrolment: of rows with an owner only the organisation's own."""

    coaches: dict[int, list[Coach]] = field(default_factory=lambda: defaultdict(list))
    spells: dict[int, list[Spell]] = field(default_factory=lambda: defaultdict(list))
    first_contacts: dict[int, date] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)


def _parts(ids: QuerySet[Any], owner_id: int) -> _Parts:
    parts = _Parts()
    for enrolment, name, organisation in _current(ids):
        parts.coaches[enrolment].append(Coach(name, organisation))
    placements = Placement.unscoped.filter(enrolment__in=ids, owner=owner_id)
    shares = _shares(placements)
    for pk, enrolment, *columns in placements.values_list("pk", "enrolment", *_SPELL):
        parts.spells[enrolment].append(_spell(shares.get(pk), *columns))
    for enrolment, once, day in _contacts(ids, owner_id):
        earlier = parts.first_contacts.get(enrolment)
        if once == first_contact_key(enrolment) or earlier is None:
            parts.first_contacts[enrolment] = day
    notes = Section.unscoped.filter(enrolment__in=ids, part=NOTE_PART.value, owner=owner_id)
    parts.notes.update(notes.values_list("enrolment", "text"))
    return parts


def _current(ids: QuerySet[Any]) -> Iterable[tuple[int, str, str]]:
    """The coaches now; for one who has left, those at the exit."""
    rows = Assignment.unscoped.filter(
        Q(ends_on=None) | Q(ends_on=F("enrolment__exited_on")), enrolment__in=ids
    )
    columns = ("enrolment", "staff__name", "staff__organisation__name")
    return rows.order_by("pk").values_list(*columns)


def _contacts(ids: QuerySet[Any], owner_id: int) -> Iterable[tuple[int, Any, date]]:
    rows = EmployerContactBehalf.unscoped.filter(enrolment__in=ids, contact__owner=owner_id)
    ordered = rows.order_by("contact__occurred_on", "contact")
    return ordered.values_list("enrolment", "contact__once", "contact__occurred_on")


def spells_of(placements: QuerySet[Any]) -> list[tuple[Placement, Spell]]:
    """Placements with what a list would say of them."""
    shares = _shares(placements)
    told = {
        pk: _spell(shares.get(pk), *columns)
        for pk, *columns in placements.values_list("pk", *_SPELL)
    }
    return [(row, told[row.pk]) for row in placements.order_by("pk")]


def _shares(placements: QuerySet[Any]) -> dict[int, int]:
    """The share of full time that counts last, by placement."""
    extents = PlacementExtent.unscoped.filter(placement__in=placements.values("pk"))
    return dict(extents.order_by("starts_on").values_list("placement", "percent"))


def _spell(percent: int | None, *columns: Any) -> Spell:
    kind, starts_on, ends_on, subsidy, trade, sector, employer = columns
    return Spell(
        kind=PlacementKind(kind),
        starts_on=starts_on,
        ends_on=last_day(ends_on),
        subsidy=Subsidy(subsidy) if subsidy else None,
        percent=percent,
        trade=trade,
        sector=Sector(sector) if sector else None,
        employer=employer or "",
    )


def _case(pk: int, parts: _Parts, *columns: Any) -> CaseRow:
    (
        reference, enrolled_on, site, source_kind, unit, unit_organisation, channel, referred_on,
        exited_on, exit_reason, handed_over_to, sex, birth_year, personnummer, given_name,
        family_name, phone, email,
    ) = columns  # fmt: skip
    source = None
    if source_kind:
        source = Source(SourceKind(source_kind), unit or "", unit_organisation or "")
    return CaseRow(
        row=0,
        reference=reference,
        sex=Sex(sex),
        enrolled_on=enrolled_on,
        birth_year=birth_year,
        personnummer=personnummer,
        given_name=given_name,
        family_name=family_name,
        phone=phone,
        email=email,
        site=site,
        source=source,
        channel=Channel(channel) if channel else None,
        referred_on=referred_on,
        coaches=tuple(parts.coaches.get(pk, ())),
        first_employer_contact=parts.first_contacts.get(pk),
        spells=in_order(parts.spells.get(pk, ())),
        exited_on=exited_on,
        exit_reason=ExitReason(exit_reason) if exit_reason else None,
        handed_over_to=handed_over_to,
        note=parts.notes.get(pk, ""),
    )


def written_by_people(enrolment_ids: Collection[int], owner_id: int) -> dict[int, set[str]]:
    """The facts of these cases that somebody has written or changed by hand.

    Occupations and notes that other organisations wrote are their own and stand beside the list's.
    """
    facts: dict[int, set[str]] = defaultdict(set)
    for ids in _some_at_a_time(enrolment_ids):
        by_hand = Event.unscoped.exclude(verb__startswith=BY_IMPORT).exclude(
            ~Q(organisation_id=owner_id), subject__in=_OF_EACH_ORGANISATION
        )
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
