"""Going round, said slowly: look at each step, and count back to the last job."""

from collections.abc import Sequence
from datetime import date

JOBS = ("employment", "subsidised", "own_business")


def goes_round(steps: Sequence[tuple[str, date]], today: date) -> bool:
    """Whether some step was begun three times after the last job that came before it or with it,

    and no job has come since. Steps are (kind, day).
    """
    jobs = [day for kind, day in steps if kind in JOBS and day <= today]
    last_job = max(jobs, default=date.min)
    for kind, _day in steps:
        if kind in JOBS:
            continue
        after = [day for other, day in steps if other == kind and last_job <= day <= today]
        if len(after) >= 3:
            return True
    return False
