"""Min dag: what needs me, my persons, and what the team must not lose sight of."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framsteg import access
from framsteg.access import CaseLine, CaseQuery, Viewer
from framsteg.access.reading.coach_changes import count_passed_on, passed_on_to
from framsteg.access.reading.conflicts import coaching_in_conflict
from framsteg.access.reading.employer_steps import EmployerStep, open_employer_steps
from framsteg.access.reading.follow_up_rhythm import follow_up_facts
from framsteg.access.reading.lists import cases_to_count
from framsteg.access.reading.person_asks import count_met
from framsteg.access.reading.self_reports import answers_waiting
from framsteg.access.reading.team import covered_to_count
from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.codes import EnquiryOutcome, Role
from framsteg.rules import capacity
from framsteg.web import words
from framsteg.web.presenters import documents
from framsteg.web.presenters.attention import COUNTED, Told, late_in, told_about
from framsteg.web.presenters.follow_ups import waiting_row
from framsteg.web.presenters.people import blueprints_of, due_row, list_row, name_of
from framsteg.web.presenters.person_asks import day_rows
from framsteg.web.presenters.plans import task_row
from framsteg.web.presenters.saved_views import address
from framsteg.web.presenters.team_day import count_team_day, team_day
from framsteg.web.presenters.words import ago, day

# A week ahead, so that the review can be done at a meeting that is booked anyway.
REVIEW_AHEAD = timedelta(days=7)


def my_day(viewer: Viewer) -> dict[str, Any]:
    """Everything the page shows, in a fixed number of queries."""
    programmes = [p for p in access.programmes(viewer) if p.programme_id in viewer.writes_in]
    blueprints = blueprints_of(programmes)
    lines = access.my_cases(viewer)
    held = follow_up_facts(viewer, [line.enrolment_id for line in lines])
    told = told_about(viewer, lines, blueprints, held)
    pressing = sorted(
        ((line, dues) for line, dues in told if dues),
        key=lambda one: (not one[1][0].late, one[1][0].due_on),
    )
    return {
        "due": [due_row(line, dues) for line, dues in pressing],
        "reviews": _reviews(viewer, lines),
        "answers": _answers(viewer, lines),
        "employer_steps": [_employer_step(one, viewer) for one in open_employer_steps(viewer)],
        "tasks": [task_row(task, viewer.today) for task in access.plan_tasks(viewer)],
        "stats": _stats(told),
        "people": [
            list_row(line, blueprints, viewer, held.get(line.enrolment_id)) for line in lines
        ],
        "loads": [
            _load(p.name, blueprints[p.programme_id], lines, p.programme_id) for p in programmes
        ],
        "team": _team(viewer, programmes),
        "team_day": team_day(viewer),
        "passed_on": _passed_on(viewer),
        "participants_url": reverse("participants:list"),
    }


def _reviews(viewer: Viewer, lines: tuple[CaseLine, ...]) -> list[dict[str, str]]:
    """Documents that it is time to look through again, with the person."""
    names = {line.enrolment_id: line.name for line in lines}
    due = access.documents_to_review(viewer, names, until=viewer.today + REVIEW_AHEAD)
    return [
        {
            "title": documents.title(line),
            "url": reverse("documents:show", args=[line.document_id]),
            "meta": f"{names[line.enrolment_id]} · "
            + _("Review {when}").format(when=ago(line.review_on, viewer.today)),
            "icon": "file-text",
            "badge": _("Late") if line.review_on and line.review_on < viewer.today else "",
            "badge_tone": "warning",
        }
        for line in due
    ]


def _answers(viewer: Viewer, lines: tuple[CaseLine, ...]) -> list[dict[str, str]]:
    """Persons who have answered by themselves, to be gone through with them."""
    names = {line.enrolment_id: name_of(line) for line in lines}
    return [waiting_row(names[a.enrolment_id], a) for a in answers_waiting(viewer, names)]


def _employer_step(one: EmployerStep, viewer: Viewer) -> dict[str, str]:
    """What was promised an employer; it is ticked off on the employer's page."""
    late = one.next_step_on is not None and one.next_step_on < viewer.today
    url = reverse("employers:show", args=[one.employer_id])
    return {
        "title": one.employer,
        "url": url,
        "meta": " · ".join(filter(None, [one.next_step, ago(one.next_step_on, viewer.today)])),
        "icon": "storefront",
        "tone": "warning" if late else "accent",
        "badge": _("Late") if late else "",
        "badge_tone": "warning",
        "action_label": _("To the employer"),
        "action_url": url,
    }


def _passed_on(viewer: Viewer) -> list[dict[str, Any]]:
    """Persons that a colleague has passed on, with the word that came with them, until read."""
    return [
        {
            "title": name_of(one.line),
            "url": reverse("participants:file", args=[one.line.enrolment_id]),
            "by": _("From {name}, {when}").format(
                name=one.by, when=ago(one.changed_on, viewer.today)
            ),
            "note": one.note or _("The note is not shared with your organisation."),
            "read_url": reverse("coach_changes:mark_read", args=[one.change_id]),
        }
        for one in passed_on_to(viewer)
    ]


def _count_reviews(viewer: Viewer, lines: tuple[CaseLine, ...]) -> int:
    """Documents whose day has come; those that come within a week wait for the page."""
    ids = [line.enrolment_id for line in lines]
    return len(access.documents_to_review(viewer, ids, until=viewer.today))


def count_due(viewer: Viewer) -> int:
    """How many things of this page wait for the viewer, for the one mail a day.

    A number only: nobody is shown, and so nothing is logged as read.
    """
    programmes = [p for p in access.programmes(viewer) if p.programme_id in viewer.writes_in]
    lines = cases_to_count(viewer, CaseQuery(mine=True)) + covered_to_count(viewer)
    ids = [line.enrolment_id for line in lines]
    held = follow_up_facts(viewer, ids, to_count=True)
    told = told_about(viewer, lines, blueprints_of(programmes), held)
    waits = len(access.waiting_to_confirm(viewer)) + count_met(viewer)
    waits += _count_reviews(viewer, lines)
    waits += sum(
        access.enquiry_counts(viewer, p.programme_id)[EnquiryOutcome.OPEN] for p in programmes
    )
    waits += len(answers_waiting(viewer, ids)) + len(open_employer_steps(viewer))
    due = sum(1 for _line, dues in told if dues)
    return due + waits + count_team_day(viewer) + count_passed_on(viewer)


def _stats(told: Told) -> list[dict[str, Any]]:
    """Each count is a list: it leads to exactly the persons it counted."""
    return [
        {
            "label": words.render(title),
            "value": len(late_in(told, kind)),
            "href": reverse("my_day:waiting", args=[kind.value]),
        }
        for kind, title in COUNTED.items()
    ]


def _load(
    programme: str, blueprint: Blueprint, lines: tuple[CaseLine, ...], programme_id: int
) -> dict[str, str]:
    n = sum(1 for line in lines if line.programme_id == programme_id)
    load = capacity.caseload(blueprint, n)
    tone = {capacity.Fill.ABOVE: "warning", capacity.Fill.BELOW: "info"}.get(load.fill, "neutral")
    return {"programme": programme, "words": words.render(load.words), "tone": tone}


def _team(viewer: Viewer, programmes: list[Any]) -> list[dict[str, Any]]:
    """What waits for somebody in the team, whoever's it is."""
    rows = _consent_rows(viewer) + day_rows(viewer)
    for programme in programmes:
        counts = access.enquiry_counts(viewer, programme.programme_id)
        rows += _enquiry_rows(programme, counts)
        if Role.TEAM_LEAD in viewer.roles_in(programme.programme_id):
            rows += _lead_rows(viewer, programme)
            rows += _conflict_rows(viewer, programme)
        rows.append(_chairs_row(programme))
    return rows


def _chairs_row(programme: Any) -> dict[str, Any]:
    return {
        "title": _("Between the chairs"),
        "url": reverse("chairs:show", args=[programme.key]),
        "meta": programme.name,
        "icon": "list-checks",
        "tone": "neutral",
    }


def _consent_rows(viewer: Viewer) -> list[dict[str, Any]]:
    """Consents that others received, which wait for us to open what we wrote."""
    waiting = access.waiting_to_confirm(viewer)
    title = _("A consent from {day} waits for your organisation to confirm")
    return [
        {
            "title": title.format(day=day(one.given_on)),
            "url": reverse("consents:confirm", args=[one.enrolment_id, one.consent_id]),
            "meta": _("Received by {who}").format(who=one.received_by),
            "icon": "handshake",
            "tone": "info",
        }
        for one in waiting
    ]


def _enquiry_rows(programme: Any, counts: dict[EnquiryOutcome, int]) -> list[dict[str, Any]]:
    waits = counts[EnquiryOutcome.OPEN]
    if not waits:
        return []
    title = ngettext("{n} enquiry waits for an answer", "{n} enquiries wait for an answer", waits)
    return [
        {
            "title": title.format(n=waits),
            "url": f"{reverse('enquiries:list')}?programme={programme.key}",
            "meta": programme.name,
            "icon": "tray",
            "tone": "info",
        }
    ]


def _conflict_rows(viewer: Viewer, programme: Any) -> list[dict[str, Any]]:
    """A coach who has declared a conflict with their own person: somebody else has to step in."""
    return [
        {
            "title": _("{name} has declared a conflict of interest").format(name=one.name),
            "url": reverse("enrolments:coaches", args=[one.enrolment_id]),
            "meta": programme.name,
            "icon": "scales",
            "tone": "warning",
        }
        for one in coaching_in_conflict(viewer, programme.programme_id)
    ]


def _lead_rows(viewer: Viewer, programme: Any) -> list[dict[str, Any]]:
    n = access.count_without_coach(viewer, programme.programme_id)
    if not n:
        return []
    title = ngettext("{n} person has no coach", "{n} persons have no coach", n)
    return [
        {
            "title": title.format(n=n),
            "url": address({"programme": programme.key, "need": "no_coach"}),
            "meta": programme.name,
            "icon": "users",
            "tone": "warning",
        }
    ]
