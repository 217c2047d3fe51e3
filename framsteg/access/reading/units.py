"""The names of units: one that is marked as sensitive is a partner unit to everybody else.

Every name of a unit that leaves the room goes through here, or through the export.
"""

from collections import defaultdict
from collections.abc import Iterable

from framsteg.access.sightline import Sightline
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part
from framsteg.foundation.text import Text, say
from framsteg.records.models import Enrolment, Unit

PARTNER_UNIT = say("Partner unit")

UnitName = str | Text
"""A name, or the words that stand in its place."""


def source_of_case(sight: Sightline, row: Enrolment) -> UnitName:
    """Which unit a person came from, '' for none; whoever asks sees the support needs."""
    unit = row.unit
    if unit is None:
        return ""
    viewer = sight.viewer
    enrolled_here = row.owner_id == viewer.organisation_id
    opened = enrolled_here and sight.sees(row.pk, Part.SUPPORT_NEEDS, unit.organisation_id)
    return unit.name if opened or reads_name(viewer, unit) else PARTNER_UNIT


def name_in_general(viewer: Viewer, unit: Unit | None) -> UnitName:
    """A unit's name where no person's consent is at hand."""
    if unit is None:
        return ""
    return unit.name if reads_name(viewer, unit) else PARTNER_UNIT


def reads_name(viewer: Viewer, unit: Unit) -> bool:
    return not unit.sensitive or unit.organisation_id == viewer.organisation_id


def names_of(viewer: Viewer, units: Iterable[Unit]) -> dict[int, UnitName]:
    """A name for each, so that those of one organisation can be told apart: by number."""
    units = list(units)
    hidden: dict[int, list[int]] = defaultdict(list)
    for unit in units:
        if not reads_name(viewer, unit):
            hidden[unit.organisation_id].append(unit.pk)
    names: dict[int, UnitName] = {}
    for unit in units:
        alike = sorted(hidden[unit.organisation_id])
        if unit.pk not in alike:
            names[unit.pk] = unit.name
        elif len(alike) == 1:
            names[unit.pk] = PARTNER_UNIT
        else:
            names[unit.pk] = say("Partner unit {n}", n=alike.index(unit.pk) + 1)
    return names
