"""The jobs that meet a person's wishes: each with both sides in words, never a number of fit.

The list is drawn anew each time a wish is changed. What rests on the job alone, and the lines that
say how one thing fits, are therefore printed once in each language and kept; none of it is about a
person.
"""

from collections.abc import Iterable
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from framsteg.access.reading.jobs import JobLine
from framsteg.access.reading.suggested_jobs import Suggestions
from framsteg.foundation.codes import MustHave, WorkScale, WorkTime
from framsteg.foundation.labels import label
from framsteg.rules.matching import JOBS_SIDE, PERSONS_SIDE, Aspect, Fit, Outcome
from framsteg.rules.matching_words import closes, told
from framsteg.web import words
from framsteg.web.presenters import jobs as job_words
from framsteg.web.templatetags.components import filled_row

_ORDER = {fit: n for n, fit in enumerate((Fit.FITS, Fit.ASK, Fit.PARTLY, Fit.NOT))}
_SLOT = "\x00"  # where a kept card is filled in; it stands in no text


def cards(found: Suggestions, enrolment_id: int, known: Iterable[int]) -> list[SafeString]:
    """Each job with both sides in words, in order of fit. `known`: those suggested already."""
    taken, language = set(known), get_language() or ""
    ways = reverse("matches:suggest", args=[enrolment_id, 0]).removesuffix("0/")
    return [
        _card(
            one.job,
            [
                "".join(side(one.outcome, one.job, PERSONS_SIDE)),
                "".join(side(one.outcome, one.job, JOBS_SIDE)),
                "" if one.job.job_id in taken else f"{ways}{one.job.job_id}/",
            ],
            language,
        )
        for one in found.lines
    ]


def employers_to_visit(found: Suggestions) -> list[SafeString]:
    """The employers behind the jobs, in the same order: whom to get to know."""
    language = get_language() or ""
    first: dict[str, JobLine] = {}
    for one in found.lines:
        if one.job.employer:
            first.setdefault(one.job.employer, one.job)
    return [_employer(job, language) for job in first.values()]


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


def side(outcome: Outcome, job: JobLine, aspects: Iterable[Aspect]) -> list[SafeString]:
    """What fits first, then what to ask, then what has to be solved and how."""
    language = get_language() or ""
    facts, fits = _facts(job, language), outcome.fits
    spoken = sorted((_ORDER[fits[a]], at, a) for at, a in enumerate(aspects) if a in fits)
    return [
        _reason(a, fits[a], "" if fits[a] is Fit.ASK else facts[a], language)
        for _place, _at, a in spoken
    ]


def _card(job: JobLine, told: list[str], language: str) -> SafeString:
    pieces = _pieces(job, tuple(map(bool, told)), language)
    filled = [text for text in told if text]
    return mark_safe("".join(p + f for p, f in zip(pieces, [*filled, ""], strict=True)))


@lru_cache(maxsize=8192)
def _pieces(job: JobLine, shown: tuple[bool, ...], _language: str) -> tuple[str, ...]:
    """The card around its slots: the person's side, the job's, where the job is suggested."""
    persons, jobs, suggest = (mark_safe(_SLOT) if one else "" for one in shown)
    lead = " · ".join(filter(None, [job.employer, job.municipality]))
    card = {
        "title": job.title.replace(_SLOT, ""),
        "url": _url(job),
        "lead": lead.replace(_SLOT, ""),
        "persons": persons,
        "jobs": jobs,
        "suggest_url": suggest,
    }
    return tuple(render_to_string("pages/matches/_card.html", card).split(_SLOT))


@lru_cache(maxsize=8192)
def _employer(job: JobLine, _language: str) -> SafeString:
    row = {
        "title": job.employer,
        "url": reverse("employers:show", args=[job.employer_id]) if job.employer_id else _url(job),
        "meta": " · ".join(filter(None, [job.title, job.municipality])),
        "icon": "storefront",
    }
    return render_to_string("components/row.html", {"row": filled_row(row)})


def _url(job: JobLine) -> str:
    return reverse("jobs:show", args=[job.job_id])


@lru_cache(maxsize=8192)
def _reason(aspect: Aspect, fit: Fit, fact: str, _language: str) -> SafeString:
    """One line of a list: the same few hundred stand in every person's list."""
    help_ = closes(aspect, fit)
    row = {
        "sort": _sort(fit),
        "text": words.render(told(aspect, fit, fact)),
        "closes": words.render(help_) if help_ else "",
    }
    return render_to_string("pages/matches/_reason.html", row)


def _sort(fit: Fit) -> str:
    if fit is Fit.FITS:
        return _("Fits")
    return _("Ask") if fit is Fit.ASK else _("To solve")


@lru_cache(maxsize=8192)
def _facts(job: JobLine, _language: str) -> dict[Aspect, str]:
    """What the job offers or asks for in each aspect, in words."""
    return {aspect: _what(aspect, job) for aspect in Aspect}


def _what(aspect: Aspect, job: JobLine) -> str:
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
