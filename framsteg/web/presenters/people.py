"""Persons in lists: what stands about each in one row, and what is due."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from framsteg.access import NOT_SHARED, CaseLine, Viewer
from framsteg.access.reading.follow_up_rhythm import FollowUpFacts
from framsteg.access.reading.programmes import ProgrammeLine
from framsteg.access.reading.support import SupportedLine, SupportFacts
from framsteg.blueprints.load import get
from framsteg.blueprints.schema import Blueprint
from framsteg.rules import support_rhythm, time_limits
from framsteg.rules.attention import CaseFacts, due, missed
from framsteg.rules.deadlines import Due, DueKind
from framsteg.rules.follow_up_rhythm import Rhythm, rhythm
from framsteg.rules.placements import is_job
from framsteg.web import words
from framsteg.web.presenters.words import ago

ICONS = {
    DueKind.SILENCE: "hourglass",
    DueKind.NO_NEXT_STEP: "path",
    DueKind.NEXT_STEP: "calendar-blank",
    DueKind.FOLLOW_UP: "chat-circle",
    DueKind.MISSED_FOLLOW_UP: "chat-circle",
    DueKind.CONSENT: "handshake",
    DueKind.FIRST_EMPLOYER_CONTACT: "storefront",
    DueKind.SUPPORT_CONTACT: "briefcase",
    DueKind.TIME_LIMIT: "flag",
}


def blueprints_of(programmes: Iterable[ProgrammeLine]) -> dict[int, Blueprint]:
    """The blueprint of each programme, by the programme's id."""
    return {p.programme_id: get(p.blueprint_key, p.blueprint_version) for p in programmes}


def name_of(line: CaseLine) -> str:
    """The name, or the number where the name is not shared."""
    if line.name is not NOT_SHARED and line.name:
        return str(line.name)
    return _("Person {reference}").format(reference=line.reference or line.enrolment_id)


def phase_name(blueprint: Blueprint, key: str) -> str:
    """A phase's name in the reader's language; an older version's key stands for itself."""
    try:
        return words.render(blueprint.phase(key).name.text)
    except KeyError:
        return key


def due_about(
    line: CaseLine,
    blueprint: Blueprint,
    *,
    consent_expires_on: date | None,
    today: date,
    follow_ups: FollowUpFacts | None = None,
) -> tuple[Due, ...]:
    """What is due about a person, as far as the reader may know it."""
    if not isinstance(line.enrolled_on, date):
        return ()
    facts = CaseFacts(
        enrolled_on=line.enrolled_on,
        last_contact_on=line.summary.last_contact_on,
        last_follow_up_on=line.summary.last_follow_up_on,
        first_employer_contact_on=line.summary.first_employer_contact_on,
        has_next_step=bool(line.summary.next_step),
        next_step_on=line.summary.next_step_on,
        consent_expires_on=consent_expires_on,
        rhythm=rhythm_of(line, blueprint, follow_ups, today),
    )
    return due(blueprint, facts, today=today)


def rhythm_of(
    line: CaseLine, blueprint: Blueprint, facts: FollowUpFacts | None, today: date
) -> Rhythm | None:
    """The follow-ups of a person still enrolled; None where they are not in sight."""
    if facts is None or not isinstance(line.enrolled_on, date) or line.exited_on is not None:
        return None
    return rhythm(
        blueprint, enrolled_on=line.enrolled_on, held=facts.held, exempt=facts.exempt, until=today
    )


def due_of_support(facts: SupportFacts, blueprint: Blueprint, *, today: date) -> list[Due]:
    """What the jobs and internships of one person ask for: contacts, and ends that come near."""
    found: list[Due | None] = []
    for line in facts.placements:
        if is_job(line.kind):
            found.append(
                support_rhythm.contact_due(
                    job_of(line),
                    blueprint.support.exit,
                    contacts=facts.contact_days,
                    today=today,
                )
            )
        found.append(
            time_limits.running_out(
                kind=line.kind,
                planned_last_day=line.planned_last_day,
                ends_on=line.ends_on,
                today=today,
            )
        )
    return [one for one in found if one is not None]


def job_of(line: SupportedLine) -> support_rhythm.Job:
    tapers = tuple(support_rhythm.Taper(*step) for step in line.tapers)
    return support_rhythm.Job(
        line.starts_on, line.ends_on, line.end_reason, tapers, known_on=line.entered_on
    )


def due_row(line: CaseLine, dues: tuple[Due, ...]) -> dict[str, Any]:
    """A row of "what needs me today": the most pressing first, everything else beside it."""
    first = dues[0]
    said = [words.render(one.words) for one in dues]
    if line.summary.next_step and first.kind is DueKind.NEXT_STEP:
        said.insert(0, line.summary.next_step)
    label, url = _action(first.kind, line.enrolment_id)
    return {
        "title": name_of(line),
        "url": reverse("participants:file", args=[line.enrolment_id]),
        "meta": " ".join(one if one.endswith(".") else f"{one}." for one in said),
        "icon": ICONS[first.kind],
        "tone": "warning" if first.late else "accent",
        "badge": _("Late") if first.late else _("Coming up"),
        "badge_tone": "warning" if first.late else "accent",
        "action_label": label,
        "action_url": url,
    }


def _action(kind: DueKind, enrolment_id: int) -> tuple[str, str]:
    if kind is DueKind.FOLLOW_UP:
        return _("Follow up"), reverse("follow_ups:record", args=[enrolment_id])
    if kind is DueKind.MISSED_FOLLOW_UP:
        return _("Say why"), reverse("exemptions:exempt", args=[enrolment_id])
    if kind is DueKind.CONSENT:
        return _("Ask for consent"), reverse("consents:give", args=[enrolment_id])
    if kind is DueKind.FIRST_EMPLOYER_CONTACT:
        return _("Log an employer contact"), f"{reverse('employers:log')}?person={enrolment_id}"
    if kind is DueKind.TIME_LIMIT:
        return _("What comes after?"), reverse("participants:file", args=[enrolment_id])
    return _("Log a contact"), reverse("contacts:log_with", args=[enrolment_id])


def list_row(
    line: CaseLine,
    blueprints: Mapping[int, Blueprint],
    viewer: Viewer,
    follow_ups: FollowUpFacts | None = None,
) -> dict[str, Any]:
    """A row of the participant list, every cell already in words."""
    summary = line.summary
    found = rhythm_of(line, blueprints[line.programme_id], follow_ups, viewer.today)
    gone = missed(found, today=viewer.today)
    phase = line.phase if isinstance(line.phase, str) else ""
    coaches = line.coaches if isinstance(line.coaches, tuple) else ()
    return {
        "id": line.enrolment_id,
        "name": name_of(line),
        "url": reverse("participants:file", args=[line.enrolment_id]),
        "log_url": reverse("contacts:log_with", args=[line.enrolment_id]),
        "reference": line.reference if line.name else "",
        "protected": line.protected_identity,
        "phase": phase_name(blueprints[line.programme_id], phase) if phase else "",
        "plan_shared": line.phase is not NOT_SHARED,
        "exited": isinstance(line.exited_on, date),
        "coaches": ", ".join(coach.name for coach in coaches),
        "missed": words.render(gone.words) if gone else "",
        "last_contact": ago(summary.last_contact_on, viewer.today),
        "next_step": summary.next_step,
        "next_step_when": ago(summary.next_step_on, viewer.today),
        "next_step_late": bool(summary.next_step_on and summary.next_step_on < viewer.today),
    }
