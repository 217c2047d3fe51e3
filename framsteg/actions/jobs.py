"""Jobs: found, carved with an employer, read from advertisements; analysed; filled."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.reading.identity import NotFound
from framsteg.actions import employers, recording
from framsteg.foundation.adverts import Advert, Concept
from framsteg.foundation.codes import AnalysisKind, JobOrigin, JobStatus, MustHave, WorkTime
from framsteg.foundation.decision import deny, require
from framsteg.foundation.names import fold
from framsteg.foundation.text import say
from framsteg.foundation.work import bits_of
from framsteg.records import job_words
from framsteg.records.models import Employer, Job, JobRevision, Occupation, WorkAnalysis, Workplace
from framsteg.rules.sharing import WRITES

AT_A_TIME = 500


@transaction.atomic
def add(
    *, by: Viewer, title: str, origin: JobOrigin, once: UUID | None = None, **values: Any
) -> int:
    """Put a job in the register. `times` and `must_haves` are sets of codes, or None: not known."""
    _require_coach(by)
    before = Job.objects.filter(once=once).first() if once else None
    if before is not None:
        return before.pk
    row = Job(title=title, origin=origin, once=once, staff_id=by.staff_id, **_stored(values))
    row.save(force_insert=True)
    _written([row.pk])
    recording.note(row, by=by, verb="jobs.add", part=None, enrolment_id=None)
    return row.pk


@transaction.atomic
def change(*, by: Viewer, job_id: int, version: int, **values: Any) -> None:
    """Change a job against the version that was read. May raise Conflict."""
    _require_coach(by)
    row = _locked(job_id)
    recording.change(row, _stored(values), by=by, verb="jobs.change", part=None, version=version)
    _written([row.pk])


@transaction.atomic
def mark(*, by: Viewer, job_id: int, status: JobStatus) -> JobStatus:
    """Say that a job is filled, withdrawn or open again. Returns what it was, to undo with."""
    _require_coach(by)
    row = _locked(job_id)
    before = JobStatus(row.status)
    recording.change(row, {"status": status}, by=by, verb="jobs.mark", part=None)
    _written([row.pk])
    return before


@transaction.atomic
def take_employer(*, by: Viewer, job_id: int) -> int:
    """Put an advertisement's employer in the register, or find it there. Returns the employer."""
    _require_coach(by)
    row = _locked(job_id)
    if row.employer_id:
        return row.employer_id
    if not row.employer_name:
        require(deny(say("The job does not say who the employer is.")))
    number = row.employer_number
    known = (
        Employer.objects.filter(organisation_number=number, merged_into=None).first()
        if number
        else None
    )
    employer_id = (
        known.pk
        if known
        else employers.add(by=by, name=row.employer_name, organisation_number=number)
    )
    same = Job.objects.filter(employer=None, employer_name=row.employer_name)
    ids = list(same.filter(employer_number=number).values_list("pk", flat=True))
    Job.objects.filter(pk__in=ids).update(employer=employer_id)
    recording.note(row, by=by, verb="jobs.take_employer", part=None, enrolment_id=None)
    _written(ids)
    return employer_id


@transaction.atomic
def analyse(
    *,
    by: Viewer,
    kind: AnalysisKind,
    subject_id: int,
    on: date,
    told: Mapping[str, str],
    once: UUID | None = None,
) -> int:
    """Keep what was found of a job or a workplace as its next version. Returns the number."""
    _require_coach(by)
    if on > by.today:
        require(deny(say("That day has not come yet: {day}.", day=on)))
    told = {key: words for key, words in told.items() if words}
    if not told:
        require(deny(say("Write down at least one thing.")))
    of_job = kind is AnalysisKind.JOB
    _locked(subject_id) if of_job else _locked_workplace(subject_id)
    subject = {"job_id": subject_id} if of_job else {"workplace_id": subject_id}
    before = WorkAnalysis.objects.filter(**subject).order_by("-number")
    same = before.filter(once=once).first() if once else None
    if same is not None:
        return int(same.number)
    last = before.first()
    row = WorkAnalysis.objects.create(
        **subject,
        kind=kind,
        number=last.number + 1 if last else 1,
        made_on=on,
        told=told,
        staff_id=by.staff_id,
        organisation_id=by.organisation_id,
        once=once,
    )
    recording.note(row, by=by, verb="jobs.analyse", part=None, enrolment_id=None)
    return row.number


def load_adverts(*, by: Viewer, adverts: Iterable[Advert]) -> Counter[str]:
    """Take in advertisements: new ones, changed ones, and those that are gone. Counts of each.

    What a colleague has asked and written of the job (pace, support and so on) stays.
    """
    counts: Counter[str] = Counter()
    rest = iter(adverts)
    while some := list(islice(rest, AT_A_TIME)):
        counts += _load(some)
    return counts


@transaction.atomic
def _load(adverts: Sequence[Advert]) -> Counter[str]:
    by_key = {advert.key: advert for advert in adverts}
    known = {row.advertisement: row for row in Job.objects.filter(advertisement__in=by_key)}
    numbers = {a.organisation_number for a in adverts if a.organisation_number}
    employers = dict(
        Employer.objects.filter(organisation_number__in=numbers, merged_into=None).values_list(
            "organisation_number", "pk"
        )
    )
    counts: Counter[str] = Counter()
    new, changed = [], []
    for key, advert in by_key.items():
        values = _of_advert(advert, employers)
        row = known.get(key)
        if row is None:
            if not advert.removed:
                new.append(Job(origin=JobOrigin.ADVERTISEMENT, advertisement=key, **values))
            continue
        # An organisation that a coach has linked by hand is not unlinked by the next reading.
        values["employer_id"] = values["employer_id"] or row.employer_id
        if any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.version += 1
            changed.append(row)
            counts["removed"] += advert.removed
    made = Job.objects.bulk_create(new)
    if changed:
        Job.objects.bulk_update(changed, [*_ADVERT_COLUMNS, "version"])
    _written([row.pk for row in [*made, *changed]])
    counts["new"] += len(made)
    counts["changed"] += len(changed) - counts["removed"]
    counts["unchanged"] += len(by_key) - len(new) - len(changed)
    return counts


_ADVERT_COLUMNS = (
    "title", "employer_id", "employer_name", "employer_number", "tasks", "occupation",
    "municipality", "hours_min", "hours_max", "must_haves", "requirements", "apply_by", "address",
    "status",
)  # fmt: skip


def _of_advert(advert: Advert, employers: Mapping[str, int]) -> dict[str, Any]:
    hours = advert.hours or (None, None)
    musts = advert.must_haves
    return {
        "title": advert.title[:200],
        "employer_id": employers.get(advert.organisation_number),
        "employer_name": advert.employer[:200],
        "employer_number": advert.organisation_number,
        "tasks": advert.text,
        "occupation": advert.occupation,
        "municipality": advert.municipality[:100],
        "hours_min": hours[0],
        "hours_max": hours[1],
        "must_haves": None if musts is None else bits_of(map(MustHave, musts), MustHave),
        "requirements": advert.requirements,
        "apply_by": advert.apply_by,
        "address": advert.address[:300],
        "status": JobStatus.WITHDRAWN.value if advert.removed else JobStatus.OPEN.value,
    }


@transaction.atomic
def load_occupations(*, by: Viewer, concepts: Iterable[Concept]) -> int:
    """Put the occupations of a taxonomy in place of those loaded before. Returns how many."""
    require(by.may_administer())
    rows = {
        one.key: Occupation(
            concept=one.key,
            name=one.name[:200],
            sort_key=fold(one.name)[:220],
            group=one.group,
            is_group=one.is_group,
        )
        for one in concepts
    }
    if not rows:
        require(deny(say("There are no occupations in it. Nothing was changed.")))
    Occupation.objects.all().delete()
    Occupation.objects.bulk_create(rows.values(), batch_size=AT_A_TIME)
    return len(rows)


def _written(job_ids: list[int]) -> None:
    """Keep the index of words, and tell every process that the register has changed."""
    if not job_ids:
        return
    JobRevision.objects.get_or_create(pk=1)
    row = JobRevision.objects.select_for_update().get(pk=1)
    row.number += 1
    row.save(update_fields=["number"])
    for start in range(0, len(job_ids), AT_A_TIME):
        some = job_ids[start : start + AT_A_TIME]
        Job.objects.filter(pk__in=some).update(revision=row.number)
    job_words.put(job_ids)


def _stored(values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns: sets of codes become their sums."""
    stored = dict(values)
    for name, codes in (("times", WorkTime), ("must_haves", MustHave)):
        if stored.get(name) is not None:
            stored[name] = bits_of(map(codes, stored[name]), codes)
    return stored


def _locked(job_id: int) -> Job:
    row = Job.objects.select_for_update().filter(pk=job_id).first()
    if row is None:
        raise NotFound
    return row


def _locked_workplace(workplace_id: int) -> Workplace:
    row = Workplace.objects.select_for_update().filter(pk=workplace_id).first()
    if row is None:
        raise NotFound
    return row


def _require_coach(by: Viewer) -> None:
    if not by.programmes(WRITES):
        require(deny(say("Only coaches and leads change the register of jobs.")))
