"""How long it takes: to the first employer contact and to the first job."""

from framsteg.evaluation.counts import lengths
from framsteg.evaluation.measure import (
    ACROSS,
    IN_DAILY_WORK,
    Measure,
    Shape,
    SubsidisedJobs,
    Unit,
)
from framsteg.foundation.text import say

_ENROLLED_IN_WINDOW = say("People who enrolled in the window.")

DAYS_TO_FIRST_EMPLOYER_CONTACT = Measure(
    name="days_to_first_employer_contact",
    title=say("Days to the first employer contact"),
    definition=say(
        "Days from enrolment to the first contact with an employer on the person's behalf: "
        "median and quartiles, over those who have had one."
    ),
    numerator=say("People with a dated contact on the day of enrolment or later."),
    denominator=_ENROLLED_IN_WINDOW,
    window=say("Enrolled in the window, contact before its end."),
    subsidised=SubsidisedJobs.NOT_CONCERNED,
    source=IN_DAILY_WORK,
    shape=Shape.DURATION,
    counts=lengths("first_employer_contacts"),
    needs=("first_employer_contacts",),
    groupings=ACROSS,
    axis="days_to_contact",
    unit=Unit.DAYS,
)

DAYS_TO_FIRST_JOB = Measure(
    name="days_to_first_job",
    title=say("Days to the first job"),
    definition=say(
        "Days from enrolment to the first day of the first job: median and quartiles, over those "
        "who have had one. Those still without a job are not in the median."
    ),
    numerator=say("People with a job that started in the window."),
    denominator=_ENROLLED_IN_WINDOW,
    window=say("Enrolled in the window, job started before its end."),
    subsidised=SubsidisedJobs.INCLUDED,
    source=IN_DAILY_WORK,
    shape=Shape.DURATION,
    counts=lengths("waiting_for_job"),
    needs=("waiting_for_job",),
    groupings=ACROSS,
    axis="days_to_job",
    unit=Unit.DAYS,
)
