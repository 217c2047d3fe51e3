"""Rows handed out to be changed, locked: the door that only actions may use.

New rows belong to the viewer's organisation. A row is changed by the organisation that wrote it;
the enrolment itself (phase, coaches, exit) by any of its coaches who may see the plan.
"""

from datetime import date, datetime
from functools import lru_cache
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q

from framsteg.access.kept import ASKED, Kept, keep
from framsteg.access.reading.calendar import hash_of
from framsteg.access.reading.identity import NotFound
from framsteg.access.sight import cases_in_sight, sees
from framsteg.access.sightline import Sightline
from framsteg.access.viewer import Viewer
from framsteg.access.where_restricted import require_use, restricted_since
from framsteg.foundation.codes import MeetingKind, Part, Purpose, Role
from framsteg.foundation.decision import require
from framsteg.records.models import (
    Absence,
    ConflictOfInterest,
    Consent,
    Document,
    DocumentSection,
    Enquiry,
    Enrolment,
    Goal,
    Meeting,
    MeetingGuest,
    Participant,
    Placement,
    PlanAction,
    ReportLink,
    TeamAction,
)
from framsteg.records.models.base import Sensitive
from framsteg.rules.conflicts import may_take_part
from framsteg.rules.requests import may_use
from framsteg.rules.self_reports import TO_FINISH, is_open

Row = TypeVar("Row", bound=Sensitive)


def enrolment_to_change(viewer: Viewer, enrolment_id: int) -> Enrolment:
    """The locked enrolment, if the viewer works in its programme and sees the plan."""
    row = _in_sight(viewer, enrolment_id, Part.PLAN)
    return Enrolment.unscoped.select_for_update().get(pk=row.pk)


def enrolment_to_write_in(viewer: Viewer, enrolment_id: int) -> Enrolment:
    """The enrolment that a new row is added to; it need only be in sight."""
    return _in_sight(viewer, enrolment_id)


def participant_to_change(viewer: Viewer, enrolment_id: int, part: Part) -> Participant:
    """The locked participant, if this part of them is in sight through the enrolment."""
    row = _in_sight(viewer, enrolment_id, part, owner="participant__owner")
    return Participant.unscoped.select_for_update().get(pk=row.participant_id)


def enquiry_to_change(viewer: Viewer, enquiry_id: int) -> Enquiry:
    """The locked enquiry, if the viewer's organisation took it in."""
    row = (
        Enquiry.unscoped.select_for_update()
        .filter(pk=enquiry_id, owner=viewer.organisation_id, programme__in=viewer.writes_in)
        .first()
    )
    if row is None:
        raise NotFound
    return row


def document_to_write_in(viewer: Viewer, document_id: int) -> Document:
    """The locked document, if the viewer may know of it and works in its programme.

    Each organisation writes its own answers in it; the cover is changed by who began it.
    """
    row = Document.unscoped.select_for_update().filter(pk=document_id).first()
    if row is None:
        raise NotFound
    case = _in_sight(viewer, row.enrolment_id)
    if not Sightline.to(viewer, [case]).sees(case.pk, Part(row.part), row.owner_id):
        raise NotFound
    return row


def document_sections_in_sight(viewer: Viewer, row: Document) -> list[DocumentSection]:
    """The answers of a document that the viewer may read, to be kept as an edition."""
    sight = Sightline.to(viewer, [row.enrolment])
    found = DocumentSection.unscoped.filter(document=row).select_related("updated_by")
    return [s for s in found.order_by("id") if sight.sees(s.enrolment_id, Part(s.part), s.owner_id)]


def placement_to_write_at(viewer: Viewer, placement_id: int) -> Placement:
    """The placement that a new row is added to: in sight, in a programme the viewer works in."""
    row = Placement.unscoped.filter(sees(viewer, Part.EMPLOYER_DEALINGS), pk=placement_id).first()
    if row is None:
        raise NotFound
    _in_sight(viewer, row.enrolment_id)
    return row


def own_row_to_change(viewer: Viewer, model: type[Row], row_id: int) -> Row:
    """A locked row of a person's file that the viewer's organisation wrote itself."""
    row = model.unscoped.select_for_update().filter(pk=row_id, owner=viewer.organisation_id).first()
    if row is None:
        raise NotFound
    # A yes is taken back whenever the person wants.
    always = model is Consent
    _in_sight(viewer, row.enrolment_id, also_restricted=always)  # type: ignore[attr-defined]
    return row


def meeting_to_change(viewer: Viewer, meeting_id: int) -> Meeting:
    """A locked meeting of the viewer's organisation; a team's meeting is its whole team's.

    A supervision is changed by the two who have it, or the lead.
    """
    row = (
        Meeting.unscoped.select_for_update()
        .filter(
            Q(owner=viewer.organisation_id) | Q(kind=MeetingKind.TEAM.value),
            pk=meeting_id,
            programme__in=viewer.writes_in,
        )
        .first()
    )
    if row is None:
        raise NotFound
    if row.kind == MeetingKind.SUPERVISION and not _in_supervision(viewer, row):
        raise NotFound
    if row.enrolment_id is not None:
        _in_sight(viewer, row.enrolment_id)
    return row


def _in_supervision(viewer: Viewer, row: Meeting) -> bool:
    if Role.TEAM_LEAD in viewer.roles_in(row.programme_id):
        return True
    return MeetingGuest.unscoped.filter(meeting=row, staff=viewer.staff_id).exists()


def team_action_to_change(viewer: Viewer, action_id: int) -> TeamAction:
    """A locked action of a team meeting, for the one responsible and those who decided it."""
    row = (
        TeamAction.unscoped.select_for_update()
        .filter(
            Q(responsible=viewer.staff_id) | Q(owner=viewer.organisation_id),
            pk=action_id,
            programme__in=viewer.writes_in,
        )
        .first()
    )
    if row is None:
        raise NotFound
    if row.enrolment_id is not None:
        _in_sight(viewer, row.enrolment_id)
    return row


def absence_to_change(viewer: Viewer, absence_id: int) -> Absence:
    """A locked absence: one's own, or one that the lead of the same organisation looks after."""
    row = (
        Absence.unscoped.select_for_update()
        .filter(pk=absence_id, owner=viewer.organisation_id)
        .first()
    )
    if row is None or not (row.staff_id == viewer.staff_id or Role.TEAM_LEAD in viewer.roles):
        raise NotFound
    return row


def _in_sight(
    viewer: Viewer,
    enrolment_id: int,
    part: Part | None = None,
    *,
    owner: str = "owner",
    also_restricted: bool = False,
) -> Enrolment:
    """The enrolment, if it is in sight, and with it this part, written by its `owner`.

    What is restricted is refused, but for what the person may always do (`also_restricted`).
    """
    row = _case_in_sight(viewer, part, owner).of(enrolment_id)
    if row is None:
        raise NotFound
    require(viewer.may_write(row.programme_id))
    require(may_take_part(in_conflict=bool(row.in_conflict)))  # type: ignore[attr-defined]
    if not also_restricted:
        require(may_use(restricted_since=_day(row.restricted_since)))  # type: ignore[attr-defined]
    return row


def _day(told: date | str | None) -> date | None:
    """A kept statement's extra column comes as the database has it: text in SQLite."""
    return date.fromisoformat(told) if isinstance(told, str) else told


@lru_cache(maxsize=1024)
def _case_in_sight(viewer: Viewer, part: Part | None, owner: str) -> Kept[Enrolment]:
    own = ConflictOfInterest.unscoped.filter(
        enrolment=OuterRef("pk"), staff=viewer.staff_id, ended_on=None
    )
    rows = (
        cases_in_sight(viewer)
        .filter(pk=ASKED)
        .annotate(
            in_conflict=Exists(own),
            restricted_since=restricted_since(viewer.organisation_id, viewer.today),
        )
    )
    if part is not None:
        rows = rows.filter(sees(viewer, part, enrolment="", owner=owner))
    return keep(rows)


def goal_to_plan_for(viewer: Viewer, goal_id: int) -> Goal:
    """A goal in sight, whoever wrote it: what is planned for it belongs to who plans."""
    row = Goal.unscoped.filter(sees(viewer, Part.PLAN), pk=goal_id).first()
    if row is None:
        raise NotFound
    _in_sight(viewer, row.enrolment_id)
    return row


def plan_item_in_sight(
    viewer: Viewer, enrolment_id: int, *, goal_id: int | None, action_id: int | None
) -> None:
    """Raises NotFound unless the goal or the action is of this case, and in the viewer's sight."""
    of = Goal if goal_id else PlanAction
    found = of.unscoped.filter(sees(viewer, Part.PLAN), enrolment=enrolment_id)
    if not found.filter(pk=goal_id or action_id or 0).exists():
        raise NotFound


def plan_action_to_finish(viewer: Viewer, action_id: int) -> PlanAction:
    """A locked action of a plan: written by the viewer's organisation, or the viewer's to do.

    Who is asked to do something may also say that it is done, in their own organisation or
    another, as long as the plan is in their sight.
    """
    row = PlanAction.unscoped.select_for_update().filter(pk=action_id).first()
    if row is None:
        raise NotFound
    mine = row.staff_id is not None and row.staff_id == viewer.staff_id
    if mine and PlanAction.unscoped.filter(sees(viewer, Part.PLAN), pk=action_id).exists():
        require_use(viewer, row.enrolment_id)
        return row
    if row.owner_id != viewer.organisation_id:
        raise NotFound
    _in_sight(viewer, row.enrolment_id)
    return row


def report_link_to_answer(token: str, now: datetime) -> ReportLink:
    """The locked way in for one answer, by its secret address and nothing else."""
    row = ReportLink.unscoped.select_for_update().filter(token_hash=hash_of(token)).first()
    if row is None or not is_open(
        expires_at=row.expires_at,
        used_at=row.used_at,
        revoked_at=row.revoked_at,
        now=now,
        to_finish=TO_FINISH,
    ):
        raise NotFound
    return row


def person_answering(link: ReportLink, *, today: date) -> Viewer:
    """Who writes an answer: nobody of the staff. It is kept at the organisation that asked."""
    return Viewer(
        staff_id=None,
        name="",
        organisation_id=link.owner_id,
        organisation_name=link.owner.name,
        grants=frozenset(),
        purpose=Purpose.CASEWORK,
        today=today,
        where="self_report",
    )
