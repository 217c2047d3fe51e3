"""An entry as journal text, in the shape of the authority that copies it into its own system.

The shapes are our own: which lines, in which order, under which words. They follow no product's
form, since the text is pasted into a free field.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from framsteg.foundation.codes import OrganisationKind as Kind
from framsteg.foundation.text import Text, say

WAITS_AT_MOST = timedelta(days=30)


class Line(StrEnum):
    """What an entry may say; an empty line is left out."""

    WHEN = "when"
    WHAT = "what"
    WHO = "who"
    NOTE = "note"
    WORDS = "words"
    NEXT = "next"
    BY = "by"


@dataclass(frozen=True)
class Shape:
    """The heading, and the lines in order with the words before each."""

    heading: Text
    lines: Mapping[Line, Text]


SOCIAL = Shape(
    say("Social record: work support"),
    {
        Line.WHEN: say("Date of event"),
        Line.WHAT: say("Kind of event"),
        Line.WHO: say("Taking part"),
        Line.NOTE: say("What came up"),
        Line.WORDS: say("The individual's own view"),
        Line.NEXT: say("Planned effort"),
        Line.BY: say("Recorded by"),
    },
)
CARE = Shape(
    say("Journal note: vocational rehabilitation"),
    {
        Line.WHEN: say("Date"),
        Line.WHAT: say("Kind of contact"),
        Line.WHO: say("Present"),
        Line.WORDS: say("The patient's own words"),
        Line.NOTE: say("Current"),
        Line.NEXT: say("Planning"),
        Line.BY: say("Signed"),
    },
)
EMPLOYMENT = Shape(
    say("Note in the jobseeker's case"),
    {
        Line.WHEN: say("Date"),
        Line.WHAT: say("Activity"),
        Line.WHO: say("Taking part"),
        Line.NOTE: say("Result of the activity"),
        Line.WORDS: say("The jobseeker's own view"),
        Line.NEXT: say("Next activity"),
        Line.BY: say("Officer"),
    },
)
INSURANCE = Shape(
    say("Journal note in the case"),
    {
        Line.WHEN: say("Date"),
        Line.WHAT: say("Contact"),
        Line.WHO: say("Taking part"),
        Line.WORDS: say("The insured person says"),
        Line.NOTE: say("Information in the case"),
        Line.NEXT: say("Continued planning"),
        Line.BY: say("Officer"),
    },
)
PLAIN = Shape(
    say("Note"),
    {
        Line.WHEN: say("Date"),
        Line.WHAT: say("What"),
        Line.WHO: say("Present"),
        Line.NOTE: say("Note"),
        Line.WORDS: say("In the person's own words"),
        Line.NEXT: say("Next step"),
        Line.BY: say("Written by"),
    },
)
SHAPES: dict[Kind, Shape] = {
    Kind.MUNICIPALITY: SOCIAL,
    Kind.REGION: CARE,
    Kind.PRIVATE_CARE: CARE,
    Kind.EMPLOYMENT_SERVICE: EMPLOYMENT,
    Kind.INSURANCE_AGENCY: INSURANCE,
    Kind.COORDINATION_ASSOCIATION: PLAIN,
    Kind.SCHOOL: PLAIN,
    Kind.CIVIL_SOCIETY: PLAIN,
    Kind.COMPANY: PLAIN,
    Kind.OTHER: PLAIN,
}


def text(kind: Kind, told: Mapping[Line, str]) -> tuple[Text, ...]:
    """The journal text, a line each: the heading, then what was told in the shape's order."""
    shape = SHAPES[kind]
    lines = [
        say("{term}: {value}", term=term, value=told[line])
        for line, term in shape.lines.items()
        if told.get(line)
    ]
    return (shape.heading, *lines)


def waits_since(today: date) -> date:
    """Entries from this day on are asked about; older ones no longer."""
    return today - WAITS_AT_MOST
