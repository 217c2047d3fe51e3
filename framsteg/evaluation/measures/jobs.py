"""What kind of jobs and studies people went to, each person counted once by the latest."""

from framsteg.evaluation.counts import spread
from framsteg.evaluation.measure import (
    ACROSS,
    EVER_IN_WINDOW,
    IN_DAILY_WORK,
    Measure,
    Shape,
    SubsidisedJobs,
)
from framsteg.foundation.text import Text, say

_PEOPLE_WITH_A_JOB = say("People with a job that started in the window.")


def _of_latest_job(
    name: str, title: Text, definition: Text, dimension: str, subsidised: SubsidisedJobs
) -> Measure:
    return Measure(
        name=name,
        title=title,
        definition=definition,
        numerator=say("People in each group, each once, by the latest job."),
        denominator=_PEOPLE_WITH_A_JOB,
        window=EVER_IN_WINDOW,
        subsidised=subsidised,
        source=IN_DAILY_WORK,
        shape=Shape.SPREAD,
        counts=spread("latest_jobs"),
        needs=("latest_jobs",),
        dimensions=(dimension,),
        groupings=ACROSS,
    )


EMPLOYMENT_BY_SUBSIDY = _of_latest_job(
    "employment_by_subsidy",
    say("Ordinary and subsidised jobs"),
    say("How many of those who went to work have an ordinary job, and how many a subsidised one."),
    "job_form",
    SubsidisedJobs.APART,
)

SHARE_OF_FULL_TIME = _of_latest_job(
    "share_of_full_time",
    say("Share of full time"),
    say("How much people work: the latest agreed share of full time in the latest job."),
    "extent",
    SubsidisedJobs.INCLUDED,
)

JOBS_BY_SECTOR = _of_latest_job(
    "jobs_by_sector",
    say("Jobs by sector"),
    say("Which sector the employers belong to."),
    "sector",
    SubsidisedJobs.INCLUDED,
)

JOBS_BY_TRADE = _of_latest_job(
    "jobs_by_trade",
    say("Jobs by trade"),
    say("Which trades people work in."),
    "trade",
    SubsidisedJobs.INCLUDED,
)

STUDIES_BY_KIND = Measure(
    name="studies_by_kind",
    title=say("Studies by kind"),
    definition=say("What those who went to studies study."),
    numerator=say("People in each group, each once, by the latest course."),
    denominator=say("People with a course of studies that started in the window."),
    window=EVER_IN_WINDOW,
    subsidised=SubsidisedJobs.NOT_CONCERNED,
    source=IN_DAILY_WORK,
    shape=Shape.SPREAD,
    counts=spread("latest_studies"),
    needs=("latest_studies",),
    dimensions=("course",),
    groupings=ACROSS,
)
