"""Introduction at a workplace, and the support on and off the job that follows."""

from framsteg.foundation.codes import DocumentKind, Part
from framsteg.foundation.text import say
from framsteg.rules.documents.shape import (
    Choice,
    DocumentShape,
    SectionShape,
    choice,
    day,
    line,
    rows,
    writing,
)

DEALINGS = Part.EMPLOYER_DEALINGS

INTRODUCTION_PLAN = DocumentShape(
    kind=DocumentKind.INTRODUCTION_PLAN,
    lead=say("How the first time at work is made clear and calm, for all who are part of it."),
    part=DEALINGS,
    several=True,
    subject=say("Workplace"),
    review_months=1,
    sections=(
        SectionShape(
            "person",
            say("For the person"),
            DEALINGS,
            (
                writing("before", say("Before the first day: visit, way there, whom to ask for")),
                rows(
                    "days",
                    say("The first days"),
                    line("when", say("When")),
                    line("what", say("What")),
                    line("with", say("With whom")),
                    explore=True,
                ),
                line("contact", say("Whom to call when something is wrong"), explore=True),
            ),
        ),
        SectionShape(
            "tasks",
            say("Tasks, routines and structured instruction"),
            DEALINGS,
            (
                rows(
                    "tasks",
                    say("Tasks, one at a time"),
                    line("task", say("Task")),
                    line("steps", say("Its steps, in order")),
                    line("shown", say("How it is shown: told, shown, done together, pictures")),
                    line("by", say("By whom")),
                    day("learnt", say("Works by itself from")),
                    explore=True,
                ),
                writing("routines", say("Routines: breaks, being ill, being late, leave")),
            ),
        ),
        SectionShape(
            "workplace",
            say("For the workplace"),
            DEALINGS,
            (
                writing("know", say("What colleagues are told, as agreed with the person"),
                        explore=True),
                writing("need", say("What the workplace wants to learn, and who teaches it")),
                writing("adapted", say("What is adapted, and how long")),
            ),
        ),
        SectionShape(
            "supervisor",
            say("For the supervisor"),
            DEALINGS,
            (
                line("supervisor", say("Supervisor")),
                line("in_place", say("Who steps in when the supervisor is away")),
                writing("does", say("What the supervisor does, and when"), explore=True),
                line("coach", say("How to reach the employment specialist"), explore=True),
            ),
        ),
    ),
)  # fmt: skip

SUPPORT_PLAN = DocumentShape(
    kind=DocumentKind.SUPPORT_PLAN,
    lead=say(
        "Who does what and how often, what the workplace does by itself, and how the support "
        "changes as work becomes stable."
    ),
    part=DEALINGS,
    several=True,
    subject=say("Workplace"),
    review_months=1,
    sections=(
        SectionShape(
            "on_the_job",
            say("On the job"),
            DEALINGS,
            (
                rows(
                    "support",
                    say("Support at work"),
                    line("what", say("What")),
                    line("who", say("Who")),
                    line("often", say("How often")),
                    day("until", say("Until")),
                    explore=True,
                ),
                writing(
                    "natural", say("Natural support: colleagues, routines, aids"), explore=True
                ),
            ),
        ),
        SectionShape(
            "off_the_job",
            say("Off the job"),
            Part.SUPPORT_NEEDS,
            (
                rows(
                    "support",
                    say("Support outside work"),
                    line("what", say("What")),
                    line("who", say("Who")),
                    line("often", say("How often")),
                    day("until", say("Until")),
                ),
                writing("strategies", say("Strategies that make life stable"), explore=True),
                writing("worse", say("What we do if it gets harder")),
            ),
        ),
        SectionShape(
            "over_time",
            say("How the support changes over time"),
            DEALINGS,
            (
                choice(
                    "ends",
                    say("How long"),
                    (
                        Choice("planned", say("Tapered step by step to a planned exit")),
                        Choice("unlimited", say("As long as the person wants it")),
                    ),
                ),
                rows(
                    "steps",
                    say("Steps"),
                    line("when", say("When this works by itself")),
                    line("then", say("The support becomes")),
                    day("from", say("From about")),
                    explore=True,
                ),
                day("exit", say("Planned exit")),
                writing("back", say("How one comes back if it is needed")),
            ),
        ),
    ),
)
