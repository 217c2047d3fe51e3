"""Time until something happens, with those in it to whom it has not happened yet."""

from framsteg.evaluation.counts import until_it_happens
from framsteg.evaluation.measure import (
    ACROSS,
    IN_DAILY_WORK,
    Measure,
    Shape,
    SubsidisedJobs,
)
from framsteg.foundation.text import Text, say

_ENROLLED_IN_WINDOW = say("People who enrolled in the window.")


def _curve(
    name: str,
    title: Text,
    definition: Text,
    numerator: Text,
    denominator: Text,
    window: Text,
    relation: str,
    subsidised: SubsidisedJobs = SubsidisedJobs.INCLUDED,
) -> Measure:
    return Measure(
        name=name,
        title=title,
        definition=definition,
        numerator=numerator,
        denominator=denominator,
        window=window,
        subsidised=subsidised,
        source=IN_DAILY_WORK,
        shape=Shape.SURVIVAL,
        counts=until_it_happens(relation),
        needs=(relation,),
        dimensions=("mark",),
        groupings=ACROSS,
        axis="days",
    )


TIME_TO_EMPLOYER_CONTACT = _curve(
    "time_to_employer_contact",
    say("Until the first employer contact"),
    say(
        "The share who have had a first contact with an employer on their behalf, by time since "
        "enrolment (Kaplan–Meier: whoever leaves or is still waiting counts as long as observed)."
    ),
    say("People with a first contact by that time."),
    _ENROLLED_IN_WINDOW,
    say("Enrolled in the window, observed until exit or its end."),
    "first_employer_contacts",
    SubsidisedJobs.NOT_CONCERNED,
)

TIME_TO_FIRST_JOB = _curve(
    "time_to_first_job",
    say("Until the first job"),
    say(
        "The share who have started a first job, by time since enrolment (Kaplan–Meier: whoever "
        "leaves or is still waiting counts as long as observed)."
    ),
    say("People with a first job by that time."),
    _ENROLLED_IN_WINDOW,
    say("Enrolled in the window, observed until exit or its end."),
    "waiting_for_job",
)

TIME_TO_JOB_LOSS = _curve(
    "time_to_job_loss",
    say("Until the first job ends"),
    say(
        "The share whose first job has ended without another to go straight on to, by time since "
        "it began (Kaplan–Meier)."
    ),
    say("People whose first job has ended by that time."),
    say("People with a job that started in the window."),
    say("Job started in the window, observed until it ends or the window does."),
    "first_jobs",
)
