"""All parties' efforts for a person: those entered, and those that the file already tells of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from framsteg.access import log
from framsteg.access.plan_files import EffortKind, EffortLine, EffortsView
from framsteg.access.reading.heads import Opened, opened, parts_shown
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part, PlacementKind
from framsteg.foundation.plan_codes import ActionStatus, Responsible
from framsteg.records.models import (
    Contact,
    Effort,
    EmployerContact,
    FollowUp,
    Placement,
    PlanAction,
)

PARTS = (Part.PLAN, Part.EMPLOYER_DEALINGS, Part.CONTACTS, Part.FOLLOW_UPS)
_DAY = timedelta(days=1)


def efforts(viewer: Viewer, enrolment_id: int) -> EffortsView:
    """Every effort in sight, each kind cut by its own part; NotFound for a case out of sight.

    Ten queries, however much has been done.
    """
    case = opened(viewer, enrolment_id)
    found = (
        *_entered(case),
        *_placements(case),
        *_plan_actions(case),
        *_points(case),
    )
    withheld = tuple(p for p in PARTS if not case.sight.sees(enrolment_id, p, case.row.owner_id))
    plan_shown = Part.PLAN not in withheld
    log.record(
        viewer,
        [case.sight.shown(enrolment_id, parts_shown(case, *(set(PARTS) - set(withheld))))],
    )
    first_of: dict[str, date] = {}
    for one in found:
        first_of[_party(one)] = min(first_of.get(_party(one), one.starts_on), one.starts_on)
    return EffortsView(
        head=case.head,
        starts_on=case.row.enrolled_on if plan_shown else None,
        ends_on=case.row.exited_on if plan_shown else None,
        efforts=tuple(
            sorted(found, key=lambda one: (first_of[_party(one)], _party(one), one.starts_on))
        ),
        withheld=withheld,
    )


def _party(one: EffortLine) -> str:
    return one.party or (one.by.value if one.by else "")


def _entered(case: Opened) -> Iterator[EffortLine]:
    rows = Effort.unscoped.filter(
        case.sight.rows(case.row.pk, Part.PLAN), enrolment=case.row
    ).select_related("organisation", "owner", "created_by")
    for e in rows:
        yield EffortLine(
            kind=EffortKind.ENTERED,
            party=e.organisation.name if e.organisation else e.organisation_name,
            what=e.what,
            starts_on=e.starts_on,
            until=e.last_day and e.last_day + _DAY,
            who=e.responsible_name,
            organisation_id=e.organisation_id,
            author=e.created_by.name if e.created_by else "",
            owner=e.owner.name,
            owner_id=e.owner_id,
            row_id=e.pk,
            version=e.version,
        )


def _placements(case: Opened) -> Iterator[EffortLine]:
    """Training, internships, studies and jobs, with the support around them."""
    rows = Placement.unscoped.filter(
        case.sight.rows(case.row.pk, Part.EMPLOYER_DEALINGS), enrolment=case.row
    ).select_related("employer", "owner")
    for p in rows:
        yield EffortLine(
            kind=EffortKind.PLACEMENT,
            party=p.owner.name,
            what=", ".join(
                filter(None, [p.title or p.trade, p.employer.name if p.employer else ""])
            ),
            starts_on=p.starts_on,
            until=p.ends_on,
            placement_kind=PlacementKind(p.kind),
            owner=p.owner.name,
            owner_id=p.owner_id,
            row_id=p.pk,
        )


def _plan_actions(case: Opened) -> Iterator[EffortLine]:
    """What the plan asks of each party: promised over its time, done on one day."""
    rows = (
        PlanAction.unscoped.filter(case.sight.rows(case.row.pk, Part.PLAN), enrolment=case.row)
        .exclude(status=ActionStatus.DROPPED)
        .select_related("organisation", "staff", "owner")
    )
    for a in rows:
        organisation = a.organisation.name if a.organisation else ""
        done = a.status == ActionStatus.DONE
        ends = a.closed_on if done else a.due_on
        yield EffortLine(
            kind=EffortKind.PLAN_ACTION,
            party=organisation,
            by=Responsible(a.responsible),
            what=a.what,
            starts_on=a.set_on,
            until=max(ends, a.set_on) + _DAY if ends else None,
            who=a.staff.name if a.staff else a.responsible_name,
            days=(a.closed_on,) if done and a.closed_on else (),
            owner=a.owner.name,
            owner_id=a.owner_id,
            row_id=a.pk,
        )


def _points(case: Opened) -> Iterator[EffortLine]:
    """Contacts, visits and follow-ups: a line for each organisation, with the days."""
    here = {"enrolment": case.row}
    sight, pk = case.sight, case.row.pk
    contacts = Contact.unscoped.filter(sight.rows(pk, Part.CONTACTS), **here)
    # The person's row is the behalf; the visit belongs to whoever wrote it.
    visits = EmployerContact.unscoped.filter(
        sight.rows(pk, Part.EMPLOYER_DEALINGS), behalves__enrolment=case.row
    )
    held = FollowUp.unscoped.filter(sight.rows(pk, Part.FOLLOW_UPS), awaits_review=False, **here)
    columns = ("owner__name", "owner_id", "occurred_on")
    yield from _lines(EffortKind.CONTACTS, contacts.values_list(*columns))
    yield from _lines(EffortKind.EMPLOYER_CONTACTS, visits.values_list(*columns))
    yield from _lines(EffortKind.FOLLOW_UPS, held.values_list(*columns))


def _lines(kind: EffortKind, rows: Iterable[tuple[str, int, date]]) -> Iterator[EffortLine]:
    days: dict[tuple[str, int], list[date]] = defaultdict(list)
    for owner, owner_id, on in rows:
        days[owner, owner_id].append(on)
    for (owner, owner_id), held in days.items():
        yield EffortLine(
            kind=kind,
            party=owner,
            what="",
            starts_on=min(held),
            until=max(held) + _DAY,
            days=tuple(sorted(held)),
            owner=owner,
            owner_id=owner_id,
        )
