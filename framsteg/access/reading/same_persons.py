"""Persons who may be the same: before somebody is registered, and among those who are.

Only persons whose name the viewer may read are ever compared. What another organisation knows
has no part in it, so the answer says nothing of it, nor does the time it takes.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from framsteg.access import log
from framsteg.access.sight import in_sight, sees
from framsteg.access.sightline import Sightline
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part
from framsteg.foundation.names import tokens
from framsteg.records.models import Enrolment, NameToken, PersonMerge
from framsteg.rules.same_person import Known, may_be_same, name_of

SHOWN = 6
MOST = 5_000


@dataclass(frozen=True)
class Candidate:
    """Somebody in sight who may be the one; `own`: registered by the viewer's organisation."""

    enrolment_id: int
    participant_id: int
    name: str
    birth_year: int | None
    programme_id: int
    programme: str
    enrolled_on: date | None  # None where the plan is not in sight
    own: bool
    sure: bool = False  # by the personal identity number


@dataclass(frozen=True)
class MergeLine:
    merge_id: int
    enrolment_id: int
    merged_on: date
    by: str


def alike(viewer: Viewer, known: Known) -> tuple[Candidate, ...]:
    """Those in sight who may be this person, the surest first; each is logged as read."""
    words = tokens(known.given_name, known.family_name)
    by_name = Enrolment.unscoped.none()
    if words:
        by_name = named(viewer)
        for word in words:
            who = NameToken.unscoped.filter(token=word).values("participant")
            by_name = by_name.filter(participant__in=who)
    by_number = Q(participant__personnummer=known.personnummer) & ~Q(participant__personnummer="")
    rows = {row.pk: row for row in by_name[: SHOWN * 4]}
    rows |= {row.pk: row for row in named(viewer).filter(by_number)[:SHOWN]}
    found = [row for row in rows.values() if may_be_same(known_as(row), known)]
    found.sort(key=lambda row: (row.participant.personnummer != known.personnummer, row.pk))
    return handed_out(viewer, found[:SHOWN], number=known.personnummer)


def standing_twice(viewer: Viewer) -> tuple[tuple[Candidate, Candidate], ...]:
    """Pairs of persons whom the viewer's own organisation may have registered twice."""
    own = named(viewer).filter(owner=viewer.organisation_id, participant__anonymous=False)
    own = own.filter(participant__owner=viewer.organisation_id)
    alike_by: dict[tuple[str, ...], list[Enrolment]] = defaultdict(list)
    for row in own.order_by("id")[:MOST]:
        alike_by[name_of(known_as(row))].append(row)
    pairs = []
    for rows in alike_by.values():
        # One enrolment stands for each person: the latest.
        latest = list({row.participant_id: row for row in rows}.values())
        pairs += [
            (one, other)
            for n, one in enumerate(latest)
            for other in latest[n + 1 :]
            if may_be_same(known_as(one), known_as(other))
        ]
    flat = handed_out(viewer, [row for pair in pairs for row in pair])
    return tuple(zip(flat[::2], flat[1::2], strict=True))


def merges(viewer: Viewer) -> tuple[MergeLine, ...]:
    """What was put together lately and can be taken apart, the latest first."""
    seen = Enrolment.unscoped.filter(in_sight(viewer), programme__in=sorted(viewer.writes_in))
    rows = PersonMerge.unscoped.filter(
        owner=viewer.organisation_id, undone_on=None, case_kept__in=seen
    ).select_related("created_by")
    return tuple(
        MergeLine(
            row.pk, row.case_kept_id or 0, row.merged_on,
            row.created_by.name if row.created_by else "",
        )
        for row in rows.order_by("-id")[:SHOWN]
    )  # fmt: skip


def named(viewer: Viewer) -> QuerySet[Enrolment]:
    """Enrolments in sight of persons whose name the viewer may read, with person and programme."""
    named = sees(viewer, Part.IDENTITY, enrolment="", owner="participant__owner")
    rows = Enrolment.unscoped.filter(named, in_sight(viewer))
    return rows.select_related("participant", "programme")


def known_as(row: Enrolment) -> Known:
    """Who an enrolled person is, as the rule compares them."""
    person = row.participant
    return Known(
        given_name=person.given_name,
        family_name=person.family_name,
        personnummer=person.personnummer,
        birth_year=person.birth_year,
        protected=person.protected_identity,
    )


def handed_out(
    viewer: Viewer, rows: Iterable[Enrolment], number: str = ""
) -> tuple[Candidate, ...]:
    """The persons in a line each, in the order of `rows`; each is logged as read."""
    rows = list(rows)
    sight = Sightline.to(viewer, rows)
    log.record(viewer, [sight.shown(pk, {Part.IDENTITY}) for pk in {row.pk for row in rows}])
    return tuple(
        Candidate(
            enrolment_id=row.pk,
            participant_id=row.participant_id,
            name=f"{row.participant.given_name} {row.participant.family_name}".strip(),
            birth_year=row.participant.birth_year,
            programme_id=row.programme_id,
            programme=row.programme.name,
            enrolled_on=row.enrolled_on if sight.sees(row.pk, Part.PLAN, row.owner_id) else None,
            own=row.participant.owner_id == viewer.organisation_id,
            sure=bool(number) and row.participant.personnummer == number,
        )
        for row in rows
    )
