"""Where those who are still enrolled stand on one day: in work, in another occupation, in none."""

from framsteg.evaluation.counts import share, spread
from framsteg.evaluation.measure import (
    ACROSS,
    AT_WINDOW_END,
    IN_DAILY_WORK,
    Measure,
    Shape,
    SubsidisedJobs,
)
from framsteg.foundation.text import Text, say

_STILL_ENROLLED = say("People enrolled on the last day of the window.")


def _share_of_enrolled(
    name: str, title: Text, definition: Text, numerator: Text, condition: str
) -> Measure:
    return Measure(
        name=name,
        title=title,
        definition=definition,
        numerator=numerator,
        denominator=_STILL_ENROLLED,
        window=AT_WINDOW_END,
        subsidised=SubsidisedJobs.INCLUDED,
        source=IN_DAILY_WORK,
        shape=Shape.SHARE,
        counts=share(condition, relation="occupied"),
        needs=("occupied",),
        groupings=ACROSS,
    )


IN_WORK_NOW = _share_of_enrolled(
    "in_work_now",
    say("In work on the day"),
    say("Share of those enrolled who are in a job: ordinary, subsidised or in an own business."),
    say("Of them, those in a job on that day."),
    "in_work",
)

OCCUPIED_NOW = _share_of_enrolled(
    "occupied_now",
    say("In some occupation on the day"),
    say("Share of those enrolled who are in work, studies, internship or unpaid occupation."),
    say("Of them, those in any occupation on that day."),
    "occupation <> 'none'",
)

OCCUPATION_NOW = Measure(
    name="occupation_now",
    title=say("Occupation on the day"),
    definition=say(
        "What those enrolled are occupied with, each counted once: a job before studies, studies "
        "before an internship, and an internship before what is unpaid."
    ),
    numerator=say("People in each occupation on that day."),
    denominator=_STILL_ENROLLED,
    window=AT_WINDOW_END,
    subsidised=SubsidisedJobs.APART,
    source=IN_DAILY_WORK,
    shape=Shape.SPREAD,
    counts=spread("occupied"),
    needs=("occupied",),
    dimensions=("occupation",),
    groupings=ACROSS,
)

RECEIVING_SECTOR_NOW = Measure(
    name="receiving_sector_now",
    title=say("Employers on the day, by sector"),
    definition=say("Which sector the employers belong to who have received someone."),
    numerator=say("People at an employer of each sector on that day."),
    denominator=say("People in employment, internship or training at an employer on that day."),
    window=AT_WINDOW_END,
    subsidised=SubsidisedJobs.INCLUDED,
    source=IN_DAILY_WORK,
    shape=Shape.SPREAD,
    counts=spread("occupied", where="sector IS NOT NULL"),
    needs=("occupied",),
    dimensions=("sector",),
    groupings=ACROSS,
)
