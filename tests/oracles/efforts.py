"""Gaps found by looking at each day: slow, and with nothing clever in it."""

from datetime import timedelta

DAY = timedelta(days=1)


def gaps(spans, first, until, shortest):
    """(first day, first day after) of each stretch of empty days that is long enough."""
    found, empty, day = [], [], first
    while day < until:
        goes_on = [one for one in spans if one[0] <= day and (one[1] is None or day < one[1])]
        if goes_on:
            found.append(empty)
            empty = []
        else:
            empty.append(day)
        day += DAY
    found.append(empty)
    return [(days[0], days[-1] + DAY) for days in found if days and len(days) * DAY >= shortest]
