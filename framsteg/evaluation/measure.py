"""What a measure is: its words, its SQL and its shape, the same for every measure.

The words are part of the figure: no number leaves without numerator, denominator, window,
whether subsidised jobs count, and source. The shape tells the small-cell protection which
numbers add up to which, and charts how to draw.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from framsteg.evaluation.counts import Counts
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
    """One measure. `counts` says what is counted of a shared relation, or is SQL of its own.

    What is counted has the groups of its dimensions (none where it holds them all), and numbers
    under the names of `Row`; with an `axis` the step on it, and what is counted there.
    `needs` names the shared relations it reads; `dimensions` always divide its rows, and
    `groupings` may divide them further, one at a time. A measure with an `axis` is counted for each
    step on that column: lengths in days, quarters. `left_out` says what is counted apart because
    it cannot be judged.
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
    counts: Counts | str
    needs: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    groupings: tuple[str, ...] = ()
    unit: Unit = Unit.SHARE
    axis: str = ""
    left_out: Text | None = None

    @property
    def always(self) -> tuple[str, ...]:
        """What rows are always divided by."""
        return (self.axis,) if self.axis else ()

    def divisions(self, by: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        """The columns of the cells of these dimensions, of each margin, and of the total."""
        keys = by if self.shape in MADE_FROM_AXIS else self.dimensions + by
        return tuple(
            chosen + self.always
            for size in range(len(keys), -1, -1)
            for chosen in combinations(keys, size)
        )

    def sql_by(self, by: tuple[str, ...]) -> str:
        """The SQL for the cells of these dimensions, each margin, and the total."""
        if isinstance(self.counts, str):
            return self.counts
        sets = self.divisions(by)
        return self.counts.sql(sets[0], sets)
