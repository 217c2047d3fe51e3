"""The right effort at the right time: how long nothing goes on for a person, from any party."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say

SHORTEST_GAP = timedelta(days=28)
"""Four weeks without anything; shorter is the ordinary distance between two meetings."""
_LONGEST = timedelta(days=366 * 20)


@dataclass(frozen=True)
class Span:
    """Days on which something goes on. `until` is the first day after; None: it still does."""

    starts_on: date
    until: date | None


@dataclass(frozen=True)
class Gap:
    """Days on which nothing goes on; `until` is the first day after."""

    starts_on: date
    until: date

    @property
    def days(self) -> int:
        return (self.until - self.starts_on).days


def gaps(
    spans: Iterable[Span], *, first: date, until: date, shortest: timedelta = SHORTEST_GAP
) -> tuple[Gap, ...]:
    """Stretches from `first` until `until` (outside) with nothing, at least `shortest` long."""
    found: list[Gap] = []
    covered = first
    for span in sorted(spans, key=lambda one: one.starts_on):
        if span.starts_on > covered:
            found.append(Gap(covered, min(span.starts_on, until)))
        covered = max(covered, until if span.until is None else span.until)
        if covered >= until:
            break
    found.append(Gap(covered, max(until, covered)))
    return tuple(gap for gap in found if gap.until - gap.starts_on >= shortest)


def may_note(*, starts_on: date, last_day: date | None, has_party: bool, today: date) -> Decision:
    """An effort has a party, and days that can be right."""
    if not has_party:
        return deny(say("Say which authority or service it is."))
    if last_day is not None and last_day < starts_on:
        return deny(say("The last day lies before the first."))
    if not today - _LONGEST <= starts_on <= today + _LONGEST:
        return deny(say("The day lies too far away: {day}.", day=starts_on))
    return ALLOW
