"""Questions to another organisation whether it knows the same person: those put, and those met.

Whoever puts one is told of a yes and of nothing else. Whom a question meets is looked for when the
organisation that was asked looks, among its own persons alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from framsteg.access import log
from framsteg.access.reading.identity import NotFound
from framsteg.access.reading.same_persons import Candidate, handed_out, known_as, named
from framsteg.access.sight import cases_in_sight, in_force, open_today
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import GroundKind, Part
from framsteg.foundation.person_codes import PersonKey
from framsteg.records.models import Enrolment, Ground, Organisation, PersonAnswer, PersonAsk
from framsteg.rules.person_asks import Ask, AskState, is_met, told_to_asker
from framsteg.rules.sharing import WRITES

SHOWN = 30
NEWS = timedelta(days=14)
"""So long an answer stands in the asker's Min dag."""


@dataclass(frozen=True)
class Subject:
    """A person of the viewer's organisation, whom others can be asked about.

    `said_yes`: the organisations to which the person's yes to telling who they are is in force.
    """

    enrolment_id: int
    name: str
    programme: str
    programme_key: str
    has_number: bool
    protected: bool
    anonymous: bool
    said_yes: frozenset[int]


@dataclass(frozen=True)
class OtherSide:
    """What a yes in force tells of the other organisation's registration."""

    programme: str
    by: str  # who asked, or who answered, there
    enrolment_id: int | None  # where the viewer sees the enrolment itself


@dataclass(frozen=True)
class AskLine:
    """A question, as the viewer's organisation is told of it; `ours`: it asked.

    `since` is the day of its state. `other` is None where the other side is not told: there is no
    yes, or the person has taken it back.
    """

    ask_id: int
    enrolment_id: int
    person: str
    organisation: str
    ours: bool
    by_key: PersonKey
    reference: str
    asked_on: date
    asked_by: str
    ends_on: date
    state: AskState
    since: date
    in_one_file: bool
    other: OtherSide | None


@dataclass(frozen=True)
class MetAsk:
    """A question that meets somebody whom the viewer's organisation has registered.

    `persons` are its own, each by the latest enrolment; of the asker's person nothing is told but
    that they are asked about. `said_yes`: enrolments in which the person's yes to the asking
    organisation is in force.
    """

    ask_id: int
    organisation_id: int
    organisation: str
    programme: str
    asked_by: str
    asked_on: date
    ends_on: date
    persons: tuple[Candidate, ...]
    said_yes: frozenset[int]


def subject(viewer: Viewer, enrolment_id: int) -> Subject:
    """The person; NotFound unless the viewer's own organisation registered them. Logged."""
    row = _own(viewer).filter(pk=enrolment_id).first()
    if row is None:
        raise NotFound
    handed_out(viewer, [row])
    person = row.participant
    return Subject(
        enrolment_id=row.pk,
        name=f"{person.given_name} {person.family_name}".strip(),
        programme=row.programme.name,
        programme_key=row.programme.key,
        has_number=bool(person.personnummer),
        protected=person.protected_identity,
        anonymous=person.anonymous,
        said_yes=frozenset(said_yes(viewer, [row.pk]).values_list("receiver_id", flat=True)),
    )


def who_can_be_asked(viewer: Viewer) -> tuple[tuple[int, str], ...]:
    """The other organisations that work with persons here, by name; (id, name)."""
    works = Q(staff__grants__role__in=[role.value for role in WRITES], staff__is_active=True)
    rows = Organisation.objects.filter(works).exclude(pk=viewer.organisation_id).distinct()
    return tuple(rows.order_by("name").values_list("pk", "name"))


def lines(viewer: Viewer, enrolment_id: int | None = None) -> tuple[AskLine, ...]:
    """Questions that were put, and met ones with a yes; of one person, or of all. Logged."""
    own = {row.pk: row for row in _own(viewer, enrolment_id)} if enrolment_id is not None else {}
    put = PersonAsk.unscoped.filter(owner=viewer.organisation_id)
    met = PersonAnswer.unscoped.filter(owner=viewer.organisation_id, yes=True)
    if enrolment_id is not None:
        put, met = put.filter(enrolment__in=own), met.filter(enrolment__in=own)
    answers = list(met.order_by("-id")[:SHOWN])
    asks = list(
        PersonAsk.unscoped.filter(
            Q(pk__in=put.order_by("-id").values("pk")[:SHOWN])
            | Q(pk__in=[answer.ask_id for answer in answers])
        )
        .select_related("asked", "owner", "created_by")
        .order_by("-id")
    )
    answers += _yes_to(viewer, asks)
    answer_to = {answer.ask_id: answer for answer in answers}
    mine = {
        one.pk: one.enrolment_id
        if one.owner_id == viewer.organisation_id
        else answer_to[one.pk].enrolment_id
        for one in asks
    }
    own = own or {row.pk: row for row in _own(viewer).filter(pk__in=mine.values())}
    seen = [one for one in asks if mine[one.pk] in own]
    handed_out(viewer, [own[pk] for pk in {mine[one.pk] for one in seen}])
    others = _other_sides(viewer, seen, answer_to)
    return tuple(
        _line(viewer, one, own[mine[one.pk]], answer_to.get(one.pk), others.get(one.pk))
        for one in seen
    )


def met(viewer: Viewer, ask_id: int | None = None) -> tuple[MetAsk, ...]:
    """Questions that wait for the viewer's organisation to answer, the oldest first; or that one.

    Logged.
    """
    found = [one for one in _met(viewer) if ask_id in (None, one[0].pk)]
    rows = {row.pk: row for one in found for row in one[1]}
    told = {one.enrolment_id: one for one in handed_out(viewer, rows.values())}
    yes = set(said_yes(viewer, rows).values_list("enrolment_id", "receiver_id")) if rows else set()
    return tuple(
        MetAsk(
            ask_id=ask.pk,
            organisation_id=ask.owner_id,
            organisation=ask.owner.name,
            programme=ask.enrolment.programme.name,
            asked_by=ask.created_by.name if ask.created_by else "",
            asked_on=ask.asked_on,
            ends_on=ask.ends_on,
            persons=tuple(told[row.pk] for row in own),
            said_yes=frozenset(row.pk for row in own if (row.pk, ask.owner_id) in yes),
        )
        for ask, own in found
    )


def met_ask(viewer: Viewer, ask_id: int) -> MetAsk:
    """One of them; NotFound where it meets nobody, is answered or is over."""
    for found in met(viewer, ask_id):
        return found
    raise NotFound


def count_met(viewer: Viewer) -> int:
    """How many wait: a number only, and so nothing is logged as read."""
    return len(_met(viewer))


def answered_lately(viewer: Viewer) -> tuple[tuple[int, str, date], ...]:
    """A yes to what the viewer has asked: (enrolment, organisation, day), newest first."""
    rows = PersonAnswer.unscoped.filter(
        yes=True,
        parted_on=None,
        answered_on__gt=viewer.today - NEWS,
        ask__owner=viewer.organisation_id,
        ask__created_by=viewer.staff_id,
        ask__enrolment__in=cases_in_sight(viewer).values("pk"),
    )
    columns = ("ask__enrolment_id", "ask__asked__name", "answered_on")
    return tuple(rows.order_by("-answered_on", "-id").values_list(*columns))


def said_yes(viewer: Viewer, enrolment_ids: Iterable[int]) -> QuerySet[Ground]:
    """The person's yes, in force, to the viewer's organisation telling others who they are."""
    return Ground.unscoped.filter(
        open_today(viewer),
        enrolment__in=list(enrolment_ids),
        giver=viewer.organisation_id,
        part=Part.IDENTITY,
        kind=GroundKind.CONSENT,
    )


def _own(viewer: Viewer, enrolment_id: int | None = None) -> QuerySet[Enrolment]:
    """Enrolments of persons whom the viewer's own organisation registered, by name in sight."""
    rows = named(viewer).filter(
        participant__owner=viewer.organisation_id, programme__in=sorted(viewer.writes_in)
    )
    return rows if enrolment_id is None else rows.filter(pk=enrolment_id)


def _waiting(viewer: Viewer) -> list[PersonAsk]:
    """What was asked of us, not answered, on the person's yes to the asker, in force today."""
    given = Ground.unscoped.filter(
        in_force(viewer),
        enrolment=OuterRef("enrolment"),
        giver=OuterRef("owner"),
        part=Part.IDENTITY,
        kind=GroundKind.CONSENT,
    )
    answered = PersonAnswer.unscoped.filter(ask=OuterRef("pk"))
    rows = PersonAsk.unscoped.filter(
        Exists(given),
        ~Exists(answered),
        asked=viewer.organisation_id,
        enrolment__participant__owner=F("owner"),
        taken_back_on=None,
        ends_on__gt=viewer.today,
    )
    related = ("owner", "created_by", "enrolment__participant", "enrolment__programme")
    return list(rows.select_related(*related).order_by("asked_on", "id"))


def _met(viewer: Viewer) -> list[tuple[PersonAsk, list[Enrolment]]]:
    """The questions that wait, each with the own persons that it meets. Two queries at most."""
    asks = _waiting(viewer) if viewer.writes_in else []
    if not asks:
        return []
    numbers = [one.enrolment.participant.personnummer for one in asks]
    wanted = Q(participant__personnummer__in=list(filter(None, numbers)))
    for one in asks:
        if one.reference:
            wanted |= Q(reference__iexact=one.reference)
    own = list(_own(viewer).filter(wanted, participant__anonymous=False).order_by("id"))
    found = []
    for one in asks:
        # By person, the latest enrolment stands for them.
        mine = {row.participant_id: row for row in own if _meets(one, row)}
        if mine:
            found.append((one, list(mine.values())))
    return found


def _meets(ask: PersonAsk, row: Enrolment) -> bool:
    return is_met(
        PersonKey(ask.by_key),
        asked=known_as(ask.enrolment),
        mine=known_as(row),
        same_reference=row.reference.casefold() == ask.reference.casefold(),
    )


def _yes_to(viewer: Viewer, asks: Iterable[PersonAsk]) -> list[PersonAnswer]:
    """What others have said yes to, of what we asked. A no is not even looked for."""
    ours = [one.pk for one in asks if one.owner_id == viewer.organisation_id]
    return list(PersonAnswer.unscoped.filter(ask__in=ours, yes=True).select_related("created_by"))


def _other_sides(
    viewer: Viewer, asks: Iterable[PersonAsk], answer_to: Mapping[int, PersonAnswer]
) -> dict[int, OtherSide]:
    """What is told of the other's registration, where a yes is in force. Logged, three queries."""
    there: dict[int, tuple[int, int, str]] = {}  # question: enrolment, who keeps it, who spoke
    for one in asks:
        answer = answer_to.get(one.pk)
        if answer is None or answer.parted_on is not None:
            continue
        ours = one.owner_id == viewer.organisation_id
        side = answer if ours else one
        by = side.created_by.name if side.created_by else ""
        there[one.pk] = (side.enrolment_id, side.owner_id, by)
    if not there:
        return {}
    ids = {enrolment_id for enrolment_id, _owner, _by in there.values()}
    grounds = Ground.unscoped.filter(in_force(viewer), enrolment__in=ids, part=Part.IDENTITY)
    given = set(grounds.values_list("enrolment_id", "giver_id"))
    told = {pk: one for pk, one in there.items() if one[:2] in given}
    cases = {enrolment_id for enrolment_id, _owner, _by in told.values()}
    rows = Enrolment.unscoped.filter(pk__in=cases)
    programmes = dict(rows.values_list("pk", "programme__name"))
    seen = set(cases_in_sight(viewer).filter(pk__in=cases).values_list("pk", flat=True))
    log.record(
        viewer,
        [
            log.Shown(
                parts=frozenset({Part.IDENTITY}), grounds=frozenset({GroundKind.CONSENT}),
                own=False, enrolment_id=pk,
            )
            for pk in sorted(cases)
        ],
    )  # fmt: skip
    return {
        pk: OtherSide(programmes[case], by, case if case in seen else None)
        for pk, (case, _owner, by) in told.items()
        if case in programmes
    }


def _line(
    viewer: Viewer,
    ask: PersonAsk,
    own: Enrolment,
    answer: PersonAnswer | None,
    other: OtherSide | None,
) -> AskLine:
    ours = ask.owner_id == viewer.organisation_id
    person = own.participant
    state = told_to_asker(as_fact(ask, answer), today=viewer.today)
    days = {AskState.TAKEN_BACK: ask.taken_back_on, AskState.RUN_OUT: ask.ends_on}
    if answer is not None:
        days |= {AskState.YES: answer.answered_on, AskState.PARTED: answer.parted_on}
    return AskLine(
        ask_id=ask.pk,
        enrolment_id=own.pk,
        person=f"{person.given_name} {person.family_name}".strip(),
        organisation=ask.asked.name if ours else ask.owner.name,
        ours=ours,
        by_key=PersonKey(ask.by_key),
        reference=ask.reference if ours else "",
        asked_on=ask.asked_on,
        asked_by=ask.created_by.name if ours and ask.created_by else "",
        ends_on=ask.ends_on,
        state=state,
        since=days.get(state) or ask.asked_on,
        in_one_file=answer is not None and answer.enrolment_id == ask.enrolment_id,
        other=other,
    )


def as_fact(ask: PersonAsk, answer: PersonAnswer | None) -> Ask:
    """A question and its answer as the rule takes them."""
    return Ask(
        ends_on=ask.ends_on,
        taken_back_on=ask.taken_back_on,
        yes=answer.yes if answer else None,
        parted_on=answer.parted_on if answer else None,
    )
