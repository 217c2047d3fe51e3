"""What an information event or a study visit must say."""

from datetime import date

from framsteg.foundation.decision import Decision, deny
from framsteg.foundation.text import say
from framsteg.rules.dates import has_been

MOST_PEOPLE = 5_000


def may_log(*, on: date, people: int | None, today: date) -> Decision:
    """It has been held, for a number of people that can be true."""
    if people is not None and people > MOST_PEOPLE:
        return deny(say("{n} people cannot be right.", n=people))
    return has_been(on, today=today)
