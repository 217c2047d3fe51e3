"""What the demonstration shows of those between the chairs: hand-overs, events, and the rest."""

from datetime import date, timedelta

from framsteg.access import Viewer
from framsteg.actions import handovers
from framsteg.config.demo.lives import on
from framsteg.foundation.codes import HandOverAnswer, PersonSays

SERVICES = ("Arbetsförmedlingen", "Kommunens jobbcenter", "Träffpunkten")
STILL_WAITS, SAID_NO, NOT_COMPLETED = 11, 19, 27


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
