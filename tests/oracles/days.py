"""Rules about days, said slowly: walk the calendar one day at a time."""

from collections.abc import Iterable
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def ages_on(birth_year: int, on: date) -> set[int]:
    """Every age that someone born some day of that year can have."""
    day, ages = date(birth_year, 1, 1), set()
    while day.year == birth_year:
        had_birthday = (on.month, on.day) >= (day.month, day.day)
        ages.add(on.year - birth_year - (0 if had_birthday else 1))
        day += ONE_DAY
    return ages


def same_day_months_later(day: date, months: int) -> date:
    """Go to the first of the month, as many times; then as far towards the same day as it goes."""
    first = day.replace(day=1)
    for _ in range(months):
        month = first.month
        while first.month == month:
            first += ONE_DAY
    found = first
    while found.day < day.day and (found + ONE_DAY).month == found.month:
        found += ONE_DAY
    return found


def days_of_silence(enrolled_on: date, contacts: Iterable[date], today: date) -> int:
    """Days up to today since the enrolment or the last contact."""
    days, n, day = set(contacts), 0, enrolled_on
    while day < today:
        day += ONE_DAY
        n = 0 if day in days else n + 1
    return n


def share_on(extents: Iterable[tuple[date, int]], day: date) -> int | None:
    """Look at the day, then the day before, and so on, for a step that begins there."""
    steps = dict(extents)
    while steps and day >= min(steps):
        if day in steps:
            return steps[day]
        day -= ONE_DAY
    return None
