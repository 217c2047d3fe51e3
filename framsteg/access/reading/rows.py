"""The rows of a person's file, each kind cut by the access rule before it is fetched."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone

from framsteg.access.files import (
    NOT_SHARED,
    ContactLine,
    EmployerContactLine,
    ExtentLine,
    FollowUpLine,
    NotShared,
    PlacementLine,
    SectionText,
)
from framsteg.access.sight import NOBODY
from framsteg.access.sightline import Sightline
from framsteg.foundation.codes import (
    AnsweredBy,
    Channel,
    EmployerPurpose,
    FollowUpKind,
    Part,
    Place,
    PlacementEnd,
    PlacementKind,
    Sector,
    Subsidy,
)
from framsteg.foundation.training_codes import LedTo, PlacementPurpose
from framsteg.records.models import (
    WELLBEING,
    Contact,
    EmployerContact,
    Enrolment,
    FollowUp,
    Placement,
    PlacementExtent,
    Section,
)

CONTACTS_SHOWN = 30
CONTACT_COLUMNS = (
    "id", "occurred_on", "minutes", "channel", "place", "present", "note", "next_step",
    "next_step_on", "created_by__name", "owner_id", "owner__name", "version", "created_by_id",
    "created_at",
)  # fmt: skip


def sections(sight: Sightline, row: Enrolment) -> tuple[SectionText, ...]:
    """The living texts of the parts in sight."""
    in_sight = NOBODY
    for part in Part:
        in_sight |= Q(part=part) & sight.rows(row.pk, part)
    rows = Section.unscoped.filter(in_sight, enrolment=row).order_by("part", "id")
    columns = (
        "id", "part", "text", "owner_id", "owner__name", "created_by__name", "updated_on",
        "version",
    )  # fmt: skip
    return tuple(
        SectionText(
            section_id=section_id,
            part=Part(part),
            text=text,
            owner_id=owner_id,
            owner=owner,
            author=author or "",
            updated_on=updated_on,
            version=version,
        )
        for section_id, part, text, owner_id, owner, author, updated_on, version in (
            rows.values_list(*columns)
        )
    )


def contacts(
    sight: Sightline, row: Enrolment, before: int | None
) -> tuple[tuple[ContactLine, ...], str | None]:
    """A page of contacts, newest first, and the key of the next older page."""
    rows = Contact.unscoped.filter(sight.rows(row.pk, Part.CONTACTS), enrolment=row)
    if before is not None:
        rows = _earlier_than(rows, before)
    newest = rows.order_by("-occurred_on", "-id").values(*CONTACT_COLUMNS)
    found = list(newest[: CONTACTS_SHOWN + 1])
    older = str(found[CONTACTS_SHOWN - 1]["id"]) if len(found) > CONTACTS_SHOWN else None
    return tuple(_contact(c) for c in found[:CONTACTS_SHOWN]), older


def _earlier_than(rows: Any, contact_id: int) -> Any:
    day = rows.filter(pk=contact_id).values_list("occurred_on", flat=True).first()
    if day is None:
        return rows
    return rows.filter(occurred_on__lte=day).exclude(occurred_on=day, id__gte=contact_id)


def _contact(c: dict[str, Any]) -> ContactLine:
    return ContactLine(
        contact_id=c["id"],
        occurred_on=c["occurred_on"],
        minutes=c["minutes"],
        channel=Channel(c["channel"]),
        place=Place(c["place"]),
        present=c["present"],
        note=c["note"],
        next_step=c["next_step"],
        next_step_on=c["next_step_on"],
        author=c["created_by__name"] or "",
        owner_id=c["owner_id"],
        owner=c["owner__name"],
        version=c["version"],
        created_by_id=c["created_by_id"],
        created_at=c["created_at"],
    )


def employer_contacts(sight: Sightline, row: Enrolment) -> tuple[EmployerContactLine, ...]:
    """The employer contacts made on the person's behalf, newest first."""
    # The person's row is the behalf; the visit behind it belongs to whoever wrote it.
    rows = EmployerContact.unscoped.filter(
        sight.rows(row.pk, Part.EMPLOYER_DEALINGS), behalves__enrolment=row
    ).select_related("employer", "staff", "owner")
    return tuple(employer_contact(c) for c in rows.order_by("-occurred_on", "-id"))


def employer_contact(
    c: EmployerContact, behalves: int | NotShared = NOT_SHARED
) -> EmployerContactLine:
    """The line for one visit; `behalves` is a count of persons, where the reader may know it."""
    return EmployerContactLine(
        contact_id=c.pk,
        occurred_on=c.occurred_on,
        employer_id=c.employer_id,
        employer=c.employer.name if c.employer else "",
        channel=Channel(c.channel),
        purpose=EmployerPurpose(c.purpose),
        spoke_with=c.spoke_with,
        note=c.note,
        next_step=c.next_step,
        next_step_on=c.next_step_on,
        next_step_done_on=c.next_step_done_on,
        minutes=c.minutes,
        staff=c.staff.name if c.staff else "",
        owner=c.owner.name,
        owner_id=c.owner_id,
        on_behalf_of=behalves,
    )


def placements(sight: Sightline, row: Enrolment) -> tuple[PlacementLine, ...]:
    """The person's jobs, studies and internships, with their share of full time over time."""
    rows = list(
        Placement.unscoped.filter(sight.rows(row.pk, Part.EMPLOYER_DEALINGS), enrolment=row)
        .select_related("employer", "owner")
        .order_by("starts_on", "id")
    )
    steps = _extents(p.pk for p in rows)
    return tuple(
        PlacementLine(
            placement_id=p.pk,
            kind=PlacementKind(p.kind),
            subsidy=Subsidy(p.subsidy) if p.subsidy else None,
            employer_id=p.employer_id,
            employer=p.employer.name if p.employer else "",
            sector=Sector(p.sector) if p.sector else None,
            trade=p.trade,
            title=p.title,
            monthly_wage=p.monthly_wage,
            starts_on=p.starts_on,
            ends_on=p.ends_on,
            end_reason=PlacementEnd(p.end_reason) if p.end_reason else None,
            note=p.note,
            purpose=PlacementPurpose(p.purpose) if p.purpose else None,
            planned_last_day=p.planned_last_day,
            extended_because=p.extended_because,
            led_to=LedTo(p.led_to) if p.led_to else None,
            entered_on=timezone.localdate(p.created_at),
            extents=steps[p.pk],
            owner_id=p.owner_id,
            owner=p.owner.name,
            version=p.version,
        )
        for p in rows
    )


def _extents(placement_ids: Iterable[int]) -> dict[int, tuple[ExtentLine, ...]]:
    found: dict[int, tuple[ExtentLine, ...]] = defaultdict(tuple)
    rows = PlacementExtent.unscoped.filter(placement__in=list(placement_ids)).order_by("starts_on")
    for placement_id, starts_on, percent in rows.values_list(
        "placement_id", "starts_on", "percent"
    ):
        found[placement_id] += (ExtentLine(starts_on, percent),)
    return found


def follow_ups(sight: Sightline, row: Enrolment) -> tuple[FollowUpLine, ...]:
    """The follow-ups in order of time."""
    rows = FollowUp.unscoped.filter(sight.rows(row.pk, Part.FOLLOW_UPS), enrolment=row)
    return tuple(
        FollowUpLine(
            follow_up_id=f.pk,
            occurred_on=f.occurred_on,
            kind=FollowUpKind(f.kind),
            answered_by=AnsweredBy(f.answered_by) if f.answered_by else None,
            life_situation=f.life_situation,
            support_quality=f.support_quality,
            influence=f.influence,
            own_words=f.own_words,
            note=f.note,
            author=_author(f),
            owner=f.owner.name,
            owner_id=f.owner_id,
            wellbeing=_wellbeing(f),
            answered_on=f.answered_on,
            awaits_review=f.awaits_review,
        )
        for f in rows.select_related("owner", "created_by", "reviewed_by").order_by(
            "occurred_on", "id"
        )
    )


def _wellbeing(row: FollowUp) -> tuple[int | None, ...]:
    answers = tuple(getattr(row, name) for name in WELLBEING)
    return answers if any(answer is not None for answer in answers) else ()


def _author(row: FollowUp) -> str:
    """Who held it; nobody for an answer that is still to be gone through."""
    held_by = row.reviewed_by or row.created_by
    return held_by.name if held_by else ""
