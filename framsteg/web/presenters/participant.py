"""The participant's page as a story: phases, plan, profile, people around, job trail."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from framsteg.access import NOT_SHARED, CaseFile, Viewer
from framsteg.access.files import Journey
from framsteg.actions.sections import WRITTEN
from framsteg.blueprints.load import get
from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.codes import GroundKind, Part
from framsteg.rules import assignment
from framsteg.rules.rights import MINDS
from framsteg.web import words
from framsteg.web.presenters import consents, documents
from framsteg.web.presenters.follow_ups import not_held
from framsteg.web.presenters.one_field import fact_rows
from framsteg.web.presenters.people import phase_name
from framsteg.web.presenters.story import story
from framsteg.web.presenters.trail import contact_rows, follow_up_rows, placement_rows, visit_rows
from framsteg.web.presenters.words import ago, day, said, span


def participant(file: CaseFile, viewer: Viewer) -> dict[str, Any]:
    """Everything the page prints, in words; a part that is not shared is None."""
    blueprint = get(file.blueprint_key, file.blueprint_version)
    title = str(file.name or _("Person {n}").format(n=file.reference or file.enrolment_id))
    return {
        "id": file.enrolment_id,
        "title": title,
        "programme": {
            "name": file.programme_name,
            "url": reverse("programmes:show", args=[file.programme_key]),
        },
        "reference": file.reference,
        "protected": file.protected_identity,
        "may_write": file.may_write,
        # The one primary action stands in the frame: here it logs with this person.
        "log_contact_url": reverse("contacts:log_with", args=[file.enrolment_id])
        if file.may_write
        else "",
        "journey": _journey(file.journey, blueprint, viewer),
        "next_step": _next_step(file, viewer),
        "notices": [
            *_notices(file, blueprint),
            *_consent_notices(file, viewer),
            *_emergencies(file, viewer),
        ],
        "story": story(file, blueprint),
        "facts": fact_rows(file, Part.IDENTITY),
        "contact_details": fact_rows(file, Part.CONTACT_DETAILS),
        "referral": _referral(file),
        "documents_url": reverse("documents:shelf", args=[file.enrolment_id]),
        "documents": [
            {
                "title": documents.title(line),
                "url": reverse("documents:show", args=[line.document_id]),
            }
            for line in file.documents
            if line.ended_on is None
        ],
        "profile": documents.profile(file, viewer),
        "texts": _texts(file, viewer),
        "people": _people(file),
        "contacts": contact_rows(file, viewer),
        "older_contacts": file.older_contacts,
        "visits": visit_rows(file, viewer),
        "placements": placement_rows(file, viewer),
        "follow_ups": follow_up_rows(file, viewer),
        "not_held": not_held(file, blueprint, viewer),
        "consents": _consents(file, viewer),
        "consents_url": reverse("consents:show", args=[file.enrolment_id]),
        "ask": file.owner,
        "part": {part.value: said(part) for part in Part},
        "links": _links(file),
        "actions": _actions(file) + _elsewhere(file, viewer) + _rights(file, viewer),
    }


def _journey(journey: Any, blueprint: Blueprint, viewer: Viewer) -> dict[str, Any] | None:
    if not isinstance(journey, Journey):
        return None
    return {
        "phase": phase_name(blueprint, journey.phase),
        "since": ago(journey.spells[-1].starts_on, viewer.today) if journey.spells else "",
        "enrolled": day(journey.enrolled_on),
        "exited": day(journey.exited_on),
        "exit_reason": said(journey.exit_reason),
        "handed_over_to": journey.handed_over_to,
        "exit_note": journey.exit_note,
    }


def _next_step(file: CaseFile, viewer: Viewer) -> dict[str, Any] | None:
    """The promise that is due first, with the contact it was made in (to tick it off)."""
    if not file.summary.next_step:
        return None
    made_in = next(
        (
            c
            for c in file.contacts or ()
            if c.next_step == file.summary.next_step and c.owner_id == viewer.organisation_id
        ),
        None,
    )
    due_on = file.summary.next_step_on
    return {
        "words": file.summary.next_step,
        "when": ago(due_on, viewer.today),
        "late": bool(due_on and due_on < viewer.today),
        "done_url": reverse("contacts:keep_promise", args=[file.enrolment_id, made_in.contact_id])
        if made_in
        else "",
    }


def _notices(file: CaseFile, blueprint: Blueprint) -> list[dict[str, str]]:
    """What still has to be put in place before the work can go on as the programme says."""
    if not isinstance(file.journey, Journey) or file.journey.exited_on or not file.may_write:
        return []
    notices = []
    current = [(c.staff_id, c.organisation_id) for c in file.journey.coaches if c.ends_on is None]
    complete = assignment.coaching_complete(blueprint, current=current)
    if not complete:
        notices.append(
            {
                "words": words.render(complete.reason),
                "url": reverse("enrolments:coaches", args=[file.enrolment_id]),
                "label": _("Assign coaches"),
            }
        )
    if blueprint.consent.parties and not file.consents:
        notices.append(
            {
                "words": _(
                    "No consent is recorded. Until then only your own organisation sees what "
                    "it writes."
                ),
                "url": reverse("consents:give", args=[file.enrolment_id]),
                "label": _("Record a consent"),
            }
        )  # fmt: skip
    return notices


def _emergencies(file: CaseFile, viewer: Viewer) -> list[dict[str, str]]:
    """Who reads on emergency access today, and why."""
    told = {
        (ground.receiver, ground.reason): ground
        for ground in file.other_grounds
        if ground.kind is GroundKind.EMERGENCY
        and (ground.ends_on is None or ground.ends_on > viewer.today)
    }
    return [
        {
            "words": _("Emergency access: {who} reads what others have written. “{why}”").format(
                who=receiver, why=reason
            ),
            "url": reverse("consents:show", args=[file.enrolment_id]),
            "label": _("Who may see what"),
        }
        for receiver, reason in told
    ]


def _consent_notices(file: CaseFile, viewer: Viewer) -> list[dict[str, str]]:
    return consents.notices(file, viewer) if file.may_write else []


def _referral(file: CaseFile) -> list[tuple[str, str]] | None:
    referral = file.referral
    if referral is NOT_SHARED:
        return None
    came_from = words.told(referral.source) if referral.source else said(referral.source_kind)
    told = [
        (_("Came by"), came_from), (_("How"), said(referral.channel)),
        (_("Asked for support"), day(referral.referred_on)),
    ]  # fmt: skip
    return [(term, value) for term, value in told if value]


def _texts(file: CaseFile, viewer: Viewer) -> list[dict[str, Any]]:
    """The living parts, each with its texts by organisation, who may see it, and who to ask."""
    shown = []
    for part in WRITTEN:
        texts = [s for s in file.sections if s.part is part]
        shown.append(
            {
                "part": said(part),
                "key": part.value,
                "texts": [
                    {"text": s.text, "by": f"{s.author}, {s.owner}" if s.author else s.owner,
                     "on": day(s.updated_on)}
                    for s in texts
                ],
                "seen_by": file.readers.get(part, ()),
                "withheld": not texts and part not in file.parts_in_sight
                and file.owner_id != viewer.organisation_id,
                "write_url": reverse("enrolments:section", args=[file.enrolment_id, part.value])
                if file.may_write
                else "",
                "mine": any(s.owner_id == viewer.organisation_id for s in texts),
            }
        )  # fmt: skip
    return shown


def _people(file: CaseFile) -> list[dict[str, str]]:
    if not isinstance(file.journey, Journey):
        return []
    return [
        {"name": c.name, "note": c.organisation, "when": span(c.starts_on, c.ends_on)}
        for c in file.journey.coaches
        if c.ends_on is None
    ]


def _consents(file: CaseFile, viewer: Viewer) -> list[dict[str, Any]]:
    """Who may read what: each receiver once for each consent, whoever wrote it."""
    rows = []
    for consent in file.consents:
        receivers: dict[str, set[Part]] = {}
        for ground in consent.grounds:
            if ground.ends_on is None or ground.ends_on > viewer.today:
                receivers.setdefault(ground.receiver, set()).add(ground.part)
        if receivers and consent.withdrawn_on is None:
            until = span(consent.given_on, consent.expires_on)
            rows += [
                {"to": to, "parts": _parts_words(parts), "until": until}
                for to, parts in receivers.items()
            ]
    return rows


def _parts_words(parts: set[Part]) -> str:
    """What is shared, or what is not where that is less to read."""
    left_out = [said(part) for part in Part if part not in parts]
    if not left_out:
        return _("Everything")
    if len(left_out) < len(Part) // 3:
        return _("Everything but {parts}").format(parts=", ".join(left_out))
    return ", ".join(said(part) for part in Part if part in parts)


def _links(file: CaseFile) -> list[dict[str, str]]:
    """The pages about one side of the person; what they may show they decide themselves."""
    key = [file.enrolment_id]
    return [
        {"label": _("Plan"), "url": reverse("plans:show", args=key)},
        {
            "label": _("The right effort at the right time"),
            "url": reverse("efforts:show", args=key),
        },
        {"label": _("Network map"), "url": reverse("network:show", args=key)},
    ]


def _actions(file: CaseFile) -> list[dict[str, str]]:
    """Everything else one can do here, beside the primary action."""
    if not file.may_write or not isinstance(file.journey, Journey):
        return []
    key = [file.enrolment_id]
    if file.journey.exited_on:
        return [
            {
                "url": reverse("enrolments:take_back_exit", args=key),
                "label": _("Take back the exit"),
            }
        ]
    return [
        {"url": reverse("documents:shelf", args=key), "label": _("Documents")},
        {"url": reverse("follow_ups:record", args=key), "label": _("Follow up")},
        {"url": f"{reverse('employers:log')}?person={file.enrolment_id}",
         "label": _("Log an employer contact")},
        {"url": f"{reverse('placements:start', args=key)}?kind=employment",
         "label": _("Register a job")},
        {"url": f"{reverse('placements:start', args=key)}?kind=internship",
         "label": _("Register an internship")},
        {"url": reverse("matches:show", args=key), "label": _("Jobs and applications")},
        {"url": reverse("placements:start", args=key),
         "label": _("Start a job, studies or internship")},
        {"url": f"{reverse('meetings:book')}?person={file.enrolment_id}&slag=interview",
         "label": _("Book an interview")},
        {"url": f"{reverse('meetings:book')}?person={file.enrolment_id}",
         "label": _("Book a meeting")},
        {"url": reverse("meetings:of_case", args=key), "label": _("Meetings with the person")},
        {"url": reverse("cover:brief", args=key), "label": _("The file in brief")},
        {"url": reverse("cover:crisis", args=key), "label": _("A crisis begins or ends")},
        {"url": reverse("cover:planned_end", args=key), "label": _("How the support is to end")},
        {"url": reverse("cover:back_up", args=key), "label": _("Back-up coach")},
        {"url": reverse("enrolments:phase", args=key), "label": _("Move to another phase")},
        {"url": reverse("enrolments:coaches", args=key), "label": _("Coaches and partners")},
        {"url": reverse("consents:give", args=key), "label": _("Record a consent")},
        {"url": reverse("quotes:show", args=key), "label": _("Quotes")},
        {"url": reverse("handovers:one", args=key), "label": _("Hand over to a service")},
        {"url": reverse("journal:waiting", args=key), "label": _("Not copied to the journal yet")},
        {"url": reverse("conflicts:person", args=key), "label": _("Conflict of interest")},
        {"url": reverse("enrolments:leave", args=key), "label": _("End or hand over")},
    ]  # fmt: skip


def _elsewhere(file: CaseFile, viewer: Viewer) -> list[dict[str, str]]:
    """To ask another organisation about a person whom the own one has enrolled."""
    if not file.may_write or file.owner_id != viewer.organisation_id or not file.name:
        return []
    url = reverse("person_asks:show", args=[file.enrolment_id])
    return [{"url": url, "label": _("The same person with another organisation")}]


def _rights(file: CaseFile, viewer: Viewer) -> list[dict[str, str]]:
    if not MINDS & viewer.roles_in(file.programme_id):
        return []
    url = reverse("rights:person", args=[file.enrolment_id])
    return [{"url": url, "label": _("The person's rights")}]
