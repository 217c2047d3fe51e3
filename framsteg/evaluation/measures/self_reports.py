"""What the participants themselves say, as the trend of a group and never of a person."""

from framsteg.evaluation.counts import Count, Counts
from framsteg.evaluation.measure import ACROSS, Measure, Shape, SubsidisedJobs, Unit
from framsteg.foundation.text import Text, say


def _own_answers(name: str, title: Text, column: str) -> Measure:
    return Measure(
        name=name,
        title=title,
        definition=say(
            "The mean of the participants' own answers, 1–5, quarter by quarter; of a person's "
            "answers in a quarter the last one counts. Higher is better."
        ),
        numerator=say("People who answered in the quarter."),
        denominator=say("People with a follow-up in the quarter."),
        window=say("Each quarter of the window. The row for all is the last one, finished or not."),
        subsidised=SubsidisedJobs.NOT_CONCERNED,
        source=say("The participants' own answers at follow-ups, read from the snapshot."),
        shape=Shape.TREND,
        counts=Counts(
            "self_reports",
            (Count("n", f"{column} IS NOT NULL"), Count("of"), Count("points", total=column)),
        ),
        needs=("self_reports",),
        dimensions=("quarter",),
        groupings=ACROSS,
        unit=Unit.POINTS,
        left_out=say("no answer, or preferred not to say"),
    )


OWN_LIFE_SITUATION = _own_answers(
    "own_life_situation", say("My life situation, own answers"), "life_situation"
)
OWN_SUPPORT_QUALITY = _own_answers(
    "own_support_quality", say("The quality of the support, own answers"), "support_quality"
)
OWN_INFLUENCE = _own_answers(
    "own_influence", say("My influence over the process, own answers"), "influence"
)
