"""Nobody falls between the chairs: everything that is due about one person, most pressing first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.text import say
from framsteg.rules import deadlines
from framsteg.rules.deadlines import Due, DueKind
from framsteg.rules.follow_up_rhythm import SHOWN_BACK, Rhythm


@dataclass(frozen=True)
class CaseFacts:
    """What the rules need to know of a person who is still enrolled."""

    enrolled_on: date
    last_contact_on: date | None
    last_follow_up_on: date | None
    first_employer_contact_on: date | None
    has_next_step: bool
    next_step_on: date | None
    consent_expires_on: date | None = None
    rhythm: Rhythm | None = None  # of the follow-ups; None where they are not in sight


def due(blueprint: Blueprint, facts: CaseFacts, *, today: date) -> tuple[Due, ...]:
    """All that is due, the late before the coming, each by its day."""
    found = (
        deadlines.missing_next_step(
            has_next_step=facts.has_next_step, next_step_on=facts.next_step_on, today=today
        ),
        deadlines.silence(
            blueprint,
            enrolled_on=facts.enrolled_on,
            last_contact_on=facts.last_contact_on,
            today=today,
        ),
        _follow_up(blueprint, facts, today),
        missed(facts.rhythm, today=today),
        deadlines.consent_runs_out(expires_on=facts.consent_expires_on, today=today),
        deadlines.first_employer_contact_due(
            blueprint,
            enrolled_on=facts.enrolled_on,
            first_contact_on=facts.first_employer_contact_on,
            today=today,
        ),
    )
    return in_order(one for one in found if one is not None)


def missed(rhythm: Rhythm | None, *, today: date) -> Due | None:
    """Follow-ups of the last year that were neither held nor exempt for a reason."""
    gone = rhythm.missing(since=today - SHOWN_BACK) if rhythm else ()
    if not gone:
        return None
    first = gone[0].due_on
    if len(gone) == 1:
        words = say("The follow-up of {day} is missing.", day=first)
    else:
        words = say("{n} follow-ups are missing since {day}.", n=len(gone), day=first)
    return Due(DueKind.MISSED_FOLLOW_UP, first, True, words)


def _follow_up(blueprint: Blueprint, facts: CaseFacts, today: date) -> Due | None:
    if facts.rhythm is not None:
        return deadlines.follow_up_by(facts.rhythm.next_on, today=today)
    return deadlines.follow_up_due(
        blueprint, enrolled_on=facts.enrolled_on, last_on=facts.last_follow_up_on, today=today
    )


def in_order(dues: Iterable[Due]) -> tuple[Due, ...]:
    """The late before the coming, each by its day."""
    return tuple(sorted(dues, key=lambda one: (not one.late, one.due_on)))
