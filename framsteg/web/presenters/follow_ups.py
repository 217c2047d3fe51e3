"""Follow-ups as their pages show them: in the words that were chosen, beside those of last time."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from framsteg.access import NOT_SHARED, CaseFile
from framsteg.access.files import FollowUpLine, Journey
from framsteg.blueprints.schema import Blueprint, SelfReportItem
from framsteg.foundation.codes import FollowUpKind
from framsteg.rules.deadlines import next_follow_up_on
from framsteg.web.forms.follow_ups import QUESTIONS, in_words
from framsteg.web.presenters.words import day, said


def asked(blueprint: Blueprint) -> Sequence[SelfReportItem]:
    """What the programme asks the person about; nothing where it has no self-report."""
    report = blueprint.follow_up.self_report
    return report.items if report else ()


def asked_when(blueprint: Blueprint) -> str:
    """At which follow-ups the programme asks the questions."""
    report = blueprint.follow_up.self_report
    if report is None or set(report.at) == set(FollowUpKind):
        return ""
    kinds = ", ".join(said(kind).lower() for kind in report.at)
    return _("The programme asks these: {kinds}.").format(kinds=kinds)


def likely_kind(file: CaseFile) -> FollowUpKind:
    """At the start for the first one, at exit for someone who has left, otherwise monthly."""
    if isinstance(file.journey, Journey) and file.journey.exited_on:
        return FollowUpKind.EXIT
    return FollowUpKind.MONTHLY if file.follow_ups else FollowUpKind.START


def next_due(file: CaseFile, blueprint: Blueprint) -> str:
    """Says when the next one is due; nothing where the viewer does not see the plan."""
    if not isinstance(file.journey, Journey) or file.journey.exited_on:
        return ""
    due = next_follow_up_on(
        blueprint,
        enrolled_on=file.journey.enrolled_on,
        last_on=file.summary.last_follow_up_on,
    )
    return _("The next follow-up is due {day}.").format(day=day(due)) if due else ""


def latest(file: CaseFile, n: int) -> list[FollowUpLine]:
    """The latest follow-ups in sight, the newest first."""
    lines = [] if file.follow_ups is NOT_SHARED else list(file.follow_ups)
    return lines[::-1][:n]


def one(line: FollowUpLine, items: Iterable[SelfReportItem]) -> dict[str, Any]:
    """A follow-up with its answers in words."""
    return {
        "when": day(line.occurred_on),
        "kind": said(line.kind),
        "answered_by": said(line.answered_by),
        "answers": [(QUESTIONS[item], in_words(item, _answer(line, item))) for item in items],
        "own_words": line.own_words,
        "note": line.note,
    }


def beside(
    now: FollowUpLine, then: FollowUpLine, items: Iterable[SelfReportItem]
) -> list[list[str]]:
    """Rows of a table: the question, last time's answer, today's."""
    rows = [
        [str(QUESTIONS[i]), in_words(i, _answer(then, i)), in_words(i, _answer(now, i))]
        for i in items
    ]
    own = [_("In your own words"), then.own_words or "–", now.own_words or "–"]
    by = [_("Who answered"), said(then.answered_by) or "–", said(now.answered_by) or "–"]
    return [*rows, own, by]


def _answer(line: FollowUpLine, item: SelfReportItem) -> int | None:
    answer: int | None = getattr(line, item.value)
    return answer
