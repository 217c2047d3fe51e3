"""Persons who may be the same, in words: before one is registered, and side by side."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from framsteg.access import CaseFile, Viewer
from framsteg.access.reading.same_persons import Candidate, alike
from framsteg.foundation.codes import Part
from framsteg.rules.same_person import Known
from framsteg.web.forms.participants import parsed
from framsteg.web.presenters.one_field import facts_that_stand, field_name, value_of
from framsteg.web.presenters.words import day

NUMBER = "personnummer"
PARTS = (Part.IDENTITY, Part.CONTACT_DETAILS)


def asked_about(viewer: Viewer, typed: Mapping[str, str]) -> tuple[Candidate, ...]:
    """Those in sight who may be the person that is being typed in."""
    number = parsed("".join(typed.get(NUMBER, "").split()))
    year = typed.get("birth_year", "")
    born = number.get_date().year if number else None
    return alike(
        viewer,
        Known(
            given_name=typed.get("given_name", ""),
            family_name=typed.get("family_name", ""),
            personnummer=str(number.format(long_format=True)) if number else "",
            birth_year=int(year) if year.isdecimal() and len(year) == 4 else born,
        ),
    )


def choices(candidates: Iterable[Candidate]) -> list[tuple[int, str]]:
    """What the form asks: each of the organisation's own, once however often enrolled.

    One with the very same number needs no question: it is the same person.
    """
    own = {one.participant_id: one for one in candidates if one.own}
    if any(one.sure for one in own.values()):
        return []
    return [(one.enrolment_id, line(one)) for one in own.values()]


def shown(candidates: Iterable[Candidate], typed: Mapping[str, str]) -> dict[str, Any] | None:
    """The persons with the way to each; None before a name or a number is typed."""
    if not any(typed.get(name, "").strip() for name in ("given_name", "family_name", NUMBER)):
        return None
    return {
        "others": [
            {"title": line(one), "url": reverse("participants:file", args=[one.enrolment_id])}
            for one in candidates
        ]
    }


def line(one: Candidate) -> str:
    """Who it is and where they are enrolled, in one line."""
    born = _("born {year}").format(year=one.birth_year) if one.birth_year else ""
    since = _("since {day}").format(day=day(one.enrolled_on)) if one.enrolled_on else ""
    return ", ".join(filter(None, (one.name, born, one.programme, since)))


def differing(kept: CaseFile, double: CaseFile) -> list[dict[str, Any]]:
    """The facts in which the two differ, each with both values to choose between."""
    rows = []
    for part in PARTS:
        mine, theirs = facts_that_stand(kept, part) or {}, facts_that_stand(double, part) or {}
        for field in (name for name in mine if name != "version"):
            if mine[field] == theirs[field] or (field == "address" and _protected(kept, double)):
                continue
            rows.append(
                {
                    "field": field,
                    "label": field_name(field),
                    "kept": value_of(field, mine[field]) or "–",
                    "double": value_of(field, theirs[field]) or "–",
                    # What is known goes before what is not.
                    "chosen": "double" if mine[field] in ("", None) else "kept",
                }
            )
    return rows


def _protected(kept: CaseFile, double: CaseFile) -> bool:
    return kept.protected_identity or double.protected_identity
