"""What a journey starts from: a programme started from its blueprint, and people who log in.

Everything else is entered by clicking, or through the actions that the pages themselves use.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from framsteg import access
from framsteg.access import Viewer
from framsteg.actions import assignments, consents, enrolments, programmes, staff
from framsteg.actions.enrolments import Person
from framsteg.blueprints.load import get
from framsteg.foundation.codes import Channel, ConsentGiven, Part, Purpose, Role, Sex, SourceKind
from framsteg.records.models import Staff
from framsteg.rules.eligibility import ApplicantFacts

PASSWORD = "gröna-skogen-i-norr"
WHERE = "tests"


@dataclass(frozen=True)
class Team:
    """A running programme: its organisations by their key in the blueprint, its staff by name."""

    key: str
    programme_id: int
    organisations: Mapping[str, int]
    staff: Mapping[str, Staff]

    def viewer(self, name: str) -> Viewer:
        return access.viewer_for(self.staff[name], today=timezone.localdate(), where=WHERE)

    def enrol(self, given: str, family: str, *, coach: str = "Anna Ek", **person: object) -> int:
        """A person taken in by a coach, and coached by them; every programme's conditions hold."""
        by = self.viewer(coach)
        enrolment_id = enrolments.enrol(
            by=by,
            programme_id=self.programme_id,
            on=by.today,
            person=Person(
                sex=Sex.WOMAN, given_name=given, family_name=family, birth_year=2002, **person
            ),
            facts=ApplicantFacts(
                birth_year=2002, within_age=True, authorities=2, without_paid_work=True,
                enrolled_at_unit=True, wants_work=True, belongs=True,
            ),
            source_kind=SourceKind.SELF,
            channel=Channel.PHONE,
        )  # fmt: skip
        assignments.assign(
            by=by, enrolment_id=enrolment_id, staff_id=self.staff[coach].pk, on=by.today
        )
        return enrolment_id

    def share(
        self,
        enrolment_id: int,
        parts: set[Part],
        *,
        to: str,
        by: str = "Anna Ek",
        also_from: tuple[str, ...] = (),
    ) -> int:
        """The person's yes: these parts to that organisation, from today."""
        viewer = self.viewer(by)
        return consents.give(
            by=viewer,
            enrolment_id=enrolment_id,
            shares={self.organisations[to]: parts},
            also_from=[self.organisations[key] for key in also_from],
            text_version="1",
            text_shown="…",
            purpose="Att hjälpas åt",
            given=ConsentGiven.WRITTEN,
            given_on=viewer.today,
        )


PEOPLE = {
    "utsikten": (
        ("Anna Ek", "kommunen", Role.EMPLOYMENT_SPECIALIST),
        ("Bo Berg", "regionen", Role.EMPLOYMENT_SPECIALIST),
        ("Cecilia Dahl", "arbetsformedlingen", Role.EMPLOYMENT_SPECIALIST),
        ("Dag Frid", "forsakringskassan", Role.AGENCY_PARTNER),
    ),
    "natkraft": (("Karin Lund", None, Role.TEAM_LEAD),),
    "varna": (("Nils Borg", None, Role.EMPLOYMENT_SPECIALIST),),
    "vi-vagar": (("Pia Sten", None, Role.TEAM_LEAD),),
}
# Organisations that the published facts do not name.
NAMES = {
    "varna": {"vardgivaren": "Öppenvården i Nacka"},
    "vi-vagar": {"behandlingscentret": "Kris- och behandlingscentrum"},
}


def start(key: str, *, ends_on: date | None = None) -> Team:
    """Start the programme from its blueprint and add the people who work in it."""
    today = timezone.localdate()
    installation = access.viewer_for_installation(today=today, where=WHERE)
    names = NAMES.get(key, {})
    programmes.start(by=installation, blueprint_key=key, names=names, ends_on=ends_on)
    by = access.viewer_for_command(key, purpose=Purpose.ADMINISTRATION, today=today, where=WHERE)
    blueprint = get(key, 1)
    programme = access.programme(by, key)
    known = {o.name: o.organisation_id for o in access.all_organisations(by)}
    organisations = {o.key: known[o.name or names.get(o.key, "")] for o in blueprint.organisations}
    people = {
        name: _hire(by, name, organisations[at or blueprint.owner], role, programme.line)
        for name, at, role in PEOPLE[key]
    }
    return Team(key, programme.line.programme_id, organisations, people)


def administrator() -> Staff:
    """Someone who sets programmes up and sees no persons."""
    by = access.viewer_for_installation(today=timezone.localdate(), where=WHERE)
    first = access.all_organisations(by)[0].organisation_id
    return _hire(by, "Alva Drift", first, Role.ADMINISTRATOR, None)


def _hire(by: Viewer, name: str, organisation_id: int, role: Role, programme: object) -> Staff:
    staff_id = staff.add(
        by=by,
        name=name,
        organisation_id=organisation_id,
        email=f"{name.split()[0].lower()}@example.org",
        password=PASSWORD,
    )
    staff.grant(
        by=by,
        staff_id=staff_id,
        role=role,
        programme_id=programme.programme_id if programme else None,
        starts_on=date(2006, 1, 1),
    )
    return Staff.objects.get(pk=staff_id)
