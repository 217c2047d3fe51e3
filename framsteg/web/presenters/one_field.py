"""The facts of a person one by one: their names, what they say, and what they said before."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from framsteg.access import CaseFile
from framsteg.access.files import ContactDetails, Identity
from framsteg.access.reading.one_field import FieldChange
from framsteg.foundation.codes import Part, Sex
from framsteg.web import words
from framsteg.web.presenters.fields import NAMES, change_row
from framsteg.web.presenters.words import moment, said

IDENTITY = (
    "given_name", "family_name", "personnummer", "birth_year", "sex", "protected_identity",
)  # fmt: skip
CONTACT_DETAILS = ("phone", "email", "address", "language", "needs_interpreter")


def facts_that_stand(file: CaseFile, part: Part) -> dict[str, Any] | None:
    """The values of one part with the version they were read in; None where it is withheld."""
    if part is Part.CONTACT_DETAILS:
        details = file.contact_details
        if not isinstance(details, ContactDetails):
            return None
        return {name: getattr(details, name) for name in (*CONTACT_DETAILS, "version")}
    who = file.identity
    if not isinstance(who, Identity):
        return None
    names = (*IDENTITY[:-1], "version")
    return {name: getattr(who, name) for name in names} | {
        "protected_identity": file.protected_identity
    }


def is_shown(file: CaseFile, field: str) -> bool:
    """A protected address has no place of its own; an anonymous person has no facts to change."""
    if field == "address" and file.protected_identity:
        return False
    return not (isinstance(file.identity, Identity) and file.identity.anonymous)


def field_name(field: str) -> str:
    return words.render(NAMES[field])


def value_of(field: str, value: Any) -> str:
    """A fact as it is read on the page."""
    match value:
        case None | "" | False:
            return ""
        case True:
            return _("Yes")
        case Sex():
            return "" if value is Sex.UNKNOWN else said(value)
    if field == "personnummer":
        return f"{value[:8]}-{value[8:]}"
    return str(value)


def place_of(enrolment_id: int, field: str) -> str:
    """Where the fact stands on the person's page."""
    return f"{reverse('participants:file', args=[enrolment_id])}#fact-{field}"


def fact_rows(file: CaseFile, part: Part) -> list[dict[str, str]] | None:
    """The facts of a part, each with where it is changed; None where the part is withheld.

    Who may write sees the empty ones too: that is where they are filled in.
    """
    facts = facts_that_stand(file, part)
    if facts is None:
        return None
    fields = CONTACT_DETAILS if part is Part.CONTACT_DETAILS else IDENTITY
    rows = [_row(file, field, facts) for field in fields]
    return [row for row in rows if row["value"] or row["change_url"]]


def _row(file: CaseFile, field: str, facts: Mapping[str, Any]) -> dict[str, str]:
    value = value_of(field, facts.get(field))
    if field == "address" and file.protected_identity:
        value = _("Protected")
    may = file.may_write and is_shown(file, field)
    url = reverse("facts:change", args=[file.enrolment_id, field]) if may else ""
    return {"term": field_name(field), "value": value, "id": f"fact-{field}", "change_url": url}


def history_rows(
    changes: Iterable[FieldChange], enrolment_id: int, field: str, *, may: bool
) -> list[dict[str, str]]:
    """What the fact was, newest first; only the newest change can be taken back."""
    rows = []
    for n, change in enumerate(changes):
        told = change_row(field, change.before, change.after) or {}
        may_undo = may and n == 0 and change.event_id is not None
        rows.append(
            {
                "before": told.get("before", ""),
                "after": told.get("after", ""),
                "when": moment(change.at),
                "by": change.by or _("Loaded or changed by a command"),
                "take_back_url": reverse(
                    "facts:take_back", args=[enrolment_id, field, change.event_id]
                )
                if may_undo
                else "",
            }
        )
    return rows
