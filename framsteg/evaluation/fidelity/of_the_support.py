"""The rhythm of support around a job: before, at the start, every month, at the end."""

from framsteg.evaluation.fidelity.figure import (
    PAID,
    Figure,
    Kind,
    Thing,
    added,
)
from framsteg.foundation.text import Text, say

OF_STARTED = say("Jobs that began in the window, ordinary and subsidised.")


def _job(*, due: str, met: str) -> str:
    """A job as a row: counted when its days have passed (`due`), till then among the missing."""
    return added(
        Thing.PLACEMENT, unit="e.placement", enrolments="[e.enrolment]", persons="[e.person]",
        n=f"{due} AND {met}", of=f"CAST({due} AS BIGINT)", missing=f"NOT ({due})",
    )  # fmt: skip


_ENDED = "coalesce(CAST(j.end_reason AS VARCHAR), '') NOT IN ('new_job', 'led_to_employment')"


def _rhythm(name: str, title: Text, numerator: Text, day: str, low: int, high: int) -> Figure:
    """Jobs whose moment passed in the window, and those with a contact from low to high days."""
    due = f"e.on_day + {high} < p.until_on"
    who = PAID if day == "starts_on" else f"{PAID} AND {_ENDED}"
    return Figure(
        name=name,
        item="lasting_follow_along",
        title=title,
        kind=Kind.SHARE,
        numerator=numerator,
        denominator=OF_STARTED
        if day == "starts_on"
        else say("Jobs that ended in the window, and not for another job."),
        missing=say("The days have not passed yet"),
        window_months=12,
        behind=f"""
        , each AS (
            SELECT j.placement, j.enrolment, j.person, j.{day} AS on_day,
                   min(c.occurred_on) AS met_on
            FROM jobs j LEFT JOIN met c ON c.person = j.person
                 AND c.occurred_on BETWEEN j.{day} + {low} AND j.{day} + {high}
            WHERE {who} AND j.{day} IS NOT NULL
            GROUP BY ALL
        ), behind AS (
            SELECT p.month, {_job(due=due, met="coalesce(e.met_on < p.until_on, false)")}
            FROM points p JOIN each e ON e.on_day >= p.from_on AND e.on_day < p.until_on
        )
        """,
    )


BEFORE_START = _rhythm(
    "contact_before_start",
    say("A contact in the week before the job"),
    say("With a contact within seven days before the first day."),
    "starts_on",
    -7,
    -1,
)
AFTER_START = _rhythm(
    "contact_after_start",
    say("A contact within three days of the start"),
    say("With a contact on the first day or within three days after it."),
    "starts_on",
    0,
    3,
)
AFTER_END = _rhythm(
    "contact_after_end",
    say("A contact within three days of a job's end"),
    say("With a contact on the last day or within three days after it."),
    "ends_on",  # the first day without the job, so the last one is the day before
    -1,
    2,
)

_FOUR_WEEKS = (
    "(e.starts_on + 28 <= p.until_on AND (e.ends_on IS NULL OR e.ends_on >= e.starts_on + 28))"
)
FIRST_WEEKS = Figure(
    name="every_week_first_month",
    item="lasting_follow_along",
    title=say("A contact every week in the first month"),
    kind=Kind.SHARE,
    numerator=say("With a contact in each of the first four weeks."),
    denominator=say("Jobs that began in the window and lasted four weeks."),
    missing=say("The four weeks have not passed, or the job ended before"),
    window_months=12,
    behind=f"""
        , each AS (
            SELECT j.placement, j.enrolment, j.person, j.starts_on, j.ends_on,
                   count(DISTINCT (c.occurred_on - j.starts_on) // 7) AS weeks
            FROM jobs j LEFT JOIN met c ON c.person = j.person
                 AND c.occurred_on BETWEEN j.starts_on AND j.starts_on + 27
            WHERE {PAID} GROUP BY ALL
        ), behind AS (
            SELECT p.month, {_job(due=_FOUR_WEEKS, met="e.weeks = 4")}
            FROM points p JOIN each e ON e.starts_on >= p.from_on AND e.starts_on < p.until_on
        )
    """,
)

EVERY_MONTH = Figure(
    name="every_month_at_work",
    item="lasting_follow_along",
    title=say("A contact every month at work"),
    kind=Kind.SHARE,
    numerator=say("With at least one contact in the month."),
    denominator=say("Jobs that went on the whole month, in their first year."),
    missing=say("The month is not over, or the job began or ended in it"),
    window_months=1,
    behind=f"""
        , each AS (
            SELECT p.month, j.placement, j.enrolment, j.person, p.from_on, p.until_on,
                   p.until_on = p.from_on + INTERVAL 1 MONTH AND j.starts_on <= p.from_on
                   AND (j.ends_on IS NULL OR j.ends_on >= p.until_on) AS whole
            FROM points p JOIN jobs j ON {PAID} AND j.starts_on < p.until_on
                 AND (j.ends_on IS NULL OR j.ends_on > p.from_on)
                 AND j.starts_on + INTERVAL 1 YEAR > p.from_on
        ), told AS (
            SELECT e.month, e.placement, e.enrolment, e.person, e.whole,
                   count(c.occurred_on) > 0 AS met
            FROM each e LEFT JOIN met c ON c.person = e.person
                 AND c.occurred_on >= e.from_on AND c.occurred_on < e.until_on
            GROUP BY ALL
        ), behind AS (
            SELECT e.month, {_job(due="e.whole", met="e.met")}
            FROM told e
        )
    """,
)
