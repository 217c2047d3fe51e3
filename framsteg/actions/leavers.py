"""Somebody leaves: all that they answer for goes to a colleague, each thing judged on its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from framsteg.access import NotFound, Viewer
from framsteg.access.changing import meeting_to_change, own_row_to_change, team_action_to_change
from framsteg.access.changing_method import fidelity_action_to_change
from framsteg.access.reading.leavers import left, open_rows
from framsteg.access.sight import cases_in_sight
from framsteg.actions import (
    accounts,
    assignments,
    coach_changes,
    cover,
    employer_register,
    plans,
    recording,
    staff,
)
from framsteg.actions.coach_changes import Outcome
from framsteg.actions.meetings import part_of
from framsteg.foundation.codes import LeftKind, Part, Role
from framsteg.foundation.decision import Denied, deny, require
from framsteg.foundation.plan_codes import Responsible
from framsteg.foundation.text import Text, say
from framsteg.records.models import (
    Assignment,
    BackUp,
    CaseLink,
    Employer,
    FidelityAction,
    MeetingGuest,
    PlanAction,
    RoleGrant,
    TeamAction,
)
from framsteg.rules.sharing import ONLY_LINKED, WRITES


@dataclass(frozen=True)
class Refusal:
    """One thing that stayed where it was, and why. `reason` is None for what is out of sight."""

    kind: LeftKind
    reason: Text | None


@dataclass(frozen=True)
class Leaving:
    """From whom to whom, in which programme, from which day, with which word."""

    programme_id: int
    from_staff_id: int
    to_staff_id: int
    on: date
    note: str = ""


def hand_over(*, by: Viewer, leaving: Leaving, now: datetime) -> tuple[Refusal, ...]:
    """Give a colleague all that is open in the programme. Returns what could not be given.

    Persons first: a plan's action may need the new coach in place.
    """
    require(by.may_write(leaving.programme_id))
    if leaving.from_staff_id == leaving.to_staff_id:
        require(deny(say("Choose somebody else than the one who leaves.")))
    refused = []
    rows = open_rows(by, leaving.from_staff_id, now)
    for kind, give in GIVERS:
        found, path = rows[kind]
        if path is not None:
            found = found.filter(**{path: leaving.programme_id})
        for row in list(found):
            try:
                with transaction.atomic():
                    give(by, leaving, row)
            except Denied as refusal:
                refused.append(Refusal(kind, refusal.reason))
            except NotFound:
                refused.append(Refusal(kind, None))
    return tuple(refused)


@transaction.atomic
def end_roles(*, by: Viewer, staff_id: int, now: datetime) -> None:
    """The last step of a closed account: no roles any more. Refused while anything is left."""
    require(by.may_administer())
    n = sum(line.n for line in left(by, staff_id, now=now))
    if n:
        require(
            deny(say("{n} things still wait to be handed over. Ask the team lead to do it.", n=n))
        )
    if accounts.is_open(staff_id):
        require(deny(say("Close the account first.")))
    for grant in RoleGrant.objects.filter(staff=staff_id, ends_on=None):
        staff.revoke(
            by=by, staff_id=staff_id, role=Role(grant.role), programme_id=grant.programme_id,
            on=by.today,
        )  # fmt: skip


def _person(by: Viewer, leaving: Leaving, row: Assignment) -> None:
    _see(by, row.enrolment_id)
    passed = coach_changes.pass_on(
        by=by, enrolment_ids=[row.enrolment_id], from_staff_id=leaving.from_staff_id,
        to_staff_id=leaving.to_staff_id, on=leaving.on, note=leaving.note,
    )  # fmt: skip
    _require_well(passed.outcomes)


def _link(by: Viewer, leaving: Leaving, row: CaseLink) -> None:
    case, on = row.enrolment_id, leaving.on
    if not _has_role(leaving, ONLY_LINKED):
        require(deny(say("A link goes to another partner: choose one of them.")))
    assignments.link(by=by, enrolment_id=case, staff_id=leaving.to_staff_id, on=on)
    assignments.unlink(by=by, enrolment_id=case, staff_id=leaving.from_staff_id, on=on)


def _plan_action(by: Viewer, leaving: Leaving, row: PlanAction) -> None:
    found = own_row_to_change(by, PlanAction, row.pk)
    asked = plans.Asked(
        what=found.what, responsible=Responsible(found.responsible),
        staff_id=leaving.to_staff_id, due_on=found.due_on,
    )  # fmt: skip
    plans.change_action(by=by, action_id=found.pk, asked=asked, version=found.version)


def _meeting(by: Viewer, leaving: Leaving, row: MeetingGuest) -> None:
    _require_colleague(leaving)
    meeting = meeting_to_change(by, row.meeting_id)
    there = MeetingGuest.unscoped.filter(meeting=meeting, staff=leaving.to_staff_id).exists()
    if there:
        row.delete()
    else:
        row.staff_id, row.invited_sequence = leaving.to_staff_id, None
        row.save(update_fields=["staff", "invited_sequence"])
    recording.note(
        meeting, by=by, verb="meetings.pass_on", part=part_of(meeting),
        enrolment_id=meeting.enrolment_id,
        changes={"staff": [leaving.from_staff_id, leaving.to_staff_id]},
    )  # fmt: skip


def _team_action(by: Viewer, leaving: Leaving, row: TeamAction) -> None:
    _require_colleague(leaving)
    found = team_action_to_change(by, row.pk)
    recording.change(
        found, {"responsible_id": leaving.to_staff_id}, by=by, verb="meetings.pass_on",
        part=Part.PLAN if found.enrolment_id else None, enrolment_id=found.enrolment_id,
    )  # fmt: skip


def _review_action(by: Viewer, leaving: Leaving, row: FidelityAction) -> None:
    _require_colleague(leaving)
    found = fidelity_action_to_change(by, row.pk)
    recording.change(
        found, {"responsible_id": leaving.to_staff_id}, by=by, verb="fidelity.pass_on", part=None
    )


def _back_up(by: Viewer, leaving: Leaving, row: BackUp) -> None:
    """Who has become the main coach cannot be the back-up too: then there is none."""
    coaches = Assignment.unscoped.filter(
        enrolment=row.enrolment_id, staff=leaving.to_staff_id, ends_on=None
    )
    cover.name_back_up(
        by=by, enrolment_id=row.enrolment_id, on=leaving.on,
        staff_id=None if coaches.exists() else leaving.to_staff_id,
    )  # fmt: skip


def _employer(by: Viewer, leaving: Leaving, row: Employer) -> None:
    employer_register.hand_over(
        by=by, employer_id=row.pk, to_staff_id=leaving.to_staff_id, note=leaving.note
    )


GIVERS: tuple[tuple[LeftKind, Callable[..., None]], ...] = (
    (LeftKind.PERSONS, _person),
    (LeftKind.LINKS, _link),
    (LeftKind.PLAN_ACTIONS, _plan_action),
    (LeftKind.MEETINGS, _meeting),
    (LeftKind.TEAM_ACTIONS, _team_action),
    (LeftKind.REVIEW_ACTIONS, _review_action),
    (LeftKind.BACK_UPS, _back_up),
    (LeftKind.EMPLOYERS, _employer),
)


def _see(by: Viewer, enrolment_id: int) -> None:
    if not cases_in_sight(by).filter(pk=enrolment_id).exists():
        raise NotFound


def _require_well(outcomes: tuple[Outcome, ...]) -> None:
    for outcome in outcomes:
        if outcome.refused is not None:
            raise Denied(outcome.refused)


def _require_colleague(leaving: Leaving) -> None:
    if not _has_role(leaving, WRITES):
        require(deny(say("Choose one of the programme's own coaches.")))


def _has_role(leaving: Leaving, roles: frozenset[Role]) -> bool:
    grants = RoleGrant.objects.filter(
        staff=leaving.to_staff_id, programme=leaving.programme_id, role__in=roles, ends_on=None
    )
    return grants.exists()
