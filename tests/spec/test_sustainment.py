"""Whether a job has held, by hand: the day it is due, and what it says of it."""

from datetime import date

import pytest

from framsteg.evaluation.answer import answer
from framsteg.evaluation.question import Question
from tests.factories.evaluation_tables import open_tables

# Thirteen weeks after 2 January 2023 is 3 April; twenty-six weeks after is 3 July.
CASES = [
    # case,                                   ended,              until,               n, of, not due
    ("runs still, day not passed",            None,               date(2023, 4, 3),    0, 0, 1),
    ("runs still, the day is the last seen",  None,               date(2023, 4, 4),    1, 1, 0),
    ("ended early, day not passed",           date(2023, 2, 1),   date(2023, 4, 3),    0, 0, 1),
    ("ended early, day passed",               date(2023, 2, 1),   date(2023, 4, 4),    0, 1, 0),
    ("ended the day before",                  date(2023, 4, 2),   date(2023, 6, 1),    0, 1, 0),
    ("first day after is the day itself",     date(2023, 4, 3),   date(2023, 6, 1),    1, 1, 0),
    ("ends after the window",                 date(2023, 9, 1),   date(2023, 6, 1),    1, 1, 0),
    ("began after the window",                None,               date(2023, 1, 2),    0, 0, 0),
]  # fmt: skip


@pytest.mark.parametrize(("case", "ended", "until", "n", "of", "not_due"), CASES)
def test_thirteen_weeks(case, ended, until, n, of, not_due):
    total = held("sustained_13_weeks", ended, until)

    assert (total.n, total.of, total.left_out or 0) == (n, of, not_due)


@pytest.mark.parametrize(
    ("ended", "until", "n", "of"),
    [
        (date(2023, 7, 2), date(2023, 12, 1), 0, 1),
        (date(2023, 7, 3), date(2023, 12, 1), 1, 1),
        (None, date(2023, 7, 3), 0, 0),
        (None, date(2023, 7, 4), 1, 1),
    ],
)
def test_twenty_six_weeks(ended, until, n, of):
    total = held("sustained_26_weeks", ended, until)

    assert (total.n, total.of) == (n, of)


def held(measure, ended, until):
    tables = {
        "programmes": [{"programme": "p", "name": "P", "owner_organisation": "K",
                        "blueprint": "p", "blueprint_version": "1", "starts_on": date(2022, 1, 1)}],
        "enrolments": [{"enrolment": 1, "person": 1, "programme": "p", "site": "K", "sex": "man",
                        "enrolled_on": date(2022, 12, 1), "phase": "support"}],
        "placements": [{"placement": 1, "enrolment": 1, "kind": "employment",
                        "starts_on": date(2023, 1, 2), "ends_on": ended}],
    }  # fmt: skip
    with open_tables(tables, day=date(2024, 1, 1)) as (cursor, snapshot):
        question = Question(measure, "p", until_on=until)
        found = answer(question, scope=frozenset({"p"}), cursor=cursor, snapshot=snapshot,
                       protected=False)  # fmt: skip
        return found.total
