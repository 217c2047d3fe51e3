"""Who acts for a coach who is away: the person's named back-up first, then the absence's cover."""

from collections.abc import Collection, Mapping
from datetime import date

from framsteg.blueprints.schema import ExitKind
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say


def stand_in(
    *,
    coaches: Collection[int],
    away: Mapping[int, int | None],
    back_up: int | None,
) -> dict[int, int]:
    """Who acts for each main coach that is away today: {stand-in: the coach they act for}.

    `away` gives, for each one who is away, the cover of their absence (None: nobody named). A
    person whose other main coach is at work has somebody who knows them, but the task of the one
    who is away still passes on. Nobody who is away themselves stands in, nor a main coach here.
    """
    found: dict[int, int] = {}
    for coach in sorted(coaches):
        if coach not in away:
            continue
        for other in (back_up, away[coach]):
            if other is not None and other not in away and other not in coaches:
                found.setdefault(other, coach)
                break
    return found


def is_covered(
    coach: int,
    *,
    coaches: Collection[int],
    away: Mapping[int, int | None],
    back_up: int | None,
) -> bool:
    """Whether somebody acts for a main coach who is away; who is at work needs nobody."""
    if coach not in away:
        return True
    acts = (back_up, away[coach])
    return any(one is not None and one not in away and one not in coaches for one in acts)


def may_be_away(
    *, starts_on: date, ends_on: date | None, staff_id: int, cover_id: int | None
) -> Decision:
    """The first day comes before the end, and nobody covers for themselves."""
    if ends_on is not None and ends_on <= starts_on:
        return deny(say("The last day cannot come before the first."))
    if cover_id is not None and cover_id == staff_id:
        return deny(say("Choose somebody else to cover."))
    return ALLOW


def may_back_up(*, staff_id: int, coaches: Collection[int]) -> Decision:
    """A back-up is somebody beside the main coaches."""
    if staff_id in coaches:
        return deny(say("This person is already main coach here."))
    return ALLOW


def may_note_crisis(*, on: date, enrolled_on: date, today: date, already: bool) -> Decision:
    """One crisis at a time, noted when it has begun."""
    if already:
        return deny(say("A crisis is noted already. End that one first."))
    if on > today:
        return deny(say("The day has not come yet: {day}.", day=on))
    if on < enrolled_on:
        return deny(say("The person was not enrolled until {day}.", day=enrolled_on))
    return ALLOW


def may_end_crisis(*, on: date, starts_on: date, today: date) -> Decision:
    if on > today:
        return deny(say("The day has not come yet: {day}.", day=on))
    if on < starts_on:
        return deny(say("The crisis began on {day}.", day=starts_on))
    return ALLOW


def may_plan_end(*, ends: ExitKind | None, on: date | None, enrolled_on: date) -> Decision:
    """A day belongs to a planned exit, and comes after the enrolment."""
    if on is None:
        return ALLOW
    if ends is not ExitKind.PLANNED:
        return deny(say("A planned day belongs to a planned exit. Choose that, or clear the day."))
    if on <= enrolled_on:
        return deny(say("The person was not enrolled until {day}.", day=enrolled_on))
    return ALLOW
