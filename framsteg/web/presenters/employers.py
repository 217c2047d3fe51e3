"""Employers as their pages show them: facts, the log of visits, what was promised last."""

from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framsteg.access import NOT_SHARED, Viewer
from framsteg.access.files import EmployerContactLine
from framsteg.access.reading.employers import EmployerFile, EmployerLine, LastSeen
from framsteg.foundation.codes import Channel
from framsteg.web.forms.employers import ICONS
from framsteg.web.presenters.words import ago, day, minutes, said

PICTURED_DAYS = 60


def employer_cells(line: EmployerLine, viewer: Viewer) -> list[Any]:
    """One row of the register's table."""
    return [
        {
            "text": line.name,
            "url": reverse("employers:show", args=[line.employer_id]),
            "sub": organisation_number(line.organisation_number),
        },
        said(line.industry_code) or line.industry,
        ", ".join(line.municipalities),
        last_contact(line.last, viewer.today) or _("not yet"),
        ""
        if line.responsible is None
        else line.responsible or _("A colleague in another programme"),
    ]


def employer_choice(line: EmployerLine, viewer: Viewer, query: str) -> dict[str, str]:
    """One employer to log a visit at."""
    told = [said(line.industry_code) or line.industry, last_contact(line.last, viewer.today)]
    return {
        "title": line.name,
        "url": reverse("employers:log", args=[line.employer_id]) + query,
        "meta": " · ".join(filter(None, told)),
        "icon": "storefront",
    }


def lead(file: EmployerFile) -> str:
    """One line of what kind of employer it is."""
    what = file.industry or said(file.industry_code)
    return " · ".join(filter(None, [what, said(file.sector)]))


def facts(file: EmployerFile) -> list[tuple[str, str]]:
    return [
        (_("Organisation number"), organisation_number(file.organisation_number)),
        (_("Sector"), said(file.sector)),
        (_("Industry"), said(file.industry_code)),
        (_("What they do"), file.industry),
        (_("How many work there"), str(file.employees or "")),
    ]


def last_contact(last: LastSeen | None, today: date) -> str:
    """Says "Anna was here 12 days ago", so that nobody calls twice about the same thing."""
    if last is None:
        return ""
    who, when = last.name or _("A colleague in another programme"), lately(last.on, today)
    if last.channel is Channel.VISIT:
        return _("{name} was here {when}.").format(name=who, when=when)
    return _("{name} was in touch {when}.").format(name=who, when=when)


def promised(file: EmployerFile, viewer: Viewer) -> dict[str, Any] | None:
    """The next step from the latest contact; an older one has been followed by a newer talk."""
    last = file.visits[0] if file.visits else None
    if last is None or not last.next_step or last.next_step_done_on:
        return None
    return {
        "text": last.next_step,
        "by": last.staff or last.owner,
        "on": day(last.next_step_on),
        "late": bool(last.next_step_on and last.next_step_on < viewer.today),
        "done_url": reverse("employers:step_done", args=[last.contact_id]),
    }


def visit_years(file: EmployerFile) -> list[dict[str, Any]]:
    """The log, newest first, under its years; of others' contacts only day, way and who."""
    made = [(v.occurred_on, _visit(v)) for v in file.visits]
    made += [(seen.on, _seen(seen)) for seen in file.elsewhere]
    made.sort(key=lambda one: one[0], reverse=True)
    return [
        {"year": str(year), "visits": [visit for _on, visit in of_year]}
        for year, of_year in groupby(made, key=lambda one: one[0].year)
    ]


def how_many(n: int) -> str:
    return ngettext("{n} employer", "{n} employers", n).format(n=n)


def lately(on: date | None, today: date) -> str:
    """Says "12 days ago" while that can be pictured, and the day when it is longer ago."""
    if on is None or (today - on).days > PICTURED_DAYS:
        return day(on)
    return ago(on, today)


def _visit(v: EmployerContactLine) -> dict[str, str]:
    return {
        "title": said(v.purpose),
        "how": said(v.channel),
        "icon": ICONS.get(v.channel.value, "circle"),
        "tone": "accent" if v.channel is Channel.VISIT else "neutral",
        "when": day(v.occurred_on),
        "by": v.staff or v.owner,
        "spoke_with": v.spoke_with,
        "note": v.note,
        "next_step": v.next_step,
        "next_step_on": day(v.next_step_on),
        "minutes": minutes(v.minutes),
        "for_whom": _for_whom(v),
    }


def _seen(seen: LastSeen) -> dict[str, str]:
    """Somebody else's contact: that it took place, and nothing of what it was about."""
    return {
        "title": said(seen.channel),
        "how": "",
        "icon": ICONS.get(seen.channel.value, "circle"),
        "tone": "neutral",
        "when": day(seen.on),
        "by": seen.name or _("A colleague in another programme"),
        **dict.fromkeys(
            ("spoke_with", "note", "next_step", "next_step_on", "minutes", "for_whom"), ""
        ),
    }


def _for_whom(v: EmployerContactLine) -> str:
    """How many the visit was for; who they are is told on their own pages."""
    if v.on_behalf_of is NOT_SHARED or not v.on_behalf_of:
        return ""
    n = int(v.on_behalf_of)
    return ngettext("For {n} participant", "For {n} participants", n).format(n=n)


def organisation_number(digits: str) -> str:
    """Says "556012-5790"."""
    return f"{digits[:6]}-{digits[6:]}" if len(digits) == 10 else digits
