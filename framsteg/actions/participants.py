"""Persons: registered once by an organisation, changed against a version."""

from django.db import transaction
from django.db.models import QuerySet

from framsteg.access import NotFound, Viewer
from framsteg.access.changing import participant_to_change
from framsteg.actions import recording
from framsteg.foundation.codes import Part, Sex
from framsteg.foundation.decision import ALLOW, Decision, deny, require
from framsteg.foundation.names import sort_key, tokens
from framsteg.foundation.text import say
from framsteg.records.models import Enrolment, Event, NameToken, Participant

IDENTITY = ("given_name", "family_name", "personnummer", "sex", "birth_year", "protected_identity")
CONTACT_DETAILS = ("phone", "email", "address", "language", "needs_interpreter")
FIELDS = {Part.IDENTITY: IDENTITY, Part.CONTACT_DETAILS: CONTACT_DETAILS}
_CHANGES = {
    Part.IDENTITY: "participants.change_identity",
    Part.CONTACT_DETAILS: "participants.change_contact_details",
}
TAKEN_BACK = frozenset({*_CHANGES.values(), "participants.take_back_change"})


def register(
    *,
    by: Viewer,
    sex: Sex,
    given_name: str = "",
    family_name: str = "",
    personnummer: str = "",
    birth_year: int | None = None,
    protected_identity: bool = False,
    anonymous: bool = False,
    **contact_details: object,
) -> Participant:
    """A new person of the viewer's organisation. Called inside an action's transaction."""
    person = Participant(
        given_name=given_name,
        family_name=family_name,
        sort_key=sort_key(family_name=family_name, given_name=given_name),
        personnummer=personnummer,
        sex=sex,
        birth_year=birth_year,
        protected_identity=protected_identity,
        anonymous=anonymous,
        **contact_details,
    )
    recording.create(person, by=by, verb="participants.register", part=Part.IDENTITY)
    index_name(person)
    return person


@transaction.atomic
def change_identity(*, by: Viewer, enrolment_id: int, version: int, **values: object) -> None:
    """Change name, personnummer, sex, birth year or protection. May raise Conflict."""
    person = participant_to_change(by, enrolment_id, Part.IDENTITY)
    _only(values, IDENTITY)
    set_facts(person, values, by=by, verb=_CHANGES[Part.IDENTITY], enrolment_id=enrolment_id,
         part=Part.IDENTITY, version=version)  # fmt: skip


@transaction.atomic
def change_contact_details(
    *, by: Viewer, enrolment_id: int, version: int, **values: object
) -> None:
    """Change how the person is reached. May raise Conflict."""
    person = participant_to_change(by, enrolment_id, Part.CONTACT_DETAILS)
    _only(values, CONTACT_DETAILS)
    set_facts(person, values, by=by, verb=_CHANGES[Part.CONTACT_DETAILS], enrolment_id=enrolment_id,
         part=Part.CONTACT_DETAILS, version=version)  # fmt: skip


@transaction.atomic
def change_facts(*, by: Viewer, enrolment_id: int, version: int, **values: object) -> int | None:
    """Change single facts of one part in place. Returns the event to take it back by.

    None when nothing was changed. May raise Conflict.
    """
    part = part_of(next(iter(values)))
    person = participant_to_change(by, enrolment_id, part)
    _only(values, FIELDS[part])
    _require_named(person)
    if not set_facts(person, values, by=by, verb=_CHANGES[part], enrolment_id=enrolment_id,
                part=part, version=version):  # fmt: skip
        return None
    return _events(person, enrolment_id).values_list("pk", flat=True).first()


@transaction.atomic
def take_back_change(*, by: Viewer, enrolment_id: int, field: str, event_id: int) -> None:
    """Set one fact to what it was before a change, as long as nobody has changed it since."""
    part = part_of(field)
    person = participant_to_change(by, enrolment_id, part)
    event = _events(person, enrolment_id).filter(pk=event_id, verb__in=TAKEN_BACK).first()
    if event is None or field not in event.changes:
        raise NotFound
    if field == "address" and person.protected_identity:
        raise NotFound
    before, after = event.changes[field]
    if getattr(person, field) != after:
        require(deny(say("It has been changed again since. Look at what it was before.")))
    set_facts(person, {field: before}, by=by, verb="participants.take_back_change",
         enrolment_id=enrolment_id, part=part, version=None)  # fmt: skip


def part_of(field: str) -> Part:
    """Which part of the file a fact goes with; NotFound for what is no fact of a person."""
    for part, fields in FIELDS.items():
        if field in fields:
            return part
    raise NotFound


def set_facts(
    person: Participant,
    values: dict[str, object],
    *,
    by: Viewer,
    verb: str,
    enrolment_id: int,
    part: Part,
    version: int | None,
) -> bool:
    """Set facts, and what is kept of the name beside it for lists and searches."""
    require(_may_number(by, person, values.get("personnummer", person.personnummer)))
    changed = recording.change(
        person, values, by=by, verb=verb, part=part, version=version, enrolment_id=enrolment_id
    )
    if changed and part is Part.IDENTITY:
        person.sort_key = sort_key(family_name=person.family_name, given_name=person.given_name)
        person.save(update_fields=["sort_key"])
        Enrolment.unscoped.filter(participant=person).update(sort_key=person.sort_key)
        index_name(person)
    return changed


def _events(person: Participant, enrolment_id: int) -> QuerySet[Event]:
    """What was changed of the person through this enrolment, newest first."""
    found = Event.unscoped.filter(subject="participant", subject_id=person.pk)
    return found.filter(enrolment_id=enrolment_id).order_by("-id")


def _require_named(person: Participant) -> None:
    if person.anonymous:
        require(deny(say("An anonymous participant has no name or contact details to change.")))


def _may_number(by: Viewer, person: Participant, personnummer: object) -> Decision:
    """A personnummer is one person's in an organisation; whom it knows, others cannot try out."""
    if personnummer == person.personnummer:
        return ALLOW
    if person.owner_id != by.organisation_id:
        return deny(
            say("The personal identity number is changed by those who registered the person.")
        )
    others = Participant.unscoped.filter(owner=person.owner_id, personnummer=personnummer)
    if personnummer and others.exclude(pk=person.pk).exists():
        return deny(say("Another person is registered with this personal identity number."))
    return ALLOW


def _only(values: dict[str, object], allowed: tuple[str, ...]) -> None:
    if unknown := set(values) - set(allowed):
        raise TypeError(f"not changed here: {sorted(unknown)}")


def index_name(person: Participant) -> None:
    person.tokens.all().delete()
    NameToken.unscoped.bulk_create(
        NameToken(participant=person, token=token)
        for token in sorted(tokens(person.given_name, person.family_name))
    )
