"""The agreement (överenskommelse): who promises what, and how it is followed up.

Contents: what the programmes describe (agreement stage of Supported Employment) and the list of
method documents that Framsteg works from. The wording is Framsteg's own.
"""

from framsteg.foundation.codes import DocumentKind, Part
from framsteg.foundation.text import say
from framsteg.rules.documents.shape import (
    Choice,
    DocumentShape,
    SectionShape,
    choice,
    choices,
    day,
    line,
    rows,
    writing,
)

FIRST_CONTACT = (
    Choice("phone", say("By phone")),
    Choice("text", say("By text message")),
    Choice("email", say("By e-mail")),
    Choice("letter", say("By letter")),
    Choice("visit", say("By meeting")),
    Choice("alone", say("Alone")),
    Choice("with_support", say("Together with somebody I trust")),
)

AGREEMENT = DocumentShape(
    kind=DocumentKind.AGREEMENT,
    lead=say("What we are to do together, in the person's words, and what each one promises."),
    part=Part.PLAN,
    signed=True,
    review_months=3,
    sections=(
        SectionShape(
            "goals",
            say("What the agreement is about"),
            Part.PLAN,
            (
                writing(
                    "goal",
                    say("The goal in the person's own words"),
                    hint=say("As it was said. It can be changed at any time."),
                    explore=True,
                ),
                writing("why", say("Why this matters to me")),
                choices(
                    "first_contact", say("How I wanted the first contact to be"), FIRST_CONTACT
                ),
                line("reach_me", say("How I want to be reached from now on")),
            ),
        ),
        SectionShape(
            "promises",
            say("What each one promises"),
            Part.PLAN,
            (
                rows(
                    "promises",
                    say("Promises"),
                    line("who", say("Who")),
                    line("organisation", say("From")),
                    line("what", say("Promises to")),
                    day("by", say("By")),
                    hint=say("The person, the coaches, each authority, and others who help."),
                    explore=True,
                ),
                writing(
                    "respect",
                    say("What is important in how we work together"),
                    hint=say("For example tempo, availability, who may say what to whom."),
                ),
            ),
        ),
        SectionShape(
            "review",
            say("How it is followed up, and how it ends"),
            Part.PLAN,
            (
                writing("how", say("How we follow up, and how often"), explore=True),
                writing(
                    "ends",
                    say("How the agreement ends"),
                    hint=say(
                        "It can be ended whenever the person wants. Say what happens then, and "
                        "who tells whom."
                    ),
                    explore=True,
                ),
            ),
        ),
    ),
)

INTERNSHIP_AGREEMENT = DocumentShape(
    kind=DocumentKind.INTERNSHIP_AGREEMENT,
    lead=say("What the internship is for, who does what, and when it is followed up."),
    part=Part.EMPLOYER_DEALINGS,
    several=True,
    subject=say("Workplace"),
    signed=True,
    review_months=1,
    sections=(
        SectionShape(
            "purpose",
            say("Purpose and time"),
            Part.EMPLOYER_DEALINGS,
            (
                writing(
                    "purpose", say("What the internship is to give an answer to"), explore=True
                ),
                day("from", say("First day")),
                day("to", say("Last day")),
                line("hours", say("Days and hours"), explore=True),
                choice(
                    "compensation",
                    say("What the person lives on meanwhile"),
                    (
                        Choice("clear", say("It is clear, and confirmed by who pays it")),
                        Choice("to_ask", say("It is to be asked about before the start")),
                    ),
                ),
            ),
        ),
        SectionShape(
            "doing",
            say("At the workplace"),
            Part.EMPLOYER_DEALINGS,
            (
                rows(
                    "tasks",
                    say("Tasks to try"),
                    line("task", say("Task")),
                    line("with", say("Together with")),
                    explore=True,
                ),
                line("supervisor", say("Supervisor")),
                writing("adapted", say("What is adapted")),
                rows(
                    "meetings",
                    say("Follow-up meetings at the workplace"),
                    day("on", say("Day")),
                    line("who", say("Who takes part")),
                    explore=True,
                ),
                writing("may_lead_to", say("What it may lead to")),
            ),
        ),
    ),
)
