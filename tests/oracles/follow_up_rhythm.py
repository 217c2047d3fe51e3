"""The rhythm of follow-ups told day by day: slow, and with nothing clever in it."""

from datetime import timedelta

from tests.oracles.days import same_day_months_later

DAY = timedelta(days=1)


def told(*, first_due, enrolled_on, months, held, exempt, until):
    """(due day, state, day held) of each follow-up, and the day of the next one."""
    due, found = first_due, []
    early = [one for one in held if one < enrolled_on]
    held = [one for one in held if one >= enrolled_on]
    if early and first_due == enrolled_on:
        held.append(max(early))  # the talk before the enrolment was the one at the start
    day = min([enrolled_on, *held])
    while day <= until:
        while day >= same_day_months_later(due, months):
            closes = same_day_months_later(due, months)
            excused = [one for one in exempt if due <= one < closes]
            found.append((due, "exempt" if excused else "missing", None))
            due = closes
        for one in sorted(held):
            if one == day:
                found.append((due, "done", one))
                due = same_day_months_later(max(one, enrolled_on), months)
        day += DAY
    while [one for one in exempt if due <= one < same_day_months_later(due, months)]:
        found.append((due, "exempt", None))
        due = same_day_months_later(due, months)
    if due <= until:
        found.append((due, "due", None))
    return found, due
