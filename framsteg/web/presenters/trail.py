"""The rows under the story: contacts, employer contacts, the job trail, follow-ups."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from framsteg.access import NOT_SHARED, CaseFile, Viewer
from framsteg.blueprints.schema import SelfReportItem
from framsteg.foundation.journal_codes import JournalSubject
from framsteg.rules.placements import share_on
from framsteg.web.forms.follow_ups import QUESTIONS, in_words
from framsteg.web.presenters.follow_ups import who5_rows
from framsteg.web.presenters.journal import at_entry
from framsteg.web.presenters.words import day, minutes, said, span


def contact_rows(file: CaseFile, viewer: Viewer) -> list[dict[str, Any]] | None:
    """Contacts with all their words; only one's own organisation's can be changed."""
    if file.contacts is NOT_SHARED:
        return None
    return [
        {
            "on": day(c.occurred_on),
            "how": said(c.channel),
            "where": said(c.place),
            "long": minutes(c.minutes),
            "present": c.present,
            "note": c.note,
            "next_step": c.next_step,
            "next_step_on": day(c.next_step_on),
            "by": f"{c.author}, {c.owner}" if c.author else c.owner,
            "change_url": reverse("contacts:amend", args=[file.enrolment_id, c.contact_id])
            if file.may_write and c.owner_id == viewer.organisation_id
            else "",
            **at_entry(file, viewer, JournalSubject.CONTACT, c.contact_id, c.owner_id),
        }
        for c in file.contacts
    ]


def visit_rows(file: CaseFile, viewer: Viewer) -> list[dict[str, Any]] | None:
    if file.employer_contacts is NOT_SHARED:
        return None
    return [
        {
            "on": day(v.occurred_on),
            "employer": v.employer or _("An employer"),
            "url": reverse("employers:show", args=[v.employer_id]) if v.employer_id else "",
            "purpose": said(v.purpose),
            "note": v.note,
            "by": v.staff or v.owner,
            **at_entry(file, viewer, JournalSubject.EMPLOYER_VISIT, v.contact_id, v.owner_id),
        }
        for v in file.employer_contacts
    ]


def placement_rows(file: CaseFile, viewer: Viewer) -> list[dict[str, Any]] | None:
    """The job trail, newest first, with the share of full time step by step."""
    if file.placements is NOT_SHARED:
        return None
    return [
        {
            "kind": said(p.kind),
            "subsidy": said(p.subsidy),
            "what": " · ".join(filter(None, [p.title or p.trade, p.employer, said(p.sector)])),
            "when": span(p.starts_on, p.ends_on),
            "open": p.ends_on is None or p.ends_on > viewer.today,
            "end_reason": said(p.end_reason),
            "share": share_on([(e.starts_on, e.percent) for e in p.extents], viewer.today),
            "steps": [{"on": day(e.starts_on), "percent": e.percent} for e in p.extents],
            "note": p.note,
            "mine": file.may_write and p.owner_id == viewer.organisation_id,
            "id": p.placement_id,
        }
        for p in reversed(file.placements)
    ]


def follow_up_rows(file: CaseFile, viewer: Viewer) -> list[dict[str, Any]] | None:
    """Newest first; answers as the person gave them, never coloured or ranked."""
    if file.follow_ups is NOT_SHARED:
        return None
    return [
        {
            "on": day(f.occurred_on),
            "kind": said(f.kind),
            "answered_by": said(f.answered_by),
            "answers": [
                {
                    "term": str(QUESTIONS[item]),
                    "value": in_words(item, getattr(f, item.value)),
                }
                for item in SelfReportItem
                if getattr(f, item.value) is not None
            ]
            + [{"term": term, "value": value} for term, value in who5_rows(f)],
            "awaits_review": f.awaits_review,
            "own_words": f.own_words,
            "note": f.note,
            "by": f"{f.author}, {f.owner}" if f.author else f.owner,
            **at_entry(file, viewer, JournalSubject.FOLLOW_UP, f.follow_up_id, f.owner_id),
        }
        for f in reversed(file.follow_ups)
    ]
