"""Which backups are kept. No clock is read: they are counted from the newest."""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime

DAYS, WEEKS, MONTHS = 7, 4, 3
"""The newest of each of so many days, weeks (ISO) and months on which there was one. Taken every
night, the oldest is then some four months old: so long does what was erased live on in backups."""


def kept(taken: Iterable[datetime]) -> set[datetime]:
    """Those to keep, of the times (UTC) at which backups were taken. The newest is always kept."""
    newest_first = sorted(taken, reverse=True)
    day: Callable[[datetime], Hashable] = datetime.date
    week: Callable[[datetime], Hashable] = lambda at: at.isocalendar()[:2]  # noqa: E731
    month: Callable[[datetime], Hashable] = lambda at: (at.year, at.month)  # noqa: E731
    return {
        at
        for period, number in ((day, DAYS), (week, WEEKS), (month, MONTHS))
        for at in _newest_of_each(newest_first, period)[:number]
    }


def _newest_of_each(
    newest_first: list[datetime], period: Callable[[datetime], Hashable]
) -> list[datetime]:
    found: dict[Hashable, datetime] = {}
    for at in newest_first:
        found.setdefault(period(at), at)
    return list(found.values())
