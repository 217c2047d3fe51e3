"""What a person wishes of a job, and the person's steps towards one.

Every function begins with one person. The jobs that meet the wishes are in `suggested_jobs`.
"""

from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from typing import Any

from framsteg.access import log
from framsteg.access.files import NOT_SHARED, NotShared, Share
from framsteg.access.kept import ASKED, KeptValues, keep_values
from framsteg.access.reading.identity import NotFound
from framsteg.access.reading.jobs import JobLine, line_of_job
from framsteg.access.sight import cases_in_sight
from framsteg.access.sightline import Sightline
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import HardNo, MatchStepKind, MustHave, Part, ToldBy, WorkTime
from framsteg.foundation.names import fold
from framsteg.records.models import Enrolment, JobWishes, Match, MatchStep
from framsteg.rules.matching import Wishes


@dataclass(frozen=True)
class WishesLine:
    """What the person says, as it is kept, and who wrote it down when."""

    values: dict[str, Any]
    wants_suggestions: bool
    told_on: date
    author: str
    owner: str
    owner_id: int
    version: int


@dataclass(frozen=True)
class StepLine:
    step_id: int
    kind: MatchStepKind
    on: date
    at: time | None
    note: str
    author: str


@dataclass(frozen=True)
class MatchLine:
    match_id: int
    job: JobLine
    steps: tuple[StepLine, ...]  # in order of time
    told_by: ToldBy | None
    tells: str
    keeps_private: str
    placement_id: int | None
    owner: str
    owner_id: int
    version: int

    @property
    def done(self) -> tuple[MatchStepKind, ...]:
        return tuple(step.kind for step in self.steps)


@dataclass(frozen=True)
class JobTrail:
    """A person's wishes and ways to jobs, as this viewer may read them."""

    enrolment_id: int
    name: str | NotShared
    may_write: bool
    owner: str
    wishes: WishesLine | None | NotShared
    matches: tuple[MatchLine, ...] | NotShared


def job_trail(viewer: Viewer, enrolment_id: int) -> JobTrail:
    """The person's wishes and ways to jobs; NotFound out of sight."""
    row, sight = _case(viewer, enrolment_id)
    person = row.participant
    named = sight.sees(row.pk, Part.IDENTITY, person.owner_id)
    trail = JobTrail(
        enrolment_id=row.pk,
        name=f"{person.given_name} {person.family_name}".strip() if named else NOT_SHARED,
        may_write=bool(viewer.may_write(row.programme_id)),
        owner=row.owner.name,
        wishes=_wishes(sight, row),
        matches=_matches(sight, row),
    )
    parts = {Part.IDENTITY} if named else set()
    parts |= {Part.PROFILE} if not isinstance(trail.wishes, Share) else set()
    parts |= {Part.EMPLOYER_DEALINGS} if not isinstance(trail.matches, Share) else set()
    log.record(viewer, [sight.shown(row.pk, parts)])
    return trail


def may_try_wishes(viewer: Viewer, enrolment_id: int) -> None:
    """Whether the viewer works with this person, so that wishes can be tried; else NotFound."""
    found = _case_in_sight(viewer).of(enrolment_id)
    if not found or not viewer.may_write(found[0][0]):
        raise NotFound


@lru_cache(maxsize=512)
def _case_in_sight(viewer: Viewer) -> KeptValues:
    return keep_values(cases_in_sight(viewer).filter(pk=ASKED).values_list("programme"))


def match(viewer: Viewer, match_id: int) -> tuple[JobTrail, MatchLine]:
    """One way to a job, with the person's whole trail; NotFound out of sight."""
    enrolment_id = Match.unscoped.filter(pk=match_id).values_list("enrolment_id", flat=True).first()
    if enrolment_id is None:
        raise NotFound
    trail = job_trail(viewer, enrolment_id)
    for line in () if isinstance(trail.matches, Share) else trail.matches:
        if line.match_id == match_id:
            return trail, line
    raise NotFound


def as_wishes(values: dict[str, Any]) -> Wishes:
    """Kept values as the rule reads them."""
    low, high = values.get("hours_min"), values.get("hours_max")
    return Wishes(
        occupations=frozenset(values["occupations"]),
        hours=None if low is None or high is None else (low, high),
        municipalities=frozenset(map(fold, values["municipalities"])),
        experience=frozenset(values["experience"]),
        times=frozenset(map(WorkTime, values["times"])),
        has=frozenset(map(MustHave, values["has"])),
        lacks=frozenset(map(MustHave, values["lacks"])),
        refuses=frozenset(map(HardNo, values["refuses"])),
        refused_occupations=frozenset(values["refused_occupations"]),
        **{name: values[name] for name in LEVELS},
    )


LEVELS = ("contact", "noise", "support", "pace", "precision", "physical")
VALUES = (
    "occupations", "municipalities", "hours_min", "hours_max", *LEVELS, "experience", "times",
    "has", "lacks", "refuses", "refused_occupations",
)  # fmt: skip


def _case(viewer: Viewer, enrolment_id: int) -> tuple[Enrolment, Sightline]:
    rows = cases_in_sight(viewer).select_related("participant", "owner")
    row = rows.filter(pk=enrolment_id).first()
    if row is None:
        raise NotFound
    return row, Sightline.to(viewer, [row])


def _wishes(sight: Sightline, row: Enrolment) -> WishesLine | None | NotShared:
    """One's own organisation's notes first; else the latest in sight."""
    rows = JobWishes.unscoped.filter(sight.rows(row.pk, Part.PROFILE), enrolment=row)
    found = sorted(
        rows.select_related("owner", "created_by"),
        key=lambda w: (w.owner_id == sight.viewer.organisation_id, w.told_on),
    )
    if not found:
        return None if sight.sees(row.pk, Part.PROFILE, row.owner_id) else NOT_SHARED
    last = found[-1]
    return WishesLine(
        values={name: getattr(last, name) for name in VALUES},
        wants_suggestions=last.wants_suggestions,
        told_on=last.told_on,
        author=last.created_by.name if last.created_by else "",
        owner=last.owner.name,
        owner_id=last.owner_id,
        version=last.version,
    )


def _matches(sight: Sightline, row: Enrolment) -> tuple[MatchLine, ...] | NotShared:
    rows = Match.unscoped.filter(sight.rows(row.pk, Part.EMPLOYER_DEALINGS), enrolment=row)
    found = list(rows.select_related("job__employer__merged_into", "owner").order_by("-id"))
    if not found and not sight.sees(row.pk, Part.EMPLOYER_DEALINGS, row.owner_id):
        return NOT_SHARED
    steps: dict[int, list[StepLine]] = {}
    taken = MatchStep.unscoped.filter(match__in=[m.pk for m in found]).order_by("id")
    for s in taken.select_related("created_by"):
        author = s.created_by.name if s.created_by else ""
        line = StepLine(s.pk, MatchStepKind(s.kind), s.occurred_on, s.at, s.note, author)
        steps.setdefault(s.match_id, []).append(line)
    return tuple(
        MatchLine(
            match_id=m.pk,
            job=line_of_job(m.job),
            steps=tuple(steps.get(m.pk, ())),
            told_by=ToldBy(m.told_by) if m.told_by else None,
            tells=m.tells,
            keeps_private=m.keeps_private,
            placement_id=m.placement_id,
            owner=m.owner.name,
            owner_id=m.owner_id,
            version=m.version,
        )
        for m in found
    )
