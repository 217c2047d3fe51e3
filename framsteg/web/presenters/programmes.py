"""A programme and its blueprint as their pages show them."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from framsteg.access import Viewer
from framsteg.access.reading.programmes import (
    FundingLine,
    ProgrammeFile,
    ProgrammeLine,
    StaffLine,
    TargetLine,
)
from framsteg.access.viewer import SEES_FIGURES
from framsteg.blueprints.describe import Row, Section, describe
from framsteg.blueprints.labels import LABELS, MEASURES
from framsteg.blueprints.schema import Blueprint, TargetUnit
from framsteg.foundation.text import Text
from framsteg.rules import capacity
from framsteg.rules.reports.working import READS as READS_REPORTS
from framsteg.rules.sharing import WRITES
from framsteg.rules.steering import READS as STEERS
from framsteg.web.presenters.words import said, span
from framsteg.web.words import render

PHASES = "Phases"
SHORT = 40


def programme_row(line: ProgrammeLine, viewer: Viewer) -> dict[str, str]:
    roles = sorted(said(role) for role in viewer.roles_in(line.programme_id))
    return {
        "title": line.name,
        "url": reverse("programmes:show", args=[line.key]),
        "meta": f"{line.owner} · {span(line.starts_on, line.ends_on)}",
        "badge": ", ".join(roles),
        "icon": "folders",
    }


def facts(file: ProgrammeFile, blueprint: Blueprint) -> list[Any]:
    line, partners = file.line, [o.name for o in file.organisations[1:]]
    return [
        (_("Owner"), line.owner),
        (_("Partners"), ", ".join(partners) or _("none")),
        (_("Period"), span(line.starts_on, line.ends_on)),
        (_("Method"), said(blueprint.method)),
        {
            "term": _("Blueprint"),
            "value": _("{name}, version {version}").format(
                name=blueprint.name, version=blueprint.version
            ),
            "url": reverse("programmes:blueprint", args=[blueprint.key, blueprint.version]),
        },
    ]


def places(file: ProgrammeFile, blueprint: Blueprint) -> dict[str, Any] | None:
    """Places used against places; None for who may not know how many."""
    if file.open_cases is None:
        return None
    load = capacity.places(blueprint, file.open_cases, agreed=file.line.places)
    if load.most is None:
        note = ""
    elif load.n < load.most:
        note = _("{n} places free").format(n=load.most - load.n)
    else:
        note = _("No free places")
    return {"value": load.n, "of": load.most, "note": note}


def followed_up(line: ProgrammeLine, viewer: Viewer) -> list[dict[str, str]]:
    """The ways to how the programme goes, for who may see them."""
    ways = []
    if line.programme_id in viewer.programmes(SEES_FIGURES):
        ways = [
            ("targets:show", _("Targets and places")),
            ("fidelity:show", _("Fidelity month by month")),
            ("reviews:overview", _("Reviews of the method")),
        ]
    if line.programme_id in viewer.programmes(STEERS):
        ways.append(("steering:overview", _("The steering group")))
    if line.programme_id in viewer.programmes(READS_REPORTS):
        ways.append(("reports:overview", _("Reports")))
    return [{"url": reverse(name, args=[line.key]), "label": label} for name, label in ways]


def people(file: ProgrammeFile, blueprint: Blueprint, viewer: Viewer) -> list[dict[str, Any]]:
    """Everyone with a role, one row for each role, with how many they coach."""
    return [
        {
            "name": line.name,
            "organisation": line.organisation,
            "role": said(line.role),
            "load": _load(line, blueprint),
            "end_url": reverse(
                "programmes:end_role", args=[file.line.key, line.staff_id, line.role]
            )
            if viewer.is_administrator
            else "",
        }
        for line in file.staff
    ]


def _load(line: StaffLine, blueprint: Blueprint) -> str:
    if line.open_cases is None or line.role not in WRITES:
        return ""
    return render(capacity.caseload(blueprint, line.open_cases).words)


def targets(lines: Iterable[TargetLine]) -> list[list[str]]:
    return [
        [
            render(MEASURES[line.measure]) if line.measure in MEASURES else line.measure,
            _("at least {level} {unit}").format(level=_plain(line.level), unit=_unit(line.unit)),
            span(line.starts_on, line.ends_on),
        ]
        for line in lines
    ]


def _unit(unit: str) -> str:
    return render(LABELS[TargetUnit(unit)]) if unit in list(TargetUnit) else unit


def _plain(level: Any) -> str:
    """A level without the zeros that the database keeps, and with the reader's decimal comma."""
    return number_format(level.normalize(), use_l10n=True) if level % 1 else str(int(level))


def funding(lines: Iterable[FundingLine]) -> list[list[Any]]:
    return [
        [
            str(line.year),
            line.source,
            _("{n} kr").format(n=number_format(line.amount, force_grouping=True)),
        ]
        for line in lines
    ]


def blueprint_card(blueprint: Blueprint) -> dict[str, str]:
    """A blueprint to choose."""
    return {
        "name": blueprint.name,
        "method": said(blueprint.method),
        "summary": render(blueprint.summary.text),
        "url": reverse("programmes:blueprint", args=[blueprint.key, blueprint.version]),
        "start_url": reverse("programmes:start", args=[blueprint.key]),
    }


def blueprint_sections(blueprint: Blueprint) -> list[dict[str, Any]]:
    """The whole blueprint in the reader's language; the phases as a path of their own."""
    return [
        {
            "id": f"del-{n}",
            "title": render(section.title),
            "rows": [_row(row) for row in section.rows],
            "phases": _phases(section) if section.title.msgid == PHASES else None,
        }
        for n, section in enumerate(describe(blueprint), start=1)
    ]


def _row(row: Row) -> dict[str, Any]:
    return {
        "label": render(row.label),
        "values": _gathered(_rendered(row.values)),
        "ours": row.ours,
    }


def _phases(section: Section) -> list[dict[str, Any]]:
    return [
        {
            "label": render(row.label),
            "when": "",
            "current": False,
            "lead": " ".join(_with_stop(value) for value in _rendered(row.values)),
            "events": (),
        }
        for row in section.rows
    ]


def _rendered(values: Iterable[Text]) -> list[str]:
    return [render(value) for value in values]


def _gathered(values: list[str]) -> list[str]:
    """Short values on one line; sentences each on their own."""
    short = len(values) > 1 and all(len(value) <= SHORT for value in values)
    return [", ".join(values)] if short else values


def _with_stop(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
