"""Entries as journal text, and the marks of what was copied."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from framsteg.access import CaseFile, Viewer
from framsteg.access.reading.journal import Entry
from framsteg.foundation.codes import (
    Channel,
    EmployerPurpose,
    FollowUpKind,
    OrganisationKind,
    Place,
)
from framsteg.foundation.journal_codes import JournalSubject
from framsteg.rules import journal as rule
from framsteg.rules.journal import Line
from framsteg.web import words
from framsteg.web.presenters.words import day, said


def what(entry: Entry) -> str:
    """What kind of entry it is, in a few words."""
    if entry.subject is JournalSubject.FOLLOW_UP:
        return f"{said(entry.subject)}, {said(FollowUpKind(entry.how)).lower()}"
    visit = entry.subject is JournalSubject.EMPLOYER_VISIT
    where = said(EmployerPurpose(entry.where) if visit else Place(entry.where))
    return f"{said(entry.subject)}, {said(Channel(entry.how)).lower()}, {where.lower()}"


def text(entry: Entry, kind: OrganisationKind) -> str:
    """The journal text in the shape of this kind of authority."""
    due = day(entry.next_step_on)
    told = {
        Line.WHEN: entry.on.isoformat(),
        Line.WHAT: what(entry),
        Line.WHO: entry.who,
        Line.NOTE: entry.note,
        Line.WORDS: entry.words,
        Line.NEXT: f"{entry.next_step} ({due})" if due else entry.next_step,
        Line.BY: entry.by,
    }
    return "\n".join(words.render(line) for line in rule.text(kind, told))


def waiting(enrolment_id: int, entries: Iterable[Entry]) -> list[dict[str, str]]:
    """The rows of the list of what is not copied yet."""
    return [
        {"title": what(e), "meta": day(e.on), "url": url(enrolment_id, e.subject, e.subject_id)}
        for e in entries
    ]


def url(enrolment_id: int, subject: JournalSubject, subject_id: int) -> str:
    return reverse("journal:show", args=[enrolment_id, subject.value.replace("_", "-"), subject_id])


def at_entry(
    file: CaseFile, viewer: Viewer, subject: JournalSubject, subject_id: int, owner_id: int
) -> dict[str, Any]:
    """What stands at an entry: its marks, and the way to copy it if one's own."""
    own = file.may_write and owner_id == viewer.organisation_id
    return {
        "copied": [
            _("Copied to {system} {day}, {name}").format(
                system=c.system, day=day(c.copied_on), name=c.by
            )
            for c in file.copies
            if c.subject is subject and c.subject_id == subject_id
        ],
        "journal_url": url(file.enrolment_id, subject, subject_id) if own else "",
    }
