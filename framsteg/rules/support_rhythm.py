"""How close the support stays around a job: when to be in touch, and whether somebody was.

Contact in the week before the start, within three days after it, weekly in the first month, then
at least monthly for a year; within three days after a job is lost. Source: item 23 of the IPS-25
fidelity scale (2008), in our own words. Where the programme has no time limit it goes on monthly
after the year. Where it tapers to a planned exit, the steps that were agreed take over from their
days on, and after the exit nothing is asked.

A job that is known of only when it begins leaves no week before it: that contact is then asked of
nobody. One that was made all the same is told.

Nothing is logged for this: a contact in the log is what follows a rhythm.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from framsteg.blueprints.schema import ExitKind
from framsteg.foundation.codes import PlacementEnd
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import Text, say
from framsteg.rules.dates import add_months
from framsteg.rules.deadlines import Due, DueKind

BEFORE = timedelta(days=7)
SOON_AFTER = timedelta(days=3)
MONTHS = 12
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
# What the person goes on to from here; everything else is a job that is gone.
_ONWARD = frozenset(
    {PlacementEnd.NEW_JOB, PlacementEnd.LED_TO_EMPLOYMENT, PlacementEnd.FINISHED_STUDIES}
)


class Moment(StrEnum):
    BEFORE_START = "before_start"
    AFTER_START = "after_start"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    AGREED = "agreed"  # a step of the taper
    AFTER_LOSS = "after_loss"


@dataclass(frozen=True)
class Taper:
    """From a day on, a contact every so many days; None: the planned exit."""

    starts_on: date
    every_days: int | None


@dataclass(frozen=True)
class Job:
    """What the rhythm is counted from; `ends_on` is the first day without the job.

    `known_on` is the day it was entered; None: early enough.
    """

    starts_on: date
    ends_on: date | None = None
    end_reason: PlacementEnd | None = None
    tapers: tuple[Taper, ...] = ()
    known_on: date | None = None


@dataclass(frozen=True)
class Window:
    """Days, both inside, in which one contact is suggested."""

    moment: Moment
    first_day: date
    last_day: date


@dataclass(frozen=True)
class Suggested:
    """A window, with the day of the first contact in it; None: nobody was in touch (yet).

    Not `asked`: nobody knew of the job in those days.
    """

    window: Window
    followed_on: date | None
    asked: bool = True

    def missed(self, today: date) -> bool:
        return self.asked and self.followed_on is None and self.window.last_day < today


def is_loss(reason: PlacementEnd | None) -> bool:
    """A job that ended without leading on: new steps, not an exit."""
    return reason not in _ONWARD


def windows(job: Job, exit_kind: ExitKind | None, *, until: date) -> tuple[Window, ...]:
    """Every window that begins by `until`, in order of days.

    One that the job did not outlive is not asked for.
    """
    usual = _usual(job.starts_on, exit_kind, until)
    found = [w for w in _tapered(usual, job.tapers, until) if w.first_day <= until]
    if job.ends_on is None:
        return tuple(found)
    last_day = job.ends_on - _DAY
    lived = [w for w in found if w.last_day < last_day]
    if is_loss(job.end_reason) and last_day <= until:
        lived.append(Window(Moment.AFTER_LOSS, last_day, last_day + SOON_AFTER))
    return tuple(lived)


def suggested(
    job: Job, exit_kind: ExitKind | None, *, contacts: Iterable[date], today: date
) -> tuple[Suggested, ...]:
    """The windows so far and the next one, each with the contact that followed it."""
    days = sorted(contacts)
    told = []
    for window in windows(job, exit_kind, until=today + timedelta(days=62)):
        inside = (day for day in days if window.first_day <= day <= window.last_day)
        told.append(Suggested(window, next(inside, None), asked=_asked(job, window)))
        if window.first_day > today:
            break
    return tuple(told)


def contact_due(
    job: Job, exit_kind: ExitKind | None, *, contacts: Iterable[date], today: date
) -> Due | None:
    """The contact that the rhythm asks for now; late when its days passed and nobody was there."""
    days = sorted(contacts)
    told = suggested(job, exit_kind, contacts=days, today=today)
    last = max(days, default=date.min)
    for one in reversed([s for s in told if s.asked and s.window.first_day <= today]):
        if one.window.last_day >= today:
            if one.followed_on is not None:
                return None
            return Due(
                DueKind.SUPPORT_CONTACT, one.window.last_day, False, _words(one.window, late=False)
            )
        if one.followed_on is not None or last >= one.window.first_day:
            return None
        return Due(
            DueKind.SUPPORT_CONTACT, one.window.last_day, True, _words(one.window, late=True)
        )
    return None


def may_taper(
    exit_kind: ExitKind | None,
    *,
    every_days: int | None,
    on: date,
    starts_on: date,
    ends_on: date | None,
    others: Iterable[Taper],
) -> Decision:
    """Whether a step of the taper may begin on a day. The exit comes last, and only by plan."""
    if every_days is None and exit_kind is ExitKind.TIME_UNLIMITED:
        return deny(
            say("The support of this programme has no time limit: no exit is planned for it.")
        )
    if on <= starts_on:
        return deny(say("The support is tapered after the start on {day}.", day=starts_on))
    if ends_on is not None and on >= ends_on:
        return deny(say("The day lies outside the placement: {day}.", day=on))
    leaves = [t.starts_on for t in others if t.every_days is None]
    if leaves and (every_days is None or on >= leaves[0]):
        return deny(
            say("The exit is already planned for {day}. Take it away first.", day=leaves[0])
        )
    if every_days is None and any(t.starts_on >= on for t in others):
        return deny(say("The exit comes after the last step of the taper."))
    return ALLOW


def _asked(job: Job, window: Window) -> bool:
    """Only the week before the start: what comes after it can be logged when the job is entered."""
    known = job.known_on is None or job.known_on <= window.last_day
    return known or window.moment is not Moment.BEFORE_START


def _usual(starts_on: date, exit_kind: ExitKind | None, until: date) -> Iterator[Window]:
    yield Window(Moment.BEFORE_START, starts_on - BEFORE, starts_on - _DAY)
    yield Window(Moment.AFTER_START, starts_on, starts_on + SOON_AFTER)
    for week in (1, 2, 3):
        first = starts_on + week * _WEEK
        yield Window(Moment.WEEKLY, first, first + _WEEK - _DAY)
    first, month = starts_on + 4 * _WEEK, 2
    while month <= MONTHS or (exit_kind is ExitKind.TIME_UNLIMITED and first <= until):
        following = add_months(starts_on, month)
        yield Window(Moment.MONTHLY, first, following - _DAY)
        first, month = following, month + 1


def _tapered(usual: Iterable[Window], tapers: tuple[Taper, ...], until: date) -> Iterator[Window]:
    steps = sorted(tapers, key=lambda step: step.starts_on)
    begins = steps[0].starts_on if steps else date.max
    for window in usual:
        if window.first_day < begins:
            yield Window(window.moment, window.first_day, min(window.last_day, begins - _DAY))
    following = [step.starts_on for step in steps[1:]] + [until + _DAY]
    for step, end in zip(steps, following, strict=False):
        if step.every_days is None:
            return
        first = step.starts_on
        while first < end:
            then = first + timedelta(days=step.every_days)
            cut = then if step is steps[-1] else min(then, end)
            yield Window(Moment.AGREED, first, cut - _DAY)
            first = then


def _words(window: Window, *, late: bool) -> Text:
    day = window.last_day
    if late:
        return _LATE[window.moment](day)
    return _COMING[window.moment](day)


NAMES = {
    Moment.BEFORE_START: say("In the week before the start"),
    Moment.AFTER_START: say("Within three days after the start"),
    Moment.WEEKLY: say("Weekly in the first month"),
    Moment.MONTHLY: say("Monthly"),
    Moment.AGREED: say("As agreed for the taper"),
    Moment.AFTER_LOSS: say("Within three days after the job ended"),
}
_COMING = {
    Moment.BEFORE_START: lambda day: say("Be in touch before the job starts, by {day}.", day=day),
    Moment.AFTER_START: lambda day: say("Ask how the first days went, by {day}.", day=day),
    Moment.WEEKLY: lambda day: say("The weekly contact of the first month, by {day}.", day=day),
    Moment.MONTHLY: lambda day: say("The monthly contact about the job, by {day}.", day=day),
    Moment.AGREED: lambda day: say("The contact that was agreed for the taper, by {day}.", day=day),
    Moment.AFTER_LOSS: lambda day: say("The job has ended: be in touch by {day}.", day=day),
}
_LATE = {
    Moment.BEFORE_START: lambda day: say("Nobody was in touch before the job started {day}.",
                                         day=day + _DAY),
    Moment.AFTER_START: lambda day: say("Nobody has asked how the first days went; it was for "
                                        "{day}.", day=day),
    Moment.WEEKLY: lambda day: say("The weekly contact about the job was for {day}.", day=day),
    Moment.MONTHLY: lambda day: say("The monthly contact about the job was for {day}.", day=day),
    Moment.AGREED: lambda day: say("The contact that was agreed for the taper was for {day}.",
                                   day=day),
    Moment.AFTER_LOSS: lambda day: say("The job has ended, and nobody was in touch by {day}.",
                                       day=day),
}  # fmt: skip
