"""How many have given no answer of their own, and whether they said that they would rather not.

A table of its own beside those of the answers: what is hidden in one of them must not follow from
how many have answered, which several figures tell.
"""

from framsteg.evaluation.measure import ACROSS, Measure, Shape, SubsidisedJobs
from framsteg.foundation.text import Text, say


def _silent(name: str, title: Text, item: str) -> Measure:
    return Measure(
        name=name,
        title=title,
        definition=say(
            "People who have given no answer of their own: those who have said at a follow-up that "
            "they prefer not to say, and those who have not answered or have not been asked."
        ),
        numerator=say("People without an answer, by whether they preferred not to say."),
        denominator=say("People served in the window who have not answered."),
        window=say("Answers in the window, of people enrolled at some time in it."),
        subsidised=SubsidisedJobs.NOT_CONCERNED,
        source=say("The participants' own answers at follow-ups, read from the snapshot."),
        shape=Shape.SPREAD,
        sql=(
            f"SELECT {{columns}} count(*) AS n FROM "
            f"(SELECT *, {item}_moved AS silence FROM own_changes "
            f"WHERE {item}_latest IS NULL) silent "
            f"GROUP BY GROUPING SETS ({{sets}})"
        ),
        needs=("own_changes",),
        dimensions=("silence",),
        groupings=ACROSS,
        every_group=True,
    )


LIFE_SITUATION_SILENT = _silent(
    "life_situation_silent", say("My life situation, no answer"), "life_situation"
)
SUPPORT_QUALITY_SILENT = _silent(
    "support_quality_silent", say("The quality of the support, no answer"), "support_quality"
)
INFLUENCE_SILENT = _silent(
    "influence_silent", say("My influence over the process, no answer"), "influence"
)
