"""Retention (gallring): from which day something may, and must, be thinned out.

An organisation's own decision goes before the package's rows (`retention.yaml`, dated, each with
its source). Without either, nothing is thinned out: a decision has to be taken first. Days are
half-open: a record is kept on every day before the day that is told, and not on that day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from framsteg.foundation.codes import OrganisationKind, RecordType, Role
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import Text, say
from framsteg.rules.dates import add_months
from framsteg.rules.rights import MINDS

RESEARCH_DAYS = frozenset({5, 15, 25})
COORDINATION = 60
"""What a coordination number (samordningsnummer) adds to the day of birth."""


class CountsFrom(StrEnum):
    LAST_NOTE = "last_note"  # the day after which nothing was written about the matter
    END = "end"  # the day it ended


@dataclass(frozen=True)
class Rule:
    """How long one organisation keeps one type of record.

    `years` of 0 means at once. `at_least` is how many years law asks for, which a decision of
    one's own cannot shorten; `decided` says that the rule is such a decision.
    """

    record: RecordType
    from_on: date
    years: int
    counts_from: CountsFrom
    research_days: bool
    source: str
    decided: bool = False


@dataclass(frozen=True)
class Facts:
    """What the rule needs to know of one record. `birth_day` is the day of the month, if known."""

    ended_on: date | None
    last_note_on: date | None
    birth_day: int | None = None
    restricted: bool = False
    asked_for: bool = False


@dataclass(frozen=True)
class _Row:
    record: RecordType
    kinds: frozenset[OrganisationKind]
    at_least: bool
    rule: Rule


@cache
def _rows() -> tuple[_Row, ...]:
    told = yaml.safe_load(files("framsteg.rules").joinpath("retention.yaml").read_text("utf-8"))
    return tuple(
        _Row(
            record=RecordType(row["record"]),
            kinds=frozenset(OrganisationKind(kind) for kind in row["kinds"]),
            at_least=row["at_least"],
            rule=Rule(
                record=RecordType(row["record"]),
                from_on=row["from_on"],
                years=row["years"],
                counts_from=CountsFrom(row["counts_from"]),
                research_days=row["research_days"],
                source=" ".join(row["source"].split()),
            ),
        )
        for row in told
    )


def of_the_law(record: RecordType, kind: OrganisationKind, on: date) -> Rule | None:
    """The package's row for this kind of organisation, in force on a day."""
    rows = [
        row.rule
        for row in _rows()
        if row.record is record and kind in row.kinds and row.rule.from_on <= on
    ]
    return max(rows, key=lambda rule: rule.from_on, default=None)


def at_least(record: RecordType, kind: OrganisationKind, on: date) -> int:
    """The fewest years that law asks for; 0 where it asks for none that Framsteg knows of."""
    return max(
        (
            row.rule.years
            for row in _rows()
            if row.record is record
            and kind in row.kinds
            and row.at_least
            and row.rule.from_on <= on
        ),
        default=0,
    )


def rule_on(
    record: RecordType, kind: OrganisationKind, decisions: Iterable[Rule], on: date
) -> Rule | None:
    """The rule in force: the latest own decision, else the law's; None where there is neither."""
    own = [rule for rule in decisions if rule.record is record and rule.from_on <= on]
    if own:
        return max(own, key=lambda rule: rule.from_on)
    return of_the_law(record, kind, on)


def goes_on(rule: Rule, facts: Facts) -> date | None:
    """The first day on which the record is no longer kept; None while it has not ended.

    Counted in whole years; 29 February becomes 28 February.
    """
    if facts.ended_on is None:
        return None
    counted = facts.ended_on
    if rule.counts_from is CountsFrom.LAST_NOTE and facts.last_note_on is not None:
        counted = max(counted, facts.last_note_on)
    return add_months(counted, 12 * rule.years)


def may_go(rule: Rule, facts: Facts, today: date) -> Decision:
    """Whether a record is thinned out today, or what keeps it."""
    day = goes_on(rule, facts)
    if day is None:
        return deny(say("It has not ended."))
    if today < day:
        return deny(say("It is kept until {day}.", day=day))
    if kept := _kept_back(rule, facts):
        return deny(kept)
    return ALLOW


def _kept_back(rule: Rule, facts: Facts) -> Text | None:
    if facts.restricted:
        return say("Its use is restricted: it is kept while the restriction stands.")
    if facts.asked_for:
        return say("The person has asked for something that is not answered yet.")
    if rule.research_days and facts.birth_day in RESEARCH_DAYS:
        return say("Kept for research: born on the 5th, 15th or 25th.")
    return None


def birth_day(personnummer: str) -> int | None:
    """The day of the month in twelve digits, also of a coordination number; None if not known."""
    if len(personnummer) != 12 or not personnummer.isdigit():
        return None
    day = int(personnummer[6:8])
    return day - COORDINATION if day > COORDINATION else day


def may_decide(*, years: int, least: int, from_on: date, today: date) -> Decision:
    """An own decision keeps at least as long as law asks, and does not reach back."""
    if years < least:
        return deny(say("Law asks for at least {n} years.", n=least))
    if from_on < today:
        return deny(say("A decision counts from today or later."))
    return ALLOW


def may_approve(*, state_open: bool, mine: bool, roles: Iterable[Role]) -> Decision:
    """Two persons: the one who proposed it cannot approve it."""
    if not state_open:
        return deny(say("It is decided already."))
    if mine:
        return deny(say("You proposed this yourself. A colleague has to approve it."))
    if not MINDS & set(roles):
        return deny(say("Only the data protection officer or the lead can do this."))
    return ALLOW


def last_day_in_backups(on: date, *, days: int, weeks: int, months: int) -> date:
    """The last day on which a backup may hold what was deleted on `on`; never told too early.

    For backups that are taken every night, of which the newest of each of so many days, ISO weeks
    and months are kept (each of them at least 1). The backup of the day itself may be the last of
    its month, if the nights after it are missed.
    """
    monday = on - timedelta(days=on.weekday())
    next_months = add_months(on.replace(day=1), months)
    first_without = max(on + timedelta(days=days), monday + timedelta(weeks=weeks), next_months)
    return first_without - timedelta(days=1)


def decade(birth_year: int | None) -> int | None:
    """The first year of the ten that somebody was born in."""
    return None if birth_year is None else birth_year // 10 * 10
