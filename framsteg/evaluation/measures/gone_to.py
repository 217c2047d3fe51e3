"""How many went to work or studies: the published results of a programme."""

from framsteg.evaluation.measure import (
    EVER_IN_WINDOW,
    IN_DAILY_WORK,
    OF_PEOPLE,
    PEOPLE_SERVED,
    Measure,
    Shape,
    SubsidisedJobs,
    share_sql,
)
from framsteg.foundation.text import say

GONE_TO_EMPLOYMENT = Measure(
    name="gone_to_employment",
    title=say("Gone to work"),
    definition=say(
        "Share of participants who have started a job: ordinary, subsidised or in an own business."
    ),
    numerator=say("People with at least one job that started in the window."),
    denominator=PEOPLE_SERVED,
    window=EVER_IN_WINDOW,
    subsidised=SubsidisedJobs.INCLUDED,
    source=IN_DAILY_WORK,
    shape=Shape.SHARE,
    sql=share_sql("first_job_on IS NOT NULL"),
    needs=("people",),
    groupings=OF_PEOPLE,
)

GONE_TO_STUDIES = Measure(
    name="gone_to_studies",
    title=say("Gone to studies"),
    definition=say("Share of participants who have started studies."),
    numerator=say("People with at least one course of studies that started in the window."),
    denominator=PEOPLE_SERVED,
    window=EVER_IN_WINDOW,
    subsidised=SubsidisedJobs.NOT_CONCERNED,
    source=IN_DAILY_WORK,
    shape=Shape.SHARE,
    sql=share_sql("first_studies_on IS NOT NULL"),
    needs=("people",),
    groupings=OF_PEOPLE,
)

GONE_TO_WORK_OR_STUDIES = Measure(
    name="gone_to_work_or_studies",
    title=say("Gone to work or studies"),
    definition=say(
        "Share of participants who have started a job, with or without subsidy, or studies."
    ),
    numerator=say(
        "People with at least one job or course of studies that started in the window. "
        "Whoever did both counts once."
    ),
    denominator=PEOPLE_SERVED,
    window=EVER_IN_WINDOW,
    subsidised=SubsidisedJobs.INCLUDED,
    source=IN_DAILY_WORK,
    shape=Shape.SHARE,
    sql=share_sql("first_job_on IS NOT NULL OR first_studies_on IS NOT NULL"),
    needs=("people",),
    groupings=OF_PEOPLE,
)
