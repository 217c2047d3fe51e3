"""Jobs as their pages show them: in words, with what is not known said as such."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from framsteg.access import Viewer
from framsteg.access.reading.jobs import AnalysisLine, JobFile, JobLine
from framsteg.foundation import occupations
from framsteg.foundation.analyses import ITEMS
from framsteg.foundation.codes import JobOrigin, JobStatus, MustHave, WorkScale, WorkTime
from framsteg.foundation.labels import label
from framsteg.foundation.work import SCALE_WORDS, SUPPORT_WORDS
from framsteg.rules.matching import JobFacts
from framsteg.web import words
from framsteg.web.presenters.words import ago, day, said

TONES = {JobStatus.OPEN: "success", JobStatus.FILLED: "info", JobStatus.WITHDRAWN: "neutral"}


def cells(line: JobLine, viewer: Viewer) -> list[Any]:
    """One row of the register's table."""
    return [
        {
            "text": line.title,
            "url": reverse("jobs:show", args=[line.job_id]),
            "sub": occupation(line.occupation),
        },
        line.employer,
        line.municipality,
        said(line.origin),
        apply_by(line, viewer),
    ]


def apply_by(line: JobLine, viewer: Viewer) -> str:
    if line.status is not JobStatus.OPEN:
        return said(line.status)
    if line.apply_by is None:
        return ""
    return f"{day(line.apply_by)}, {ago(line.apply_by, viewer.today)}"


def occupation(code: str) -> str:
    return occupations.name(code) if code else ""


def hours(facts: JobFacts) -> str:
    """Says "50–75 % of full time"."""
    if facts.hours is None:
        return ""
    low, high = facts.hours
    share = str(low) if low == high else f"{low}–{high}"
    return _("{share} % of full time").format(share=share)


def work(file: JobFile) -> list[tuple[str, str]]:
    """What the job offers and asks for; what nobody has asked about says so."""
    facts = file.line.facts
    unknown = _("Not known yet: ask")
    told = [
        (_("Occupation"), occupation(file.line.occupation)),
        (_("Hours"), hours(facts)),
        (_("When one works"), several(facts.times, WorkTime)),
        *((words.render(label(scale)), scale_words(scale, getattr(facts, scale.value)))
          for scale in WorkScale),
        (_("Support at the workplace"), support_words(facts.support)),
        (_("What the job cannot do without"),
         _("Nothing in particular") if facts.must_haves == frozenset()
         else several(facts.must_haves, MustHave)),
    ]  # fmt: skip
    return [(term, value or unknown) for term, value in told]


def scale_words(scale: WorkScale, step: int | None) -> str:
    return words.render(SCALE_WORDS[scale][step - 1]) if step else ""


def support_words(step: int | None) -> str:
    return words.render(SUPPORT_WORDS[step - 1]) if step else ""


def several(members: Any, codes: Any) -> str:
    """The members in the order of their list, in words."""
    return ", ".join(said(code) for code in codes if code in (members or ()))


def facts(file: JobFile, viewer: Viewer) -> list[dict[str, str]]:
    line = file.line
    url = reverse("employers:show", args=[line.employer_id]) if line.employer_id else ""
    rows = [
        {"term": _("Employer"), "value": line.employer, "url": url},
        {"term": _("Workplace"), "value": file.workplace},
        {"term": _("Municipality"), "value": line.municipality},
        {"term": _("How it was found"), "value": said(line.origin)},
        {"term": _("Found by"), "value": file.found_by},
        {"term": _("Apply by"), "value": apply_by(line, viewer)},
    ]
    return [row for row in rows if row["value"]]


def analysis(line: AnalysisLine) -> dict[str, Any]:
    """One version, in the order of its questions."""
    return {
        "title": _("Version {n}, {day}").format(n=line.number, day=day(line.made_on)),
        "by": f"{line.author}, {line.organisation}" if line.author else line.organisation,
        "told": [
            (words.render(item.label), line.told[item.key])
            for item in ITEMS[line.kind]
            if line.told.get(item.key)
        ],
    }


def employer_to_visit(file: JobFile) -> dict[str, str] | None:
    """An advertisement tells of an employer to visit, in the register or soon to be."""
    line = file.line
    if line.employer_id:
        return {
            "url": reverse("employers:log", args=[line.employer_id]),
            "label": _("Log a visit or call"),
        }
    if line.origin is JobOrigin.ADVERTISEMENT and line.employer:
        return {
            "url": reverse("jobs:take_employer", args=[line.job_id]),
            "label": _("Put the employer in the register"),
        }
    return None
