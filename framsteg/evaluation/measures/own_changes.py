"""Whether the persons' own answers have moved: how many up and how many down, never who."""

from framsteg.evaluation.measure import ACROSS, Measure, Shape, SubsidisedJobs
from framsteg.foundation.text import Text, say

ONCE = frozenset({"once"})
"""Those who have answered on one day only: counted, but not set against those who have moved."""


def _changed(name: str, title: Text, item: str) -> Measure:
    return Measure(
        name=name,
        title=title,
        definition=say(
            "The person's first own answer, 1–5, against the latest one, the one at exit included: "
            "how many have moved up, how many are where they were, how many have moved down. "
            "Higher is better."
        ),
        numerator=say("People whose latest answer is higher, the same or lower than their first."),
        denominator=say(
            "People who have answered on two days or more. Those who have answered once are "
            "counted apart, out of all who have answered."
        ),
        window=say("Answers in the window, of people enrolled at some time in it."),
        subsidised=SubsidisedJobs.NOT_CONCERNED,
        source=say("The participants' own answers at follow-ups, read from the snapshot."),
        shape=Shape.SPREAD,
        sql=(
            f"SELECT {{columns}} count(*) AS n FROM "
            f"(SELECT *, {item}_moved AS movement FROM own_changes "
            f"WHERE {item}_latest IS NOT NULL) answered "
            f"GROUP BY GROUPING SETS ({{sets}})"
        ),
        needs=("own_changes",),
        dimensions=("movement",),
        groupings=ACROSS,
        every_group=True,
        apart=ONCE,
    )


LIFE_SITUATION_CHANGE = _changed(
    "life_situation_change", say("My life situation, from the first answer"), "life_situation"
)
SUPPORT_QUALITY_CHANGE = _changed(
    "support_quality_change",
    say("The quality of the support, from the first answer"),
    "support_quality",
)
INFLUENCE_CHANGE = _changed(
    "influence_change", say("My influence over the process, from the first answer"), "influence"
)
