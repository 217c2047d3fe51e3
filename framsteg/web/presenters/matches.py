"""A person's suggestions and ways to jobs, in words from both sides: never a number of fit."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import time_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from framsteg.access import NOT_SHARED, Viewer
from framsteg.access.reading.jobs import JobLine
from framsteg.access.reading.matches import JobTrail, MatchLine, Suggestion, Suggestions
from framsteg.foundation.codes import HardNo, MatchStepKind, MustHave, WorkScale, WorkTime
from framsteg.foundation.labels import label
from framsteg.rules import applications
from framsteg.rules.matching import JOBS_SIDE, PERSONS_SIDE, Aspect, Fit, Outcome
from framsteg.rules.matching_words import closes, told
from framsteg.web import words
from framsteg.web.presenters import jobs as job_words
from framsteg.web.presenters.words import day, said

_ORDER = (Fit.FITS, Fit.ASK, Fit.PARTLY, Fit.NOT)
ENDED = {
    MatchStepKind.PERSON_NO: "neutral", MatchStepKind.EMPLOYER_NO: "neutral",
    MatchStepKind.PERSON_STOPS: "neutral", MatchStepKind.PLACED: "success",
}  # fmt: skip


def name_of(trail: JobTrail) -> str:
    if trail.name is NOT_SHARED:
        return _("Person {n}").format(n=trail.enrolment_id)
    return str(trail.name)


def suggested(found: Suggestions, enrolment_id: int, known: Iterable[int]) -> list[dict[str, Any]]:
    """Each job with both sides in words, in order of fit."""
    taken = set(known)
    return [
        {
            "title": one.job.title,
            "url": _job_url(one.job.job_id),
            "lead": " · ".join(filter(None, [one.job.employer, one.job.municipality])),
            "persons": _side(one, PERSONS_SIDE),
            "jobs": _side(one, JOBS_SIDE),
            "suggest_url": ""
            if one.job.job_id in taken
            else reverse("matches:suggest", args=[enrolment_id, one.job.job_id]),
        }
        for one in found.lines
    ]


@lru_cache(maxsize=8192)
def _job_url(job_id: int) -> str:
    return reverse("jobs:show", args=[job_id])


def employers_to_visit(found: Suggestions) -> list[dict[str, Any]]:
    """The employers behind the jobs, in the same order: whom to get to know."""
    rows: dict[str, dict[str, Any]] = {}
    for one in found.lines:
        job = one.job
        if job.employer and job.employer not in rows:
            url = reverse("employers:show", args=[job.employer_id]) if job.employer_id else ""
            rows[job.employer] = {
                "title": job.employer,
                "url": url or _job_url(job.job_id),
                "meta": " · ".join(filter(None, [job.title, job.municipality])),
                "icon": "storefront",
            }
    return list(rows.values())


def hidden(found: Suggestions, enrolment_id: int) -> list[dict[str, str]]:
    """Says "3 jobs are not shown, because you said no to night work"; each list can be opened."""
    return [
        {
            "words": ngettext(
                "{n} job is not shown, because of a no to: {what}",
                "{n} jobs are not shown, because of a no to: {what}",
                n,
            ).format(n=n, what=words.render(label(why)).lower()),
            "url": reverse("matches:refused", args=[enrolment_id, why.value]),
        }
        for why, n in found.hidden.items()
    ]


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
    one = Suggestion(job, outcome)
    return {"persons": _side(one, PERSONS_SIDE), "jobs": _side(one, JOBS_SIDE)}


def _side(one: Suggestion, aspects: Iterable[Aspect]) -> list[str]:
    """What fits first, then what to ask, then what has to be solved and how."""
    fits = [(a, one.outcome.fits[a]) for a in aspects if a in one.outcome.fits]
    fits.sort(key=lambda pair: _ORDER.index(pair[1]))
    language = get_language() or ""
    return [
        _reason(aspect, fit, "" if fit is Fit.ASK else what(aspect, one.job), language)
        for aspect, fit in fits
    ]


@lru_cache(maxsize=8192)
def _reason(aspect: Aspect, fit: Fit, fact: str, _language: str) -> str:
    """One line of a list, printed once: the same few hundred stand in every person's list."""
    help_ = closes(aspect, fit)
    row = {
        "sort": _SORTS[fit],
        "text": words.render(told(aspect, fit, fact)),
        "closes": words.render(help_) if help_ else "",
    }
    return render_to_string("pages/matches/_reason.html", row)


class _Sorts(dict[Fit, str]):
    def __missing__(self, fit: Fit) -> str:
        if fit is Fit.FITS:
            return _("Fits")
        return _("Ask") if fit is Fit.ASK else _("To solve")


_SORTS = _Sorts()


def what(aspect: Aspect, job: JobLine) -> str:
    """What the job offers or asks for in this aspect."""
    facts = job.facts
    if aspect in (Aspect.OCCUPATION, Aspect.TASKS):
        return job_words.occupation(facts.occupation)
    if aspect is Aspect.HOURS:
        return job_words.hours(facts)
    if aspect is Aspect.PLACE:
        return job.municipality
    if aspect is Aspect.SUPPORT:
        return job_words.support_words(facts.support).lower()
    if aspect is Aspect.TIMES:
        return job_words.several(facts.times, WorkTime).lower()
    if aspect is Aspect.REQUIREMENTS:
        musts = job_words.several(facts.must_haves, MustHave)
        return (musts or _("Nothing in particular")).lower()
    scale = WorkScale(aspect.value)
    return job_words.scale_words(scale, getattr(facts, scale.value)).lower()
