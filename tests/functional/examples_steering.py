"""A review with answers and a steering group with its meetings, for their pages."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from framsteg.access.reading import fidelity as reviews
from framsteg.access.reading import steering as reading
from framsteg.actions import fidelity, steering
from framsteg.evaluation.fidelity.scale import IPS
from framsteg.foundation.codes import ReviewKind
from framsteg.web.steering import make_pack
from tests.functional.stage import Team

PAGES: dict[str, dict[str, Any]] = {
    "insatser/<slug:key>/mal/": {},
    "insatser/<slug:key>/programtrohet/": {},
    "insatser/<slug:key>/programtrohet/<slug:name>/": {"name": "figure"},
    "insatser/<slug:key>/granskningar/": {},
    "insatser/<slug:key>/granskningar/ny/": {},
    "granskningar/<int:review_id>/": {},
    "granskningar/<int:review_id>/punkter/<slug:item_key>/": {},
    "granskningar/<int:review_id>/underlag/<slug:name>/": {"name": "figure"},
    "granskningar/<int:review_id>/enas/": {},
    "granskningar/<int:review_id>/atgard/": {},
    "granskningar/<int:review_id>/urval/": {},
    "granskningar/<int:review_id>/urval/<int:sampled_id>/": {},
    "insatser/<slug:key>/styrgrupp/": {},
    "insatser/<slug:key>/styrgrupp/kalla/": {},
    "styrgrupp/<int:steering_id>/": {},
    "styrgrupp/<int:steering_id>/andra/": {"steering_id": "coming"},
    "styrgrupp/<int:steering_id>/stall-in/": {"steering_id": "coming"},
    "styrgrupp/<int:steering_id>/hur-det-gick/": {},
    "styrgrupp/<int:steering_id>/beslut/": {},
    "styrgruppsbeslut/<int:decision_id>/": {},
}
NOT_PAGES = {
    "granskningar/<int:review_id>/oppna/", "granskningar/<int:review_id>/granskning.<slug:form>",
    "granskningsatgarder/<int:action_id>/klar/", "styrgrupp/<int:steering_id>/underlag/",
    "styrgrupp/<int:steering_id>/underlag.<slug:form>",
}  # fmt: skip


def ids(team: Team) -> dict[str, Any]:
    """Begins, answers, draws, calls and decides as Karin; the ids that the pages are opened by."""
    by = team.viewer("Karin Lund")
    review = fidelity.begin(
        by=by, programme_id=team.programme_id, scale=IPS, kind=ReviewKind.SELF,
        starts_on=by.today - timedelta(days=365), ends_on=by.today, reviewers=[by.staff_id or 0],
    )  # fmt: skip
    fidelity.answer(by=by, review_id=review, item="caseload_size", anchor=5)
    fidelity.share(by=by, review_id=review, item="unit", anchor=4, note="Handledning varje vecka.")
    fidelity.add_action(
        by=by, review_id=review, what="Mötas varje vecka", responsible_id=by.staff_id or 0,
        due_on=by.today,
    )  # fmt: skip
    fidelity.draw(by=by, review_id=review, size=2, seed=1)
    now = timezone.now()
    held, coming = (
        steering.call(by=by, programme_id=team.programme_id, starts_at=now + timedelta(days=days))
        for days in (-20, 3)
    )
    line = reading.steering_meeting(by, held)
    steering.note(
        by=by, meeting_id=held, held=True, minutes="Gick igenom underlaget.", version=line.version,
        seats={seat.seat_id: (not n % 2, "") for n, seat in enumerate(line.seats)},
    )  # fmt: skip
    decision = steering.decide(
        by=by, meeting_id=held, what="Bjuda in hälsocentralerna", due_on=by.today,
        organisation_id=line.seats[0].organisation_id,
    )  # fmt: skip
    make_pack(team.key, held, today=by.today, now=now)
    return {
        "review_id": review, "item_key": "competitive_jobs", "steering_id": held,
        "sampled_id": reviews.sample(by, review)[0].sampled_id, "steering_id:coming": coming,
        "decision_id": decision, "name:figure": "days-to-employer",
    }  # fmt: skip
