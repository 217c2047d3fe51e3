"""Follow-ups as their pages show them: in the words that were chosen, beside those of last time."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from framsteg.access import NOT_SHARED, CaseFile, Viewer
from framsteg.access.files import FollowUpLine, Journey
from framsteg.access.reading.self_reports import WaitingAnswer
from framsteg.blueprints.schema import Blueprint, SelfReportItem
from framsteg.foundation.codes import Channel, FollowUpKind
from framsteg.rules.follow_up_rhythm import FollowUpState, Rhythm, rhythm
from framsteg.rules.self_reports import who5_percent, who5_raw
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
    return FollowUpKind.MONTHLY if latest(file, 1) else FollowUpKind.START


def likely_channel(file: CaseFile, viewer: Viewer) -> str:
    """A meeting; none where the viewer's organisation has logged a contact of today already."""
    contacts = () if file.contacts is NOT_SHARED else file.contacts
    today = (c for c in contacts if c.occurred_on == viewer.today)
    logged = any(c.owner_id == viewer.organisation_id for c in today)
    return "" if logged else Channel.VISIT.value


def rhythm_in(file: CaseFile, blueprint: Blueprint, today: date) -> Rhythm | None:
    """The follow-ups of the file; None where the plan or they are not in sight."""
    if not isinstance(file.journey, Journey) or file.follow_ups is NOT_SHARED:
        return None
    return rhythm(
        blueprint,
        enrolled_on=file.journey.enrolled_on,
        held=[f.occurred_on for f in file.follow_ups if not f.awaits_review],
        exempt=[one.due_on for one in file.exemptions],
        until=file.journey.exited_on or today,
    )


def next_due(file: CaseFile, blueprint: Blueprint, today: date) -> str:
    """Says when the next one is due; nothing where the viewer does not see the plan."""
    found = rhythm_in(file, blueprint, today)
    if found is None or found.next_on is None or _has_left(file):
        return ""
    return _("The next follow-up is due {day}.").format(day=day(found.next_on))


def not_held(file: CaseFile, blueprint: Blueprint, viewer: Viewer) -> dict[str, Any] | None:
    """Follow-ups that are missing, and those that are exempt and why; None for neither."""
    found = rhythm_in(file, blueprint, viewer.today)
    missing = [day(r.due_on) for r in found.missing()] if found else []
    if not missing and not file.exemptions:
        return None
    key = [file.enrolment_id]
    return {
        "missing": missing,
        "why_url": reverse("exemptions:exempt", args=key) if file.may_write and missing else "",
        "exempt": [
            {
                "on": day(one.due_on),
                "why": ": ".join(filter(None, [said(one.because), one.words])),
                "by": ", ".join(filter(None, [one.author, one.owner])),
                "undo_url": reverse("exemptions:take_back", args=[one.exemption_id])
                if one.author_id is not None and one.author_id == viewer.staff_id
                else "",
            }
            for one in file.exemptions
        ],
    }


def can_be_exempt(file: CaseFile, blueprint: Blueprint, today: date) -> list[tuple[str, str]]:
    """Choices for the form: what is missing, what is due now and what comes next."""
    found = rhythm_in(file, blueprint, today)
    if found is None:
        return []
    open_ = (FollowUpState.MISSING, FollowUpState.DUE)
    days = {r.due_on for r in found.reviews if r.state in open_}
    if found.next_on and not _has_left(file):
        days.add(found.next_on)
    return [(on.isoformat(), day(on)) for on in sorted(days)]


def _has_left(file: CaseFile) -> bool:
    return isinstance(file.journey, Journey) and file.journey.exited_on is not None


def latest(file: CaseFile, n: int) -> list[FollowUpLine]:
    """The latest follow-ups in sight, the newest first."""
    lines = () if file.follow_ups is NOT_SHARED else file.follow_ups
    return [line for line in reversed(lines) if not line.awaits_review][:n]


def one(line: FollowUpLine, items: Iterable[SelfReportItem]) -> dict[str, Any]:
    """A follow-up with its answers in words."""
    return {
        "when": day(answer_day(line)),
        "kind": said(line.kind),
        "answered_by": said(line.answered_by),
        "answers": [
            *((QUESTIONS[item], in_words(item, _answer(line, item))) for item in items),
            *who5_rows(line),
        ],
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
    if now.wellbeing or then.wellbeing:
        rows.append([_("Well-being (WHO-5)"), who5(then) or "–", who5(now) or "–"])
    own = [_("In your own words"), then.own_words or "–", now.own_words or "–"]
    by = [_("Who answered"), said(then.answered_by) or "–", said(now.answered_by) or "–"]
    return [*rows, own, by]


def answer_day(line: FollowUpLine) -> date:
    """The day of the person's answer: its own, or that of the meeting."""
    return line.answered_on or line.occurred_on


def who5(line: FollowUpLine) -> str:
    """WHO-5 as the person's own answer: the sum of the five, and the same out of a hundred."""
    if not line.wellbeing:
        return ""
    raw = who5_raw(line.wellbeing)
    if raw is None:
        return _("Not all five questions answered")
    return _("{raw} of 25 ({percent} of 100)").format(raw=raw, percent=who5_percent(raw))


def who5_rows(line: FollowUpLine) -> list[tuple[str, str]]:
    told = who5(line)
    return [(_("Well-being (WHO-5)"), told)] if told else []


def waiting(file: CaseFile, viewer: Viewer) -> FollowUpLine | None:
    """The person's own answer that is to be gone through next."""
    lines = () if file.follow_ups is NOT_SHARED else file.follow_ups
    own = (f for f in lines if f.awaits_review and f.owner_id == viewer.organisation_id)
    return next(own, None)


def waiting_row(name: str, answer: WaitingAnswer) -> dict[str, str]:
    """A row of Min dag: the person has answered."""
    url = reverse("follow_ups:record", args=[answer.enrolment_id])
    return {
        "title": name,
        "url": reverse("participants:file", args=[answer.enrolment_id]),
        "meta": _("Has answered by themselves, {day}.").format(day=day(answer.answered_on)),
        "icon": "chat-circle",
        "tone": "accent",
        "badge": _("New"),
        "badge_tone": "accent",
        "action_label": _("Go through it"),
        "action_url": url,
    }


def _answer(line: FollowUpLine, item: SelfReportItem) -> int | None:
    answer: int | None = getattr(line, item.value)
    return answer
