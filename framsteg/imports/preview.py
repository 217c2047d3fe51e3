"""What a list would change: who is new, what changes from what to what, what is left alone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

from framsteg.imports.fields import Field
from framsteg.imports.mapping import Mapping as ListMapping
from framsteg.imports.rows import CaseRow, EnquiryRow, Spell

FACTS = tuple(field.name for field in fields(CaseRow) if field.name not in ("row", "reference"))

_TOLD_BY: dict[str, frozenset[Field]] = {
    "sex": frozenset({Field.SEX, Field.PERSONNUMMER}),
    "birth_year": frozenset({Field.BIRTH_YEAR, Field.PERSONNUMMER}),
    "given_name": frozenset({Field.NAME, Field.GIVEN_NAME}),
    "family_name": frozenset({Field.NAME, Field.FAMILY_NAME}),
    "source": frozenset({Field.SOURCE, Field.SOURCE_ORGANISATION}),
    "coaches": frozenset({Field.COACH, Field.COACH_2}),
    "spells": frozenset({Field.OCCUPATION, Field.FORM, Field.OUTCOME}),
    "handed_over_to": frozenset({Field.EXIT_REASON}),
}


@dataclass(frozen=True)
class Standing:
    """A case as it stands in the programme, in a list's words.

    `by_people` are the facts that somebody has changed or written by hand: a list never
    overwrites those.
    """

    row: CaseRow
    by_people: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Change:
    fact: str
    old: object
    new: object


@dataclass(frozen=True)
class Update:
    """What the list says otherwise of one case. `kept` was changed by people and stays."""

    row: CaseRow
    standing: CaseRow
    changes: tuple[Change, ...]
    kept: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Preview:
    """What would happen. An update with nothing but kept facts changes nothing."""

    created: tuple[CaseRow, ...]
    updated: tuple[Update, ...]
    kept: tuple[Update, ...]
    unchanged: int

    @property
    def counts(self) -> dict[str, int]:
        return {
            "created": len(self.created),
            "updated": len(self.updated),
            "unchanged": self.unchanged,
            "kept": len(self.kept),
        }


def preview(
    rows: Iterable[CaseRow],
    mapping: ListMapping,
    standing: Callable[[list[str]], Mapping[str, Standing]],
) -> Preview:
    """Compare a checked list with what stands. `standing` looks cases up by their references.

    Only facts that the list has a column for are compared: a shorter list takes nothing away.
    """
    rows = list(rows)
    stands = standing([row.reference for row in rows])
    facts = told_facts(mapping)
    told = frozenset(mapping.columns.values())
    created = tuple(row for row in rows if row.reference not in stands)
    compared = [
        _compared(row, stands[row.reference], facts, told)
        for row in rows
        if row.reference in stands
    ]
    updated = tuple(update for update in compared if update.changes)
    return Preview(
        created=created,
        updated=updated,
        kept=tuple(update for update in compared if update.kept),
        unchanged=len(compared) - len(updated),
    )


def told_facts(mapping: ListMapping) -> tuple[str, ...]:
    """The facts of a case that this list has columns for."""
    told = {*mapping.columns.values(), *mapping.defaults}
    return tuple(name for name in FACTS if _TOLD_BY.get(name, {name}) & told)


def _compared(
    row: CaseRow, standing: Standing, facts: tuple[str, ...], told: frozenset[Field]
) -> Update:
    changes: list[Change] = []
    kept: list[Change] = []
    for fact in facts:
        old, new = getattr(standing.row, fact), getattr(row, fact)
        if fact == "spells":
            new = spells_after(old, new, told)
        if old != new:
            by_people = fact in standing.by_people
            (kept if by_people else changes).append(Change(fact, old, new))
    return Update(row, standing.row, tuple(changes), tuple(kept))


_DETAILS = {
    "ends_on": Field.PLACEMENT_END,
    "percent": Field.PERCENT,
    "trade": Field.TRADE,
    "sector": Field.SECTOR,
    "employer": Field.EMPLOYER,
}


def spells_after(
    old: tuple[Spell, ...], listed: tuple[Spell, ...], told: frozenset[Field]
) -> tuple[Spell, ...]:
    """The occupations of a person once a list has spoken.

    A list with room for one occupation forgets the one before: it stays here, and ends when the
    next begins. An occupation that starts another day than before but is otherwise the same is a
    corrected date, not a new job.
    """
    after = list(old)
    for spell in listed:
        at = _same(after, spell)
        if at is not None:
            untold = {name for name, field in _DETAILS.items() if field not in told}
            after[at] = replace(spell, **{name: getattr(after[at], name) for name in untold})
            continue
        after = [_ended(before, spell.starts_on) for before in after]
        after.append(spell)
    return tuple(sorted(after, key=lambda spell: (spell.starts_on, spell.kind, spell.employer)))


def _same(spells: list[Spell], new: Spell) -> int | None:
    """Which of the spells the new one is: by its first day, or by being alike but for it."""
    for at, spell in enumerate(spells):
        if spell.starts_on == new.starts_on:
            return at
    for at, spell in enumerate(spells):
        alike = (spell.kind, spell.subsidy, spell.trade, spell.employer) == (
            new.kind,
            new.subsidy,
            new.trade,
            new.employer,
        )
        if alike and spell.ends_on == new.ends_on:
            return at
    return None


def _ended(spell: Spell, next_starts_on: date) -> Spell:
    """An open occupation ends the day before the next; one with an end keeps it."""
    if spell.ends_on is not None or spell.starts_on >= next_starts_on:
        return spell
    return replace(spell, ends_on=next_starts_on - timedelta(days=1))


def content(row: EnquiryRow) -> str:
    """What an enquiry says, in one line: two rows with the same content are the same enquiry."""
    return "|".join(
        str(getattr(row, field.name) or "") for field in fields(EnquiryRow) if field.name != "row"
    )
