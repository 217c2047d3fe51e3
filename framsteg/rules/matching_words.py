"""Each aspect of a match in words: what fits, what to ask about, and what could close a gap."""

from framsteg.foundation.text import Text, say
from framsteg.rules.matching import Aspect, Fit

FITS: dict[Aspect, Text] = {
    Aspect.OCCUPATION: say("The work is what is wished for: {what}"),
    Aspect.HOURS: say("The hours suit: {what}"),
    Aspect.PLACE: say("In the right place: {what}"),
    Aspect.CONTACT: say("As much contact with people as wished: {what}"),
    Aspect.NOISE: say("The sound level is as wished: {what}"),
    Aspect.SUPPORT: say("The support that is wished for is there: {what}"),
    Aspect.TASKS: say("Work that the person knows: {what}"),
    Aspect.TIMES: say("All working times suit: {what}"),
    Aspect.PACE: say("The pace suits: {what}"),
    Aspect.PRECISION: say("The precision suits: {what}"),
    Aspect.PHYSICAL: say("The physical load suits: {what}"),
    Aspect.REQUIREMENTS: say("Has what is required: {what}"),
}
ASKS: dict[Aspect, Text] = {
    Aspect.OCCUPATION: say("What the work is"),
    Aspect.HOURS: say("How many hours, and whether they can vary"),
    Aspect.PLACE: say("Where the workplace is"),
    Aspect.CONTACT: say("How much contact with people there is"),
    Aspect.NOISE: say("How noisy it is"),
    Aspect.SUPPORT: say("Who can be a supervisor"),
    Aspect.TASKS: say("What the tasks are"),
    Aspect.TIMES: say("Which times of the day and week"),
    Aspect.PACE: say("What the pace is"),
    Aspect.PRECISION: say("How exact it must be"),
    Aspect.PHYSICAL: say("How heavy it is"),
    Aspect.REQUIREMENTS: say("What is really required"),
}
NEAR: dict[Aspect, Text] = {
    Aspect.OCCUPATION: say("Close to the work that is wished for: {what}"),
    Aspect.TASKS: say("Close to work that the person knows: {what}"),
}
GAPS: dict[Aspect, Text] = {
    Aspect.OCCUPATION: say("Other work than is wished for: {what}"),
    Aspect.HOURS: say("Other hours than are wished for: {what}"),
    Aspect.PLACE: say("In another municipality: {what}"),
    Aspect.CONTACT: say("Another amount of contact than is wished for: {what}"),
    Aspect.NOISE: say("Another sound level than is wished for: {what}"),
    Aspect.SUPPORT: say("Less support than is wished for: {what}"),
    Aspect.TASKS: say("New work for the person: {what}"),
    Aspect.TIMES: say("Times that do not suit: {what}"),
    Aspect.PACE: say("A higher pace than suits: {what}"),
    Aspect.PRECISION: say("More precision than suits: {what}"),
    Aspect.PHYSICAL: say("Heavier than suits: {what}"),
    Aspect.REQUIREMENTS: say("Something is required that is not there: {what}"),
}
# What can be done from either side; nothing for what the person simply does not wish for.
CLOSES: dict[Aspect, Text] = {
    Aspect.HOURS: say("Ask whether one can begin with other hours and grow"),
    Aspect.PLACE: say("Look at the journey together"),
    Aspect.CONTACT: say("Ask for tasks with more or less contact"),
    Aspect.NOISE: say("Ear protection, a quieter corner, or quieter hours"),
    Aspect.SUPPORT: say("The coach is there in the beginning; agree on a supervisor"),
    Aspect.TASKS: say("Introduction step by step, with the coach alongside"),
    Aspect.TIMES: say("Ask whether the schedule can be another"),
    Aspect.PACE: say("Begin calmly, share the busiest tasks"),
    Aspect.PRECISION: say("A checklist, and a colleague who looks too"),
    Aspect.PHYSICAL: say("Aids, or another division of the tasks"),
    Aspect.REQUIREMENTS: say("Ask whether it can be learnt there, or done by somebody else"),
}


def told(aspect: Aspect, fit: Fit, what: object) -> Text:
    """One aspect in words; `what` is what the job offers or asks for."""
    if fit is Fit.ASK:
        return ASKS[aspect]
    near = NEAR if fit is Fit.PARTLY else {}
    words = FITS[aspect] if fit is Fit.FITS else near.get(aspect, GAPS[aspect])
    return Text(words.msgid, {"what": what})


def closes(aspect: Aspect, fit: Fit) -> Text | None:
    """What support or arrangement could close the gap."""
    return CLOSES.get(aspect) if fit in (Fit.PARTLY, Fit.NOT) else None
