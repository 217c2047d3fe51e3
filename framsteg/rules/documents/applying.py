"""What is prepared before an employer is met: what to tell, and how to tell it."""

from framsteg.foundation.codes import DocumentKind, Part
from framsteg.foundation.text import say
from framsteg.rules.documents.profile import TELL, TELL_WHEN
from framsteg.rules.documents.shape import (
    DocumentShape,
    SectionShape,
    choice,
    day,
    line,
    rows,
    writing,
)

DISCLOSURE = DocumentShape(
    kind=DocumentKind.DISCLOSURE,
    lead=say("The person decides what is told, to whom, how and when, and can change it any day."),
    part=Part.EMPLOYER_DEALINGS,
    several=True,
    subject=say("Employer"),
    signed=True,
    sections=(
        SectionShape(
            "choice",
            say("The person's choice"),
            Part.EMPLOYER_DEALINGS,
            (
                choice("how_much", say("How much I want to tell"), TELL),
                choice("when", say("When"), TELL_WHEN),
                line("to", say("To whom"), explore=True),
                line("who_tells", say("Who tells it"), explore=True),
                writing("words", say("In these words")),
                writing("not", say("This is never told")),
            ),
        ),
    ),
)

INTERVIEW_PREPARATION = DocumentShape(
    kind=DocumentKind.INTERVIEW_PREPARATION,
    lead=say("What to expect, what to practise, and what went well when we tried."),
    part=Part.EMPLOYER_DEALINGS,
    several=True,
    subject=say("Employer and job"),
    sections=(
        SectionShape(
            "before",
            say("Before"),
            Part.EMPLOYER_DEALINGS,
            (
                day("on", say("Day of the interview")),
                line("where", say("Where, when, whom to ask for"), explore=True),
                writing("know", say("What we know of the employer"), explore=True),
                writing("offer", say("What I want to show that I can do")),
                rows(
                    "questions",
                    say("Questions that may come"),
                    line("question", say("Question")),
                    line("answer", say("What I want to say")),
                ),
                writing("ask", say("What I want to ask")),
                line("with", say("Who comes along")),
            ),
        ),
        SectionShape(
            "role_play",
            say("Role play"),
            Part.EMPLOYER_DEALINGS,
            (
                rows(
                    "tries",
                    say("When we practised"),
                    day("on", say("Day")),
                    line("well", say("What went well")),
                    line("next", say("What to try next time")),
                ),
            ),
        ),
        SectionShape(
            "after",
            say("After"),
            Part.EMPLOYER_DEALINGS,
            (
                writing("went", say("How it went, in the person's words")),
                writing("learnt", say("What we take with us")),
            ),
        ),
    ),
)

HANDOVER = DocumentShape(
    kind=DocumentKind.HANDOVER,
    lead=say("What the next service needs to know, in the person's words and with their yes."),
    part=Part.PLAN,
    several=True,
    subject=say("To"),
    signed=True,
    for_others=True,
    sections=(
        SectionShape(
            "summary",
            say("Summary"),
            Part.PLAN,
            (
                writing("done", say("What we have done together")),
                writing("works", say("What has worked, and what has not")),
                writing("wants", say("What the person wants to happen next")),
                writing("promises", say("What is promised and not yet done")),
                line("contact", say("Who receives, and when the first contact is")),
            ),
        ),
    ),
)
