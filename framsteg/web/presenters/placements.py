"""A placement as its pages show it: what it is, and its share of full time step by step."""

from typing import Any

from django.utils.translation import gettext as _

from framsteg.access import CaseFile
from framsteg.access.files import ExtentLine, PlacementLine
from framsteg.web.presenters.words import said, span


def what(line: PlacementLine) -> str:
    """Says "Ordinary employment, Brödboden"."""
    return ", ".join(filter(None, [said(line.kind), line.title or line.trade, line.employer]))


def facts(line: PlacementLine) -> list[tuple[str, str]]:
    return [
        (_("What"), said(line.kind) + (f" ({said(line.subsidy)})" if line.subsidy else "")),
        (_("Employer or school"), line.employer),
        (_("When"), span(line.starts_on, line.ends_on)),
    ]


def steps(line: PlacementLine) -> list[list[Any]]:
    """The shares of full time over time: period and percent."""
    following = [*line.extents[1:], ExtentLine(line.ends_on, 0) if line.ends_on else None]
    return [
        [
            span(step.starts_on, after.starts_on if after else None),
            _("{n} %").format(n=step.percent).replace(" ", "\xa0"),
            _change(before.percent if before else None, step.percent),
        ]
        for before, step, after in zip([None, *line.extents], line.extents, following, strict=False)
    ]


def person(file: CaseFile) -> str:
    """The name, or the number where the name is not shared."""
    return str(
        file.name or _("Person {reference}").format(reference=file.reference or file.enrolment_id)
    )


def _change(before: int | None, percent: int) -> str:
    if before is None:
        return _("at the start")
    return _("more") if percent > before else _("less") if percent < before else _("the same")
