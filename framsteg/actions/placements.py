"""Placements: started, growing or shrinking in share of full time, ended."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing import enrolment_to_write_in, own_row_to_change
from framsteg.actions import recording, summaries
from framsteg.blueprints.load import get
from framsteg.foundation.codes import Part, PlacementEnd, PlacementKind, Sector, Subsidy
from framsteg.foundation.decision import require
from framsteg.foundation.training_codes import LedTo, PlacementPurpose
from framsteg.records.models import Placement, PlacementExtent
from framsteg.rules import placements as rule
from framsteg.rules import time_limits


@transaction.atomic
def start(
    *,
    by: Viewer,
    enrolment_id: int,
    kind: PlacementKind,
    on: date,
    percent: int | None = None,
    subsidy: Subsidy | None = None,
    employer_id: int | None = None,
    sector: Sector | None = None,
    trade: str = "",
    title: str = "",
    monthly_wage: Decimal | None = None,
    note: str = "",
    purpose: PlacementPurpose | None = None,
    planned_last_day: date | None = None,
) -> int:
    """A job, studies or internship begins (or is agreed to). Returns the placement's id."""
    enrolment = enrolment_to_write_in(by, enrolment_id)
    require(
        rule.may_start(
            kind=kind,
            subsidy=subsidy,
            percent=percent,
            on=on,
            enrolled_on=enrolment.enrolled_on,
        )
    )
    blueprint = get(enrolment.programme.blueprint_key, enrolment.blueprint_version)
    limit = time_limits.limit_of(blueprint, kind)
    require(time_limits.may_plan(kind=kind, on=on, last_day=planned_last_day, limit=limit))
    placement = Placement(
        enrolment=enrolment,
        kind=kind,
        subsidy=subsidy or "",
        employer_id=employer_id,
        sector=sector or "",
        trade=trade,
        title=title,
        monthly_wage=monthly_wage,
        starts_on=on,
        note=note,
        purpose=purpose or "",
        planned_last_day=planned_last_day,
    )
    recording.create(
        placement,
        by=by,
        verb="placements.start",
        part=Part.EMPLOYER_DEALINGS,
        enrolment_id=enrolment.pk,
    )
    if percent is not None:
        PlacementExtent.unscoped.create(placement=placement, starts_on=on, percent=percent)
    summaries.writes_in(enrolment.pk, by.organisation_id)
    return placement.pk


@transaction.atomic
def amend(*, by: Viewer, placement_id: int, version: int, **values: Any) -> None:
    """Change employer, sector, trade, title, wage or note. May raise Conflict."""
    _change(by, own_row_to_change(by, Placement, placement_id), "placements.amend", values, version)


@transaction.atomic
def change_share(*, by: Viewer, placement_id: int, percent: int, on: date) -> None:
    """From a day on, another share of full time; the same day again corrects it."""
    placement = own_row_to_change(by, Placement, placement_id)
    require(
        rule.may_change_share(
            percent=percent, on=on, starts_on=placement.starts_on, ends_on=placement.ends_on
        )
    )
    before = placement.extents.filter(starts_on__lte=on).order_by("-starts_on").first()
    PlacementExtent.unscoped.update_or_create(
        placement=placement, starts_on=on, defaults={"percent": percent}
    )
    recording.note(
        placement,
        by=by,
        verb="placements.change_share",
        part=Part.EMPLOYER_DEALINGS,
        enrolment_id=placement.enrolment_id,
        changes={"percent": [before.percent if before else None, percent], "on": [None, on]},
    )


@transaction.atomic
def end(
    *,
    by: Viewer,
    placement_id: int,
    on: date,
    reason: PlacementEnd,
    led_to: LedTo | None = None,
) -> None:
    """The last day was the one before `on`. A lost job leads to new steps, not to an exit."""
    placement = own_row_to_change(by, Placement, placement_id)
    require(rule.may_end(on=on, starts_on=placement.starts_on, ends_on=placement.ends_on))
    values = {"ends_on": on, "end_reason": reason.value, "led_to": led_to or ""}
    _change(by, placement, "placements.end", values, None)


@transaction.atomic
def take_back_end(*, by: Viewer, placement_id: int) -> None:
    """Undo an end that was a slip."""
    placement = own_row_to_change(by, Placement, placement_id)
    values = {"ends_on": None, "end_reason": "", "led_to": ""}
    _change(by, placement, "placements.take_back_end", values, None)


def _change(
    by: Viewer, placement: Placement, verb: str, values: dict[str, Any], version: int | None
) -> None:
    recording.change(
        placement,
        values,
        by=by,
        verb=verb,
        part=Part.EMPLOYER_DEALINGS,
        version=version,
        enrolment_id=placement.enrolment_id,
    )
