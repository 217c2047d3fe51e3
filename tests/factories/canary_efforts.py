"""Words in what other authorities do for the person, and in what the person answers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from framsteg.access import Viewer
from framsteg.actions import efforts, self_reports
from framsteg.actions.efforts import Noted
from framsteg.actions.self_reports import Told
from framsteg.foundation.codes import FollowUpKind, Part

if TYPE_CHECKING:
    from tests.factories.canaries import Canaries


def effort(told: Canaries, by: Viewer, word: str) -> None:
    noted = Noted(word, by.today, organisation_name="Ekan", responsible_name=word)
    pk = efforts.note(by=by, enrolment_id=told.case.pk, effort=noted)
    told.known(effort_id=pk)
    told.plant(word, by, Part.PLAN, told.page("efforts:show"))


def own_answer(told: Canaries, by: Viewer, word: str) -> None:
    """By the secret address: it belongs to the organisation that asked."""
    now = timezone.now()
    token = self_reports.ask(
        by=by, enrolment_id=told.case.pk, kind=FollowUpKind.MONTHLY, now=now
    )  # fmt: skip
    self_reports.answer(token=token, told=Told(own_words=word), now=now, today=by.today)
    told.plant(word, by, Part.FOLLOW_UPS, told.page("participants:file"))
