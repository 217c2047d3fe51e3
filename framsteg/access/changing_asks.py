"""Questions whether two organisations know the same person, locked to be changed: for actions only.

What waits for an answer is found the same way as it is shown, so nobody answers what they could
not see.
"""

from django.db.models import Q

from framsteg.access.reading.identity import NotFound
from framsteg.access.reading.person_asks import MetAsk, met_ask
from framsteg.access.viewer import Viewer
from framsteg.records.models import PersonAnswer, PersonAsk


def ask_to_take_back(viewer: Viewer, ask_id: int) -> PersonAsk:
    """A locked question that the viewer's organisation has put."""
    row = _locked(ask_id)
    if row is None or row.owner_id != viewer.organisation_id:
        raise NotFound
    return row


def ask_to_answer(
    viewer: Viewer, ask_id: int
) -> tuple[PersonAsk, PersonAnswer | None, MetAsk | None]:
    """A locked question that met somebody: with whom it meets, or what was answered already."""
    row = _locked(ask_id)
    if row is None or row.asked_id != viewer.organisation_id:
        raise NotFound
    answer = PersonAnswer.unscoped.filter(ask=row).first()
    return row, answer, None if answer else met_ask(viewer, ask_id)


def answer_to_part(viewer: Viewer, ask_id: int) -> tuple[PersonAnswer, int]:
    """A locked yes between the viewer's organisation and another, and the own enrolment in it.

    Asked outside the second wall: the person may have taken their yes back since.
    """
    ours = Q(owner=viewer.organisation_id) | Q(ask__owner=viewer.organisation_id)
    row = (
        PersonAnswer.unscoped.select_for_update(of=("self",))
        .select_related("ask")
        .filter(ours, ask=ask_id, yes=True)
        .first()
    )
    if row is None:
        raise NotFound
    own = row if row.owner_id == viewer.organisation_id else row.ask
    return row, own.enrolment_id


def _locked(ask_id: int) -> PersonAsk | None:
    return PersonAsk.unscoped.select_for_update().filter(pk=ask_id).first()
