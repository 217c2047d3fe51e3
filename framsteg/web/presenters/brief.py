"""The file in sixty seconds: phase, next step, last contact, agreements, and whom to call."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from framsteg.access import NOT_SHARED, CaseFile, Viewer
from framsteg.access.files import ContactDetails, Journey
from framsteg.access.plan_files import PlanView
from framsteg.access.reading.meetings import MeetingLine
from framsteg.access.reading.programmes import ColleagueLine
from framsteg.access.reading.team import CrisisLine
from framsteg.blueprints.labels import LABELS
from framsteg.blueprints.load import get
from framsteg.foundation.codes import MeetingState, Part
from framsteg.foundation.plan_codes import ActionStatus, GoalStatus
from framsteg.web import words
from framsteg.web.presenters import documents
from framsteg.web.presenters import meetings as meetings_present
from framsteg.web.presenters.people import phase_name
from framsteg.web.presenters.placements import person
from framsteg.web.presenters.words import ago, day, said

NEWEST = 2


def brief(
    file: CaseFile,
    viewer: Viewer,
    *,
    plan: PlanView,
    crises: Iterable[CrisisLine],
    ahead: Iterable[MeetingLine],
    back_up: ColleagueLine | None,
) -> dict[str, Any]:
    """Everything the page prints; a part that is not shared is left out and named."""
    going_on = [c for c in crises if c.ends_on is None]
    return {
        "page_title": _("In brief"),
        "title": _("{name} in brief").format(name=person(file)),
        "id": file.enrolment_id,
        "may_write": file.may_write,
        "log_contact_url": reverse("contacts:log_with", args=[file.enrolment_id])
        if file.may_write
        else "",
        "crises": [
            {"since": day(c.starts_on), "note": c.note, "by": f"{c.author}, {c.owner}"}
            for c in going_on
        ],
        "facts": _facts(file, viewer, back_up),
        "next_step": file.summary.next_step,
        "next_step_when": ago(file.summary.next_step_on, viewer.today),
        "contacts": _contacts(file, viewer),
        "agreements": _agreements(file, plan),
        "planned": _planned(plan, viewer),
        "plan_url": reverse("plans:show", args=[file.enrolment_id]),
        "reviews": _reviews(file, viewer),
        "support": [s.text for s in file.sections if s.part is Part.SUPPORT_NEEDS],
        "meetings": [
            {**meetings_present.row(m), "title": date_format(
                timezone.localtime(m.starts_at), "j F H:i")}
            for m in reversed([*ahead])
            if m.starts_at > timezone.now() and m.state is MeetingState.BOOKED
        ],
        "withheld": _withheld(file),
        "file_url": reverse("participants:file", args=[file.enrolment_id]),
    }  # fmt: skip


def _facts(file: CaseFile, viewer: Viewer, back_up: ColleagueLine | None) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    if isinstance(file.journey, Journey):
        blueprint = get(file.blueprint_key, file.blueprint_version)
        journey = file.journey
        since = ago(journey.spells[-1].starts_on, viewer.today) if journey.spells else ""
        phase = phase_name(blueprint, journey.phase)
        told.append((_("Phase"), f"{phase} ({since})" if since else phase))
        coaches = [c.name for c in journey.coaches if c.ends_on is None]
        told.append((_("Coaches"), ", ".join(coaches)))
        ends = journey.support_ends or blueprint.support.exit
        how = words.render(LABELS[ends]) if ends else ""
        told.append((_("The support"), " ".join(filter(None, [how, day(journey.planned_exit_on)]))))
    if back_up is not None:
        told.append((_("Back-up coach"), f"{back_up.name}, {back_up.organisation}"))
    if isinstance(file.contact_details, ContactDetails):
        details = file.contact_details
        told += [(_("Phone"), details.phone), (_("E-mail"), details.email),
                 (_("Language"), details.language)]  # fmt: skip
        if details.needs_interpreter:
            told.append((_("Interpreter"), _("Yes")))
    return [(term, value) for term, value in told if value]


def _contacts(file: CaseFile, viewer: Viewer) -> list[dict[str, str]]:
    return [
        {
            "when": f"{day(c.occurred_on)}, {ago(c.occurred_on, viewer.today)}",
            "how": said(c.channel),
            "by": c.author,
            "note": c.note,
        }
        for c in (file.contacts or ())[:NEWEST]
    ]


def _agreements(file: CaseFile, plan: PlanView) -> list[dict[str, str]]:
    """What is agreed: the open goals, and what the latest follow-up says that we agreed on."""
    told = [
        {"what": goal.words, "from": _("The plan, {day}").format(day=day(goal.set_on))}
        for goal in (() if plan.goals is NOT_SHARED else plan.goals)
        if goal.status is GoalStatus.OPEN
    ]
    latest = [f for f in file.follow_ups or () if f.note][-1:]
    told += [
        {"what": f.note, "from": _("The follow-up, {day}").format(day=day(f.occurred_on))}
        for f in latest
    ]
    return told


def _planned(plan: PlanView, viewer: Viewer) -> list[dict[str, Any]]:
    """What the plan asks for and is not done yet, the nearest day first."""
    if plan.goals is NOT_SHARED:
        return []
    open_ones = [a for goal in plan.goals for a in goal.actions if a.status is ActionStatus.OPEN]
    open_ones.sort(key=lambda a: (a.due_on is None, a.due_on or viewer.today))
    return [
        {
            "what": action.what,
            "who": action.staff or action.responsible_name or said(action.responsible),
            "when": ago(action.due_on, viewer.today),
            "late": bool(action.due_on and action.due_on < viewer.today),
        }
        for action in open_ones
    ]


def _reviews(file: CaseFile, viewer: Viewer) -> list[dict[str, Any]]:
    """The documents in use that are to be looked through, the nearest day first."""
    found = [d for d in file.documents if d.ended_on is None and d.review_on]
    found.sort(key=lambda d: d.review_on)
    return [
        {
            "what": documents.title(line),
            "url": reverse("documents:show", args=[line.document_id]),
            "when": _("Review {when}").format(when=ago(line.review_on, viewer.today)),
            "late": bool(line.review_on and line.review_on < viewer.today),
        }
        for line in found
    ]


def _withheld(file: CaseFile) -> list[str]:
    parts = {
        Part.PLAN: file.journey,
        Part.CONTACT_DETAILS: file.contact_details,
        Part.CONTACTS: file.contacts,
        Part.FOLLOW_UPS: file.follow_ups,
    }
    return [said(part) for part, value in parts.items() if value is NOT_SHARED]
