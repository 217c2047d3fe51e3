"""Starts and how they hold, as British services count them."""

from framsteg.evaluation.counts import Count, Counts, share, spread
from framsteg.evaluation.measure import (
    ACROSS,
    IN_DAILY_WORK,
    PEOPLE_SERVED,
    Measure,
    Shape,
    SubsidisedJobs,
    Unit,
)
from framsteg.foundation.text import Text, say

UK_ENGAGED = Measure(
    name="uk_engaged",
    title=say("Engaged: vocational profile begun"),
    definition=say("Share of participants whose vocational profile has been begun."),
    numerator=say("People with a vocational profile begun before the end of the window."),
    denominator=PEOPLE_SERVED,
    window=say("Served in the window, profile begun before its end."),
    subsidised=SubsidisedJobs.NOT_CONCERNED,
    source=IN_DAILY_WORK,
    shape=Shape.SHARE,
    counts=share("is_engaged"),
    needs=("people",),
    groupings=ACROSS,
)

UK_INTO_WORK = Measure(
    name="uk_into_work",
    title=say("Supported into work"),
    definition=say(
        "Share of those who enrolled in the window who have started a first paid job. British "
        "services count it when four paid hours have been worked; here when the job has begun."
    ),
    numerator=say("People with a first job that started in the window."),
    denominator=say("People who enrolled in the window."),
    window=say("Enrolled in the window, job started before its end."),
    subsidised=SubsidisedJobs.INCLUDED,
    source=IN_DAILY_WORK,
    shape=Shape.SHARE,
    counts=share("has_job", of="is_newcomer"),
    needs=("people",),
    groupings=ACROSS,
)

JOB_STARTS = Measure(
    name="job_starts",
    title=say("Job starts by quarter"),
    definition=say("Every job that has started, also a person's second and third."),
    numerator=say("Jobs that started in the quarter."),
    denominator=say("All jobs that started in the window."),
    window=say("Started in the window, by quarter."),
    subsidised=SubsidisedJobs.INCLUDED,
    source=IN_DAILY_WORK,
    shape=Shape.SPREAD,
    counts=spread("jobs"),
    needs=("jobs",),
    dimensions=("quarter",),
    groupings=ACROSS,
)

JOB_STARTS_BY_KIND = Measure(
    name="job_starts_by_kind",
    title=say("Job starts with and without subsidy"),
    definition=say("Every job that has started, also a person's second and third."),
    numerator=say("Jobs of each kind."),
    denominator=say("All jobs that started in the window."),
    window=say("Started in the window."),
    subsidised=SubsidisedJobs.APART,
    source=IN_DAILY_WORK,
    shape=Shape.SPREAD,
    counts=spread("jobs"),
    needs=("jobs",),
    dimensions=("job_kind",),
    groupings=ACROSS,
)

JOBS_PER_YEAR = Measure(
    name="jobs_per_year",
    title=say("Job starts per person and year"),
    definition=say(
        "Every job that has started, for each year that people have been enrolled (365.25 days): "
        "sites that began at different times can be seen beside each other."
    ),
    numerator=say("Jobs that started in the window."),
    denominator=PEOPLE_SERVED,
    window=say("Jobs started and days enrolled in the window."),
    subsidised=SubsidisedJobs.INCLUDED,
    source=IN_DAILY_WORK,
    shape=Shape.EVENTS,
    counts=Counts(
        "person_time",
        (Count("n", total="jobs"), Count("of"), Count("people"), Count("days", total="days")),
    ),
    needs=("person_time",),
    groupings=ACROSS,
    unit=Unit.PER_YEAR,
)


def _sustained(name: str, title: Text, definition: Text, numerator: Text, weeks: int) -> Measure:
    return Measure(
        name=name,
        title=title,
        definition=definition,
        numerator=numerator,
        denominator=say(
            "Jobs that started in the window so long ago that the day has passed. Repeated jobs "
            "count each."
        ),
        window=say("Started in the window, held or not before its end."),
        subsidised=SubsidisedJobs.INCLUDED,
        source=IN_DAILY_WORK,
        shape=Shape.SHARE,
        counts=share(f"lasted_{weeks}", relation="jobs", missing=f"NOT is_due_{weeks}"),
        needs=("jobs",),
        groupings=ACROSS,
        left_out=say("not yet due"),
    )


SUSTAINED_13_WEEKS = _sustained(
    "sustained_13_weeks",
    say("Jobs that have held for 13 weeks"),
    say("Share of the jobs that still ran on their ninety-first day."),
    say("Of them, those that still ran 91 days after the first."),
    13,
)

SUSTAINED_26_WEEKS = _sustained(
    "sustained_26_weeks",
    say("Jobs that have held for 26 weeks"),
    say("Share of the jobs that still ran half a year after their first day."),
    say("Of them, those that still ran 182 days after the first."),
    26,
)
