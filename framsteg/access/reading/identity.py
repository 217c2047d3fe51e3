"""Who a person is, where the viewer may know it; and the answer where there is nothing to see."""

from framsteg.access.files import Identity
from framsteg.access.shares import NOT_SHARED, NotShared
from framsteg.access.sightline import Sightline
from framsteg.foundation.codes import Part, Sex
from framsteg.records.models import Enrolment


class NotFound(Exception):
    """It does not exist, or not for this viewer. We do not say which."""


def identity(sight: Sightline, row: Enrolment) -> Identity | NotShared:
    """Who it is, where the viewer may know; `row` comes with its participant."""
    person = row.participant
    if not sight.sees(row.pk, Part.IDENTITY, person.owner_id):
        return NOT_SHARED
    return Identity(
        given_name=person.given_name,
        family_name=person.family_name,
        personnummer=person.personnummer,
        sex=Sex(person.sex),
        birth_year=person.birth_year,
        anonymous=person.anonymous,
        version=person.version,
        participant_id=person.pk,
    )
