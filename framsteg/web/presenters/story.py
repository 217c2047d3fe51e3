"""The timeline: phases as chapters, and in each what happened, newest chapter first."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from framsteg.access import CaseFile
from framsteg.access.files import Journey, PhaseLine
from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.period import Period
from framsteg.rules.placements import is_job
from framsteg.web import words
from framsteg.web.presenters.people import phase_name
from framsteg.web.presenters.words import day, said, span

EVENTS_IN_A_PHASE = 8
Event = dict[str, Any]


def story(file: CaseFile, blueprint: Blueprint) -> list[dict[str, Any]]:
    """Chapters for the timeline component; without a plan in sight there is one chapter."""
    events = sorted(_events(file), key=lambda event: event["on"], reverse=True)
    if not isinstance(file.journey, Journey):
        return [_chapter(_("What is shared with you"), "", "", False, events)] if events else []
    chapters = [
        _phase(spell, blueprint, events, file.journey) for spell in reversed(file.journey.spells)
    ]
    first = file.journey.spells[0].starts_on if file.journey.spells else date.max
    before = [event for event in events if event["on"] < first]
    if before:
        chapters.append(_chapter(_("Before the enrolment"), "", "", False, before))
    return chapters


def _phase(
    spell: PhaseLine, blueprint: Blueprint, events: list[Event], journey: Journey
) -> dict[str, Any]:
    period = Period(spell.starts_on, spell.ends_on)
    inside = [event for event in events if event["on"] in period]
    is_last = spell == journey.spells[-1]
    if is_last and journey.exited_on:
        inside += [event for event in events if event["on"] >= journey.exited_on]
    purpose = _purpose(blueprint, spell.phase)
    current = is_last and journey.exited_on is None
    return _chapter(
        phase_name(blueprint, spell.phase),
        span(spell.starts_on, spell.ends_on),
        purpose,
        current,
        inside,
    )


def _purpose(blueprint: Blueprint, key: str) -> str:
    try:
        return words.render(blueprint.phase(key).purpose.text)
    except KeyError:
        return ""


def _chapter(
    label: str, when: str, lead: str, current: bool, events: list[Event]
) -> dict[str, Any]:
    """Milestones always show; of the rest, the newest."""
    rest = [event for event in events if not event["milestone"]][:EVENTS_IN_A_PHASE]
    kept = [event for event in events if event["milestone"] or event in rest]
    return {"label": label, "when": when, "lead": lead, "current": current, "events": kept}


def _event(
    on: date, title: str, *, text: str = "", by: str = "", icon: str, tone: str = "neutral",
    milestone: bool = False,
) -> Event:  # fmt: skip
    return {
        "on": on, "when": day(on), "title": title, "text": text, "by": by, "url": "",
        "icon": icon, "tone": tone, "milestone": milestone,
    }  # fmt: skip


def _events(file: CaseFile) -> Iterator[Event]:
    for contact in file.contacts or ():
        title = f"{said(contact.channel)}, {said(contact.place).lower()}"
        yield _event(contact.occurred_on, title, text=_short(contact.note), by=contact.author,
                     icon="chat-circle")  # fmt: skip
    for visit in file.employer_contacts or ():
        title = visit.employer or _("An employer")
        yield _event(visit.occurred_on, f"{said(visit.purpose)}: {title}", by=visit.staff,
                     text=_short(visit.note), icon="storefront", tone="ochre")  # fmt: skip
    for placement in file.placements or ():
        yield from _placement(placement)
    for follow_up in file.follow_ups or ():
        title = _("Follow-up: {kind}").format(kind=said(follow_up.kind).lower())
        yield _event(follow_up.occurred_on, title, text=_short(follow_up.own_words),
                     by=follow_up.author, icon="hand-heart", tone="info")  # fmt: skip
    if isinstance(file.journey, Journey) and file.journey.exited_on:
        title = _("Left the programme: {reason}").format(
            reason=said(file.journey.exit_reason).lower()
        )
        yield _event(file.journey.exited_on, title, text=file.journey.handed_over_to,
                     icon="flag", milestone=True)  # fmt: skip


def _placement(placement: Any) -> Iterator[Event]:
    what = " · ".join(filter(None, [placement.title or placement.trade, placement.employer]))
    icon = "briefcase" if is_job(placement.kind) else "graduation-cap"
    share = placement.extents[0].percent if placement.extents else None
    title = _("Started: {kind}").format(kind=said(placement.kind).lower())
    text = " · ".join(
        filter(None, [what, _("{share} of full time").format(share=f"{share} %") if share else ""])
    )
    yield _event(placement.starts_on, title, text=text, icon=icon, tone="success", milestone=True)
    for step in placement.extents[1:]:
        title = _("Now {share} of full time").format(share=f"{step.percent} %")
        yield _event(step.starts_on, title, text=what, icon="plant", tone="success")
    if placement.ends_on:
        title = _("Ended: {kind}").format(kind=said(placement.kind).lower())
        yield _event(placement.ends_on, title, text=said(placement.end_reason), icon=icon)


def _short(text: str, most: int = 160) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
