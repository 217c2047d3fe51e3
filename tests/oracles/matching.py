"""The equal-weight rule as slowly and obviously as possible: every job, one aspect after the other.

It is written from the words of the rule (docs/matching in the coach's handbook) and imports
nothing of the rule itself: facts and wishes are read by their names only.
"""

from fractions import Fraction
from typing import Any

NIGHT, EVENING, WEEKEND, LICENCE = "night", "evening", "weekend", "driving_licence"


def first_jobs(wishes: Any, jobs: list[tuple[int, Any]], top: int) -> list[int]:
    """The ids of the first jobs: weaker side, then stronger, then the newest."""
    kept = [(job_id, job) for job_id, job in jobs if not noes(wishes, job)]
    kept.sort(key=lambda pair: (*order(wishes, pair[1]), pair[0]), reverse=True)
    return [job_id for job_id, _job in kept[:top]]


def hidden(wishes: Any, jobs: list[tuple[int, Any]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for _job_id, job in jobs:
        for why in noes(wishes, job):
            counts[why] = counts.get(why, 0) + 1
    return counts


def order(wishes: Any, job: Any) -> tuple[Fraction, Fraction]:
    one, other = share(persons_points(wishes, job)), share(jobs_points(wishes, job))
    return (one, other) if one <= other else (other, one)


def share(points: list[int]) -> Fraction:
    if not points:
        return Fraction(1, 2)
    return Fraction(sum(points), 2 * len(points))


def persons_points(wishes: Any, job: Any) -> list[int]:
    points = []
    if wishes.occupations:
        points.append(groups(wishes.occupations, job.occupation))
    if wishes.hours is not None:
        points.append(hours(wishes.hours, job.hours))
    if wishes.municipalities:
        points.append(
            1 if job.municipality == "" else 2 if job.municipality in wishes.municipalities else 0
        )
    if wishes.contact is not None:
        points.append(1 if job.contact is None else 2 - abs(wishes.contact - job.contact))
    if wishes.noise is not None:
        points.append(1 if job.noise is None else 2 - abs(wishes.noise - job.noise))
    if wishes.support is not None:
        lacking = None if job.support is None else wishes.support - job.support
        points.append(1 if lacking is None else 2 if lacking <= 0 else 2 - lacking)
    return points


def jobs_points(wishes: Any, job: Any) -> list[int]:
    points = []
    if wishes.experience:
        points.append(groups(wishes.experience, job.occupation))
    if wishes.times:
        if not job.times:
            points.append(1)
        else:
            free = [time for time in job.times if time in wishes.times]
            points.append(2 if len(free) == len(job.times) else 1 if free else 0)
    for up_to, asked in (
        (wishes.pace, job.pace),
        (wishes.precision, job.precision),
        (wishes.physical, job.physical),
    ):
        if up_to is not None:
            points.append(1 if asked is None else 2 if asked <= up_to else 2 - (asked - up_to))
    if wishes.has or wishes.lacks:
        points.append(requirements(wishes, job))
    return points


def groups(wanted: Any, occupation: str) -> int:
    if occupation == "":
        return 1
    for code in wanted:
        if occupation[: len(code)] == code:
            return 2
    for code in wanted:
        if len(code) > 1 and occupation[:2] == code[:2]:
            return 1
    return 0


def hours(wanted: Any, offered: Any) -> int:
    if offered is None:
        return 1
    for percent in range(wanted[0], wanted[1] + 1):
        if offered[0] <= percent <= offered[1]:
            return 2
    for percent in range(wanted[0] - 25, wanted[1] + 26):
        if offered[0] <= percent <= offered[1]:
            return 1
    return 0


def requirements(wishes: Any, job: Any) -> int:
    if job.must_haves is None:
        return 1
    for asked in job.must_haves:
        if asked in wishes.lacks:
            return 0
    for asked in job.must_haves:
        if asked not in wishes.has:
            return 1
    return 2


def noes(wishes: Any, job: Any) -> list[str]:
    """The hard no's that this job is known to break."""
    times, musts = job.times or (), job.must_haves or ()
    place, occupation = job.municipality, job.occupation
    is_so = {
        "night": NIGHT in times,
        "evening": EVENING in times,
        "weekend": WEEKEND in times,
        "noise": job.noise == 3,
        "contact": job.contact == 3,
        "pace": job.pace == 3,
        "physical": job.physical == 3,
        "driving": LICENCE in musts,
        "elsewhere": place != "" and wishes.municipalities and place not in wishes.municipalities,
        "occupation": occupation != ""
        and any(occupation[: len(code)] == code for code in wishes.refused_occupations),
    }
    return [why for why, so in is_so.items() if so and why in wishes.refuses]
