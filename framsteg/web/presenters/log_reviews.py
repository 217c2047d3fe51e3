"""The log review in words: who read which case, why it is shown, what came of it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framsteg.access.reading.emergencies import EmergencyLine
from framsteg.access.reading.log_reviews import FoundLine, OpeningLine, ReviewLine, SampleLine
from framsteg.foundation.codes import FoundBy, LogOutcome
from framsteg.web import words
from framsteg.web.presenters.history import GROUNDS
from framsteg.web.presenters.words import moment, said

# What one rather looks at first. A sample is drawn, never found.
ORDER = tuple(one for one in FoundBy if one is not FoundBy.SAMPLE)
TONES = {LogOutcome.IN_ORDER: "success", LogOutcome.ASKED: "info", LogOutcome.BREACH: "danger"}


def span_of(days: int) -> str:
    return _("Today") if days == 1 else ngettext("{n} day", "{n} days", days).format(n=days)


def why(found_by: FoundBy) -> str:
    return said(found_by)


def groups(lines: Iterable[FoundLine]) -> list[dict[str, Any]]:
    """What each rule found, in the order of the rules, with how many wait to be looked at."""
    by_rule: dict[FoundBy, list[FoundLine]] = defaultdict(list)
    for line in lines:
        by_rule[line.finding.found_by].append(line)
    return [
        {
            "title": said(rule),
            "id": rule.value,
            "waits": sum(1 for line in by_rule[rule] if line.reviewed is None),
            "rows": [_found(line) for line in by_rule[rule]],
        }
        for rule in ORDER
        if by_rule[rule]
    ]


def _found(line: FoundLine) -> dict[str, Any]:
    finding = line.finding
    first = finding.first
    if finding.case_id is None:
        what = ngettext("{n} person in an hour", "{n} persons in an hour", finding.n)
    else:
        what = ngettext("{n} opening", "{n} openings", finding.n)
    case = _("case {number}").format(number=finding.case_id) if finding.case_id else ""
    when = date_format(first.at, "j F Y H:i")
    meta = [line.organisation, case, when, what.format(n=finding.n)]
    return {
        "title": line.reader,
        "url": reverse("log_reviews:review", args=[first.log_id, finding.found_by.value]),
        "meta": " · ".join(filter(None, meta)),
        "icon": "eye",
        **_outcome(line.reviewed),
    }


def sample(line: SampleLine | None) -> dict[str, Any] | None:
    if line is None:
        return None
    return {
        "drawn": _("Drawn {when} by {who}").format(when=moment(line.drawn_at), who=line.by),
        "rows": [
            {
                "title": one.reader or _("A command of the installation"),
                "url": reverse("log_reviews:review", args=[one.log_id, FoundBy.SAMPLE.value]),
                "meta": " · ".join([one.organisation, _case(one), moment(one.at)]),
                "icon": "eye",
                **_outcome(line.reviewed.get(one.log_id)),
            }
            for one in line.openings
        ],
    }


def emergency(line: EmergencyLine) -> dict[str, Any]:
    parts = ", ".join(said(part) for part in line.parts)
    return {
        "who": f"{line.staff}, {line.organisation}",
        "case": _("case {number}").format(number=line.case) + f" ({line.programme})",
        "parts": parts,
        "reason": line.reason,
        "from": moment(line.starts_at),
        "until": moment(line.ended_at or line.ends_at),
        "open": not line.over,
    }


def facts(line: OpeningLine) -> list[tuple[str, str]]:
    grounds = ", ".join(words.render(GROUNDS[one]) for one in line.grounds if one in GROUNDS)
    return [
        (_("Who read"), ", ".join(filter(None, [line.reader, line.organisation]))),
        (_("Whom"), _case(line)),
        (_("When"), moment(line.at)),
        (_("What was shown"), ", ".join(said(part) for part in line.parts) or _("none")),
        (_("On which ground"), grounds),
        (_("What for"), said(line.purpose)),
    ]


def review(line: ReviewLine) -> dict[str, Any]:
    return {
        "when": moment(line.at),
        "by": line.by,
        "why": said(line.found_by),
        "outcome": said(line.outcome),
        "tone": TONES[line.outcome],
        "note": line.note,
        "url": reverse("log_reviews:review", args=[line.log_id, line.found_by.value]),
    }


def _case(line: OpeningLine) -> str:
    return _("case {number}").format(number=line.case)


def _outcome(reviewed: ReviewLine | None) -> dict[str, str]:
    if reviewed is None:
        return {"badge": _("Waits"), "badge_tone": "neutral"}
    return {"badge": said(reviewed.outcome), "badge_tone": TONES[reviewed.outcome]}
