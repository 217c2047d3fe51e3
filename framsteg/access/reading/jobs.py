"""Jobs and occupations, for those who work with employers. No person stands in them."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet

from framsteg.access.kept import KeptValues, asked, keep_values
from framsteg.access.reading.identity import NotFound
from framsteg.access.viewer import Viewer
from framsteg.foundation import occupations as shipped
from framsteg.foundation.codes import AnalysisKind, JobOrigin, JobStatus, MustHave, WorkTime
from framsteg.foundation.names import fold
from framsteg.foundation.work import set_of
from framsteg.records.job_words import found_by
from framsteg.records.models import Job, Occupation, WorkAnalysis, Workplace
from framsteg.rules.matching import JobFacts
from framsteg.rules.sharing import WRITES

PAGE = 50
FACTS = (
    "occupation", "hours_min", "hours_max", "municipality", "times", "pace", "precision",
    "contact", "noise", "physical", "support", "must_haves",
)  # fmt: skip


@dataclass(frozen=True)
class JobQuery:
    words: str = ""
    municipality: str = ""
    origin: JobOrigin | None = None
    status: JobStatus | None = JobStatus.OPEN
    employer_id: int | None = None
    after: int | None = None


@dataclass(frozen=True)
class JobLine:
    job_id: int
    title: str
    employer_id: int | None
    employer: str
    municipality: str
    origin: JobOrigin
    status: JobStatus
    occupation: str
    apply_by: date | None
    facts: JobFacts


@dataclass(frozen=True)
class AnalysisLine:
    kind: AnalysisKind
    number: int
    made_on: date
    told: dict[str, str]
    author: str
    organisation: str


@dataclass(frozen=True)
class JobFile:
    line: JobLine
    employer_number: str
    workplace_id: int | None
    workplace: str
    tasks: str
    requirements: str
    address: str
    found_by: str
    version: int
    values: dict[str, Any]  # the columns as the form edits them
    analyses: tuple[AnalysisLine, ...]  # newest first
    workplace_analyses: tuple[AnalysisLine, ...]


@dataclass(frozen=True)
class OccupationLine:
    """A group (a code of one to four digits) or, from the taxonomy, an occupation in a group."""

    code: str
    name: str
    of: str = ""


def jobs(viewer: Viewer, query: JobQuery | None = None) -> tuple[JobLine, ...]:
    """A page of jobs, newest first; nothing for those who do not work with employers."""
    if not viewer.programmes(WRITES):
        return ()
    query = query or JobQuery()
    rows = Job.objects.filter(found_by(query.words))
    if query.status:
        rows = rows.filter(status=query.status)
    if query.status is JobStatus.OPEN:
        rows = rows.filter(Q(apply_by=None) | Q(apply_by__gte=viewer.today))
    if query.municipality:
        rows = rows.filter(municipality__iexact=query.municipality)
    if query.origin:
        rows = rows.filter(origin=query.origin)
    if query.employer_id:
        rows = rows.filter(employer=query.employer_id)
    if query.after:
        rows = rows.filter(pk__lt=query.after)
    return tuple(map(line_of_job, _with_employer(rows).order_by("-pk")[:PAGE]))


def jobs_by_id(viewer: Viewer, job_ids: list[int]) -> dict[int, JobLine]:
    """These jobs, in one query."""
    if not viewer.programmes(WRITES) or not job_ids:
        return {}
    rows = _by_id(len(job_ids)).of(*job_ids)
    return {row[0]: _line(*row) for row in rows}


@lru_cache(maxsize=256)
def _by_id(count: int) -> KeptValues:
    columns = ("pk", *_OF_JOB, "employer", "employer__name", "employer__merged_into",
               "employer__merged_into__name", *FACTS)  # fmt: skip
    return keep_values(Job.objects.filter(pk__in=asked(count)).values_list(*columns), count)


def job(viewer: Viewer, job_id: int) -> JobFile:
    """One job with its analyses, else NotFound."""
    if not viewer.programmes(WRITES):
        raise NotFound
    row = _with_employer(Job.objects.filter(pk=job_id)).select_related("workplace", "staff").first()
    if row is None:
        raise NotFound
    return JobFile(
        line=line_of_job(row),
        employer_number=row.employer_number,
        workplace_id=row.workplace_id,
        workplace=row.workplace.name if row.workplace else "",
        tasks=row.tasks,
        requirements=row.requirements,
        address=row.address,
        found_by=row.staff.name if row.staff else "",
        version=row.version,
        values={
            **{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields},
            "times": None if row.times is None else sorted(set_of(row.times, WorkTime)),
            "must_haves": None
            if row.must_haves is None
            else sorted(set_of(row.must_haves, MustHave)),
        },
        analyses=_analyses(Q(job=row)),
        workplace_analyses=_analyses(Q(workplace=row.workplace_id)) if row.workplace_id else (),
    )


def workplace_analyses(viewer: Viewer, workplace_id: int) -> tuple[AnalysisLine, ...]:
    """What the team has found of a workplace, newest first; NotFound for one that is not there."""
    if not viewer.programmes(WRITES) or not Workplace.objects.filter(pk=workplace_id).exists():
        raise NotFound
    return _analyses(Q(workplace=workplace_id))


def municipalities(viewer: Viewer) -> tuple[str, ...]:
    """Where there are jobs and workplaces, by name."""
    if not viewer.programmes(WRITES):
        return ()
    known = set(Job.objects.exclude(municipality="").values_list("municipality", flat=True))
    known |= set(Workplace.objects.exclude(municipality="").values_list("municipality", flat=True))
    return tuple(sorted(known, key=fold))


def occupations(viewer: Viewer, words: str, *, limit: int = 20) -> tuple[OccupationLine, ...]:
    """Occupations by the beginnings of their words: SSYK groups, then the loaded taxonomy's."""
    found = [
        OccupationLine(code, shipped.name(code)) for code in shipped.search(words, limit=limit)
    ]
    asked = fold(words).split()
    if not asked or len(found) >= limit:
        return tuple(found)
    rows = Occupation.objects.filter(is_group=False).exclude(group="")
    for word in asked:
        rows = rows.filter(Q(sort_key__startswith=word) | Q(sort_key__contains=f" {word}"))
    found += [
        OccupationLine(group, name, shipped.name(group))
        for name, group in rows.order_by("sort_key").values_list("name", "group")[
            : limit - len(found)
        ]
    ]
    return tuple(found)


def occupation_groups() -> dict[str, str]:
    """The SSYK code of each group in the loaded taxonomy, by its key there."""
    return dict(Occupation.objects.filter(is_group=True).values_list("concept", "group"))


def line_of_job(row: Any) -> JobLine:
    employer = row.employer
    merged = employer and employer.merged_into
    return _line(
        row.pk,
        *(getattr(row, name) for name in _OF_JOB),
        *((employer.pk, employer.name) if employer else (None, None)),
        *((merged.pk, merged.name) if merged else (None, None)),
        *(getattr(row, name) for name in FACTS),
    )


_OF_JOB = ("title", "employer_name", "municipality", "origin", "status", "apply_by")


@lru_cache(maxsize=8192)
def _line(
    job_id: int,
    title: str,
    employer_name: str,
    municipality: str,
    origin: str,
    status: str,
    apply_by: date | None,
    employer_id: int | None,
    employer: str | None,
    merged_id: int | None,
    merged: str | None,
    *facts: Any,
) -> JobLine:
    """Made once for as long as all that it is made of stays the same."""
    known = facts_of(*facts)
    return JobLine(
        job_id=job_id,
        title=title,
        # A double that was merged is shown no more: the job is the other one's.
        employer_id=merged_id or employer_id,
        employer=merged or employer or employer_name,
        municipality=municipality,
        origin=JobOrigin(origin),
        status=JobStatus(status),
        occupation=known.occupation,
        apply_by=apply_by,
        facts=known,
    )


def facts_of(
    occupation: str,
    hours_min: int | None,
    hours_max: int | None,
    municipality: str,
    times: int | None,
    pace: int | None,
    precision: int | None,
    contact: int | None,
    noise: int | None,
    physical: int | None,
    support: int | None,
    must_haves: int | None,
) -> JobFacts:
    """The columns of `FACTS`, in their order, as the rule reads them."""
    return JobFacts(
        occupation=occupation,
        hours=None if hours_min is None or hours_max is None else (hours_min, hours_max),
        municipality=fold(municipality),
        times=None if times is None else set_of(times, WorkTime),
        pace=pace,
        precision=precision,
        contact=contact,
        noise=noise,
        physical=physical,
        support=support,
        must_haves=None if must_haves is None else set_of(must_haves, MustHave),
    )


def _with_employer(rows: QuerySet[Job]) -> QuerySet[Job]:
    return rows.select_related("employer__merged_into")


def _analyses(condition: Q) -> tuple[AnalysisLine, ...]:
    rows = WorkAnalysis.objects.filter(condition).select_related("staff", "organisation")
    return tuple(
        AnalysisLine(
            kind=AnalysisKind(row.kind),
            number=row.number,
            made_on=row.made_on,
            told=row.told,
            author=row.staff.name if row.staff else "",
            organisation=row.organisation.name,
        )
        for row in rows.order_by("-number")
    )
