"""The first talk with all authorities: with the person's yes, and before the answer."""

from datetime import date

import pytest

from framsteg.foundation.codes import EnquiryOutcome
from framsteg.rules.first_talk import may_say_yes, may_talk_together

OPEN, WAITING = EnquiryOutcome.OPEN, EnquiryOutcome.WAITING
OWN, REGION, AF, FK = 1, 2, 3, 4
DAY, AFTER = date(2026, 3, 10), date(2026, 3, 11)


@pytest.mark.parametrize(
    ("outcome", "said_yes", "agreed", "asked", "allowed"),
    [
        (OPEN, True, [REGION, AF], [REGION, AF], True),
        (OPEN, True, [REGION, AF], [REGION], True),
        (OPEN, True, [REGION], [OWN, REGION], True),
        (WAITING, True, [REGION], [REGION], True),
        (OPEN, True, [REGION], [REGION, FK], False),
        (OPEN, True, [], [REGION], False),
        (OPEN, True, [], [OWN], True),
        (OPEN, False, [], [OWN], False),
        (OPEN, False, [REGION], [REGION], False),
        *(
            (outcome, True, [REGION], [REGION], False)
            for outcome in EnquiryOutcome
            if outcome not in (OPEN, WAITING)
        ),
    ],
)
def test_who_may_be_asked(outcome, said_yes, agreed, asked, allowed):
    found = may_talk_together(
        outcome=outcome, said_yes=said_yes, agreed=agreed, asked=asked, own=OWN
    )

    assert bool(found) is allowed


@pytest.mark.parametrize(
    ("on", "organisations", "allowed"),
    [(DAY, [REGION], True), (AFTER, [REGION], False), (DAY, [], False)],
)
def test_a_yes_is_said_and_names_with_whom(on, organisations, allowed):
    assert bool(may_say_yes(on=on, organisations=organisations, today=DAY)) is allowed
