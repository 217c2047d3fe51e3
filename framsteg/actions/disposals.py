"""Thinning out (gallring): decided rules, a proposal by one, a yes or no by another."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction

from framsteg.access import NotFound, Viewer
from framsteg.access.reading import disposals as reading
from framsteg.access.reading import retention
from framsteg.actions import recording
from framsteg.actions.thinning import Thinned, thin_out
from framsteg.foundation.codes import DisposalState, RecordType
from framsteg.foundation.decision import deny, require
from framsteg.foundation.text import say
from framsteg.records.models import Disposal, DisposalItem, RetentionDecision
from framsteg.rules import retention as rule
from framsteg.rules.retention import CountsFrom, Rule
from framsteg.rules.rights import MINDS


@transaction.atomic
def decide(
    *, by: Viewer, record: RecordType, years: int, counts_from: CountsFrom, research_days: bool,
    source: str, from_on: date,
) -> None:  # fmt: skip
    """Note how long the organisation has decided to keep one type of record."""
    _require_minds(by)
    least = retention.least_of(by, record)
    require(rule.may_decide(years=years, least=least, from_on=from_on, today=by.today))
    row, _made = RetentionDecision.objects.update_or_create(
        owner_id=by.organisation_id, record=record, from_on=from_on,
        defaults={
            "years": years, "counts_from": counts_from.value, "research_days": research_days,
            "source": source, "created_by_id": by.staff_id,
        },
    )  # fmt: skip
    _note(row, by, "disposals.decide", {"years": [None, years], "from_on": [None, from_on]})


@transaction.atomic
def propose(
    *, by: Viewer, record: RecordType, enrolment_ids: Sequence[int], enquiry_ids: Sequence[int]
) -> int:
    """Propose that these are thinned out: each must be due today. Returns the disposal's id."""
    _require_minds(by)
    in_force = retention.rule_of(by, record)
    if in_force is None:
        require(deny(say("No rule is decided for this yet.")))
        raise NotFound
    waiting = Disposal.objects.filter(
        owner=by.organisation_id, record=record, state=DisposalState.PROPOSED
    )
    if waiting.exists():
        require(deny(say("A proposal waits already. A colleague has to answer it first.")))
    chosen = _due(by, record, enrolment_ids, enquiry_ids)
    if not chosen:
        require(deny(say("Choose at least one.")))
    row = Disposal.objects.create(
        owner_id=by.organisation_id, record=record, rule=_told(in_force),
        proposed_by_id=by.staff_id or 0, proposed_on=by.today,
    )  # fmt: skip
    DisposalItem.unscoped.bulk_create(
        DisposalItem(disposal=row, enrolment_id=one.enrolment_id, enquiry_id=one.enquiry_id)
        for one in chosen
    )
    _note(row, by, "disposals.propose", {"rows": [None, len(chosen)]})
    return row.pk


@transaction.atomic
def send_back(*, by: Viewer, disposal_id: int, reason: str) -> None:
    """The proposal is not carried out. Whoever proposed it may take it back too."""
    row = _proposed(by, disposal_id)
    row.state, row.reason = DisposalState.RETURNED.value, reason
    row.answered_by_id, row.answered_on = by.staff_id, by.today
    row.save()
    _note(row, by, "disposals.send_back", {}, reason)


@transaction.atomic
def approve(*, by: Viewer, disposal_id: int, backups: tuple[int, int, int] | None) -> Thinned:
    """Carry it out: a colleague of who proposed it says yes. All of it happens, or nothing.

    `backups` are the days, weeks and months of which a backup is kept; None where none is taken.
    What is no longer due (somebody has asked for something meanwhile) is left as it is.
    """
    row = _proposed(by, disposal_id)
    mine = row.proposed_by_id == by.staff_id
    roles = frozenset(grant.role for grant in by.grants)
    require(rule.may_approve(state_open=True, mine=mine, roles=roles))
    view = reading.disposal(by, disposal_id)
    still = _due(by, view.record, view.enrolment_ids, view.enquiry_ids)
    if not still:
        require(deny(say("Nothing of this is due any more. Send it back.")))
    row.state = DisposalState.DONE.value
    row.answered_by_id, row.answered_on = by.staff_id, by.today
    until = None
    if backups is not None:
        days, weeks, months = backups
        until = rule.last_day_in_backups(by.today, days=days, weeks=weeks, months=months)
    row.save()
    thinned = thin_out(
        by=by, disposal=row,
        enrolment_ids=[one.enrolment_id for one in still if one.enrolment_id],
        enquiry_ids=[one.enquiry_id for one in still if one.enquiry_id],
    )  # fmt: skip
    row.told = {
        "counts": [asdict(one) for one in thinned.counts],
        "people": len(still),
        "left_out": len(view.enrolment_ids) + len(view.enquiry_ids) - len(still),
        "figures": thinned.figures,
        "crossed_out": thinned.crossed_out,
        "digest": thinned.digest,
        "backups_until": until.isoformat() if until else None,
    }
    row.save()
    return thinned


def _due(
    by: Viewer, record: RecordType, enrolment_ids: Sequence[int], enquiry_ids: Sequence[int]
) -> list[retention.Due]:
    wanted = {("case", pk) for pk in enrolment_ids} | {("enquiry", pk) for pk in enquiry_ids}
    return [
        one
        for one in retention.may_go_now(retention.due(by, record))
        if ("case", one.enrolment_id) in wanted or ("enquiry", one.enquiry_id) in wanted
    ]


def _proposed(by: Viewer, disposal_id: int) -> Disposal:
    """The locked proposal of the viewer's organisation."""
    _require_minds(by)
    row = (
        Disposal.objects.select_for_update()
        .filter(pk=disposal_id, owner=by.organisation_id)
        .first()
    )
    if row is None:
        raise NotFound
    state_open = row.state == DisposalState.PROPOSED
    require(rule.may_approve(state_open=state_open, mine=False, roles=MINDS))
    return row


def _require_minds(by: Viewer) -> None:
    if not by.programmes(MINDS):
        raise NotFound


def _told(in_force: Rule) -> dict[str, Any]:
    return {
        "years": in_force.years,
        "counts_from": in_force.counts_from.value,
        "research_days": in_force.research_days,
        "source": in_force.source,
        "decided": in_force.decided,
        "from_on": in_force.from_on.isoformat(),
    }


def _note(row: Any, by: Viewer, verb: str, changes: dict[str, list[Any]], reason: str = "") -> None:
    recording.note(
        row, by=by, verb=verb, part=None, enrolment_id=None, changes=changes, reason=reason
    )
