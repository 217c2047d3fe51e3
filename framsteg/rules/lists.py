"""What a case list changes: who is new, what changes from what to what, what is left alone.

A list never overwrites what people have written, says nothing of what it has no column for, and
takes nothing away by an empty cell. Only an exit is taken back by leaving its day out.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from framsteg.foundation.listed import CaseRow, EnquiryRow, Spell, Told
from framsteg.foundation.names import fold

_MAY_BE_EMPTIED = frozenset({"exited_on", "exit_reason", "handed_over_to"})
_DETAILS = ("ends_on", "percent", "trade", "sector", "employer")

Step = tuple[int | None, Spell]
"""An occupation as it will be: which of those that stood it was, or None for a new one."""


@dataclass(frozen=True)
class Standing:
    """A case as it stands in the programme, in a list's words."""

    row: CaseRow
    enrolment_id: int


@dataclass(frozen=True)
class Change:
    fact: str
    old: object
    new: object


@dataclass(frozen=True)
class Update:
    """What the list says otherwise of one case. `kept` was written by people and stays."""

    row: CaseRow
    standing: Standing
    changes: tuple[Change, ...]
    kept: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """What would happen. `kept` holds the cases in which people's words stand against the list."""

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


def compare(rows: Iterable[CaseRow], stands: Mapping[str, Standing], told: Told) -> Comparison:
    """Compare a checked list with the cases that stand, by their references."""
    rows = list(rows)
    created = tuple(row for row in rows if row.reference not in stands)
    compared = [
        _compared(row, stands[row.reference], told) for row in rows if row.reference in stands
    ]
    updated = tuple(update for update in compared if update.changes)
    return Comparison(created, updated, (), len(compared) - len(updated))


def keep_to_people(comparison: Comparison, by_people: Mapping[int, Collection[str]]) -> Comparison:
    """Take back what would overwrite facts that people have written: {enrolment id: facts}."""
    updates = [
        _kept(update, frozenset(by_people.get(update.standing.enrolment_id, ())))
        for update in comparison.updated
    ]
    changed = tuple(update for update in updates if update.changes)
    return replace(
        comparison,
        updated=changed,
        kept=tuple(update for update in updates if update.kept),
        unchanged=comparison.unchanged + len(updates) - len(changed),
    )


def _kept(update: Update, facts: frozenset[str]) -> Update:
    return replace(
        update,
        changes=tuple(change for change in update.changes if change.fact not in facts),
        kept=tuple(change for change in update.changes if change.fact in facts),
    )


def _compared(row: CaseRow, standing: Standing, told: Told) -> Update:
    stood = standing.row
    if stood == row:
        return Update(row, standing, ())
    changes = [Change("reference", "", row.reference)] if not stood.reference else []
    for fact in sorted(told.facts):
        old, new = getattr(stood, fact), getattr(row, fact)
        if fact == "spells":
            new = spells_after(old, new, told.details)
        says_something = new not in (None, "", ()) or fact in _MAY_BE_EMPTIED
        if old != new and says_something:
            changes.append(Change(fact, old, new))
    return Update(row, standing, tuple(changes))


def spells_after(
    old: tuple[Spell, ...], listed: tuple[Spell, ...], told: Collection[str]
) -> tuple[Spell, ...]:
    """The occupations of a person once a list has spoken, in the order of their days."""
    return in_order(spell for _index, spell in spell_steps(old, listed, told))


def in_order(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    return tuple(sorted(spells, key=lambda spell: (spell.starts_on, spell.kind, spell.employer)))


def spell_steps(
    old: tuple[Spell, ...], listed: tuple[Spell, ...], told: Collection[str]
) -> tuple[Step, ...]:
    """How each occupation comes out.

    A list with room for one occupation forgets the one before: it stays here, and ends when the
    next begins. An occupation that starts another day than before but is otherwise the same is a
    corrected date, not a new job.
    """
    steps: list[Step] = list(enumerate(old))
    for spell in listed:
        at = _same(steps, spell)
        if at is not None:
            index, before = steps[at]
            steps[at] = (index, _told_over(before, spell, told))
            continue
        steps = [(index, _ended(before, spell.starts_on)) for index, before in steps]
        steps.append((None, spell))
    return tuple(steps)


def _told_over(before: Spell, spell: Spell, told: Collection[str]) -> Spell:
    """What the list says, and what stood where it says nothing."""
    untold = [
        name
        for name in _DETAILS
        if name not in told or (name != "ends_on" and getattr(spell, name) in (None, ""))
    ]
    if fold(spell.employer) == fold(before.employer):
        untold.append("employer")
    return replace(spell, **{name: getattr(before, name) for name in untold})


def _same(steps: list[Step], new: Spell) -> int | None:
    """Which of the occupations the new one is: by its first day, or by being alike but for it."""
    for at, (_index, spell) in enumerate(steps):
        if spell.starts_on == new.starts_on:
            return at
    for at, (_index, spell) in enumerate(steps):
        if _alike(spell) == _alike(new) and spell.ends_on == new.ends_on:
            return at
    return None


def _alike(spell: Spell) -> tuple[object, ...]:
    return (spell.kind, spell.subsidy, spell.trade, fold(spell.employer))


def _ended(spell: Spell, next_starts_on: date) -> Spell:
    """An open occupation ends the day before the next; one with an end keeps it."""
    if spell.ends_on is not None or spell.starts_on >= next_starts_on:
        return spell
    return replace(spell, ends_on=next_starts_on - timedelta(days=1))


def day_after(last: date | None) -> date | None:
    """A list names the last day; records name the first day that is no longer inside."""
    return last + timedelta(days=1) if last else None


def last_day(ends_on: date | None) -> date | None:
    """The other way round."""
    return ends_on - timedelta(days=1) if ends_on else None


def identity(row: EnquiryRow) -> str:
    """What makes two enquiries in two lists the same one: day, source, way, form, and which of
    those alike. What became of it may change."""
    source = row.source
    words = (row.received_on, source.kind, source.unit, source.organisation, row.channel)
    return "|".join([*map(str, words), str(row.formality or ""), str(row.occurrence)])
