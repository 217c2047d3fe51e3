"""Participants."""

from framsteg.evaluation.counts import spread
from framsteg.evaluation.measure import (
    ACROSS,
    AT_WINDOW_END,
    IN_DAILY_WORK,
    PEOPLE_SERVED,
    Measure,
    Shape,
    SubsidisedJobs,
)
from framsteg.foundation.text import say

CLIENTS = Measure(
    name="clients",
    title=say("Participants"),
    definition=say("How many people the programme has served."),
    numerator=PEOPLE_SERVED,
    denominator=say("All people enrolled at some time in the window."),
    window=say("Enrolled on at least one day of the window."),
    subsidised=SubsidisedJobs.NOT_CONCERNED,
    source=IN_DAILY_WORK,
    shape=Shape.SPREAD,
    counts=spread("people"),
    needs=("people",),
    groupings=ACROSS,
)

ACTIVE_AND_EXITED = Measure(
    name="active_and_exited",
    title=say("Enrolled, exited and why"),
    definition=say(
        "How many participants are still enrolled, and the reasons why the others left."
    ),
    numerator=say("People in each state, each once, by the latest enrolment."),
    denominator=PEOPLE_SERVED,
    window=AT_WINDOW_END,
    subsidised=SubsidisedJobs.NOT_CONCERNED,
    source=IN_DAILY_WORK,
    shape=Shape.SPREAD,
    counts=spread("people"),
    needs=("people",),
    dimensions=("status",),
    groupings=ACROSS,
)
