"""What an organisation keeps for how long, and what is due to be thinned out today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from framsteg.access import log
from framsteg.access.personal import HELD, Held
from framsteg.access.reading.identity import NotFound
from framsteg.access.reading.rights import minded_rows, name_is_known
from framsteg.access.thinning import UNTOUCHED, stays
from framsteg.access.viewer import Viewer
from framsteg.access.where_restricted import standing
from framsteg.foundation.codes import (
    EnquiryOutcome,
    OrganisationKind,
    Part,
    RecordType,
    RequestOutcome,
)
from framsteg.foundation.text import Text
from framsteg.records.models import (
    DisposalItem,
    Enquiry,
    Enrolment,
    Event,
    NetworkPerson,
    Organisation,
    Participant,
    PersonRequest,
    RegisterExtract,
    RetentionDecision,
)
from framsteg.rules import retention as rule
from framsteg.rules.retention import CountsFrom, Facts, Rule
from framsteg.rules.rights import MINDS

OPEN = (EnquiryOutcome.OPEN.value, EnquiryOutcome.WAITING.value)
NOT_NOTES = ("extracts.", "disposals.", "requests.", "restrictions.")
"""Verbs of what is done for a person's rights: they do not make the file live longer."""


@dataclass(frozen=True)
class RuleInForce:
    """One type of record: the rule today, the fewest years by law, and what is to come."""

    record: RecordType
    rule: Rule | None
    least: int
    coming: tuple[Rule, ...]


@dataclass(frozen=True)
class Due:
    """One case or enquiry that has ended. `kept`: why it is not thinned out, or None."""

    enrolment_id: int | None
    enquiry_id: int | None
    name: str
    reference: str
    ended_on: date
    goes_on: date
    kept: Text | None


@dataclass(frozen=True)
class Count:
    """Rows of one model: so many are deleted, so many stay without their words."""

    record: str
    deleted: int
    emptied: int


def rules(viewer: Viewer) -> tuple[RuleInForce, ...]:
    """The rules of the viewer's organisation, for each type of record."""
    _require_minds(viewer)
    kind = _kind(viewer)
    decided = decisions(viewer)
    return tuple(
        RuleInForce(
            record,
            rule.rule_on(record, kind, decided, viewer.today),
            rule.at_least(record, kind, viewer.today),
            tuple(r for r in decided if r.record is record and r.from_on > viewer.today),
        )
        for record in RecordType
    )


def rule_of(viewer: Viewer, record: RecordType) -> Rule | None:
    """The rule in force today for one type of record."""
    _require_minds(viewer)
    return rule.rule_on(record, _kind(viewer), decisions(viewer), viewer.today)


def least_of(viewer: Viewer, record: RecordType) -> int:
    """The fewest years that law asks of the viewer's organisation."""
    return rule.at_least(record, _kind(viewer), viewer.today)


def decisions(viewer: Viewer) -> tuple[Rule, ...]:
    """What the viewer's organisation has decided, the oldest first."""
    rows = RetentionDecision.objects.filter(owner=viewer.organisation_id).order_by("from_on")
    return tuple(
        Rule(
            record=RecordType(row.record),
            from_on=row.from_on,
            years=row.years,
            counts_from=CountsFrom(row.counts_from),
            research_days=row.research_days,
            source=row.source,
            decided=True,
        )
        for row in rows
    )


def due(viewer: Viewer, record: RecordType) -> tuple[Due, ...]:
    """What the rule says may go today, and what has come so far and is kept back. Logged."""
    in_force = rule_of(viewer, record)
    if in_force is None:
        return ()
    if record is RecordType.ENQUIRY:
        return tuple(
            _due_enquiry(in_force, row, facts, viewer)
            for row, facts in _enquiries(viewer)
            if _has_come(in_force, facts, viewer.today)
        )
    rows = [
        (row, facts)
        for row, facts in _cases(viewer, record)
        if _has_come(in_force, facts, viewer.today)
    ]
    known = set(
        Enrolment.unscoped.filter(
            name_is_known(viewer), pk__in=[row.pk for row, _facts in rows]
        ).values_list("pk", flat=True)
    )
    shown = frozenset({Part.IDENTITY})
    log.record(viewer, [log.Shown(parts=shown, enrolment_id=pk) for pk in sorted(known)])
    return tuple(
        _due_case(in_force, row, facts, viewer, named=row.pk in known) for row, facts in rows
    )


def _has_come(in_force: Rule, facts: Facts, today: date) -> bool:
    day = rule.goes_on(in_force, facts)
    return day is not None and day <= today


def counts(
    organisation_id: int, record: RecordType, enrolment_ids: list[int], enquiry_ids: list[int]
) -> tuple[Count, ...]:
    """What would go, model by model; models without a row are left out."""
    found = []
    for held in held_by(record):
        rows = rows_of(held, organisation_id, enrolment_ids, enquiry_ids)
        kept = stays(held.model)
        total = rows.count()
        emptied = 0 if kept is None else rows.filter(kept).count()
        if held.model is Participant:  # sex and decade of birth stay
            emptied = total
        if total:
            found.append(Count(held.name, total - emptied, emptied))
    return tuple(found)


def held_by(record: RecordType) -> tuple[Held, ...]:
    """The models that a type of record is about, children before what they hang on."""
    if record is RecordType.NETWORK:
        return tuple(held for held in HELD if held.model is NetworkPerson)
    if record is RecordType.ENQUIRY:
        return tuple(held for held in HELD if held.model is Enquiry)
    return tuple(held for held in reversed(HELD) if held.model not in UNTOUCHED)


def rows_of(
    held: Held, organisation_id: int, enrolment_ids: list[int], enquiry_ids: list[int]
) -> QuerySet[Enrolment]:
    """The rows of one model that a disposal is about."""
    if enquiry_ids:
        return Enquiry.unscoped.filter(pk__in=enquiry_ids, owner=organisation_id)  # type: ignore[return-value]
    return held.rows(enrolment_ids, organisation_id)


def _require_minds(viewer: Viewer) -> None:
    if not viewer.programmes(MINDS):
        raise NotFound


def _kind(viewer: Viewer) -> OrganisationKind:
    return OrganisationKind(Organisation.objects.get(pk=viewer.organisation_id).kind)


def _cases(viewer: Viewer, record: RecordType) -> list[tuple[Enrolment, Facts]]:
    gone = DisposalItem.unscoped.filter(
        enrolment=OuterRef("pk"), done=True, disposal__record=record,
        disposal__owner=viewer.organisation_id,
    )  # fmt: skip
    asked = RegisterExtract.unscoped.filter(
        enrolment__participant=OuterRef("participant"), given_on=None, dropped_on=None
    )
    rows = minded_rows(viewer).filter(~Exists(gone), exited_on__isnull=False)
    if record is RecordType.NETWORK:
        own = NetworkPerson.unscoped.filter(enrolment=OuterRef("pk"), owner=viewer.organisation_id)
        rows = rows.filter(Exists(own))
    # A person goes when all of their enrolments have ended.
    goes_on = Enrolment.unscoped.filter(participant=OuterRef("participant"), exited_on=None)
    rows = rows.filter(~Exists(goes_on)).annotate(asked=Exists(asked)).order_by("exited_on", "pk")
    found = list(rows)
    people = [row.participant_id for row in found]
    restricted, asking = restricted_people(people, viewer.today), _asking(people)
    notes = _last_notes(viewer.organisation_id, [row.pk for row in found])
    return [
        (
            row,
            Facts(
                ended_on=row.exited_on,
                last_note_on=notes.get(row.pk),
                birth_day=rule.birth_day(row.participant.personnummer),
                restricted=row.participant_id in restricted,
                asked_for=row.asked or row.participant_id in asking,
            ),
        )
        for row in found
    ]


def restricted_people(people: list[int], today: date) -> set[int]:
    """Those of these persons whose data may only be kept today."""
    rows = standing(today).filter(enrolment__participant__in=people)
    return set(rows.values_list("enrolment__participant", flat=True))


def _asking(people: list[int]) -> set[int]:
    rows = PersonRequest.unscoped.filter(
        enrolment__participant__in=people, outcome=RequestOutcome.OPEN.value
    )
    return set(rows.values_list("enrolment__participant", flat=True))


def _last_notes(organisation_id: int, enrolment_ids: list[int]) -> dict[int, date]:
    """The local day on which the organisation last wrote in each case."""
    rows = Event.unscoped.filter(organisation_id=organisation_id, enrolment_id__in=enrolment_ids)
    for verbs in NOT_NOTES:
        rows = rows.exclude(verb__startswith=verbs)
    latest = rows.values("enrolment_id").annotate(latest=Max("at"))
    return {row["enrolment_id"]: timezone.localtime(row["latest"]).date() for row in latest}


def _enquiries(viewer: Viewer) -> list[tuple[Enquiry, Facts]]:
    gone = DisposalItem.unscoped.filter(enquiry=OuterRef("pk"), done=True)
    became = Enrolment.unscoped.filter(enquiry=OuterRef("pk"))
    rows = Enquiry.unscoped.filter(
        ~Q(outcome__in=OPEN), ~Exists(gone), ~Exists(became), owner=viewer.organisation_id,
        programme__in=sorted(viewer.programmes(MINDS)), outcome_on__isnull=False,
    ).order_by("outcome_on", "pk")  # fmt: skip
    return [(row, Facts(ended_on=row.outcome_on, last_note_on=None)) for row in rows]


def _due_case(in_force: Rule, row: Enrolment, facts: Facts, viewer: Viewer, *, named: bool) -> Due:
    person = row.participant
    return Due(
        enrolment_id=row.pk,
        enquiry_id=None,
        name=f"{person.given_name} {person.family_name}".strip() if named else "",
        reference=row.reference,
        **_days(in_force, facts, viewer.today),
    )


def _due_enquiry(in_force: Rule, row: Enquiry, facts: Facts, viewer: Viewer) -> Due:
    return Due(
        enrolment_id=None,
        enquiry_id=row.pk,
        name=row.person_name,
        reference=row.reference,
        **_days(in_force, facts, viewer.today),
    )


def _days(in_force: Rule, facts: Facts, today: date) -> dict[str, Any]:
    decision = rule.may_go(in_force, facts, today)
    return {
        "ended_on": facts.ended_on,
        "goes_on": rule.goes_on(in_force, facts),
        "kept": None if decision else decision.reason,
    }


def may_go_now(dues: Iterable[Due]) -> list[Due]:
    """Those that nothing keeps back."""
    return [one for one in dues if one.kept is None]
