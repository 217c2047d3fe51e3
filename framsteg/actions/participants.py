"""Persons: registered once by an organisation, changed against a version."""

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing import participant_to_change
from framsteg.actions import recording
from framsteg.foundation.codes import Part, Sex
from framsteg.foundation.decision import ALLOW, Decision, deny, require
from framsteg.foundation.names import sort_key, tokens
from framsteg.foundation.text import say
from framsteg.records.models import Enrolment, NameToken, Participant

IDENTITY = ("given_name", "family_name", "personnummer", "sex", "birth_year", "protected_identity")
CONTACT_DETAILS = ("phone", "email", "address", "language", "needs_interpreter")


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
    _index_name(person)
    return person


@transaction.atomic
def change_identity(*, by: Viewer, enrolment_id: int, version: int, **values: object) -> None:
    """Change name, personnummer, sex, birth year or protection. May raise Conflict."""
    person = participant_to_change(by, enrolment_id, Part.IDENTITY)
    _only(values, IDENTITY)
    require(_may_number(by, person, values.get("personnummer", person.personnummer)))
    changed = recording.change(
        person,
        values,
        by=by,
        verb="participants.change_identity",
        part=Part.IDENTITY,
        version=version,
        enrolment_id=enrolment_id,
    )
    if changed:
        person.sort_key = sort_key(family_name=person.family_name, given_name=person.given_name)
        person.save(update_fields=["sort_key"])
        Enrolment.unscoped.filter(participant=person).update(sort_key=person.sort_key)
        _index_name(person)


@transaction.atomic
def change_contact_details(
    *, by: Viewer, enrolment_id: int, version: int, **values: object
) -> None:
    """Change how the person is reached. May raise Conflict."""
    person = participant_to_change(by, enrolment_id, Part.CONTACT_DETAILS)
    _only(values, CONTACT_DETAILS)
    recording.change(
        person,
        values,
        by=by,
        verb="participants.change_contact_details",
        part=Part.CONTACT_DETAILS,
        version=version,
        enrolment_id=enrolment_id,
    )


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


def _index_name(person: Participant) -> None:
    person.tokens.all().delete()
    NameToken.unscoped.bulk_create(
        NameToken(participant=person, token=token)
        for token in sorted(tokens(person.given_name, person.family_name))
    )
