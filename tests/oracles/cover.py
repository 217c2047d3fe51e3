"""Who can act for a coach who is away, in the order of asking, written out one by one."""

from collections.abc import Collection, Mapping


def acting_for(
    coach: int, *, coaches: Collection[int], away: Mapping[int, int | None], back_up: int | None
) -> list[int]:
    if coach not in away:
        return []
    asked = []
    if back_up is not None:
        asked.append(back_up)
    if away[coach] is not None:
        asked.append(away[coach])
    found = []
    for one in asked:
        is_away = any(one == other for other in away)
        is_coach = any(one == other for other in coaches)
        if not is_away and not is_coach:
            found.append(one)
    return found
