"""How many went to work, studies, internships: the published results of a programme."""

from framsteg.evaluation.counts import share
from framsteg.evaluation.measure import (
    ACROSS,
    EVER_IN_WINDOW,
    IN_DAILY_WORK,
    PEOPLE_SERVED,
    Measure,
    Shape,
    SubsidisedJobs,
)
from framsteg.foundation.text import Text, say


def _gone_to(
    name: str,
    title: Text,
    definition: Text,
    numerator: Text,
    condition: str,
    subsidised: SubsidisedJobs = SubsidisedJobs.NOT_CONCERNED,
) -> Measure:
    return Measure(
        name=name,
        title=title,
        definition=definition,
        numerator=numerator,
        denominator=PEOPLE_SERVED,
        window=EVER_IN_WINDOW,
        subsidised=subsidised,
        source=IN_DAILY_WORK,
        shape=Shape.SHARE,
        counts=share(condition),
        needs=("people",),
        groupings=ACROSS,
    )


GONE_TO_EMPLOYMENT = _gone_to(
    "gone_to_employment",
    say("Gone to work"),
    say(
        "Share of participants who have started a job: ordinary, subsidised or in an own business."
    ),
    say("People with at least one job that started in the window."),
    "has_job",
    SubsidisedJobs.INCLUDED,
)

GONE_TO_STUDIES = _gone_to(
    "gone_to_studies",
    say("Gone to studies"),
    say("Share of participants who have started studies."),
    say("People with at least one course of studies that started in the window."),
    "has_studies",
)

GONE_TO_WORK_OR_STUDIES = _gone_to(
    "gone_to_work_or_studies",
    say("Gone to work or studies"),
    say("Share of participants who have started a job, with or without subsidy, or studies."),
    say(
        "People with at least one job or course of studies that started in the window. "
        "Whoever did both counts once."
    ),
    "has_job OR has_studies",
    SubsidisedJobs.INCLUDED,
)

GONE_TO_INTERNSHIP = _gone_to(
    "gone_to_internship",
    say("Gone to internship"),
    say("Share of participants who have started an internship or Supported Training. Not a job."),
    say("People with at least one internship or training that started in the window."),
    "has_internship",
)

GONE_TO_UNPAID = _gone_to(
    "gone_to_unpaid",
    say("Gone to unpaid occupation"),
    say("Share of participants who have started an unpaid occupation. Not a job."),
    say("People with at least one unpaid occupation that started in the window."),
    "has_unpaid",
)
