"""Retention and the rotation of backups, day by day and as slowly as possible."""

from datetime import date, datetime, time, timedelta

DAY = timedelta(days=1)


def kept_on(day: date, *, counted: date, years: int) -> bool:
    """Whether a record is still kept on a day: fewer than so many birthdays have passed."""
    passed = 0
    on = counted
    while on < day:
        on += DAY
        last_of_february = (on.month, on.day) == (2, 28) and (on + DAY).month == 3
        leapling = (counted.month, counted.day) == (2, 29)
        if (on.month, on.day) == (counted.month, counted.day) or (leapling and last_of_february):
            passed += 1
    return passed < years


def last_day_by_taking_backups(deleted_on: date, kept: object) -> date:
    """Take a backup every night and throw away what is not kept, until none is old enough.

    `kept` is the installation's own rotation. The backup of the day of the deletion may hold the
    rows, and so may all before it.
    """
    noon = time(12)
    taken = [datetime.combine(deleted_on - timedelta(days=n), noon) for n in range(150)]
    day = deleted_on
    while True:
        taken = sorted(kept(taken))  # type: ignore[operator]
        if all(at.date() > deleted_on for at in taken):
            return day - DAY
        day += DAY
        taken.append(datetime.combine(day, noon))
