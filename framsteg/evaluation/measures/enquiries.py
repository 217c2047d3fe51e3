"""Where enquiries come from, how far they come, and how long the first answer takes."""

from framsteg.evaluation.counts import lengths, share, spread
from framsteg.evaluation.measure import (
    IN_DAILY_WORK,
    Measure,
    Shape,
    SubsidisedJobs,
    Unit,
)
from framsteg.foundation.text import Text, say


def _enquiries(name: str, title: Text, definition: Text, dimension: str) -> Measure:
    return Measure(
        name=name,
        title=title,
        definition=definition,
        numerator=say("Enquiries from each, also those that led to no enrolment."),
        denominator=say("All enquiries that came in during the window."),
        window=say("Came in during the window."),
        subsidised=SubsidisedJobs.NOT_CONCERNED,
        source=IN_DAILY_WORK,
        shape=Shape.SPREAD,
        counts=spread("asked"),
        needs=("asked",),
        dimensions=(dimension,),
    )


ENQUIRIES_BY_SOURCE = _enquiries(
    "enquiries_by_source",
    say("Enquiries by source"),
    say("Who asks for a place: the person, a relative, or which unit."),
    "source",
)

ENQUIRIES_BY_ORGANISATION = _enquiries(
    "enquiries_by_organisation",
    say("Enquiries by organisation"),
    say("Which organisations the enquiries come from."),
    "organisation",
)

_CAME_IN = say("All enquiries that came in during the window.")


def _reached(name: str, title: Text, definition: Text, numerator: Text, column: str) -> Measure:
    return Measure(
        name=name,
        title=title,
        definition=definition,
        numerator=numerator,
        denominator=_CAME_IN,
        window=say("Came in during the window, the step taken before its end."),
        subsidised=SubsidisedJobs.NOT_CONCERNED,
        source=IN_DAILY_WORK,
        shape=Shape.SHARE,
        counts=share(column, relation="asked"),
        needs=("asked",),
        dimensions=("source",),
    )


ENQUIRIES_MET = _reached(
    "enquiries_met",
    say("From enquiry to information meeting"),
    say("How many of the enquiries led to an information meeting that was held, by source."),
    say("Enquiries with a meeting noted as held."),
    "met",
)

ENQUIRIES_TAKEN = _reached(
    "enquiries_taken",
    say("From enquiry to a yes or the waiting list"),
    say("How many of the enquiries were accepted or are on the waiting list, by source."),
    say("Enquiries that are accepted or wait for a place."),
    "taken",
)

ENQUIRIES_ENROLLED = _reached(
    "enquiries_enrolled",
    say("From enquiry to enrolment"),
    say("How many of the enquiries became an enrolment, by source."),
    say("Enquiries that a person was enrolled from."),
    "enrolled",
)

DAYS_TO_FIRST_ANSWER = Measure(
    name="days_to_first_answer",
    title=say("Days to the first answer"),
    definition=say(
        "Days from the day an enquiry came in to the first answer: an information meeting that "
        "was held, or an outcome. Median and quartiles, over those that have been answered."
    ),
    numerator=say("Enquiries that have been answered."),
    denominator=_CAME_IN,
    window=say("Came in during the window, answered before its end."),
    subsidised=SubsidisedJobs.NOT_CONCERNED,
    source=IN_DAILY_WORK,
    shape=Shape.DURATION,
    counts=lengths("asked"),
    needs=("asked",),
    dimensions=("source",),
    axis="days_to_answer",
    unit=Unit.DAYS,
)

DAYS_TO_ENROLMENT = Measure(
    name="days_to_enrolment",
    title=say("Days from enquiry to enrolment"),
    definition=say(
        "Days from the day an enquiry came in to the enrolment that it led to. Median and "
        "quartiles, over those that have led to one."
    ),
    numerator=say("Enquiries that a person was enrolled from."),
    denominator=_CAME_IN,
    window=say("Came in during the window, enrolled before its end."),
    subsidised=SubsidisedJobs.NOT_CONCERNED,
    source=IN_DAILY_WORK,
    shape=Shape.DURATION,
    counts=lengths("asked"),
    needs=("asked",),
    dimensions=("source",),
    axis="days_to_enrolment",
    unit=Unit.DAYS,
)
