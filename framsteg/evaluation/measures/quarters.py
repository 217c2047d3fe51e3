"""Quarter by quarter: the IPS employment rate, and what comes in and goes out."""

from framsteg.evaluation.counts import share, spread, turns
from framsteg.evaluation.measure import (
    ACROSS,
    IN_DAILY_WORK,
    Measure,
    Shape,
    SubsidisedJobs,
)
from framsteg.foundation.text import Text, say

_SERVED_IN_QUARTER = say("People enrolled on at least one day of the quarter.")
_EACH_QUARTER = say("Each quarter of the window. The row for all is the last one, finished or not.")


def _rate(
    name: str, title: Text, definition: Text, counted: str, subsidised: SubsidisedJobs
) -> Measure:
    return Measure(
        name=name,
        title=title,
        definition=definition,
        numerator=say("Of them, those with such a job on at least one day of the quarter."),
        denominator=_SERVED_IN_QUARTER,
        window=_EACH_QUARTER,
        subsidised=subsidised,
        source=IN_DAILY_WORK,
        shape=Shape.SERIES,
        counts=turns(counted),
        needs=("quarter_turns",),
        dimensions=("quarter",),
        groupings=ACROSS,
        axis="quarter_no",
    )


IPS_QUARTERLY_RATE = _rate(
    "ips_quarterly_rate",
    say("Quarterly employment rate (IPS)"),
    say(
        "Share of those served in a quarter who had a competitive job in it: an ordinary "
        "employment or an own business, without subsidy."
    ),
    "in_ordinary_job",
    SubsidisedJobs.EXCLUDED,
)

QUARTERLY_RATE_WITH_SUBSIDISED = _rate(
    "quarterly_rate_with_subsidised",
    say("Quarterly employment rate, subsidised jobs included"),
    say("Share of those served in a quarter who had a job in it, with or without subsidy."),
    "in_job",
    SubsidisedJobs.INCLUDED,
)

_ADDED_UP = say("In the window, by quarter.")

FLOW_IN = Measure(
    name="flow_in",
    title=say("Enrolments by quarter"),
    definition=say("How many enrolments began in each quarter. Whoever came back counts again."),
    numerator=say("Enrolments that began in the quarter."),
    denominator=say("All enrolments that began in the window."),
    window=_ADDED_UP,
    subsidised=SubsidisedJobs.NOT_CONCERNED,
    source=IN_DAILY_WORK,
    shape=Shape.SPREAD,
    counts=spread("entries"),
    needs=("entries",),
    dimensions=("quarter",),
    groupings=ACROSS,
)

FLOW_OUT = Measure(
    name="flow_out",
    title=say("Exits by quarter"),
    definition=say("How many enrolments ended in each quarter."),
    numerator=say("Enrolments that ended in the quarter."),
    denominator=say("All enrolments that ended in the window."),
    window=_ADDED_UP,
    subsidised=SubsidisedJobs.NOT_CONCERNED,
    source=IN_DAILY_WORK,
    shape=Shape.SPREAD,
    counts=spread("exits"),
    needs=("exits",),
    dimensions=("quarter",),
    groupings=ACROSS,
)

LEFT_BY_OWN_CHOICE = Measure(
    name="left_by_own_choice",
    title=say("Left by own choice"),
    definition=say(
        "Share of the exits that the person chose without work or studies to go to: drop-out."
    ),
    numerator=say("Exits with own choice as the reason."),
    denominator=say("Exits in the window whose reason is stated."),
    window=say("Left in the window."),
    subsidised=SubsidisedJobs.NOT_CONCERNED,
    source=IN_DAILY_WORK,
    shape=Shape.SHARE,
    counts=share("exit_reason = 'own_choice'", relation="exits", missing="exit_reason IS NULL"),
    needs=("exits",),
    groupings=ACROSS,
    left_out=say("the reason for the exit is missing"),
)
