"""What the daily work itself can say of an item: one figure each, month by month.

Every SQL reads the tables of `tables.py` and the shared part in `months.py`, and gives a row for
each month: month, n, of, value, missing, people. `people` is how many persons stand behind it,
for the protection of small numbers; nothing is ever told by person or by coach.
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


@dataclass(frozen=True)
class Figure:
    """One figure. `window_months` is how far back each month's point looks; 0: on its last day."""

    name: str
    item: str
    title: Text
    kind: Kind
    numerator: Text
    denominator: Text
    missing: Text
    window_months: int
    sql: str
    says: Text | None = None
    """What the figure cannot say of the item."""

    @property
    def window(self) -> Text:
        if self.window_months == 0:
            return say("As it stood on the last day of each month.")
        if self.window_months == 1:
            return say("Each month by itself.")
        return say("The {n} months until the end of each month.", n=self.window_months)


_CARE = "j.kind IN ('employment', 'subsidised', 'own_business')"
_NO_SUBSIDY = "j.kind IN ('employment', 'own_business')"
_NOTHING_MISSING = say("Nothing is left out.")
_OF_STARTED = say("Jobs that began in the window, ordinary and subsidised.")

CASELOAD = Figure(
    name="participants_per_specialist",
    item="caseload_size",
    title=say("Participants per specialist"),
    kind=Kind.PER_SPECIALIST,
    numerator=say("Enrolled people, once for each main coach they have."),
    denominator=say("Specialists who are main coach of somebody."),
    missing=say("Enrolled people without a main coach"),
    window_months=0,
    says=say("Counted per person at work, not per full post: how much each one works is not kept."),
    sql="""
        SELECT p.month, count(a.coach) AS n, count(DISTINCT a.coach) AS of,
               n / nullif(of, 0) AS value,
               count(DISTINCT s.enrolment) FILTER (WHERE a.coach IS NULL) AS missing,
               count(DISTINCT s.person) AS people
        FROM points p
        LEFT JOIN served s ON s.enrolled_on <= p.last_day
             AND (s.exited_on IS NULL OR s.exited_on > p.last_day)
        LEFT JOIN assignments a ON a.enrolment = s.enrolment AND a.starts_on <= p.last_day
             AND (a.ends_on IS NULL OR a.ends_on > p.last_day)
        GROUP BY p.month
    """,
)

TWO_UNITS = Figure(
    name="from_two_units",
    item="team_assignment",
    title=say("Share from one or two units, for each specialist"),
    kind=Kind.SHARE,
    numerator=say("Enrolled people who came from one of their specialist's two most common units."),
    denominator=say("Enrolled people with a main coach and a unit they came from."),
    missing=say("Came by themselves, through a relative, or from an unknown unit"),
    window_months=0,
    says=say("Where people came from is known; which team treats them today is not."),
    sql="""
        , held AS (
            SELECT p.month, a.coach, s.person, s.enrolment,
                   CASE WHEN e.source_kind = 'unit' THEN e.source END AS unit
            FROM points p
            JOIN served s ON s.enrolled_on <= p.last_day
                 AND (s.exited_on IS NULL OR s.exited_on > p.last_day)
            JOIN enrolments e ON e.enrolment = s.enrolment
            JOIN assignments a ON a.enrolment = s.enrolment AND a.starts_on <= p.last_day
                 AND (a.ends_on IS NULL OR a.ends_on > p.last_day)
        ), by_unit AS (
            SELECT month, coach, unit, count(*) AS n,
                   row_number() OVER (PARTITION BY month, coach ORDER BY count(*) DESC, unit) AS place
            FROM held WHERE unit IS NOT NULL GROUP BY month, coach, unit
        ), added AS (
            SELECT month, sum(n) FILTER (WHERE place <= 2) AS n, sum(n) AS of
            FROM by_unit GROUP BY month
        ), others AS (
            SELECT month, count(*) FILTER (WHERE unit IS NULL) AS missing,
                   count(DISTINCT person) AS people
            FROM held GROUP BY month
        )
        SELECT p.month, CAST(coalesce(a.n, 0) AS BIGINT) AS n, CAST(coalesce(a.of, 0) AS BIGINT) AS of,
               a.n / nullif(a.of, 0) AS value, coalesce(o.missing, 0), coalesce(o.people, 0)
        FROM points p LEFT JOIN added a USING (month) LEFT JOIN others o USING (month)
    """,
)

_QUARTER = """
        , worked AS (
            SELECT DISTINCT p.month, j.person FROM points p
            JOIN jobs j ON {jobs} AND j.starts_on < p.until_on
                 AND (j.ends_on IS NULL OR j.ends_on > p.from_on)
        ), there AS (
            SELECT DISTINCT p.month, s.person FROM points p
            JOIN served s ON s.enrolled_on < p.until_on
                 AND (s.exited_on IS NULL OR s.exited_on > p.from_on)
        )
        SELECT p.month, count(w.person) AS n, count(t.person) AS of, n / nullif(of, 0) AS value,
               0 AS missing, of AS people
        FROM points p LEFT JOIN there t USING (month)
        LEFT JOIN worked w ON w.month = p.month AND w.person = t.person
        GROUP BY p.month
"""

QUARTERLY = Figure(
    name="quarterly_employment",
    item="agency_focus",
    title=say("In ordinary work during the quarter"),
    kind=Kind.SHARE,
    numerator=say("People with an ordinary job or an own business on some day in the window."),
    denominator=say("People enrolled on some day in the window, each once."),
    missing=_NOTHING_MISSING,
    window_months=3,
    says=say("That the rate is measured and shown is one of five signs; the others are asked."),
    sql=_QUARTER.format(jobs=_NO_SUBSIDY),
)
QUARTERLY_ANY = Figure(
    name="quarterly_employment_any",
    item="agency_focus",
    title=say("In work during the quarter, subsidised jobs too"),
    kind=Kind.SHARE,
    numerator=say("People with a job of any form on some day in the window."),
    denominator=say("People enrolled on some day in the window, each once."),
    missing=_NOTHING_MISSING,
    window_months=3,
    sql=_QUARTER.format(jobs=_CARE),
)

DAYS_TO_EMPLOYER = Figure(
    name="days_to_employer",
    item="rapid_search",
    title=say("Days to the first meeting with an employer"),
    kind=Kind.MEAN_DAYS,
    numerator=say("People for whom an employer has been met in person since they enrolled."),
    denominator=say("People who enrolled in the window."),
    missing=say("No such meeting yet"),
    window_months=12,
    says=say("Those who still wait are not in the mean: it can only grow."),
    sql="""
        , firsts AS (
            SELECT s.enrolment, min(c.occurred_on) AS on_day
            FROM served s JOIN employer_contacts c ON c.enrolment = s.enrolment
            WHERE c.face_to_face AND c.occurred_on >= s.enrolled_on
            GROUP BY s.enrolment
        )
        SELECT p.month, count(*) FILTER (WHERE f.on_day < p.until_on) AS n,
               count(s.enrolment) AS of,
               avg(f.on_day - s.enrolled_on) FILTER (WHERE f.on_day < p.until_on) AS value,
               of - n AS missing, count(DISTINCT s.person) AS people
        FROM points p
        LEFT JOIN served s ON s.enrolled_on >= p.from_on AND s.enrolled_on < p.until_on
        LEFT JOIN firsts f ON f.enrolment = s.enrolment
        GROUP BY p.month
    """,
)

FOR_SOMEONE = Figure(
    name="contacts_for_someone",
    item="individual_search",
    title=say("Employer contacts made for a certain participant"),
    kind=Kind.WORK_SHARE,
    numerator=say("Employer contacts made on behalf of at least one participant."),
    denominator=say("All employer contacts."),
    missing=_NOTHING_MISSING,
    window_months=3,
    says=say("Whether it followed the person's wishes is read in the files, not counted here."),
    sql="""
        , each AS (
            SELECT contact, occurred_on, bool_or(enrolment IS NOT NULL) AS for_someone
            FROM employer_contacts WHERE programme = $programme GROUP BY contact, occurred_on
        ), behind AS (
            SELECT p.month, count(DISTINCT c.enrolment) AS people FROM points p
            JOIN employer_contacts c ON c.programme = $programme
                 AND c.occurred_on >= p.from_on AND c.occurred_on < p.until_on
            GROUP BY p.month
        )
        SELECT p.month, count(*) FILTER (WHERE e.for_someone) AS n, count(e.contact) AS of,
               n / nullif(of, 0) AS value, 0 AS missing, any_value(coalesce(b.people, 0)) AS people
        FROM points p
        LEFT JOIN each e ON e.occurred_on >= p.from_on AND e.occurred_on < p.until_on
        LEFT JOIN behind b ON b.month = p.month
        GROUP BY p.month
    """,
)

MEETINGS_PER_WEEK = Figure(
    name="meetings_per_week",
    item="employer_contacts",
    title=say("Employer meetings per specialist and week"),
    kind=Kind.PER_SPECIALIST,
    numerator=say("Meetings in person with an employer on behalf of a participant."),
    denominator=say("Weeks of the month, for each specialist who was main coach of somebody."),
    missing=say("Meetings in person for nobody in particular"),
    window_months=1,
    says=say("Holidays and absence are not taken off the weeks."),
    sql="""
        , each AS (
            SELECT contact, occurred_on, bool_or(enrolment IS NOT NULL) AS for_someone
            FROM employer_contacts WHERE programme = $programme AND face_to_face
            GROUP BY contact, occurred_on
        ), meetings AS (
            SELECT p.month, count(*) FILTER (WHERE for_someone) AS n,
                   count(*) FILTER (WHERE NOT for_someone) AS missing
            FROM points p JOIN each e ON e.occurred_on >= p.from_on AND e.occurred_on < p.until_on
            GROUP BY p.month
        ), working AS (
            SELECT p.month, count(DISTINCT a.coach) AS coaches, count(DISTINCT s.person) AS people
            FROM points p
            JOIN assignments a ON a.starts_on < p.until_on
                 AND (a.ends_on IS NULL OR a.ends_on > p.from_on)
            JOIN served s ON s.enrolment = a.enrolment AND s.enrolled_on < p.until_on
                 AND (s.exited_on IS NULL OR s.exited_on > p.from_on)
            GROUP BY p.month
        )
        SELECT p.month, coalesce(m.n, 0) AS n,
               coalesce(w.coaches, 0) * (p.until_on - p.from_on) / 7 AS of,
               coalesce(m.n, 0) / nullif(of, 0) AS value, coalesce(m.missing, 0),
               coalesce(w.people, 0)
        FROM points p LEFT JOIN meetings m USING (month) LEFT JOIN working w USING (month)
    """,
)

_DIFFERENT = f"""
        SELECT p.month, count(DISTINCT {{what}}) AS n, count({{what}}) AS of,
               n / nullif(of, 0) AS value, count(j.placement) - of AS missing,
               count(DISTINCT j.person) AS people
        FROM points p LEFT JOIN jobs j ON {_CARE} AND j.starts_on < p.until_on
             AND (j.ends_on IS NULL OR j.ends_on > p.from_on)
        GROUP BY p.month
"""

DIFFERENT_TRADES = Figure(
    name="different_trades",
    item="job_diversity",
    title=say("Different kinds of jobs"),
    kind=Kind.DIFFERENT,
    numerator=say("Different trades among the jobs."),
    denominator=say("Jobs held on some day in the window, with a trade."),
    missing=say("Jobs without a trade"),
    window_months=12,
    sql=_DIFFERENT.format(what="lower(j.trade)"),
)
DIFFERENT_EMPLOYERS = Figure(
    name="different_employers",
    item="employer_diversity",
    title=say("Different employers"),
    kind=Kind.DIFFERENT,
    numerator=say("Different employers among the jobs."),
    denominator=say("Jobs held on some day in the window, with an employer."),
    missing=say("Jobs without an employer"),
    window_months=12,
    sql=_DIFFERENT.format(what="j.employer"),
)

_COMPETITIVE = """
        SELECT p.month, count(*) FILTER (WHERE {jobs}) AS n, count(j.placement) AS of,
               n / nullif(of, 0) AS value, 0 AS missing, count(DISTINCT j.person) AS people
        FROM points p LEFT JOIN jobs j ON j.kind <> 'studies' AND j.starts_on <= p.last_day
             AND (j.ends_on IS NULL OR j.ends_on > p.last_day)
        GROUP BY p.month
"""
_AT_WORKPLACES = say(
    "Everything held at a workplace: jobs, internships, Supported Training and unpaid occupation."
)

ORDINARY_JOBS = Figure(
    name="ordinary_jobs",
    item="competitive_jobs",
    title=say("Ordinary jobs, without subsidy"),
    kind=Kind.SHARE,
    numerator=say("Ordinary jobs and own businesses."),
    denominator=_AT_WORKPLACES,
    missing=_NOTHING_MISSING,
    window_months=0,
    sql=_COMPETITIVE.format(jobs=_NO_SUBSIDY),
)
ALL_JOBS = Figure(
    name="all_jobs",
    item="competitive_jobs",
    title=say("Jobs, subsidised ones too"),
    kind=Kind.SHARE,
    numerator=say("Ordinary jobs, own businesses and subsidised jobs."),
    denominator=_AT_WORKPLACES,
    missing=_NOTHING_MISSING,
    window_months=0,
    sql=_COMPETITIVE.format(jobs=_CARE),
)

IN_COMMUNITY = Figure(
    name="time_in_community",
    item="in_community",
    title=say("Time out in the community"),
    kind=Kind.WORK_SHARE,
    numerator=say("Minutes of contact out in the community or at a workplace."),
    denominator=say("Minutes of all contacts whose length is noted."),
    missing=say("Contacts without a length"),
    window_months=1,
    says=say("Only time in contact with or about participants is logged."),
    sql="""
        SELECT p.month,
               CAST(coalesce(sum(c.minutes) FILTER (WHERE c.place IN ('community', 'workplace')), 0)
                    AS BIGINT) AS n,
               CAST(coalesce(sum(c.minutes), 0) AS BIGINT) AS of, n / nullif(of, 0) AS value,
               count(c.enrolment) - count(c.minutes) AS missing,
               count(DISTINCT c.person) AS people
        FROM points p LEFT JOIN met c ON c.occurred_on >= p.from_on AND c.occurred_on < p.until_on
        GROUP BY p.month
    """,
)

_ENDED = "j.end_reason IS DISTINCT FROM 'new_job' AND j.end_reason IS DISTINCT FROM 'led_to_employment'"


def _rhythm(name: str, title: Text, numerator: Text, day: str, low: int, high: int) -> Figure:
    """Jobs whose moment passed in the window, and those with a contact from low to high days."""
    who = _CARE if day == "starts_on" else f"{_CARE} AND {_ENDED}"
    return Figure(
        name=name,
        item="lasting_follow_along",
        title=title,
        kind=Kind.SHARE,
        numerator=numerator,
        denominator=_OF_STARTED
        if day == "starts_on"
        else say("Jobs that ended in the window, and not for another job."),
        missing=say("The days have not passed yet"),
        window_months=12,
        sql=f"""
        , each AS (
            SELECT j.placement, j.person, j.{day} AS on_day,
                   min(c.occurred_on) AS met_on
            FROM jobs j LEFT JOIN met c ON c.person = j.person
                 AND c.occurred_on BETWEEN j.{day} + {low} AND j.{day} + {high}
            WHERE {who} AND j.{day} IS NOT NULL
            GROUP BY ALL
        )
        SELECT p.month, count(*) FILTER (WHERE e.met_on < p.until_on AND {{due}}) AS n,
               count(*) FILTER (WHERE {{due}}) AS of, n / nullif(of, 0) AS value,
               count(e.placement) - of AS missing, count(DISTINCT e.person) AS people
        FROM points p LEFT JOIN each e ON e.on_day >= p.from_on AND e.on_day < p.until_on
        GROUP BY p.month
        """.format(due=f"e.on_day + {high} < p.until_on"),
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
    say("With a contact within three days after the last day."),
    "ends_on",
    0,
    3,
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
    sql=f"""
        , each AS (
            SELECT j.placement, j.person, j.starts_on, j.ends_on,
                   count(DISTINCT (c.occurred_on - j.starts_on) // 7) AS weeks
            FROM jobs j LEFT JOIN met c ON c.person = j.person
                 AND c.occurred_on BETWEEN j.starts_on AND j.starts_on + 27
            WHERE {_CARE} GROUP BY ALL
        )
        SELECT p.month, count(*) FILTER (WHERE e.weeks = 4 AND {{due}}) AS n,
               count(*) FILTER (WHERE {{due}}) AS of, n / nullif(of, 0) AS value,
               count(e.placement) - of AS missing, count(DISTINCT e.person) AS people
        FROM points p LEFT JOIN each e ON e.starts_on >= p.from_on AND e.starts_on < p.until_on
        GROUP BY p.month
    """.format(
        due="e.starts_on + 28 <= p.until_on AND (e.ends_on IS NULL OR e.ends_on >= e.starts_on + 28)"
    ),
)

EVERY_MONTH = Figure(
    name="every_month_at_work",
    item="lasting_follow_along",
    title=say("A contact every month at work"),
    kind=Kind.SHARE,
    numerator=say("With at least one contact in the month."),
    denominator=say("Jobs that went on the whole month, in their first year."),
    missing=say("Jobs that began or ended in the month"),
    window_months=1,
    sql=f"""
        , each AS (
            SELECT p.month, j.placement, j.person, p.from_on, p.until_on,
                   j.starts_on <= p.from_on AND (j.ends_on IS NULL OR j.ends_on >= p.until_on)
                       AS whole
            FROM points p JOIN jobs j ON {_CARE} AND j.starts_on < p.until_on
                 AND (j.ends_on IS NULL OR j.ends_on > p.from_on)
                 AND j.starts_on + INTERVAL 1 YEAR > p.from_on
        ), told AS (
            SELECT e.month, e.placement, e.person, e.whole, count(c.occurred_on) > 0 AS met
            FROM each e LEFT JOIN met c ON c.person = e.person
                 AND c.occurred_on >= e.from_on AND c.occurred_on < e.until_on
            GROUP BY ALL
        )
        SELECT p.month, count(*) FILTER (WHERE t.whole AND t.met) AS n,
               count(*) FILTER (WHERE t.whole) AS of, n / nullif(of, 0) AS value,
               count(t.placement) - of AS missing, count(DISTINCT t.person) AS people
        FROM points p LEFT JOIN told t USING (month) GROUP BY p.month
    """,
)

# Read from the bookings, which are no table of the evaluation: see `evidence.of_counts`.
SUPERVISION = Figure(
    name="supervision_weeks",
    item="supervisor",
    title=say("Weeks with supervision"),
    kind=Kind.PER_SPECIALIST,
    numerator=say("Weeks in which a specialist had a supervision that was held."),
    denominator=say("Weeks of each specialist that were over, less those away all working days."),
    missing=say("Weeks away"),
    window_months=1,
    says=say("Supervision every week is one of five signs; the others are asked."),
    sql="",
)

FIGURES: dict[str, Figure] = {
    figure.name: figure
    for figure in (
        CASELOAD,
        TWO_UNITS,
        QUARTERLY,
        QUARTERLY_ANY,
        DAYS_TO_EMPLOYER,
        FOR_SOMEONE,
        MEETINGS_PER_WEEK,
        DIFFERENT_TRADES,
        DIFFERENT_EMPLOYERS,
        ORDINARY_JOBS,
        ALL_JOBS,
        BEFORE_START,
        AFTER_START,
        FIRST_WEEKS,
        EVERY_MONTH,
        AFTER_END,
        IN_COMMUNITY,
    )
}

NOT_LOGGED: dict[str, Text] = {
    "employment_only": say(
        "The basis is not logged: contacts have a length, but other duties are not kept. The "
        "reviewer asks, or reads the rota."
    ),
}
"""Items that a figure would be expected for, and why there is none."""
