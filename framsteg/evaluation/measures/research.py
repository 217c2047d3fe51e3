"""What studies of IPS report of those who came to work: for how long, how much, at what wage."""

from framsteg.evaluation.counts import lengths, share
from framsteg.evaluation.measure import (
    ACROSS,
    EVER_IN_WINDOW,
    IN_DAILY_WORK,
    Measure,
    Shape,
    SubsidisedJobs,
    Unit,
)
from framsteg.foundation.text import Text, say

_BEGAN_A_JOB = say("People with a job that started in the window.")


def _length(
    name: str,
    title: Text,
    definition: Text,
    numerator: Text,
    axis: str,
    unit: Unit,
    relation: str = "worked",
) -> Measure:
    return Measure(
        name=name,
        title=title,
        definition=definition,
        numerator=numerator,
        denominator=_BEGAN_A_JOB,
        window=EVER_IN_WINDOW,
        subsidised=SubsidisedJobs.INCLUDED,
        source=IN_DAILY_WORK,
        shape=Shape.DURATION,
        counts=lengths(relation),
        needs=(relation,),
        groupings=ACROSS,
        axis=axis,
        unit=unit,
    )


WEEKS_WORKED = _length(
    "weeks_worked",
    say("Weeks worked"),
    say(
        "Weeks with a job until the end of the window, all jobs together; days with two jobs "
        "count once. Median and quartiles."
    ),
    _BEGAN_A_JOB,
    "days_worked",
    Unit.WEEKS,
)

LONGEST_JOB = _length(
    "longest_job",
    say("Longest job"),
    say("Weeks in the longest job, until the end of the window. Median and quartiles."),
    _BEGAN_A_JOB,
    "longest_days",
    Unit.WEEKS,
)

HOURS_A_WEEK = _length(
    "hours_a_week",
    say("Hours a week"),
    say(
        "Agreed hours a week at the latest known share of full time; full time is 40 hours. "
        "Median and quartiles."
    ),
    say("Of them, those whose share of full time is known."),
    "latest_percent",
    Unit.HOURS,
)

MONTHLY_WAGE = _length(
    "monthly_wage",
    say("Monthly wage"),
    say("Wage in the latest job, to the nearest thousand. Median and quartiles."),
    say("Of them, those whose wage is noted."),
    "monthly_wage",
    Unit.KRONOR,
    relation="latest_jobs",
)

AT_LEAST_20_HOURS = Measure(
    name="at_least_20_hours",
    title=say("At least 20 hours a week"),
    definition=say("Share of those who began a job who have come to half of full time or more."),
    numerator=say("People with a share of 50 % or more at some time in the window."),
    denominator=say("People with a job in the window whose share of full time is known."),
    window=EVER_IN_WINDOW,
    subsidised=SubsidisedJobs.INCLUDED,
    source=IN_DAILY_WORK,
    shape=Shape.SHARE,
    counts=share("most_percent >= 50", relation="worked", missing="most_percent IS NULL"),
    needs=("worked",),
    groupings=ACROSS,
    left_out=say("the share of full time is missing"),
)

INCREASED_EXTENT = Measure(
    name="increased_extent",
    title=say("Increased share of full time"),
    definition=say(
        "Share of those who began a job who now work more than at first: the latest known share "
        "of full time is above the first, in the same job or another."
    ),
    numerator=say("People whose latest share is above their first."),
    denominator=say("People with a job in the window whose share of full time is known."),
    window=EVER_IN_WINDOW,
    subsidised=SubsidisedJobs.INCLUDED,
    source=IN_DAILY_WORK,
    shape=Shape.SHARE,
    counts=share(
        "latest_percent > first_percent", relation="worked", missing="first_percent IS NULL"
    ),
    needs=("worked",),
    groupings=ACROSS,
    left_out=say("the share of full time is missing"),
)
