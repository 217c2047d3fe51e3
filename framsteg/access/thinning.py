"""What is left of a person when an organisation thins out what it wrote: figures, and no one.

Each model that holds something of a person (`access.personal`) is either deleted or keeps the
columns that the figures count; those are named here. Nothing that names or describes a person
stays: a test goes through the models' `Privacy` classes and the snapshot before and after.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Model, Q

from framsteg.foundation.codes import DocumentKind, EnquiryOutcome, ExitReason
from framsteg.foundation.plan_codes import ActionStatus
from framsteg.records import models as records

GONE = "–"
"""Where a column may not be empty: what stood there is gone."""

PROFILES = (DocumentKind.PROFILE.value, DocumentKind.COMPETENCE_PROFILE.value)

STAYS: dict[type[Model], tuple[str, ...]] = {
    records.Enquiry: (),
    records.Enrolment: (),
    records.PhaseSpell: (),
    records.Assignment: (),
    records.CaseSummary: (),
    records.Contact: (),
    records.Placement: ("monthly_wage",),  # in whole thousands, as the figures have it
    records.PlacementExtent: (),
    records.FollowUp: (*records.ANSWERS, "answered_on"),
    records.Document: ("kind", "started_on"),  # of profiles: the weeks until there is one
    records.EmployerContact: (),  # the team's, for more persons than one
    records.EmployerContactBehalf: ("contact", "enrolment"),
    # Also so that what is left does not tell whether anybody answered.
    records.PersonAsk: ("asked", "by_key", "asked_on", "ends_on", "taken_back_on"),
    records.PersonAnswer: ("yes", "answered_on", "parted_on"),  # one person is counted once
}
"""Models of which a row stays, and the identity and sensitive columns that the figures count."""

UNTOUCHED = frozenset({records.EmployerContact, records.EmployerContactBehalf})
"""Rows that say nothing of the person by themselves, or are others' too: they have a rule of
their own in the programme."""

SPECIAL: Mapping[tuple[type[Model], str], Callable[[Any], Any]] = {
    (records.Enrolment, "handed_over_to"): lambda row: (
        GONE if row.exit_reason == ExitReason.HANDED_OVER else ""
    ),
    (records.Enrolment, "sort_key"): lambda row: "~",
    (records.Enquiry, "pointed_to"): lambda row: (
        GONE if row.outcome == EnquiryOutcome.DECLINED else ""
    ),
    (records.Placement, "monthly_wage"): lambda row: _thousands(row.monthly_wage),
    (records.PlanAction, "dropped_reason"): lambda row: (
        GONE if row.status == ActionStatus.DROPPED else ""
    ),
    (records.FollowUp, "awaits_review"): lambda row: False,
    (records.PersonAsk, "reference"): lambda row: GONE if row.reference else "",
}


def stays(model: type[Model]) -> Q | None:
    """Which rows of a model stay, without their words; None where none does."""
    if model not in STAYS:
        return None
    return Q(kind__in=PROFILES) if model is records.Document else Q()


def emptied(row: Any) -> dict[str, Any]:
    """The columns of a row that stays, as they are from now on."""
    model = type(row)
    kept = STAYS.get(model, ())
    names = [*getattr(model.Privacy, "identity", ()), *getattr(model.Privacy, "sensitive", ())]
    values = {name: _empty(model, name) for name in names if name not in kept}
    if model not in STAYS:  # another organisation's rows hang on it: only its words go
        values = {name: "" for name in names if _is_text(model._meta.get_field(name))}
    values |= {name: say(row) for (of, name), say in SPECIAL.items() if of is model}
    if model is records.Enquiry:
        values["reference"] = ""
    if model is records.Enrolment:
        values["reference"] = ""
    return values


def _is_text(field: Any) -> bool:
    kind = field.get_internal_type()
    return kind in ("TextField", "CharField", "EmailField") and not getattr(field, "codes", None)


def _empty(model: Any, name: str) -> Any:
    field = model._meta.get_field(name)
    if field.null:
        return None
    if field.get_internal_type() == "JSONField":
        return field.get_default()
    return False if field.get_internal_type() == "BooleanField" else ""


def _thousands(wage: Decimal | None) -> Decimal | None:
    """As the database's own ROUND does, so that the figures stay the same."""
    return None if wage is None else Decimal(int((wage + 500) // 1000) * 1000)
