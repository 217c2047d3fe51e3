"""How many are content as they last answered: what was high from the start cannot rise."""

from framsteg.evaluation.measure import (
    ACROSS,
    Measure,
    Shape,
    SubsidisedJobs,
    share_sql,
)
from framsteg.foundation.text import Text, say

CONTENT = 4
"""From this answer of 1–5 on a person is counted as content."""


def _content(name: str, title: Text, item: str) -> Measure:
    return Measure(
        name=name,
        title=title,
        definition=say("Share of those who have answered whose latest own answer is 4 or 5 of 5."),
        numerator=say("People whose latest answer is 4 or 5."),
        denominator=say("People who have answered at least once in the window."),
        window=say("Answers in the window, of people enrolled at some time in it."),
        subsidised=SubsidisedJobs.NOT_CONCERNED,
        source=say("The participants' own answers at follow-ups, read from the snapshot."),
        shape=Shape.SHARE,
        sql=share_sql(
            f"{item}_latest >= {CONTENT}", relation="own_changes", missing=f"{item}_latest IS NULL"
        ),
        needs=("own_changes",),
        groupings=ACROSS,
        left_out=say("no answer, or preferred not to say"),
    )


LIFE_SITUATION_GOOD = _content(
    "life_situation_good", say("My life situation, 4 or 5 of 5"), "life_situation"
)
SUPPORT_QUALITY_GOOD = _content(
    "support_quality_good", say("The quality of the support, 4 or 5 of 5"), "support_quality"
)
INFLUENCE_GOOD = _content(
    "influence_good", say("My influence over the process, 4 or 5 of 5"), "influence"
)
