"""What the demonstration shows of those between the chairs: hand-overs, events, and the rest."""

from datetime import date, timedelta

from framsteg.access import Viewer
from framsteg.actions import handovers, outreach
from framsteg.config.demo.lives import on
from framsteg.foundation.codes import HandOverAnswer, OutreachKind, PersonSays

SERVICES = ("Arbetsförmedlingen", "Kommunens jobbcenter", "Träffpunkten")
STILL_WAITS, SAID_NO, NOT_COMPLETED = 11, 19, 27


EVENTS = (
    (12, OutreachKind.INFORMATION_MEETING, "Personalen på öppenvårdsmottagningen", 14),
    (40, OutreachKind.STUDY_VISIT, "Coacher från grannkommunen", 6),
    (75, OutreachKind.FAIR, "Besökare på jobbmässan", 60),
    (110, OutreachKind.INFORMATION_MEETING, "Anhörigföreningen", 22),
)


def hold_events(coach: Viewer, programme_id: int, today: date) -> None:
    """Events and study visits of the last months."""
    for days_ago, kind, audience, people in EVENTS:
        held_on = today - timedelta(days=days_ago)
        outreach.log(
            by=on(coach, held_on), programme_id=programme_id, kind=kind, on=held_on,
            audience=audience, people=people, place="Insatsens lokaler",
            staff_ids=[coach.staff_id] if coach.staff_id else [],
        )  # fmt: skip


def hand_over(coach: Viewer, enrolment_id: int, n: int, last_day: date) -> None:
    """One of the last programme's persons: most are received, three are still on their way."""
    asked_on = last_day - timedelta(days=45)
    by = on(coach, asked_on)
    hand_over_id = handovers.ask(
        by=by, enrolment_id=enrolment_id, service=SERVICES[n % len(SERVICES)], on=asked_on
    )
    if n == STILL_WAITS:
        return
    answered_on = asked_on + timedelta(days=7 + n % 14)
    by = on(coach, answered_on)
    if n in (SAID_NO, 5):
        handovers.answer(
            by=by, hand_over_id=hand_over_id, answer=HandOverAnswer.DECLINED, on=answered_on,
            person_says=PersonSays.YES, reason="Tar inte emot fler före årsskiftet.",
        )  # fmt: skip
        if n == SAID_NO:
            return
        hand_over_id = handovers.ask(
            by=by, enrolment_id=enrolment_id, service=SERVICES[0], on=answered_on
        )
    handovers.answer(
        by=by, hand_over_id=hand_over_id, answer=HandOverAnswer.ACCEPTED, on=answered_on,
        person_says=PersonSays.YES, note="Första mötet är bokat, och coachen följer med.",
    )  # fmt: skip
    if n != NOT_COMPLETED:
        handovers.complete(by=on(coach, last_day), enrolment_id=enrolment_id, on=last_day)
