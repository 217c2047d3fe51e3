"""How the team works: caseloads, employers, where the time goes, supervision."""

from framsteg.evaluation.fidelity.figure import (
    NOTHING_MISSING,
    Figure,
    Kind,
    Thing,
    added,
)
from framsteg.foundation.text import say


def _made(*, of: str = "0", missing: str = "0", told_of_persons: bool = True) -> str:
    """A contact with an employer as one row, for however many it was made."""
    made_for = "list(c.enrolment) FILTER (WHERE c.enrolment IS NOT NULL)"
    return added(
        Thing.EMPLOYER_CONTACT, unit="c.contact", enrolments=made_for,
        persons=made_for if told_of_persons else "NULL", n="count(c.enrolment) > 0", of=of,
        missing=missing,
    )  # fmt: skip


_OUT = "c.place IN ('community', 'workplace')"

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
    behind=f"""
        , held AS (
            SELECT p.month, s.enrolment, s.person, a.coach FROM points p
            JOIN served s ON s.enrolled_on <= p.last_day
                 AND (s.exited_on IS NULL OR s.exited_on > p.last_day)
            LEFT JOIN assignments a ON a.enrolment = s.enrolment AND a.starts_on <= p.last_day
                 AND (a.ends_on IS NULL OR a.ends_on > p.last_day)
        ), behind AS (
            SELECT month, {added(
                Thing.ENROLMENT, unit="enrolment", enrolments="[enrolment]", persons="[person]",
                n="count(coach)", missing="count(coach) = 0",
            )}
            FROM held GROUP BY month, enrolment, person
            UNION ALL
            SELECT DISTINCT month, {added(
                Thing.COACH, unit="coach", enrolments="NULL", persons="NULL", of="1",
            )}
            FROM held WHERE coach IS NOT NULL
        )
    """,
)  # fmt: skip

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
    behind=f"""
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
            SELECT month, coach, unit,
                   row_number() OVER (
                       PARTITION BY month, coach ORDER BY count(*) DESC, unit) AS place
            FROM held WHERE unit IS NOT NULL GROUP BY month, coach, unit
        ), behind AS (
            SELECT h.month, {added(
                Thing.ENROLMENT, unit="h.enrolment", enrolments="[h.enrolment]",
                persons="[h.person]", n="count(u.place) FILTER (WHERE u.place <= 2)",
                of="count(h.unit)", missing="count(*) - count(h.unit)",
            )}
            FROM held h LEFT JOIN by_unit u
                 ON u.month = h.month AND u.coach = h.coach AND u.unit = h.unit
            GROUP BY h.month, h.enrolment, h.person
        )
    """,
)  # fmt: skip

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
    behind=f"""
        , firsts AS (
            SELECT s.enrolment, min(c.occurred_on) AS on_day
            FROM served s JOIN employer_contacts c ON c.enrolment = s.enrolment
            WHERE c.face_to_face AND c.occurred_on >= s.enrolled_on
            GROUP BY s.enrolment
        ), behind AS (
            SELECT p.month, {added(
                Thing.ENROLMENT, unit="s.enrolment", enrolments="[s.enrolment]",
                persons="[s.person]", n="f.on_day IS NOT NULL", of="1",
                missing="f.on_day IS NULL", days="f.on_day - s.enrolled_on",
            )}
            FROM points p
            JOIN served s ON s.enrolled_on >= p.from_on AND s.enrolled_on < p.until_on
            LEFT JOIN firsts f ON f.enrolment = s.enrolment AND f.on_day < p.until_on
        )
    """,
)  # fmt: skip

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
    behind=f"""
        , behind AS (
            SELECT p.month, {_made(of="1")}
            FROM points p JOIN employer_contacts c ON c.programme = $programme
                 AND c.occurred_on >= p.from_on AND c.occurred_on < p.until_on
            GROUP BY p.month, c.contact
        )
    """,
)  # fmt: skip

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
    behind=f"""
        , working AS (
            SELECT p.month, p.from_on, p.until_on, a.coach, list(s.person) AS persons
            FROM points p
            JOIN assignments a ON a.starts_on < p.until_on
                 AND (a.ends_on IS NULL OR a.ends_on > p.from_on)
            JOIN served s ON s.enrolment = a.enrolment AND s.enrolled_on < p.until_on
                 AND (s.exited_on IS NULL OR s.exited_on > p.from_on)
            GROUP BY p.month, p.from_on, p.until_on, a.coach
        ), behind AS (
            SELECT p.month, {_made(missing="count(c.enrolment) = 0", told_of_persons=False)}
            FROM points p JOIN employer_contacts c ON c.programme = $programme
                 AND c.face_to_face AND c.occurred_on >= p.from_on AND c.occurred_on < p.until_on
            GROUP BY p.month, c.contact
            UNION ALL
            SELECT month, {added(
                Thing.COACH, unit="coach", enrolments="NULL", persons="persons",
                of="(until_on - from_on) / 7",
            )}
            FROM working
        )
    """,
)  # fmt: skip

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
    behind=f"""
        , behind AS (
            SELECT p.month, {added(
                Thing.ENROLMENT, unit="c.enrolment", enrolments="[c.enrolment]",
                persons="[c.person]",
                n=f"coalesce(sum(c.minutes) FILTER (WHERE {_OUT}), 0)",
                of="coalesce(sum(c.minutes), 0)", missing="count(*) - count(c.minutes)",
            )}
            FROM points p JOIN met c ON c.occurred_on >= p.from_on AND c.occurred_on < p.until_on
            GROUP BY p.month, c.enrolment, c.person
        )
    """,
)  # fmt: skip

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
    behind="",
)
