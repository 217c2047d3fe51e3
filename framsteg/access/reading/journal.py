"""The own organisation's entries for its own journal, and what has been copied already."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from framsteg.access import log
from framsteg.access.files import CopyLine
from framsteg.access.reading.identity import NotFound
from framsteg.access.sight import NOBODY, cases_in_sight
from framsteg.access.sightline import Sightline
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import OrganisationKind, Part
from framsteg.foundation.journal_codes import JournalSubject
from framsteg.records.models import (
    Contact,
    EmployerContact,
    Enrolment,
    FollowUp,
    JournalCopy,
    Organisation,
)

PARTS = {
    JournalSubject.CONTACT: Part.CONTACTS,
    JournalSubject.FOLLOW_UP: Part.FOLLOW_UPS,
    JournalSubject.EMPLOYER_VISIT: Part.EMPLOYER_DEALINGS,
}
MODELS: dict[JournalSubject, Any] = {
    JournalSubject.CONTACT: Contact,
    JournalSubject.FOLLOW_UP: FollowUp,
    JournalSubject.EMPLOYER_VISIT: EmployerContact,
}


@dataclass(frozen=True)
class Entry:
    """`how` is the channel or the follow-up's kind, `where` the place or the visit's purpose."""

    subject: JournalSubject
    subject_id: int
    on: date
    how: str
    where: str
    who: str
    note: str
    words: str
    next_step: str
    next_step_on: date | None
    by: str


def kind_of_own(viewer: Viewer) -> OrganisationKind:
    """What kind of authority the viewer works at."""
    return OrganisationKind(Organisation.objects.get(pk=viewer.organisation_id).kind)


def own_entry(viewer: Viewer, enrolment_id: int, subject: JournalSubject, subject_id: int) -> Entry:
    """One entry that the viewer's organisation wrote. Raises NotFound for any other."""
    sight, row = _case(viewer, enrolment_id)
    found = _own(sight, row, subject).filter(pk=subject_id).first()
    if found is None:
        raise NotFound
    log.record(viewer, [sight.shown(row.pk, {PARTS[subject]})])
    return _entry(subject, found)


def not_copied(viewer: Viewer, enrolment_id: int, since: date) -> tuple[Entry, ...]:
    """The own entries from `since` on that nobody has marked as copied, newest first."""
    sight, row = _case(viewer, enrolment_id)
    entries: list[Entry] = []
    for subject in JournalSubject:
        copies = JournalCopy.unscoped.filter(
            enrolment=row, subject=subject, subject_id=OuterRef("pk"), owner=viewer.organisation_id
        )
        waiting = _own(sight, row, subject).filter(~Exists(copies), occurred_on__gte=since)
        entries += [_entry(subject, one) for one in waiting]
    log.record(viewer, [sight.shown(row.pk, {PARTS[e.subject] for e in entries})])
    return tuple(sorted(entries, key=lambda e: (e.on, e.subject_id), reverse=True))


def copies(sight: Sightline, row: Enrolment) -> tuple[CopyLine, ...]:
    """What was copied of the parts in sight, in order of time."""
    in_sight = NOBODY
    for part in PARTS.values():
        in_sight |= Q(part=part) & sight.rows(row.pk, part)
    columns = ("id", "subject", "subject_id", "copied_on", "system", "created_by__name",
               "created_by_id", "owner_id")  # fmt: skip
    rows = JournalCopy.unscoped.filter(in_sight, enrolment=row).order_by("id")
    return tuple(
        CopyLine(copy_id, JournalSubject(subject), subject_id, on, system, by or "", by_id, owner)
        for copy_id, subject, subject_id, on, system, by, by_id, owner in rows.values_list(*columns)
    )


def require_own(viewer: Viewer, row: Enrolment, subject: JournalSubject, subject_id: int) -> None:
    """Raises NotFound unless the viewer's organisation wrote the entry, and sees its part."""
    sight = Sightline.to(viewer, [row])
    if not _own(sight, row, subject).filter(pk=subject_id).exists():
        raise NotFound


def _case(viewer: Viewer, enrolment_id: int) -> tuple[Sightline, Enrolment]:
    row = cases_in_sight(viewer).filter(pk=enrolment_id).first()
    if row is None:
        raise NotFound
    return Sightline.to(viewer, [row]), row


def _own(sight: Sightline, row: Enrolment, subject: JournalSubject) -> Any:
    path = "behalves__enrolment" if subject is JournalSubject.EMPLOYER_VISIT else "enrolment"
    rows = MODELS[subject].unscoped.filter(
        sight.rows(row.pk, PARTS[subject]), owner=sight.viewer.organisation_id, **{path: row}
    )
    more = ["employer", "staff"] if subject is JournalSubject.EMPLOYER_VISIT else []
    return rows.select_related("created_by", "owner", *more)


def _entry(subject: JournalSubject, row: Any) -> Entry:
    visit = subject is JournalSubject.EMPLOYER_VISIT
    author = row.staff if visit else row.created_by
    who = getattr(row, "present", "")
    if visit:
        who = ", ".join(filter(None, [row.employer and row.employer.name, row.spoke_with]))
    return Entry(
        subject=subject,
        subject_id=row.pk,
        on=row.occurred_on,
        how=getattr(row, "channel", "") or row.kind,
        where=row.purpose if visit else getattr(row, "place", ""),
        who=who,
        note=row.note,
        words=getattr(row, "own_words", ""),
        next_step=getattr(row, "next_step", ""),
        next_step_on=getattr(row, "next_step_on", None),
        by=f"{author.name}, {row.owner.name}" if author else row.owner.name,
    )
