"""The page around one placement: rhythm, taper, time limit, steps, meetings, observations."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framsteg.access import NOT_SHARED, Viewer
from framsteg.access.files import PlacementLine
from framsteg.access.reading.support import Around, ObservationLine
from framsteg.blueprints.schema import Blueprint, ExitKind
from framsteg.foundation.codes import PlacementKind
from framsteg.rules import support_rhythm, time_limits
from framsteg.rules.placements import is_job
from framsteg.web import words
from framsteg.web.presenters.pictures import observed, observed_rows
from framsteg.web.presenters.words import day, said, span


def support(
    line: PlacementLine, around: Around, blueprint: Blueprint, viewer: Viewer, *, may_write: bool
) -> dict[str, Any]:
    """Everything the page shows, in words."""
    limited = line.kind in time_limits.LIMITED
    return {
        "facts": _facts(line),
        "is_job": is_job(line.kind),
        "limited": limited,
        "training": line.kind is PlacementKind.SUPPORTED_TRAINING,
        "open": line.ends_on is None,
        "mine": may_write and line.owner_id == viewer.organisation_id,
        "warning": _warning(line, viewer),
        "rhythm": _rhythm(line, around, blueprint, viewer) if is_job(line.kind) else None,
        "contacts_shared": around.contact_days is not NOT_SHARED,
        "exit_words": _exit_words(blueprint),
        "tapers": [_taper(t, viewer, may_write) for t in around.tapers],
        "meetings": [_meeting(m, viewer, may_write) for m in around.meetings],
        "steps": _steps(around, blueprint, viewer.today)
        if line.kind is PlacementKind.SUPPORTED_TRAINING
        else [],
        "observations": None
        if around.observations is NOT_SHARED
        else [observation(o, viewer, may_write) for o in reversed(around.observations)],
        "picture": None if around.observations is NOT_SHARED else observed(around.observations),
        "picture_columns": [
            {"label": _("Basic demand")}, {"label": _("When")}, {"label": _("Task")},
            {"label": _("Support that time")}, {"label": _("What was seen")},
            {"label": _("What helps")},
        ],
        "picture_rows": []
        if around.observations is NOT_SHARED
        else observed_rows(around.observations),
    }  # fmt: skip


def observation(line: ObservationLine, viewer: Viewer, may_write: bool) -> dict[str, Any]:
    """One observation with all its words, and who it was gone through with."""
    mine = may_write and line.owner_id == viewer.organisation_id
    return {
        "title": f"{said(line.demand)}: {line.task}",
        "when": day(line.occurred_on),
        "support": said(line.support),
        "seen": line.seen,
        "helps": line.helps,
        "told": line.told,
        "person_said": line.person_said,
        "by": f"{line.author}, {line.owner}" if line.author else line.owner,
        "change_url": reverse("observations:amend", args=[line.observation_id]) if mine else "",
    }


def job_of(line: PlacementLine, around: Around) -> support_rhythm.Job:
    tapers = tuple(support_rhythm.Taper(t.starts_on, t.every_days) for t in around.tapers)
    return support_rhythm.Job(
        line.starts_on, line.ends_on, line.end_reason, tapers, known_on=line.entered_on
    )


def _facts(line: PlacementLine) -> list[tuple[str, str]]:
    told = [
        (_("What"), said(line.kind) + (f" ({said(line.subsidy)})" if line.subsidy else "")),
        (_("Where"), " · ".join(filter(None, [line.title, line.employer]))),
        (_("For what"), said(line.purpose)),
        (_("When"), span(line.starts_on, line.ends_on)),
        (_("Last day, as planned"), day(line.planned_last_day)),
        (_("Why it lasts longer"), line.extended_because),
        (_("How it ended"), said(line.end_reason)),
        (_("What it led to"), said(line.led_to)),
    ]
    return [(term, value) for term, value in told if value]


def _warning(line: PlacementLine, viewer: Viewer) -> str:
    due = time_limits.running_out(
        kind=line.kind,
        planned_last_day=line.planned_last_day,
        ends_on=line.ends_on,
        today=viewer.today,
    )
    if due is not None:
        return words.render(due.words)
    if line.kind in time_limits.LIMITED and line.planned_last_day is None and not line.ends_on:
        return _("No last day is stated. This is for a limited time: say until when.")
    return ""


def _rhythm(
    line: PlacementLine, around: Around, blueprint: Blueprint, viewer: Viewer
) -> list[dict[str, Any]]:
    """Each suggested contact, the newest first, and whether somebody was in touch."""
    if around.contact_days is NOT_SHARED:
        return []
    told = support_rhythm.suggested(
        job_of(line, around),
        blueprint.support.exit,
        contacts=around.contact_days,
        today=viewer.today,
    )
    return [_suggested(one, line, viewer) for one in reversed(told)]


def _suggested(
    one: support_rhythm.Suggested, line: PlacementLine, viewer: Viewer
) -> dict[str, Any]:
    window = one.window
    if one.followed_on is not None:
        state, tone = _("In touch {day}").format(day=day(one.followed_on)), "success"
    elif not one.asked:
        state, tone = _("Not asked for"), "neutral"
    elif one.missed(viewer.today):
        state, tone = _("Nobody was in touch"), "neutral"
    elif window.first_day <= viewer.today:
        state, tone = _("Now"), "accent"
    else:
        state, tone = _("To come"), "neutral"
    days = f"{day(window.first_day)} – {day(window.last_day)}"
    if one.followed_on is None and not one.asked:
        days = _("{days}. The job was entered {day}.").format(days=days, day=day(line.entered_on))
    return {
        "what": words.render(support_rhythm.NAMES[window.moment]),
        "days": days,
        "state": state,
        "tone": tone,
    }


def _exit_words(blueprint: Blueprint) -> str:
    if blueprint.support.exit is ExitKind.TIME_UNLIMITED:
        return _("The support has no time limit: it goes on as long as the person wants.")
    if blueprint.support.exit is ExitKind.PLANNED:
        return _("The support is tapered, step by step, to an exit that you plan together.")
    return ""


def every(days: int | None) -> str:
    """How close the contact is in a step of the taper."""
    if days is None:
        return _("Planned exit")
    if days % 7 == 0:
        n = days // 7
        return ngettext("A contact every week", "A contact every {n} weeks", n).format(n=n)
    return ngettext("A contact every day", "A contact every {n} days", days).format(n=days)


def _taper(line: Any, viewer: Viewer, may_write: bool) -> dict[str, Any]:
    mine = may_write and line.owner_id == viewer.organisation_id
    return {
        "on": day(line.starts_on),
        "what": every(line.every_days),
        "words": line.words,
        "drop_url": reverse("support:drop_taper", args=[line.row_id]) if mine else "",
    }


def _meeting(line: Any, viewer: Viewer, may_write: bool) -> dict[str, Any]:
    mine = may_write and line.owner_id == viewer.organisation_id
    late = line.held_on is None and line.planned_on < viewer.today
    return {
        "when": _("Held {day}").format(day=day(line.held_on))
        if line.held_on
        else _("Planned for {day}").format(day=day(line.planned_on)),
        "held": line.held_on is not None,
        "late": late,
        "with_whom": line.with_whom,
        "note": line.note,
        "hold_url": reverse("support:hold_meeting", args=[line.meeting_id]) if mine else "",
    }


def _steps(around: Around, blueprint: Blueprint, today: date) -> list[dict[str, Any]]:
    reached = {step.step: step.reached_on for step in around.steps}
    names: Sequence[Any] = blueprint.supported_training.steps
    return [
        {
            "n": n,
            "name": words.render(name.text),
            "on": day(reached.get(n)),
            "iso": reached.get(n, today).isoformat(),
        }
        for n, name in enumerate(names, start=1)
    ]
