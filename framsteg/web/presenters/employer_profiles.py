"""An employer's tasks, people to talk to, keeper and doubles, as their pages show them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from framsteg.access import Viewer
from framsteg.access.reading.employer_doubles import MergeLine
from framsteg.access.reading.employer_profiles import (
    ContactPersonLine,
    HandOverLine,
    TaskLine,
    WorkplaceFile,
)
from framsteg.access.reading.employer_weeks import ProgrammeWeeks
from framsteg.access.reading.employers import EmployerFile, EmployerLine
from framsteg.foundation.codes import Carving, TaskWay
from framsteg.web.presenters.employers import facts, organisation_number
from framsteg.web.presenters.words import day, said

TASKS_SHOWN = 4
CARVING_TONES = {Carving.YES: "success", Carving.MAYBE: "info", Carving.NO: "neutral"}


def places(file: EmployerFile, tasks: Iterable[TaskLine]) -> list[dict[str, Any]]:
    """Workplaces with the first of their tasks; those that have closed stand last."""
    tasks = list(tasks)
    rows = []
    for place in sorted(file.workplaces, key=lambda p: p.closed_on is not None):
        there = [task for task in tasks if task.workplace_id == place.workplace_id]
        named = [task.what for task in there[:TASKS_SHOWN]]
        more = len(there) - len(named)
        rows.append(
            {
                "title": place.name,
                "url": reverse("employers:workplace", args=[place.workplace_id]),
                "meta": ", ".join(filter(None, [place.address, place.municipality])),
                "closed": _("Closed") if place.closed_on else "",
                "tasks": named,
                "more": _("and {n} more").format(n=more) if more else "",
            }
        )
    return rows


def place_lead(file: WorkplaceFile) -> str:
    return " · ".join(filter(None, [file.employer, file.address, file.municipality]))


def closed(file: WorkplaceFile) -> str:
    return _("Closed since {day}.").format(day=day(file.closed_on)) if file.closed_on else ""


def task_columns() -> list[dict[str, str]]:
    return [
        {"label": _("Task")}, {"label": _("How often")}, {"label": _("By whom today")},
        {"label": _("Could it be taken out?")}, {"label": _("A way into a job")},
    ]  # fmt: skip


def task_cells(task: TaskLine) -> list[Any]:
    """One row of the inventory."""
    return [
        {
            "text": task.what,
            "url": reverse("employers:change_task", args=[task.task_id]),
            "sub": task.note,
        },
        said(task.rhythm),
        task.by_whom,
        _carving(task.carving),
        _way(task.way),
    ]


def _carving(code: Carving | None) -> dict[str, str] | str:
    said_of = {Carving.YES: _("Yes"), Carving.MAYBE: _("Perhaps"), Carving.NO: _("No")}
    return {"text": said_of[code], "tone": CARVING_TONES[code]} if code else ""


def _way(code: TaskWay | None) -> str:
    said_of = {
        TaskWay.FIND: _("Find"), TaskWay.CREATE: _("Create"),
        TaskWay.REDISTRIBUTE: _("Redistribute"),
    }  # fmt: skip
    return said_of[code] if code else ""


def persons(lines: Iterable[ContactPersonLine]) -> list[dict[str, Any]]:
    """Whom to talk to, how, and when they said yes to standing here."""
    return [
        {
            "name": p.name,
            "role": ", ".join(filter(None, [p.title, p.workplace])),
            "phone": p.phone,
            "email": p.email,
            "yes": _("Said yes {day}").format(day=day(p.agreed_on)),
            "change_url": reverse("employers:change_person", args=[p.person_id])
            if p.may_change
            else "",
            "owner": "" if p.may_change else p.owner,
        }
        for p in lines
    ]


def keeper(file: EmployerFile, viewer: Viewer) -> dict[str, str]:
    """Who is responsible, and what one can do about it."""
    nobody = file.responsible_id is None
    name = file.responsible or _("A colleague in another programme")
    mine = file.responsible_id == viewer.staff_id
    return {
        "name": _("Nobody yet") if nobody else name,
        "yours": _("That is you.") if mine else "",
        "url": reverse("employers:hand_over", args=[file.employer_id]),
        "label": _("Say who") if nobody else _("Hand over"),
    }


def hand_overs(lines: Iterable[HandOverLine]) -> list[dict[str, str]]:
    return [
        {
            "title": _("{old} to {new}").format(old=h.from_name, new=h.to_name)
            if h.from_name
            else h.to_name,
            "when": day(h.handed_on),
            "note": h.note,
        }
        for h in lines
    ]


def pair(one: EmployerLine, other: EmployerLine) -> dict[str, Any]:
    """Two that may be the same: the one with a number, else the older, is proposed to be kept."""
    kept, double = (one, other)
    if other.organisation_number and not one.organisation_number:
        kept, double = other, one
    return {
        "kept": _side(kept),
        "double": _side(double),
        "merge_url": reverse("employers:merge", args=[kept.employer_id, double.employer_id]),
        "apart_url": reverse("employers:keep_apart", args=[one.employer_id, other.employer_id]),
    }


def _side(line: EmployerLine) -> dict[str, str]:
    told = [
        organisation_number(line.organisation_number),
        said(line.industry_code) or line.industry,
        ", ".join(line.municipalities),
    ]
    return {
        "name": line.name,
        "url": reverse("employers:show", args=[line.employer_id]),
        "meta": " · ".join(filter(None, told)) or _("Nothing more is known"),
    }


def merged(line: MergeLine) -> dict[str, Any]:
    told = _("{double} is part of {kept}").format(double=line.double, kept=line.kept)
    by = _("{name}, {day}").format(name=line.by, day=day(line.merged_on))
    return {
        "title": told,
        "meta": by if line.by else day(line.merged_on),
        "undone": line.undone,
        "undo_url": reverse("employers:undo_merge", args=[line.merge_id]),
    }


def beside(kept: EmployerFile, double: EmployerFile) -> list[list[str]]:
    """The facts of both, row by row, with how much there is of each."""
    rows = [
        [term, mine, theirs]
        for (term, mine), (_term, theirs) in zip(facts(kept), facts(double), strict=True)
    ]
    for term, n in (
        (_("Workplaces"), (len(kept.workplaces), len(double.workplaces))),
        (_("Visits and calls"), tuple(len(f.visits) + len(f.elsewhere) for f in (kept, double))),
    ):
        rows.append([term, *map(str, n)])
    rows.append([_("What the employer needs"), kept.needs, double.needs])
    return rows


def weeks_of(programme: ProgrammeWeeks) -> dict[str, Any]:
    """A table of the latest weeks: one row for each specialist, in the order of the alphabet."""
    heads = [{"label": _("Specialist")}]
    heads += [{"label": _week(monday), "numeric": True} for monday in programme.mondays]
    return {
        "name": programme.programme,
        "columns": heads,
        "rows": [[row.name, *map(str, row.counts)] for row in programme.rows],
        "first": day(programme.mondays[0]),
    }


def _week(monday: date) -> str:
    """Says "v. 47"."""
    return _("wk {n}").format(n=monday.isocalendar().week)
