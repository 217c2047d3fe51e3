"""Rows for the evaluation's tables: the door that only the snapshot may use.

Handed out are the columns that `evaluation.tables` declares, in their order, with the records'
own numbers where pseudonyms will stand; names, contact details and free text about a person have
no column there. Persons with a protected identity, and anonymous ones, are counted, but without
birth year and without where they came from; the protected also without sex and without what tells
of their workplace, so that no figure can be divided down to them by who or where they are.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Round

from framsteg.access import log, wall
from framsteg.access.one_person import same_person
from framsteg.access.viewer import Viewer
from framsteg.access.where_restricted import out_of_figures
from framsteg.blueprints.load import load_all
from framsteg.foundation.codes import Channel, DocumentKind, EnquiryOutcome, Part, Sex
from framsteg.records.models import (
    Assignment,
    Contact,
    Document,
    EmployerContact,
    Enquiry,
    Enrolment,
    Event,
    FollowUp,
    PhaseSpell,
    Placement,
    PlacementExtent,
    Programme,
    Target,
)

ROWS_AT_A_TIME = 20_000
# A transaction may be confirmed after one with a higher number. The mark looks this far back.
_EVENTS_LOOKED_AT = 10_000

_EXPORTED = frozenset(
    {Part.PLAN, Part.PROFILE, Part.CONTACTS, Part.EMPLOYER_DEALINGS, Part.FOLLOW_UPS}
)
_PROFILES = (DocumentKind.PROFILE, DocumentKind.COMPETENCE_PROFILE)
_Rows = QuerySet[Any, tuple[Any, ...]]


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read in the block is of one and the same moment, and of all organisations."""
    alone = not connection.in_atomic_block
    with wall.standing(wall.INSTALLATION), transaction.atomic():
        if alone and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def evaluation_rows(viewer: Viewer, table: str) -> Iterator[list[tuple[Any, ...]]]:
    """All rows of one declared table, some thousands at a time. KeyError if it is not declared.

    Read inside `one_moment`, and say so with `record_export` once for all tables.
    """
    rows = _TABLES[table]().iterator(chunk_size=ROWS_AT_A_TIME)
    gone = _restricted(table, viewer.today)
    one = same_person() if table == "enrolments" else {}
    while batch := list(islice(rows, ROWS_AT_A_TIME)):
        if gone:
            batch = [row for row in batch if row[_PERSONS[table]] not in gone]
        if one:
            batch = [(pk, one.get(person, person), *rest) for pk, person, *rest in batch]
        yield batch


def record_export(viewer: Viewer) -> None:
    """One log row: the analytic columns of everybody's file were read, for evaluation."""
    log.record(viewer, [log.Shown(parts=_EXPORTED)])


@wall.standing(wall.INSTALLATION)
def mark_of_work() -> str:
    """A mark that changes whenever anything in the work has changed. Two index look-ups."""
    newest = Event.unscoped.aggregate(newest=Max("pk"))["newest"] or 0
    lately = Event.unscoped.filter(pk__gt=newest - _EVENTS_LOOKED_AT).count()
    return f"{newest}:{lately}"


# Where in a row stands whom it is about: the enrolment, or what leads to it.
_PERSONS = {
    "enrolments": 0, "phases": 0, "assignments": 0, "placements": 1, "extents": 0, "contacts": 0,
    "employer_contacts": 1, "enquiries": 0, "follow_ups": 0, "programmes": 0, "targets": 0,
}  # fmt: skip


def _restricted(table: str, today: date) -> frozenset[int]:
    """Numbers in that place whose rows are not counted: the person's data may only be kept."""
    cases = out_of_figures(today)
    if not cases or table in ("programmes", "targets"):
        return frozenset()
    if table == "extents":
        placements = Placement.unscoped.filter(enrolment__in=cases)
        return frozenset(placements.values_list("pk", flat=True))
    if table == "enquiries":
        asked = Enrolment.unscoped.filter(pk__in=cases, enquiry__isnull=False)
        return frozenset(asked.values_list("enquiry", flat=True))
    return cases


def _unless(hidden: Q | Exists, path: str | Combinable) -> Combinable:
    return Case(When(hidden, then=None), default=F(path) if isinstance(path, str) else path)


def _unless_hidden(path: str | Combinable) -> Combinable:
    """The field, but nothing for a person who must not be possible to trace."""
    hidden = Q(participant__protected_identity=True) | Q(participant__anonymous=True)
    return _unless(hidden, path)


def _unless_protected(path: str | Combinable) -> Combinable:
    """A placement's field, but nothing for a person with a protected identity."""
    return _unless(Q(enrolment__participant__protected_identity=True), path)


# Sensitive units are one in figures: a name of their own would tell of health.
PARTNER_UNIT = "Samverkande enhet"
_UNIT_NAME = Case(When(unit__sensitive=True, then=Value(PARTNER_UNIT)), default=F("unit__name"))


def _programmes() -> _Rows:
    blueprints = load_all().values()
    methods = {blueprint.key: str(blueprint.method) for blueprint in blueprints}
    method = Case(
        *(When(blueprint_key=key, then=Value(name)) for key, name in methods.items()),
        default=None,
        output_field=CharField(null=True),
    )
    return Programme.objects.values_list(
        "key", "name", "owner__name", "blueprint_key", "blueprint_version", method,
        "starts_on", "ends_on", "places",
    )  # fmt: skip


def _enrolments() -> _Rows:
    profiles = Document.unscoped.filter(
        enrolment=OuterRef("pk"), kind__in=[kind.value for kind in _PROFILES]
    )
    profile_on = profiles.order_by("started_on").values("started_on")[:1]
    sex = Case(
        When(participant__protected_identity=True, then=Value(Sex.UNKNOWN.value)),
        default=F("participant__sex"),
        output_field=CharField(),
    )
    return Enrolment.unscoped.values_list(
        "pk", "participant_id", "programme__key", "site__name", sex,
        _unless_hidden("participant__birth_year"), _unless_hidden("source_kind"),
        _unless_hidden(_UNIT_NAME), _unless_hidden("unit__organisation__name"),
        _unless_hidden("unit__organisation__kind"), _unless_hidden("channel"),
        _unless_hidden("referred_on"), "enrolled_on", "exited_on", "exit_reason", "phase",
        Subquery(profile_on),
    )  # fmt: skip


def _phases() -> _Rows:
    return PhaseSpell.unscoped.values_list("enrolment_id", "phase", "starts_on", "ends_on")


def _assignments() -> _Rows:
    return Assignment.unscoped.values_list(
        "enrolment_id", "staff_id", "staff__organisation__name", "starts_on", "ends_on"
    )


def _placements() -> _Rows:
    wage = Round(F("monthly_wage") / 1000) * 1000
    return Placement.unscoped.values_list(
        "pk", "enrolment_id", "kind", "subsidy", _unless_protected("employer_id"),
        _unless_protected("sector"), _unless_protected("trade"),
        "starts_on", "ends_on", "end_reason", _unless_protected(wage),
    )  # fmt: skip


def _extents() -> _Rows:
    return PlacementExtent.unscoped.values_list("placement_id", "percent", "starts_on")


def _contacts() -> _Rows:
    return Contact.unscoped.values_list(
        "enrolment_id", "occurred_on", "minutes", "channel", "place"
    )


def _employer_contacts() -> _Rows:
    """One row for each person that a contact was made for; one when it was for nobody."""
    met = Case(
        When(channel=Channel.VISIT.value, then=True),
        default=Value(False),
        output_field=BooleanField(),
    )
    return EmployerContact.unscoped.values_list(
        "pk", "behalves__enrolment_id", "programme__key", "staff_id", "occurred_on", met, "purpose",
        "minutes",
    )  # fmt: skip


def _enquiries() -> _Rows:
    """The outcome's day only where there is an outcome, the meeting's only where it was held."""
    answered = Case(When(~Q(outcome=EnquiryOutcome.OPEN.value), then=F("outcome_on")), default=None)
    met = Case(When(meeting_held=True, then=F("meeting_on")), default=None)
    became = Enrolment.unscoped.filter(enquiry=OuterRef("pk"))
    protected = Exists(became.filter(participant__protected_identity=True))
    source = (
        _unless(protected, field)
        for field in (_UNIT_NAME, "unit__organisation__name", "unit__organisation__kind")
    )
    return Enquiry.unscoped.values_list(
        "pk",
        "programme__key",
        "received_on",
        "source_kind",
        *source,
        "channel",
        "formality",
        "outcome",
        answered,
        met,
        Subquery(became.values("enrolled_on")[:1]),
    )


def _follow_ups() -> _Rows:
    items = ("life_situation", "support_quality", "influence")
    # 0 stands for "prefers not to say": counted as no answer, and told beside it.
    answers = (Case(When(**{f"{item}__gt": 0}, then=F(item)), default=None) for item in items)
    declined = (
        Case(When(**{item: 0}, then=True), default=Value(False), output_field=BooleanField())
        for item in items
    )
    # An answer that nobody has gone through yet is not a follow-up.
    return FollowUp.unscoped.filter(awaits_review=False).values_list(
        "enrolment_id", "occurred_on", "kind", "answered_by", *answers, *declined
    )


def _targets() -> _Rows:
    return Target.objects.values_list(
        "programme__key", "measure", "level", "unit", "starts_on", "ends_on"
    )


_TABLES: dict[str, Callable[[], _Rows]] = {
    "programmes": _programmes,
    "enrolments": _enrolments,
    "phases": _phases,
    "assignments": _assignments,
    "placements": _placements,
    "extents": _extents,
    "contacts": _contacts,
    "employer_contacts": _employer_contacts,
    "enquiries": _enquiries,
    "follow_ups": _follow_ups,
    "targets": _targets,
}
