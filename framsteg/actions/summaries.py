"""Summary columns of a case: kept in the transaction that writes, recomputed nightly as a check."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, Q
from django.db.models.functions import Coalesce, Greatest

from framsteg.records.models import (
    CaseSummary,
    Contact,
    EmployerContactBehalf,
    FollowUp,
)


def writes_in(enrolment_id: int, owner_id: int) -> CaseSummary:
    """The summary of what this organisation wrote in the case; made at its first row."""
    row, _made = CaseSummary.unscoped.get_or_create(enrolment_id=enrolment_id, owner_id=owner_id)
    return row


def contact_logged(contact: Contact) -> None:
    """Count one more contact and, when it promises something, the nearest promise."""
    rows = CaseSummary.unscoped.filter(enrolment=contact.enrolment_id, owner=contact.owner_id)
    on = contact.occurred_on
    counted = rows.update(
        contact_count=F("contact_count") + 1,
        last_contact_on=Greatest(Coalesce("last_contact_on", on), on),
    )
    if not counted or contact.next_step:  # the first row, or a promise to weigh against others
        contacts_changed(contact.enrolment_id, contact.owner_id)


def contacts_changed(enrolment_id: int, owner_id: int) -> None:
    """Work the contact columns out anew, after a contact was changed, taken back or kept."""
    row = writes_in(enrolment_id, owner_id)
    for name, value in _of_contacts(row).items():
        setattr(row, name, value)
    row.save()


def follow_up_recorded(enrolment_id: int, owner_id: int, occurred_on: date) -> None:
    row = writes_in(enrolment_id, owner_id)
    row.last_follow_up_on = _later(row.last_follow_up_on, occurred_on)
    row.save()


def employer_contacted(enrolment_id: int, owner_id: int, occurred_on: date) -> None:
    row = writes_in(enrolment_id, owner_id)
    row.first_employer_contact_on = _earlier(row.first_employer_contact_on, occurred_on)
    row.save()


def follow_ups_changed(enrolment_id: int, owner_id: int) -> None:
    """Work the last follow-up out anew, after one was taken back."""
    row = writes_in(enrolment_id, owner_id)
    row.last_follow_up_on = recomputed(row)["last_follow_up_on"]
    row.save()


def employer_contacts_changed(enrolment_id: int, owner_id: int) -> None:
    """Work the first employer contact out anew, after one was taken back."""
    row = writes_in(enrolment_id, owner_id)
    row.first_employer_contact_on = recomputed(row)["first_employer_contact_on"]
    row.save()


def recomputed(row: CaseSummary) -> dict[str, Any]:
    """Every column of a summary, from the rows themselves: the slow and certain way."""
    follow_ups = FollowUp.unscoped.filter(
        enrolment=row.enrolment_id, owner=row.owner_id, awaits_review=False
    )
    dealings = EmployerContactBehalf.unscoped.filter(
        enrolment=row.enrolment_id, contact__owner=row.owner_id
    )
    return {
        **_of_contacts(row),
        "last_follow_up_on": follow_ups.aggregate(on=Max("occurred_on"))["on"],
        "first_employer_contact_on": dealings.aggregate(on=Min("contact__occurred_on"))["on"],
    }


def differing() -> Iterator[tuple[CaseSummary, dict[str, Any]]]:
    """Summaries that do not say what their rows say, with what they should say."""
    for row in CaseSummary.unscoped.order_by("id").iterator(chunk_size=2000):
        right = recomputed(row)
        if any(getattr(row, name) != value for name, value in right.items()):
            yield row, right


def mend() -> int:
    """Set right every summary that differs; returns how many did (a healthy site: 0)."""
    mended = 0
    for row, right in differing():
        CaseSummary.unscoped.filter(pk=row.pk).update(**right)
        mended += 1
    return mended


def _of_contacts(row: CaseSummary) -> dict[str, Any]:
    contacts = Contact.unscoped.filter(enrolment=row.enrolment_id, owner=row.owner_id)
    told = contacts.aggregate(n=Count("id"), last=Max("occurred_on"))
    step, step_on = _open_step(row)
    return {
        "contact_count": told["n"],
        "last_contact_on": told["last"],
        "next_step": step,
        "next_step_on": step_on,
    }


def _open_step(row: CaseSummary) -> tuple[str, date | None]:
    """The promise that is due first; without a day it comes last."""
    steps = Contact.unscoped.filter(
        ~Q(next_step=""), enrolment=row.enrolment_id, owner=row.owner_id, next_step_done_on=None
    ).values_list("next_step", "next_step_on", "id")
    first = min(steps, key=lambda step: (step[1] or date.max, step[2]), default=None)
    return (first[0], first[1]) if first else ("", None)


def _later(a: date | None, b: date) -> date:
    return max(a, b) if a else b


def _earlier(a: date | None, b: date) -> date:
    return min(a, b) if a else b
