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
    """How the rows of an answer hang together, and what the engine's counts are made into."""

    SHARE = "share"  # n of `of` in each group; groups add up to the total; Wilson's interval
    SPREAD = "spread"  # people spread over categories; n adds up to the total, `of` is the total
    DURATION = "duration"  # n of `of` people have the length; value is the median, in `unit`
    GROWING = "growing"  # n of `of` so far, at the end of each period
    STOCK = "stock"  # n at the end of each period; the same person may stand in two groups
    SERIES = "series"  # n of `of` in each period; a person stands in every period they were there
    TREND = "trend"  # n of `of` answered in each period; value is the mean of their answers
    EVENTS = "events"  # n of `of` events, or events for each month; they belong to `people`
    SURVIVAL = "survival"  # n of `of` so far at a mark; value is the curve's share, with its band


class Unit(StrEnum):
    """What a measure's value is: a share, a mean or rate, or a median of lengths."""

    SHARE = "share"
    POINTS = "points"
    PER_MONTH = "per_month"
    PER_YEAR = "per_year"
    DAYS = "days"
    WEEKS = "weeks"
    HOURS = "hours"
    KRONOR = "kronor"


UNIT_WORDS: dict[Unit, Text] = {
    Unit.SHARE: say("Share"),
    Unit.POINTS: say("Mean, 1–5"),
    Unit.PER_MONTH: say("Per month"),
    Unit.PER_YEAR: say("Per person and year"),
    Unit.DAYS: say("Median, days"),
    Unit.WEEKS: say("Median, weeks"),
    Unit.HOURS: say("Median, hours"),
    Unit.KRONOR: say("Median, kronor"),
}


class SubsidisedJobs(StrEnum):
    """Whether subsidised jobs are counted."""

    INCLUDED = "included"
    EXCLUDED = "excluded"
    APART = "apart"
    NOT_CONCERNED = "not_concerned"


SUBSIDISED_WORDS: dict[SubsidisedJobs, Text] = {
    SubsidisedJobs.INCLUDED: say("Subsidised jobs are included."),
    SubsidisedJobs.EXCLUDED: say("Subsidised jobs are not counted."),
    SubsidisedJobs.APART: say("Ordinary and subsidised jobs are shown apart."),
    SubsidisedJobs.NOT_CONCERNED: say("Jobs are not counted here."),
}

IN_DAILY_WORK = say("Registered in the daily work, read from the snapshot.")
EVER_IN_WINDOW = say("Whatever started in the window counts, however long it lasted.")
AT_WINDOW_END = say("As it stood on the last day of the window.")
PEOPLE_SERVED = say(
    "People enrolled at some time in the window, each once, also those who have left."
)

# What every measure that counts people can be divided by: within a programme, and over several.
OF_PEOPLE = (
    "sex", "age_group", "site", "source_kind", "source", "organisation", "enrolled_year",
    "enrolled_quarter",
)  # fmt: skip
ACROSS = (*OF_PEOPLE, "programme", "method")
ONE_PROGRAMME_ONLY = frozenset({Shape.GROWING, Shape.STOCK})
MADE_FROM_AXIS = frozenset({Shape.SERIES, Shape.SURVIVAL})  # their first dimension is


@dataclass(frozen=True)
class Measure:
    """One measure. `sql` holds {columns} and {sets} for groupings; values come from the frame.

    `needs` names the shared relations it reads; `dimensions` always divide its rows, and
    `groupings` may divide them further, one at a time. A measure with an `axis` is counted for each
    step on that column: lengths in days, quarters. `left_out` says what is counted apart because
    it cannot be judged. With `every_group` each known group of the first dimension has a row, also
    an empty one. Groups `apart` are counted, but the others are set against each other alone.
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
    unit: Unit = Unit.SHARE
    axis: str = ""
    left_out: Text | None = None
    every_group: bool = False
    apart: frozenset[str] = frozenset()

    def sql_by(self, by: tuple[str, ...]) -> str:
        """The SQL for the cells of these dimensions, each margin, and the total."""
        always = (self.axis,) if self.axis else ()
        keys = by if self.shape in MADE_FROM_AXIS else self.dimensions + by
        sets = [
            f"({', '.join(chosen + always)})"
            for size in range(len(keys), -1, -1)
            for chosen in combinations(keys, size)
        ]
        columns = "".join(f"{key}, " for key in keys + always)
        return self.sql.format(columns=columns, sets=", ".join(sets))


# Every SQL gives the groups of its dimensions (none where a row holds them all), and then numbers
# under the names of Row; with an axis the step on it, and what is counted there.


def share_sql(
    condition: str, *, of: str = "true", relation: str = "people", missing: str = ""
) -> str:
    """The share of a relation's rows, of those that `of` holds for, that a condition holds for.

    Rows that `missing` holds for are neither: they are counted as left out.
    """
    if missing:
        of = f"({of}) AND NOT ({missing})"
    left_out = f", count(*) FILTER (WHERE {missing}) AS left_out" if missing else ""
    return (
        f"SELECT {{columns}} count(*) FILTER (WHERE ({condition}) AND {of}) AS n, "
        f"count(*) FILTER (WHERE {of}) AS of{left_out} "
        f"FROM {relation} GROUP BY GROUPING SETS ({{sets}})"
    )


def asked_sql(condition: str) -> str:
    """The share of the enquiries for which a condition of the measure's own holds."""
    return share_sql(condition, relation="asked")


def spread_sql(relation: str, where: str = "true") -> str:
    """How the rows of a shared relation spread over its groups; each is set against its whole."""
    return (
        f"SELECT {{columns}} count(*) AS n FROM {relation} WHERE {where} "
        "GROUP BY GROUPING SETS ({sets})"
    )


def duration_sql(relation: str, where: str = "true") -> str:
    """How many rows have each length on the axis; an empty length is counted too."""
    return (
        f"SELECT {{columns}} count(*) AS n FROM {relation} WHERE {where} "
        "GROUP BY GROUPING SETS ({sets})"
    )


def survival_sql(relation: str, where: str = "true") -> str:
    """How many it happened to on each day, and how many were no longer observed."""
    return (
        "SELECT {columns} count(*) FILTER (WHERE happened) AS events, "
        "count(*) FILTER (WHERE NOT happened) AS censored "
        f"FROM {relation} WHERE {where} GROUP BY GROUPING SETS ({{sets}})"
    )


def series_sql(counted: str) -> str:
    """How many more, or fewer, are counted and are there from each quarter on."""
    return (
        f"SELECT {{columns}} sum(CASE WHEN kind = '{counted}' THEN step ELSE 0 END) AS n, "
        "sum(CASE WHEN kind = 'served' THEN step ELSE 0 END) AS of "
        "FROM quarter_turns GROUP BY GROUPING SETS ({sets})"
    )
