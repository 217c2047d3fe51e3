"""A person's ways to jobs in words, and one job's two sides: never a number of fit."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from framsteg.access import NOT_SHARED, Viewer
from framsteg.access.reading.jobs import JobLine
from framsteg.access.reading.matches import JobTrail, MatchLine
from framsteg.foundation.codes import HardNo, MatchStepKind
from framsteg.foundation.labels import label
from framsteg.rules import applications
from framsteg.rules.matching import JOBS_SIDE, PERSONS_SIDE, Outcome
from framsteg.web import words
from framsteg.web.presenters import suggestions
from framsteg.web.presenters.words import day, said

ENDED = {
    MatchStepKind.PERSON_NO: "neutral", MatchStepKind.EMPLOYER_NO: "neutral",
    MatchStepKind.PERSON_STOPS: "neutral", MatchStepKind.PLACED: "success",
}  # fmt: skip


def name_of(trail: JobTrail) -> str:
    if trail.name is NOT_SHARED:
        return _("Person {n}").format(n=trail.enrolment_id)
    return str(trail.name)


def refused_rows(lines: Iterable[JobLine]) -> list[dict[str, str]]:
    return [
        {
            "title": line.title,
            "url": reverse("jobs:show", args=[line.job_id]),
            "meta": " · ".join(filter(None, [line.employer, line.municipality])),
            "icon": "briefcase",
        }
        for line in lines
    ]


def why_words(why: HardNo) -> str:
    return words.render(label(why))


def match_rows(trail: JobTrail, viewer: Viewer) -> list[dict[str, Any]]:
    """The person's ways to jobs, those that go on first."""
    lines = [] if trail.matches is NOT_SHARED else list(trail.matches)
    lines.sort(key=lambda m: not applications.is_open(m.done))
    return [_match_row(line, trail, viewer) for line in lines]


def _match_row(line: MatchLine, trail: JobTrail, viewer: Viewer) -> dict[str, Any]:
    last = line.steps[-1]
    mine = trail.may_write and line.owner_id == viewer.organisation_id
    interview = mine and MatchStepKind.INTERVIEW in applications.next_steps(line.done)
    return {
        "title": line.job.title,
        "url": reverse("matches:open", args=[line.match_id]),
        "meta": " · ".join(filter(None, [line.job.employer, step_when(last)])),
        "badge": said(last.kind),
        "badge_tone": ENDED.get(last.kind, "accent"),
        "icon": "briefcase",
        "action_url": reverse("matches:step", args=[line.match_id, "interview"])
        if interview
        else "",
        "action_label": _("Register an interview") if interview else "",
    }


def step_when(step: Any) -> str:
    return f"{day(step.on)} {time_format(step.at, 'H:i')}" if step.at else day(step.on)


def trail_of(line: MatchLine) -> list[dict[str, Any]]:
    """What happened, the newest first."""
    return [
        {"title": said(s.kind), "when": step_when(s), "note": s.note, "by": s.author}
        for s in reversed(line.steps)
    ]


def next_steps(line: MatchLine) -> list[dict[str, Any]]:
    """What can come now; the likely one first."""
    rows = []
    for at, kind in enumerate(applications.next_steps(line.done)):
        page = ("place", [line.match_id]) if kind is MatchStepKind.PLACED else (
            "step", [line.match_id, kind.value])  # fmt: skip
        rows.append({"url": reverse(f"matches:{page[0]}", args=page[1]), "label": said(kind),
                     "first": at == 0})  # fmt: skip
    return rows


def sides(outcome: Outcome, job: JobLine) -> dict[str, Any]:
    return {
        "persons": suggestions.side(outcome, job, PERSONS_SIDE),
        "jobs": suggestions.side(outcome, job, JOBS_SIDE),
    }
