"""Placements: the order of their days, their share of full time, and what is subsidised."""

from collections.abc import Iterable
from datetime import date

from framsteg.foundation.codes import PlacementKind, Subsidy
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.period import Period
from framsteg.foundation.text import say

# A step of the share of full time: from this day, this many percent.
Extent = tuple[date, int]

_JOBS = frozenset({PlacementKind.EMPLOYMENT, PlacementKind.SUBSIDISED})


def is_job(kind: PlacementKind) -> bool:
    """Employment, ordinary or subsidised. They are told apart wherever they are counted."""
    return kind in _JOBS


def may_start(
    *,
    kind: PlacementKind,
    subsidy: Subsidy | None,
    percent: int | None,
    on: date,
    enrolled_on: date,
) -> Decision:
    """Whether a placement may begin on a day; it may be agreed for a day to come."""
    if on < enrolled_on:
        return deny(
            say(
                "It begins before the enrolment on {day}. What was before belongs in the profile.",
                day=enrolled_on,
            )
        )
    return first_refusal(subsidy_fits(kind, subsidy), share_fits(percent))


def subsidy_fits(kind: PlacementKind, subsidy: Subsidy | None) -> Decision:
    """A subsidised employment names its form of subsidy; nothing else has one."""
    if kind is PlacementKind.SUBSIDISED and subsidy is None:
        return deny(say("Say which form of subsidy the employment has."))
    if kind is not PlacementKind.SUBSIDISED and subsidy is not None:
        return deny(say("Only a subsidised employment has a form of subsidy."))
    return ALLOW


def share_fits(percent: int | None) -> Decision:
    """The share of full time is 1–100 whole percent, or not known."""
    if percent is None or 1 <= percent <= 100:
        return ALLOW
    return deny(say("The share of full time is between 1 and 100 percent."))


def may_change_share(*, percent: int, on: date, starts_on: date, ends_on: date | None) -> Decision:
    """A new share counts from a day inside the placement."""
    if not share_fits(percent):
        return share_fits(percent)
    if on not in Period(starts_on, ends_on):
        return deny(say("The day lies outside the placement: {day}.", day=on))
    return ALLOW


def may_end(*, on: date, starts_on: date, ends_on: date | None) -> Decision:
    """`on` is the first day without the placement, so it comes after its first day."""
    if ends_on is not None:
        return deny(say("It already has an end: {day}.", day=ends_on))
    if on <= starts_on:
        return deny(say("The end must come after the start on {day}.", day=starts_on))
    return ALLOW


def extents_fit(extents: Iterable[Extent], period: Period) -> Decision:
    """Whether a whole series of shares holds: each in range, in order of days, inside."""
    before: date | None = None
    for day, percent in extents:
        if before is not None and day <= before:
            return deny(say("The shares must stand in the order of their days: {day}.", day=day))
        if day not in period:
            return deny(say("The day lies outside the placement: {day}.", day=day))
        if not share_fits(percent):
            return share_fits(percent)
        before = day
    return ALLOW


def share_on(extents: Iterable[Extent], day: date) -> int | None:
    """The share of full time that counts on a day, in percent; None before the first step."""
    begun = [extent for extent in extents if extent[0] <= day]
    return max(begun)[1] if begun else None


def first_refusal(*decisions: Decision) -> Decision:
    """The first decision that refuses, or leave to go on."""
    return next((decision for decision in decisions if not decision), ALLOW)
