"""Unusual reading, found as slowly and obviously as possible."""

from datetime import datetime, timedelta


def found(
    reads: list[tuple[int, int, int, datetime, set[str]]],
    *,
    protected: set[int],
    conflicts: set[tuple[int, int]],
    alike: set[tuple[int, int]],
    tasks: set[tuple[int, int]],
) -> set[tuple[str, int, int | None, int, int]]:
    """(rule, staff, case, first log row, how many); reads are (id, staff, case, at, grounds)."""
    answer = set()
    rules = {
        "emergency": lambda r: "emergency" in r[4],
        "conflict": lambda r: (r[1], r[2]) in conflicts,
        "named_alike": lambda r: (r[1], r[2]) in alike,
        "protected": lambda r: r[2] in protected,
        "outside_hours": lambda r: r[3].isoweekday() in (6, 7) or r[3].hour < 6 or r[3].hour >= 20,
        "no_task": lambda r: (r[1], r[2]) not in tasks,
    }
    for name, holds in rules.items():
        for one in reads:
            if not holds(one):
                continue
            same = [
                r for r in reads
                if holds(r) and r[1] == one[1] and r[2] == one[2] and r[3].date() == one[3].date()
            ]  # fmt: skip
            first = sorted(same, key=lambda r: (r[3], r[0]))[0]
            answer.add((name, one[1], one[2], first[0], len(same)))
    for staff in {r[1] for r in reads}:
        left = sorted((r for r in reads if r[1] == staff), key=lambda r: (r[3], r[0]))
        while left:
            first = left[0]
            hour = [r for r in left if r[3] < first[3] + timedelta(hours=1)]
            persons = {r[2] for r in hour}
            if len(persons) > 30:
                answer.add(("many_persons", staff, None, first[0], len(persons)))
                left = [r for r in left if r not in hour]
            else:
                left = left[1:]
    return answer
