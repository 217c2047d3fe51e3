"""What the people of an example list said themselves, invented: the list has no such columns."""

from datetime import date, timedelta
from random import Random

from framsteg import access
from framsteg.access import NOT_SHARED, CaseLine, CaseQuery, Viewer
from framsteg.actions import follow_ups
from framsteg.config.demo.lives import on
from framsteg.foundation.codes import AnsweredBy, FollowUpKind

LAST_DAY = date(2013, 12, 31)
_AT_FIRST, _LATER = (2, 2, 3, 3, 3, 4), (2, 3, 4, 4, 4, 5)
_PREFERS_NOT_TO_SAY = 0


def of_natkraft(by: Viewer, programme_id: int) -> None:
    """Every other person has been asked: most of them at the start and once more."""
    rng = Random(6)
    cases = access.cases(by, CaseQuery(programme_id=programme_id, active=None))
    for n, line in enumerate(sorted(cases, key=lambda line: line.reference)):
        if n % 2 == 0 and line.enrolled_on is not NOT_SHARED:
            _ask(by, line, n, rng)


def _ask(by: Viewer, line: CaseLine, n: int, rng: Random) -> None:
    enrolled_on, exited_on = line.enrolled_on, line.exited_on
    assert isinstance(enrolled_on, date)
    left_on = exited_on if isinstance(exited_on, date) else None
    first = enrolled_on + timedelta(days=4)
    _record(by, line, first, FollowUpKind.START, _answers(rng, _AT_FIRST, silent=n % 11 == 0))
    last = left_on or min(LAST_DAY, enrolled_on + timedelta(days=240))
    if n % 5 and last > first:
        kind = FollowUpKind.EXIT if left_on else FollowUpKind.MONTHLY
        _record(by, line, last, kind, _answers(rng, _LATER, silent=n % 22 == 0))


def _answers(rng: Random, among: tuple[int, ...], *, silent: bool) -> tuple[int, int, int]:
    first, second, third = rng.choice(among), rng.choice(among), rng.choice(among)
    return (_PREFERS_NOT_TO_SAY if silent else first, second, third)


def _record(
    by: Viewer, line: CaseLine, day: date, kind: FollowUpKind, answers: tuple[int, int, int]
) -> None:
    follow_ups.record(
        by=on(by, day), enrolment_id=line.enrolment_id, on=day, kind=kind,
        answered_by=AnsweredBy.TOGETHER, life_situation=answers[0], support_quality=answers[1],
        influence=answers[2],
    )  # fmt: skip
