"""When a review may be begun, answered and agreed, and how its sample of files is drawn."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from random import Random

from framsteg.foundation.codes import ReviewState, Role
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say

REVIEWS = frozenset({Role.TEAM_LEAD, Role.EMPLOYMENT_SPECIALIST, Role.EVALUATOR})
"""Who may be a reviewer."""

BEGINS = frozenset({Role.TEAM_LEAD, Role.EVALUATOR})
"""Who may begin a review and agree on it."""

MOST_FILES = 40


def may_begin(roles: Collection[Role]) -> Decision:
    """Only the lead or an evaluator begins a review, draws its sample and agrees on it."""
    if BEGINS & set(roles):
        return ALLOW
    return deny(say("Only the lead or an evaluator can do this."))


def period(*, starts_on: date, ends_on: date, today: date) -> Decision:
    """The period of a review is over or running, and ends after it starts."""
    if ends_on <= starts_on:
        return deny(say("The last day comes before the first: {day}.", day=starts_on))
    if starts_on > today:
        return deny(say("The day has not come yet: {day}.", day=starts_on))
    return ALLOW


def is_open(state: ReviewState) -> Decision:
    """An agreed review is not written in: it is opened again first."""
    if state is ReviewState.OPEN:
        return ALLOW
    return deny(say("The review is agreed. Open it again to change it."))


def may_agree(items: Iterable[str], shared: Mapping[str, int | None]) -> Decision:
    """All items have a shared answer."""
    left = sum(shared.get(item) is None for item in items)
    if not left:
        return ALLOW
    return deny(say("{n} items have no shared answer yet.", n=left))


def may_draw(*, drawn: bool, answered: bool, files: int, size: int) -> Decision:
    """A sample is drawn anew only as long as no file of it has been answered."""
    if drawn and answered:
        return deny(say("Files of this sample have been answered. It is not drawn again."))
    if not 1 <= size <= MOST_FILES:
        return deny(say("Draw between 1 and {most} files.", most=MOST_FILES))
    if not files:
        return deny(say("There is no file to draw from that you may read."))
    return ALLOW


def draw(files: Iterable[int], *, size: int, seed: int) -> tuple[int, ...]:
    """So many of the files, by lot, in the order of the draw; all when there are no more.

    The same files and the same seed give the same draw, so that anybody can check it.
    """
    order = sorted(set(files))
    # A lottery that can be repeated, not a secret.
    return tuple(Random(seed).sample(order, min(size, len(order))))  # noqa: S311
