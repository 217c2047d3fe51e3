"""The occupation of a row: kind, form and dates in one, from whichever columns the list has."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import cast

from framsteg.foundation.codes import PlacementKind, Sector, Subsidy
from framsteg.foundation.listed import Spell
from framsteg.foundation.text import Text, say
from framsteg.imports.faults import Faults
from framsteg.imports.fields import NAMES, SPELL_FIELDS, Field
from framsteg.imports.synonyms import ORDINARY
from framsteg.imports.values import Occupation

Columns = dict[Field, list[object]]

_JOBS = (PlacementKind.EMPLOYMENT, PlacementKind.SUBSIDISED)
_KIND_FIELDS = (Field.OCCUPATION, Field.FORM, Field.OUTCOME)


@dataclass(frozen=True)
class _Wrong:
    """In place of a kind: which column is at fault and why."""

    where: Field
    reason: Text
    code: str


@dataclass(frozen=True)
class _Kind:
    kind: PlacementKind
    subsidy: Subsidy | None


def spells(columns: Columns, faults: Faults) -> list[Spell | None]:
    """The occupation of each row; None where the row has none or is at fault."""
    kinds = _kinds(columns, faults)
    starts = _starts(columns, kinds, faults)
    found: list[Spell | None] = []
    cells = zip(
        kinds,
        starts,
        *(
            columns[f]
            for f in (
                Field.PLACEMENT_END,
                Field.PERCENT,
                Field.TRADE,
                Field.SECTOR,
                Field.EMPLOYER,
            )
        ),
        strict=True,
    )
    for kind, start, end, percent, trade, sector, employer in cells:
        if kind is None or start is None:
            found.append(None)
            continue
        found.append(
            Spell(
                kind=kind.kind,
                starts_on=cast(date, start),
                ends_on=cast("date | None", end),
                subsidy=kind.subsidy,
                percent=cast("int | None", percent),
                trade=cast(str, trade or ""),
                sector=cast("Sector | None", sector),
                employer=cast(str, employer or ""),
            )
        )
    return found


def _kinds(columns: Columns, faults: Faults) -> list[_Kind | None]:
    forms_told = bool(faults.mapping.heading(Field.FORM))
    triples = list(zip(*(columns[f] for f in _KIND_FIELDS), strict=True))
    resolve = _resolver(forms_told=forms_told)
    meanings = {triple: resolve(*triple) for triple in set(triples)}
    details = [f for f in SPELL_FIELDS if f not in _KIND_FIELDS]
    has_details = [any(cells) for cells in zip(*(columns[f] for f in details), strict=True)]
    kinds: list[_Kind | None] = []
    for at, triple in enumerate(triples):
        meaning = meanings[triple]
        if meaning is None and has_details[at]:
            meaning = _nothing_but_details(columns, at, details)
        if isinstance(meaning, _Wrong):
            if faults.is_sound(at, *_KIND_FIELDS):
                faults.add(at, meaning.where, meaning.reason, meaning.code)
            meaning = None
        kinds.append(meaning)
    return kinds


def _nothing_but_details(columns: Columns, at: int, details: list[Field]) -> _Wrong:
    filled = next(f for f in details if columns[f][at])
    where = Field.OUTCOME if columns[Field.OUTCOME][at] else Field.OCCUPATION
    reason = say("{field} is given, but no occupation.", field=NAMES[filled])
    return _Wrong(where, reason, "details_without_occupation")


def _resolver(*, forms_told: bool) -> Callable[[object, object, object], "_Kind | _Wrong | None"]:
    """Joins what the columns of occupation, form and outcome say of one row."""

    def resolve(occupation: object, form: object, outcome: object) -> _Kind | _Wrong | None:
        said = cast("Occupation | None", occupation) or cast("Occupation | None", outcome)
        where = Field.OCCUPATION if occupation else Field.OUTCOME
        kind, own_form = (said.kind, said.form) if said else (None, "")
        if kind is None:
            return None if not form or said else _job(str(form))
        if kind not in _JOBS:
            if form and form != ORDINARY:
                return _Wrong(
                    Field.FORM, say("Only a job has a form of employment."), "form_not_job"
                )
            return _Kind(kind, None)
        if form and own_form and form != own_form and ORDINARY in (form, own_form):
            reason = say("The columns do not agree on whether the job is subsidised.")
            return _Wrong(Field.FORM, reason, "forms_disagree")
        if not form and not own_form and kind is PlacementKind.EMPLOYMENT and forms_told:
            reason = say("Is the job subsidised? The form of employment is missing.")
            return _Wrong(Field.FORM, reason, "form_missing")
        if kind is PlacementKind.SUBSIDISED and form == ORDINARY:
            return _Wrong(where, say("The job is both subsidised and not."), "forms_disagree")
        default = ORDINARY if kind is PlacementKind.EMPLOYMENT else Subsidy.OTHER
        return _job(str(form or own_form or default))

    return resolve


def _job(form: str) -> _Kind:
    if form == ORDINARY:
        return _Kind(PlacementKind.EMPLOYMENT, None)
    return _Kind(PlacementKind.SUBSIDISED, Subsidy(form))


def _starts(columns: Columns, kinds: list[_Kind | None], faults: Faults) -> list[object]:
    """The first day of each occupation; a list with only an outcome says from when it counts."""
    starts = list(columns[Field.PLACEMENT_START])
    mapping = faults.mapping
    without = [at for at, kind in enumerate(kinds) if kind and starts[at] is None]
    if not without:
        return starts
    if not mapping.heading(Field.PLACEMENT_START) and not mapping.outcome_from:
        reason = say("From which day do the outcomes count? Say outcome_from in the mapping.")
        faults.add_for_list(Field.OUTCOME, reason, "outcome_day")
        return starts
    chosen = {None: None, "exit": Field.EXITED_ON, "enrolment": Field.ENROLLED_ON}[
        mapping.outcome_from
    ]
    for at in without:
        starts[at] = (columns[chosen][at] or mapping.listed_on) if chosen else None
        sound = faults.is_sound(at, Field.PLACEMENT_START, *([chosen] if chosen else []))
        if starts[at] is None and sound:
            faults.add(
                at, Field.PLACEMENT_START, say("From which day? The start is missing."), "missing"
            )
    return starts
