"""What kind of jobs there are: in work, different, ordinary or subsidised."""

from framsteg.evaluation.fidelity.figure import (
    NOTHING_MISSING,
    ORDINARY,
    PAID,
    Figure,
    Kind,
    Thing,
    added,
)
from framsteg.foundation.text import say

_QUARTER = f"""
        , worked AS (
            SELECT DISTINCT p.month, j.person FROM points p
            JOIN jobs j ON {{jobs}} AND j.starts_on < p.until_on
                 AND (j.ends_on IS NULL OR j.ends_on > p.from_on)
        ), there AS (
            SELECT p.month, s.person, list(s.enrolment) AS enrolments FROM points p
            JOIN served s ON s.enrolled_on < p.until_on
                 AND (s.exited_on IS NULL OR s.exited_on > p.from_on)
            GROUP BY p.month, s.person
        ), behind AS (
            SELECT t.month, {added(
                Thing.PERSON, unit="t.person", enrolments="t.enrolments", persons="[t.person]",
                n="w.person IS NOT NULL", of="1",
            )}
            FROM there t LEFT JOIN worked w ON w.month = t.month AND w.person = t.person
        )
"""  # fmt: skip

QUARTERLY = Figure(
    name="quarterly_employment",
    item="agency_focus",
    title=say("In ordinary work during the quarter"),
    kind=Kind.SHARE,
    numerator=say("People with an ordinary job or an own business on some day in the window."),
    denominator=say("People enrolled on some day in the window, each once."),
    missing=NOTHING_MISSING,
    window_months=3,
    says=say("That the rate is measured and shown is one of five signs; the others are asked."),
    behind=_QUARTER.format(jobs=ORDINARY),
)
QUARTERLY_ANY = Figure(
    name="quarterly_employment_any",
    item="agency_focus",
    title=say("In work during the quarter, subsidised jobs too"),
    kind=Kind.SHARE,
    numerator=say("People with a job of any form on some day in the window."),
    denominator=say("People enrolled on some day in the window, each once."),
    missing=NOTHING_MISSING,
    window_months=3,
    behind=_QUARTER.format(jobs=PAID),
)

_DIFFERENT = f"""
        , behind AS (
            SELECT p.month, {added(
                Thing.PLACEMENT, unit="j.placement", enrolments="[j.enrolment]",
                persons="[j.person]", of="CAST({what} IS NOT NULL AS BIGINT)",
                missing="{what} IS NULL", alike="{what}",
            )}
            FROM points p JOIN jobs j ON {PAID} AND j.starts_on < p.until_on
                 AND (j.ends_on IS NULL OR j.ends_on > p.from_on)
        )
"""  # fmt: skip

DIFFERENT_TRADES = Figure(
    name="different_trades",
    item="job_diversity",
    title=say("Different kinds of jobs"),
    kind=Kind.DIFFERENT,
    numerator=say("Different trades among the jobs."),
    denominator=say("Jobs held on some day in the window, with a trade."),
    missing=say("Jobs without a trade"),
    window_months=12,
    behind=_DIFFERENT.format(what="lower(j.trade)"),
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
    behind=_DIFFERENT.format(what="j.employer"),
)

_COMPETITIVE = f"""
        , behind AS (
            SELECT p.month, {added(
                Thing.PLACEMENT, unit="j.placement", enrolments="[j.enrolment]",
                persons="[j.person]", n="{jobs}", of="1",
            )}
            FROM points p JOIN jobs j ON j.kind <> 'studies' AND j.starts_on <= p.last_day
                 AND (j.ends_on IS NULL OR j.ends_on > p.last_day)
        )
"""  # fmt: skip
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
    missing=NOTHING_MISSING,
    window_months=0,
    behind=_COMPETITIVE.format(jobs=ORDINARY),
)
ALL_JOBS = Figure(
    name="all_jobs",
    item="competitive_jobs",
    title=say("Jobs, subsidised ones too"),
    kind=Kind.SHARE,
    numerator=say("Ordinary jobs, own businesses and subsidised jobs."),
    denominator=_AT_WORKPLACES,
    missing=NOTHING_MISSING,
    window_months=0,
    behind=_COMPETITIVE.format(jobs=PAID),
)
