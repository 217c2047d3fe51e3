"""Journal text: the lines of each authority, and how far back an entry is asked about."""

from datetime import date

import pytest

from framsteg.foundation.codes import OrganisationKind as Kind
from framsteg.rules.journal import SHAPES, Line, text, waits_since

TOLD = {
    Line.WHEN: "2026-11-26", Line.WHAT: "Contact", Line.WHO: "Maja", Line.NOTE: "Talked",
    Line.WORDS: "I like it", Line.NEXT: "Visit", Line.BY: "Anna",
}  # fmt: skip


def told(kind: Kind, entry: dict[Line, str]) -> list[str]:
    return [str(line) for line in text(kind, entry)]


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        (
            Kind.MUNICIPALITY,
            [
                "Social record: work support", "Date of event: 2026-11-26",
                "Kind of event: Contact", "Taking part: Maja", "What came up: Talked",
                "The individual's own view: I like it", "Planned effort: Visit",
                "Recorded by: Anna",
            ],
        ),
        (
            Kind.REGION,
            [
                "Journal note: vocational rehabilitation", "Date: 2026-11-26",
                "Kind of contact: Contact", "Present: Maja", "The patient's own words: I like it",
                "Current: Talked", "Planning: Visit", "Signed: Anna",
            ],
        ),
        (
            Kind.EMPLOYMENT_SERVICE,
            [
                "Note in the jobseeker's case", "Date: 2026-11-26", "Activity: Contact",
                "Taking part: Maja", "Result of the activity: Talked",
                "The jobseeker's own view: I like it", "Next activity: Visit", "Officer: Anna",
            ],
        ),
        (
            Kind.INSURANCE_AGENCY,
            [
                "Journal note in the case", "Date: 2026-11-26", "Contact: Contact",
                "Taking part: Maja", "The insured person says: I like it",
                "Information in the case: Talked", "Continued planning: Visit", "Officer: Anna",
            ],
        ),
        (
            Kind.OTHER,
            [
                "Note", "Date: 2026-11-26", "What: Contact", "Present: Maja", "Note: Talked",
                "In the person's own words: I like it", "Next step: Visit", "Written by: Anna",
            ],
        ),
    ],
)  # fmt: skip
def test_shape_of_each_authority(kind, lines):
    assert told(kind, TOLD) == lines


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_shape_that_tells_everything(kind):
    assert set(SHAPES[kind].lines) == set(Line)


def test_an_empty_line_is_left_out():
    assert told(Kind.OTHER, {Line.WHEN: "2026-11-26", Line.NOTE: ""}) == [
        "Note", "Date: 2026-11-26",
    ]  # fmt: skip


def test_thirty_days_back():
    assert waits_since(date(2026, 11, 26)) == date(2026, 10, 27)
