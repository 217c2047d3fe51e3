"""What the daily work itself can say of an item: one figure each, month by month.

Every SQL reads the tables of `tables.py` and the shared part in `evidence.py`, and gives the rows
behind each month: what each of them adds. The month's figure is their sum, so that a list of them
and the figure cannot differ. What is shown of them is decided in the room.
"""

from dataclasses import dataclass
from enum import StrEnum

from framsteg.foundation.text import Text, say


class Kind(StrEnum):
    """How a figure is read, and what its counts are."""

    SHARE = "share"  # n of `of` people or jobs
    WORK_SHARE = "work_share"  # n of `of` contacts or minutes
    DIFFERENT = "different"  # n different ones among `of` jobs
    PER_SPECIALIST = "per_specialist"  # n for each of `of` specialists, or weeks of theirs
    MEAN_DAYS = "mean_days"  # the mean over n of `of` people


class Thing(StrEnum):
    """What a row behind a figure is; `of_counts` figures have weeks, which nobody's file holds."""

    ENROLMENT = "enrolment"
    PERSON = "person"  # in all their enrolments of the programme
    PLACEMENT = "placement"
    EMPLOYER_CONTACT = "employer_contact"
    COACH = "coach"
    WEEK = "week"


@dataclass(frozen=True)
class Figure:
    """One figure. `window_months` is how far back each month's point looks; 0: on its last day.

    `behind` is SQL that ends in a relation of that name: a month, and the columns of `added`.
    """

    name: str
    item: str
    title: Text
    kind: Kind
    numerator: Text
    denominator: Text
    missing: Text
    window_months: int
    behind: str
    says: Text | None = None
    """What the figure cannot say of the item."""

    @property
    def window(self) -> Text:
        if self.window_months == 0:
            return say("As it stood on the last day of each month.")
        if self.window_months == 1:
            return say("Each month by itself.")
        return say("The {n} months until the end of each month.", n=self.window_months)

    @property
    def sql(self) -> str:
        """A row for each month: month, n, of, value, missing, people.

        `people` is how many persons stand behind it, for the protection of small numbers.
        """
        n = "count(DISTINCT b.alike)" if self.kind is Kind.DIFFERENT else "coalesce(sum(b.n), 0)"
        of = "coalesce(sum(b.of), 0)"
        if self.kind is not Kind.PER_SPECIALIST:
            of = f"CAST({of} AS BIGINT)"
        value = "days" if self.kind is Kind.MEAN_DAYS else "n / nullif(of, 0)"
        return f"""{self.behind}
        , summed AS (
            SELECT p.month, CAST({n} AS BIGINT) AS n, {of} AS of, avg(b.days) AS days,
                   CAST(coalesce(sum(b.missing), 0) AS BIGINT) AS missing,
                   len(list_distinct(flatten(coalesce(
                       list(b.persons) FILTER (WHERE b.persons IS NOT NULL), [])))) AS people
            FROM points p LEFT JOIN behind b USING (month) GROUP BY p.month
        )
        SELECT month, n, of, {value} AS value, missing, people FROM summed
        """


def added(
    thing: Thing,
    *,
    unit: str,
    enrolments: str,
    persons: str,
    n: str = "0",
    of: str = "0",
    missing: str = "0",
    alike: str = "NULL",
    days: str = "NULL",
) -> str:
    """The columns of a relation `behind` but for the month, each as an SQL expression.

    `unit`: the thing's own number. `enrolments`: those it is read in. `persons`: those who are
    behind it. Then what it adds to the numerator, the denominator and what is missing; what makes
    it the same as others, for figures of different ones; and the days that a mean is made of.
    """
    return f"""CAST('{thing}' AS VARCHAR) AS thing, CAST({unit} AS BIGINT) AS unit,
               {enrolments} AS enrolments, {persons} AS persons, CAST({n} AS BIGINT) AS n,
               {of} AS of, CAST({missing} AS BIGINT) AS missing, CAST({alike} AS VARCHAR) AS alike,
               {days} AS days"""


PAID = "j.kind IN ('employment', 'subsidised', 'own_business')"
"""Jobs with pay, with or without subsidy, as a condition on the shared part's `jobs`."""

ORDINARY = "j.kind IN ('employment', 'own_business')"
NOTHING_MISSING = say("Nothing is left out.")
