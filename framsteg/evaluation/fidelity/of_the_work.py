"""How the team works: caseloads, employers, where the time goes, supervision."""

from framsteg.evaluation.fidelity.figure import (
    NOTHING_MISSING,
    Figure,
    Kind,
)
from framsteg.foundation.text import say

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
                   row_number() OVER (
                       PARTITION BY month, coach ORDER BY count(*) DESC, unit) AS place
            FROM held WHERE unit IS NOT NULL GROUP BY month, coach, unit
        ), added AS (
            SELECT month, sum(n) FILTER (WHERE place <= 2) AS n, sum(n) AS of
            FROM by_unit GROUP BY month
        ), others AS (
            SELECT month, count(*) FILTER (WHERE unit IS NULL) AS missing,
                   count(DISTINCT person) AS people
            FROM held GROUP BY month
        )
        SELECT p.month, CAST(coalesce(a.n, 0) AS BIGINT) AS n,
               CAST(coalesce(a.of, 0) AS BIGINT) AS of,
               a.n / nullif(a.of, 0) AS value, coalesce(o.missing, 0), coalesce(o.people, 0)
        FROM points p LEFT JOIN added a USING (month) LEFT JOIN others o USING (month)
    """,
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
    missing=NOTHING_MISSING,
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
