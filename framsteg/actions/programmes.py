"""Programmes: started from a blueprint, with its organisations, units, targets and people."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from framsteg.access import NotFound, Viewer
from framsteg.actions import recording
from framsteg.blueprints.load import get
from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.codes import OrganisationKind
from framsteg.foundation.decision import ALLOW, Decision, deny, require
from framsteg.foundation.text import say
from framsteg.records.models import (
    Funding,
    Organisation,
    Partnership,
    Programme,
    Target,
    Unit,
)

# Where the units stand whose organisation is not published: they are credited to nobody else.
NOBODY_HAS_SAID: dict[str, Any] = {
    "name": "Organisation ej angiven",
    "kind": OrganisationKind.OTHER,
}


@transaction.atomic
def start(
    *,
    by: Viewer,
    blueprint_key: str,
    key: str = "",
    name: str = "",
    names: Mapping[str, str] | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    places: int | None = None,
) -> int:
    """Start a programme from the latest version of a blueprint. Returns the programme's id.

    `names` gives the organisations' real names by their key in the blueprint; `ends_on` is the
    first day that is no longer inside. What is left out is taken from the blueprint.
    """
    blueprint = get(blueprint_key)
    key = key or blueprint.key
    require(_may_start(by, key))
    period = blueprint.period.period
    starts_on = starts_on or (period.start if period else by.today)
    ends_on = ends_on or (period.end if period and starts_on == period.start else None)
    require(_ends_after(starts_on, ends_on))
    organisations = _organisations(blueprint, names or {})
    programme = Programme.objects.create(
        key=key,
        name=name or blueprint.name,
        blueprint_key=blueprint.key,
        blueprint_version=blueprint.version,
        owner=organisations[blueprint.owner],
        starts_on=starts_on,
        ends_on=ends_on,
        places=places or (blueprint.places.max if blueprint.places else None),
    )
    Partnership.objects.bulk_create(
        Partnership(programme=programme, organisation=organisations[partner.key])
        for partner in blueprint.partners
    )
    _add_units(blueprint, organisations)
    _add_targets(blueprint, programme)
    recording.note(programme, by=by, verb="programmes.start", part=None, enrolment_id=None)
    return programme.pk


@transaction.atomic
def fund(*, by: Viewer, programme_id: int, source: str, year: int, amount: Decimal) -> None:
    """Note (or correct) what a source pays for a year, in whole kronor."""
    require(by.may_administer())
    if amount < 0:
        require(deny(say("An amount of money is not less than nothing.")))
    row, _made = Funding.objects.update_or_create(
        programme_id=programme_id, source=source, year=year, defaults={"amount": amount}
    )
    recording.note(
        row,
        by=by,
        verb="programmes.fund",
        part=None,
        enrolment_id=None,
        changes={"amount": [None, amount]},
    )


@transaction.atomic
def join(*, by: Viewer, programme_id: int, organisation_id: int) -> None:
    """Make an organisation a partner of the programme."""
    require(by.may_administer())
    programme = Programme.objects.get(pk=programme_id)
    if programme.owner_id != organisation_id:
        Partnership.objects.get_or_create(programme=programme, organisation_id=organisation_id)


@transaction.atomic
def add_unit(*, by: Viewer, organisation_id: int, name: str) -> int:
    """Add a unit that refers people, or find it. Returns its id."""
    require(by.may_administer() if not by.writes_in else ALLOW)
    return Unit.objects.get_or_create(organisation_id=organisation_id, name=name)[0].pk


def _may_start(by: Viewer, key: str) -> Decision:
    if Programme.objects.filter(key=key).exists():
        return deny(say("A programme with the key {key} is already running.", key=key))
    return by.may_administer()


def _ends_after(starts_on: date, ends_on: date | None) -> Decision:
    if ends_on is None or starts_on < ends_on:
        return ALLOW
    return deny(say("The last day comes before the first: {day}.", day=starts_on))


def _organisations(blueprint: Blueprint, names: Mapping[str, str]) -> dict[str, Organisation]:
    found = {}
    for organisation in blueprint.organisations:
        name = names.get(organisation.key) or organisation.name
        if not name:
            refusal = say("Give the name of the organisation “{key}”.", key=organisation.key)
            require(deny(refusal))
        found[organisation.key] = Organisation.objects.get_or_create(
            name=name, defaults={"kind": organisation.kind}
        )[0]
    return found


@transaction.atomic
def mark_unit(*, by: Viewer, programme_id: int, unit_id: int, sensitive: bool) -> None:
    """Say whether the name of a unit tells too much to be shown to others.

    Its own organisation decides. An administrator may mark one where nobody of its own logs in.
    """
    unit = Unit.objects.select_for_update().filter(pk=unit_id).first()
    own = unit is not None and unit.organisation_id == by.organisation_id
    works_here = programme_id in by.writes_in
    if unit is None or not (own and works_here or by.is_administrator and (own or sensitive)):
        raise NotFound
    if unit.sensitive == sensitive:
        return
    unit.sensitive = sensitive
    unit.save(update_fields=["sensitive"])
    recording.note(
        unit, by=by, verb="programmes.mark_unit", part=None, enrolment_id=None,
        changes={"sensitive": [not sensitive, sensitive]},
    )  # fmt: skip


def _add_units(blueprint: Blueprint, organisations: Mapping[str, Organisation]) -> None:
    for source in blueprint.ways_in.sources:
        known = organisations.get(source.organisation or "")
        organisation = known or Organisation.objects.get_or_create(**NOBODY_HAS_SAID)[0]
        Unit.objects.get_or_create(organisation=organisation, name=source.name)


def _add_targets(blueprint: Blueprint, programme: Programme) -> None:
    for target in blueprint.targets:
        for level in target.levels:
            last = level.last_day
            # A level that was raised on a day nobody has written down: the last one stands.
            Target.objects.update_or_create(
                programme=programme,
                measure=target.measure,
                starts_on=level.first_day or programme.starts_on,
                defaults={
                    "level": Decimal(str(level.level)),
                    "unit": target.unit,
                    "ends_on": last + timedelta(days=1) if last else None,
                },
            )
