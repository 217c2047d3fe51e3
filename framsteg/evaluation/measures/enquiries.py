"""Where enquiries come from."""

from framsteg.evaluation.measure import IN_DAILY_WORK, Measure, Shape, SubsidisedJobs, spread_sql
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
        sql=spread_sql("asked"),
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
