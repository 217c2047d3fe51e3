"""What a case list changes: who is new, what changes from what to what, what is left alone.

A list never overwrites what people have written, and says nothing of what it has no column for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from framsteg.foundation.listed import CaseRow, EnquiryRow, Spell, Told


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


def compare(rows: Iterable[CaseRow], stands: Mapping[str, Standing], told: Told) -> Preview:
    """Compare a checked list with the cases that stand, by their references."""
    rows = list(rows)
    created = tuple(row for row in rows if row.reference not in stands)
    compared = [
        _compared(row, stands[row.reference], told) for row in rows if row.reference in stands
    ]
    updated = tuple(update for update in compared if update.changes)
    return Preview(
        created=created,
        updated=updated,
        kept=tuple(update for update in compared if update.kept),
        unchanged=len(compared) - len(updated),
    )


def _compared(row: CaseRow, standing: Standing, told: Told) -> Update:
    changes: list[Change] = []
    kept: list[Change] = []
    for fact in sorted(told.facts):
        old, new = getattr(standing.row, fact), getattr(row, fact)
        if fact == "spells":
            new = spells_after(old, new, told.details)
        if old != new:
            by_people = fact in standing.by_people
            (kept if by_people else changes).append(Change(fact, old, new))
    return Update(row, standing.row, tuple(changes), tuple(kept))


_DETAILS = ("ends_on", "percent", "trade", "sector", "employer")


def spells_after(
    old: tuple[Spell, ...], listed: tuple[Spell, ...], told: frozenset[str]
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
            untold = [name for name in _DETAILS if name not in told]
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
    return "|".join(str(getattr(row, name) or "") for name in EnquiryRow.__slots__ if name != "row")
