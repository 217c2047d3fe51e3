"""What a measure is: its words, its SQL and its shape, the same for every measure.

The words are part of the figure: no number leaves without numerator, denominator, window,
whether subsidised jobs count, and source. The shape tells the small-cell protection which
numbers add up to which, and charts how to draw.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from framsteg.foundation.text import Text, say


class Shape(StrEnum):
    """How the rows of an answer hang together."""

    SHARE = "share"  # n of `of` people in each group; groups add up to the total
    SPREAD = "spread"  # people spread over categories; n adds up to the total, `of` is the total
    DURATION = "duration"  # n of `of` people have the time; value is the median, in days
    GROWING = "growing"  # n of `of` so far, at the end of each period
    STOCK = "stock"  # n at the end of each period; the same person may stand in two groups


class SubsidisedJobs(StrEnum):
    """Whether subsidised jobs are counted."""

    INCLUDED = "included"
    APART = "apart"
    NOT_CONCERNED = "not_concerned"


SUBSIDISED_WORDS: dict[SubsidisedJobs, Text] = {
    SubsidisedJobs.INCLUDED: say("Subsidised jobs are included."),
    SubsidisedJobs.APART: say("Ordinary and subsidised jobs are shown apart."),
    SubsidisedJobs.NOT_CONCERNED: say("Jobs are not counted here."),
}

IN_DAILY_WORK = say("Registered in the daily work, read from the snapshot.")
EVER_IN_WINDOW = say("Whatever started in the window counts, however long it lasted.")
AT_WINDOW_END = say("As it stood on the last day of the window.")
PEOPLE_SERVED = say(
    "People enrolled at some time in the window, each once, also those who have left."
)

# What every measure that counts people can be divided by.
OF_PEOPLE = ("sex", "age_group", "site", "source_kind", "source", "enrolled_year")


@dataclass(frozen=True)
class Measure:
    """One measure. `sql` holds {columns} and {sets} for groupings and binds all values.

    `needs` names the shared relations it reads; `dimensions` always divide its rows, and
    `groupings` may divide them further, one at a time.
    """

    name: str
    title: Text
    definition: Text
    numerator: Text
    denominator: Text
    window: Text
    subsidised: SubsidisedJobs
    source: Text
    shape: Shape
    sql: str
    needs: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    groupings: tuple[str, ...] = ()

    def sql_by(self, by: tuple[str, ...]) -> str:
        """The SQL for the cells of these dimensions, each margin, and the total."""
        keys = self.dimensions + by
        sets = [
            f"({', '.join(chosen)})"
            for size in range(len(keys), -1, -1)
            for chosen in combinations(keys, size)
        ]
        columns = "".join(f"{key}, " for key in keys)
        return self.sql.format(columns=columns, sets=", ".join(sets))


# Every SQL gives the groups of its dimensions (none where a row holds them all), and then the
# numbers in the order of Row, as many as it has.


def share_sql(condition: str) -> str:
    """The share of all people served for whom a condition of the measure's own holds."""
    return (
        f"SELECT {{columns}} count(*) FILTER (WHERE {condition}) AS n, count(*) AS of, "
        "n / nullif(of, 0) AS value FROM people GROUP BY GROUPING SETS ({sets})"
    )


def asked_sql(condition: str) -> str:
    """The share of the enquiries for which a condition of the measure's own holds."""
    return (
        f"SELECT {{columns}} count(*) FILTER (WHERE {condition}) AS n, count(*) AS of, "
        "n / nullif(of, 0) AS value FROM asked GROUP BY GROUPING SETS ({sets})"
    )


def spread_sql(relation: str) -> str:
    """How the rows of a shared relation spread over its groups; each is set against its whole."""
    return f"SELECT {{columns}} count(*) AS n FROM {relation} GROUP BY GROUPING SETS ({{sets}})"


def duration_sql(relation: str, days: str, where: str = "true") -> str:
    """Median and quartiles of a number of days, over those who have one."""
    return (
        "SELECT * EXCLUDE (marks), marks[2] AS value, marks[1] AS low, marks[3] AS high FROM ("
        f"SELECT {{columns}} count({days}) AS n, count(*) AS of, "
        f"quantile_cont({days}, [0.25, 0.5, 0.75]) AS marks "
        f"FROM {relation} WHERE {where} GROUP BY GROUPING SETS ({{sets}}))"
    )
