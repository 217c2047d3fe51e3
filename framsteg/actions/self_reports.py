"""The person's own answer: asked for by a secret address, given once, taken back by nobody else."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from framsteg.access import Viewer, wall
from framsteg.access.changing import (
    enrolment_to_write_in,
    person_answering,
    report_link_to_answer,
)
from framsteg.access.reading.calendar import hash_of
from framsteg.actions import recording, summaries
from framsteg.foundation.codes import AnsweredBy, FollowUpKind, Part
from framsteg.records.models import WELLBEING, FollowUp, ReportLink
from framsteg.rules.self_reports import LINK_LASTS, SCREEN_LASTS

TOKEN_BYTES = 32


@dataclass(frozen=True)
class Told:
    """What the person says: 1-5 for each item, 0 for "prefers not to say", None for not asked.

    `wellbeing` are the five answers of WHO-5, each 0-5 or None; empty where it is not asked.
    """

    life_situation: int | None = None
    support_quality: int | None = None
    influence: int | None = None
    own_words: str = ""
    wellbeing: tuple[int | None, ...] = ()

    def columns(self) -> dict[str, object]:
        return {
            "life_situation": self.life_situation,
            "support_quality": self.support_quality,
            "influence": self.influence,
            "own_words": self.own_words,
            **dict(zip(WELLBEING, self.wellbeing, strict=False)),
        }


@transaction.atomic
def ask(
    *, by: Viewer, enrolment_id: int, kind: FollowUpKind, now: datetime, on_screen: bool = False
) -> str:
    """Make a secret address for one answer; one that was open before ends.

    Returns the token. It is not kept, only its hash: it can be shown this once.
    """
    enrolment = enrolment_to_write_in(by, enrolment_id)
    _end_open(by, enrolment_id, now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = ReportLink(
        enrolment=enrolment,
        owner_id=by.organisation_id,
        created_by_id=by.staff_id,
        created_at=now,
        kind=kind,
        on_screen=on_screen,
        token_hash=hash_of(token),
        expires_at=now + (SCREEN_LASTS if on_screen else LINK_LASTS),
    )
    row.save(force_insert=True)
    recording.note(
        row, by=by, verb="self_reports.ask", part=Part.FOLLOW_UPS, enrolment_id=enrolment_id
    )
    summaries.writes_in(enrolment_id, by.organisation_id)
    return token


@transaction.atomic
def revoke(*, by: Viewer, enrolment_id: int, now: datetime) -> None:
    """End the address that is open; whoever has it can no longer answer."""
    enrolment_to_write_in(by, enrolment_id)
    _end_open(by, enrolment_id, now)


@wall.standing(wall.INSTALLATION)
@transaction.atomic
def answer(*, token: str, told: Told, now: datetime, today: date, once: UUID | None = None) -> None:
    """Keep what the person says, once. It waits until it has been gone through with them.

    Raises NotFound for an address that does not open.
    """
    link = report_link_to_answer(token, now)
    person = person_answering(link, today=today)
    row = FollowUp(
        enrolment=link.enrolment,
        occurred_on=today,
        answered_on=today,
        awaits_review=True,
        kind=link.kind,
        answered_by=AnsweredBy.PERSON,
        once=once,
        **told.columns(),
    )
    recording.create(
        row,
        by=person,
        verb="self_reports.answer",
        part=Part.FOLLOW_UPS,
        enrolment_id=link.enrolment_id,
    )
    link.used_at, link.follow_up = now, row
    link.save(update_fields=["used_at", "follow_up"])


def _end_open(by: Viewer, enrolment_id: int, now: datetime) -> None:
    found = ReportLink.unscoped.select_for_update().filter(
        enrolment=enrolment_id, owner=by.organisation_id, used_at=None, revoked_at=None
    )
    for row in found.filter(expires_at__gt=now):
        row.revoked_at = now
        row.save(update_fields=["revoked_at"])
        recording.note(
            row, by=by, verb="self_reports.revoke", part=Part.FOLLOW_UPS, enrolment_id=enrolment_id
        )
