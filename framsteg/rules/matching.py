"""How one job and one person's wishes meet, seen from both sides with the same weight.

The person asks, jobs answer: there is no function from a job to persons. What is compared is the
person's own words of wishes, strengths and times with what a job offers and asks for.

The rule:

1. A job that the person has said no to (`HardNo`) is not suggested, if it is *known* to be so.
2. Each side is made of aspects. The person's side: occupation, hours, place, contact with people,
   noise, support. The job's side: tasks, times, pace, precision, physical load, requirements. An
   aspect counts when the person has said something about it.
3. An aspect fits (2 points), fits partly (1), does not fit (0), or is not known of the job: then
   it is to be asked about, which weighs as partly (1) and is never a no.
4. A side is the share of its possible points; a side of which the person has said nothing is half.
5. Jobs come in order of the weaker side, then of the stronger: no strength on one side makes up
   for what is lacking on the other, and the two sides can change places without the order changing.

The points order jobs and are shown to nobody: what is shown are the words of each aspect.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from framsteg.foundation.codes import HardNo, MustHave, WorkTime

T = TypeVar("T")


class Fit(StrEnum):
    FITS = "fits"
    PARTLY = "partly"
    ASK = "ask"
    NOT = "not"


POINTS = {Fit.FITS: 2, Fit.PARTLY: 1, Fit.ASK: 1, Fit.NOT: 0}
MOST = 2

NEAR_HOURS = 25
"""Percent of full time: as much as hours are often talked over (Framsteg's own choice)."""


class Aspect(StrEnum):
    OCCUPATION = "occupation"
    HOURS = "hours"
    PLACE = "place"
    CONTACT = "contact"
    NOISE = "noise"
    SUPPORT = "support"
    TASKS = "tasks"
    TIMES = "times"
    PACE = "pace"
    PRECISION = "precision"
    PHYSICAL = "physical"
    REQUIREMENTS = "requirements"


PERSONS_SIDE = (
    Aspect.OCCUPATION, Aspect.HOURS, Aspect.PLACE, Aspect.CONTACT, Aspect.NOISE, Aspect.SUPPORT,
)  # fmt: skip
JOBS_SIDE = (
    Aspect.TASKS, Aspect.TIMES, Aspect.PACE, Aspect.PRECISION, Aspect.PHYSICAL,
    Aspect.REQUIREMENTS,
)  # fmt: skip


@dataclass(frozen=True)
class JobFacts:
    """What is known of a job; "" and None are "not known". Hours are percent of full time."""

    occupation: str = ""  # SSYK, four digits
    hours: tuple[int, int] | None = None
    municipality: str = ""  # folded
    contact: int | None = None  # 1–3, as the other scales
    noise: int | None = None
    support: int | None = None
    times: frozenset[WorkTime] | None = None
    pace: int | None = None
    precision: int | None = None
    physical: int | None = None
    must_haves: frozenset[MustHave] | None = None


@dataclass(frozen=True)
class Wishes:
    """What the person says; what is empty or None has not been said and does not count."""

    occupations: frozenset[str] = frozenset()  # SSYK, one to four digits
    hours: tuple[int, int] | None = None
    municipalities: frozenset[str] = frozenset()  # folded
    contact: int | None = None  # as one wants to have it
    noise: int | None = None
    support: int | None = None
    experience: frozenset[str] = frozenset()  # SSYK: work that the person knows
    times: frozenset[WorkTime] = frozenset()  # when the person can work
    pace: int | None = None  # up to this
    precision: int | None = None
    physical: int | None = None
    has: frozenset[MustHave] = frozenset()
    lacks: frozenset[MustHave] = frozenset()
    refuses: frozenset[HardNo] = frozenset()
    refused_occupations: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Outcome:
    """`fits` holds the aspects that the person has spoken of, in the order of the sides."""

    refused: tuple[HardNo, ...]
    fits: dict[Aspect, Fit] = field(hash=False)

    @property
    def persons_side(self) -> Fraction:
        return _share([self.fits[a] for a in PERSONS_SIDE if a in self.fits])

    @property
    def jobs_side(self) -> Fraction:
        return _share([self.fits[a] for a in JOBS_SIDE if a in self.fits])

    @property
    def order(self) -> tuple[Fraction, Fraction]:
        """The weaker side, then the stronger: larger comes first."""
        sides = self.persons_side, self.jobs_side
        return min(sides), max(sides)


def meet(wishes: Wishes, job: JobFacts) -> Outcome:
    """One person's wishes and one job, from both sides."""
    return Outcome(
        refused=tuple(no for no in HardNo if no in wishes.refuses and REFUSES[no](wishes, job)),
        fits={
            aspect: COMPARES[aspect](wishes, job)
            for aspect in (*PERSONS_SIDE, *JOBS_SIDE)
            if said(wishes, aspect)
        },
    )


def said(wishes: Wishes, aspect: Aspect) -> bool:
    """Whether the person has said anything about it."""
    return _SAID[aspect](wishes)


def fit_of_groups(wanted: frozenset[str], occupation: str) -> Fit:
    """In a wanted group, or close to one (the first two digits), or neither."""
    if not occupation:
        return Fit.ASK
    if any(occupation.startswith(code) for code in wanted):
        return Fit.FITS
    near = any(len(code) >= 2 and occupation.startswith(code[:2]) for code in wanted)
    return Fit.PARTLY if near else Fit.NOT


def fit_of_hours(wanted: tuple[int, int], offered: tuple[int, int] | None) -> Fit:
    """Overlapping ranges fit; a gap that can be talked over fits partly."""
    if offered is None:
        return Fit.ASK
    gap = max(wanted[0] - offered[1], offered[0] - wanted[1])
    if gap <= 0:
        return Fit.FITS
    return Fit.PARTLY if gap <= NEAR_HOURS else Fit.NOT


def fit_of_place(wanted: frozenset[str], municipality: str) -> Fit:
    if not municipality:
        return Fit.ASK
    return Fit.FITS if municipality in wanted else Fit.NOT


def fit_of_surroundings(wanted: int, level: int | None) -> Fit:
    """As one wants it, one step from it, or two."""
    return _by_steps(None if level is None else abs(level - wanted))


def fit_of_support(wanted: int, offered: int | None) -> Fit:
    """More support than one asks for is no drawback."""
    return _by_steps(None if offered is None else max(wanted - offered, 0))


def fit_of_demand(up_to: int, asked: int | None) -> Fit:
    """Less than one can take on is no drawback."""
    return _by_steps(None if asked is None else max(asked - up_to, 0))


def fit_of_times(free: frozenset[WorkTime], times: frozenset[WorkTime] | None) -> Fit:
    if not times:
        return Fit.ASK
    if times <= free:
        return Fit.FITS
    return Fit.PARTLY if times & free else Fit.NOT


def fit_of_requirements(
    has: frozenset[MustHave], lacks: frozenset[MustHave], asked: frozenset[MustHave] | None
) -> Fit:
    if asked is None:
        return Fit.ASK
    if asked & lacks:
        return Fit.NOT
    return Fit.FITS if asked <= has else Fit.ASK


COMPARES: dict[Aspect, Callable[[Wishes, JobFacts], Fit]] = {
    Aspect.OCCUPATION: lambda w, j: fit_of_groups(w.occupations, j.occupation),
    Aspect.HOURS: lambda w, j: fit_of_hours(_told(w.hours), j.hours),
    Aspect.PLACE: lambda w, j: fit_of_place(w.municipalities, j.municipality),
    Aspect.CONTACT: lambda w, j: fit_of_surroundings(_told(w.contact), j.contact),
    Aspect.NOISE: lambda w, j: fit_of_surroundings(_told(w.noise), j.noise),
    Aspect.SUPPORT: lambda w, j: fit_of_support(_told(w.support), j.support),
    Aspect.TASKS: lambda w, j: fit_of_groups(w.experience, j.occupation),
    Aspect.TIMES: lambda w, j: fit_of_times(w.times, j.times),
    Aspect.PACE: lambda w, j: fit_of_demand(_told(w.pace), j.pace),
    Aspect.PRECISION: lambda w, j: fit_of_demand(_told(w.precision), j.precision),
    Aspect.PHYSICAL: lambda w, j: fit_of_demand(_told(w.physical), j.physical),
    Aspect.REQUIREMENTS: lambda w, j: fit_of_requirements(w.has, w.lacks, j.must_haves),
}
_SAID: dict[Aspect, Callable[[Wishes], bool]] = {
    Aspect.OCCUPATION: lambda w: bool(w.occupations),
    Aspect.HOURS: lambda w: w.hours is not None,
    Aspect.PLACE: lambda w: bool(w.municipalities),
    Aspect.CONTACT: lambda w: w.contact is not None,
    Aspect.NOISE: lambda w: w.noise is not None,
    Aspect.SUPPORT: lambda w: w.support is not None,
    Aspect.TASKS: lambda w: bool(w.experience),
    Aspect.TIMES: lambda w: bool(w.times),
    Aspect.PACE: lambda w: w.pace is not None,
    Aspect.PRECISION: lambda w: w.precision is not None,
    Aspect.PHYSICAL: lambda w: w.physical is not None,
    Aspect.REQUIREMENTS: lambda w: bool(w.has or w.lacks),
}
# Each asks whether the job is known to be what the person said no to.
REFUSES: dict[HardNo, Callable[[Wishes, JobFacts], bool]] = {
    HardNo.NIGHT: lambda _w, j: WorkTime.NIGHT in (j.times or ()),
    HardNo.EVENING: lambda _w, j: WorkTime.EVENING in (j.times or ()),
    HardNo.WEEKEND: lambda _w, j: WorkTime.WEEKEND in (j.times or ()),
    HardNo.NOISE: lambda _w, j: j.noise == 3,
    HardNo.CONTACT: lambda _w, j: j.contact == 3,
    HardNo.PACE: lambda _w, j: j.pace == 3,
    HardNo.PHYSICAL: lambda _w, j: j.physical == 3,
    HardNo.DRIVING: lambda _w, j: MustHave.DRIVING_LICENCE in (j.must_haves or ()),
    HardNo.ELSEWHERE: lambda w, j: (
        bool(w.municipalities and j.municipality) and j.municipality not in w.municipalities
    ),
    HardNo.OCCUPATION: lambda w, j: (
        bool(j.occupation) and any(j.occupation.startswith(code) for code in w.refused_occupations)
    ),
}


def _by_steps(apart: int | None) -> Fit:
    if apart is None:
        return Fit.ASK
    return (Fit.FITS, Fit.PARTLY, Fit.NOT)[min(apart, 2)]


def _share(fits: list[Fit]) -> Fraction:
    if not fits:
        return Fraction(1, 2)
    return Fraction(sum(POINTS[fit] for fit in fits), MOST * len(fits))


def _told(value: T | None) -> T:
    """What `said` has already found to be there."""
    assert value is not None
    return value
