"""The person's own answer by a secret address: what the address opens, and what has come by it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from framsteg.access import wall
from framsteg.access.reading.calendar import hash_of
from framsteg.access.reading.identity import NotFound
from framsteg.access.sight import sees
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import FollowUpKind, Part
from framsteg.records.models import FollowUp, Instrument, ReportLink
from framsteg.rules.self_reports import TO_FINISH, is_open


@dataclass(frozen=True)
class OpenReport:
    """What whoever has the address may know: which questions to ask. Nothing of the person."""

    kind: FollowUpKind
    blueprint_key: str
    blueprint_version: int
    on_screen: bool
    expires_at: datetime


@dataclass(frozen=True)
class LinkLine:
    """An address that is open and has not been used."""

    made_at: datetime
    expires_at: datetime
    kind: FollowUpKind


@dataclass(frozen=True)
class WaitingAnswer:
    """A person has answered, and nobody has gone through it with them yet."""

    enrolment_id: int
    answered_on: date


@dataclass(frozen=True)
class InstrumentText:
    """An instrument's words as loaded. `answers` are the words for 0, 1, 2, …"""

    title: str
    question: str
    items: tuple[str, ...]
    answers: tuple[str, ...]
    licence: str
    source: str


@wall.standing(wall.INSTALLATION)
def open_report(token: str, *, now: datetime, sending: bool = False) -> OpenReport:
    """What the address asks for. Raises NotFound for one that is used, ended, old or unknown.

    Who is `sending` an answer has a while longer than who opens the page.
    """
    row = (
        ReportLink.unscoped.filter(token_hash=hash_of(token))
        .select_related("enrolment__programme")
        .first()
    )
    if row is None or not is_open(
        expires_at=row.expires_at,
        used_at=row.used_at,
        revoked_at=row.revoked_at,
        now=now,
        to_finish=TO_FINISH if sending else timedelta(0),
    ):
        raise NotFound
    return OpenReport(
        kind=FollowUpKind(row.kind),
        blueprint_key=row.enrolment.programme.blueprint_key,
        blueprint_version=row.enrolment.blueprint_version,
        on_screen=row.on_screen,
        expires_at=row.expires_at,
    )


@wall.standing(wall.INSTALLATION)
def has_come(token: str, once: UUID) -> bool:
    """Whether the answer that this form makes has come by this address already."""
    return FollowUp.unscoped.filter(once=once, links__token_hash=hash_of(token)).exists()


def open_link(viewer: Viewer, enrolment_id: int, *, now: datetime) -> LinkLine | None:
    """The address that the viewer's organisation has sent and waits for."""
    row = (
        ReportLink.unscoped.filter(
            sees(viewer, Part.FOLLOW_UPS),
            enrolment=enrolment_id,
            owner=viewer.organisation_id,
            used_at=None,
            revoked_at=None,
            expires_at__gt=now,
        )
        .order_by("-id")
        .first()
    )
    if row is None:
        return None
    return LinkLine(row.created_at, row.expires_at, FollowUpKind(row.kind))


def answers_waiting(viewer: Viewer, enrolment_ids: Iterable[int]) -> tuple[WaitingAnswer, ...]:
    """Answers in these cases that the viewer's organisation is to go through, the oldest first.

    The cases are those that the caller was handed by the room already. One query.
    """
    found = FollowUp.unscoped.filter(
        enrolment__in=list(enrolment_ids), owner=viewer.organisation_id, awaits_review=True
    )
    rows = found.order_by("answered_on", "id").values_list("enrolment_id", "answered_on")
    return tuple(WaitingAnswer(pk, on) for pk, on in rows if on is not None)


def instrument(key: str, language: str) -> InstrumentText | None:
    """The words of an instrument in a language, where somebody has loaded them. One query."""
    row = Instrument.objects.filter(key=key, language=language).first()
    if row is None:
        return None
    return InstrumentText(
        row.title, row.question, tuple(row.items), tuple(row.answers), row.licence, row.source
    )
