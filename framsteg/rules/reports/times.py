"""What time a report is about, by its kind and the programme's own. Half-open, days told."""

import re
from datetime import date, timedelta

from framsteg.foundation.period import Period
from framsteg.rules.reports.shape import Span

_YEAR = re.compile(r"(\d{4})")
_QUARTER = re.compile(r"(\d{4})-[Qq]([1-4])")


def period_of(name: str) -> Period | None:
    """The period that "2013" or "2013-Q2" names; None for anything else."""
    if told := _YEAR.fullmatch(name):
        year = int(told[1])
        return Period(date(year, 1, 1), date(year + 1, 1, 1)) if 1900 <= year < 2200 else None
    if (told := _QUARTER.fullmatch(name)) and 1900 <= int(told[1]) < 2200:
        year, quarter = int(told[1]), int(told[2])
        first = date(year, 3 * quarter - 2, 1)
        return Period(first, _next_quarter(first))
    return None


def name_of(span: Span, starts_on: date) -> str:
    """What the period that begins on a day is called: "2013", "2013-Q2"."""
    if span is Span.YEAR:
        return str(starts_on.year)
    return f"{starts_on.year}-Q{(starts_on.month + 2) // 3}"


def periods(span: Span, *, starts_on: date, ends_on: date | None, today: date) -> tuple[str, ...]:
    """The names of the years or quarters that a programme has been in, the latest first.

    Those that have begun, also the one that is not over. None for a report of the whole.
    """
    if span is Span.WHOLE:
        return ()
    last = min(today, (ends_on or today + timedelta(days=1)) - timedelta(days=1))
    first = date(starts_on.year, 1, 1)
    if span is Span.QUARTER:
        first = date(starts_on.year, (starts_on.month - 1) // 3 * 3 + 1, 1)
    found = []
    while first <= last:
        found.append(name_of(span, first))
        first = date(first.year + 1, 1, 1) if span is Span.YEAR else _next_quarter(first)
    return tuple(reversed(found))


def suggested(span: Span, *, starts_on: date, ends_on: date | None, today: date) -> str:
    """The latest period that is over, or the first one; "" for a report of the whole."""
    names = periods(span, starts_on=starts_on, ends_on=ends_on, today=today)
    over = [n for n in names if (p := period_of(n)) and p.end and p.end <= today]
    return over[0] if over else names[-1] if names else ""


def _next_quarter(first: date) -> date:
    return date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)
