"""A small world: Anna's organisation owns, Bo's works beside it, Cecilia is a stranger."""

from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from framsteg.access import Grant, Viewer
from framsteg.foundation.codes import (
    Channel,
    ConsentGiven,
    GroundKind,
    OrganisationKind,
    Part,
    Place,
    Purpose,
    Role,
    Sex,
)
from framsteg.foundation.names import sort_key, tokens
from framsteg.records.models import (
    CaseLink,
    CaseSummary,
    Consent,
    Contact,
    Enrolment,
    Ground,
    NameToken,
    Organisation,
    Participant,
    Partnership,
    PhaseSpell,
    Programme,
    RoleGrant,
    Staff,
)

TODAY = date(2026, 3, 10)
_numbers = count(1)


@dataclass
class World:
    """One programme of one organisation with one partner, on one day."""

    today: date = TODAY
    blueprint: str = "utsikten"
    anna_org: Organisation = field(init=False)
    bo_org: Organisation = field(init=False)
    cecilia_org: Organisation = field(init=False)
    programme: Programme = field(init=False)

    def __post_init__(self) -> None:
        n = next(_numbers)
        self.anna_org = organisation(f"Kommunen {n}", OrganisationKind.MUNICIPALITY)
        self.bo_org = organisation(f"Regionen {n}", OrganisationKind.REGION)
        self.cecilia_org = organisation(f"Annan kommun {n}", OrganisationKind.MUNICIPALITY)
        self.programme = Programme.objects.create(
            key=f"insats-{n}",
            name=f"Insats {n}",
            blueprint_key=self.blueprint,
            blueprint_version=1,
            owner=self.anna_org,
            starts_on=date(2020, 1, 1),
        )
        Partnership.objects.create(programme=self.programme, organisation=self.bo_org)
        self.anna = self.staff("Anna", self.anna_org, Role.EMPLOYMENT_SPECIALIST)
        self.bo = self.staff("Bo", self.bo_org, Role.EMPLOYMENT_SPECIALIST)
        self.cecilia = staff("Cecilia", self.cecilia_org)

    def staff(self, name: str, org: Organisation, *roles: Role) -> Staff:
        person = staff(name, org)
        for role in roles:
            programme = None if role is Role.ADMINISTRATOR else self.programme
            RoleGrant.objects.create(
                staff=person, role=role, programme=programme, starts_on=date(2020, 1, 1)
            )
        return person

    def third(self) -> Staff:
        """A coach from a third organisation of the programme (Cecilia is outside it)."""
        org = organisation(
            f"Arbetsförmedlingen {next(_numbers)}", OrganisationKind.EMPLOYMENT_SERVICE
        )
        Partnership.objects.create(programme=self.programme, organisation=org)
        return self.staff("Tove", org, Role.EMPLOYMENT_SPECIALIST)

    def viewer(self, person: Staff, today: date | None = None) -> Viewer:
        grants = RoleGrant.objects.filter(staff=person).values_list("role", "programme")
        return Viewer(
            staff_id=person.pk,
            name=person.name,
            organisation_id=person.organisation_id,
            organisation_name=person.organisation.name,
            grants=frozenset(Grant(Role(role), programme) for role, programme in grants),
            purpose=Purpose.CASEWORK,
            today=today or self.today,
            where="test",
        )

    def case(self, given: str = "Åsa", family: str = "Ek", **values: Any) -> Enrolment:
        """A person enrolled by Anna's organisation (or `owner`)."""
        owner = values.pop("owner", self.anna_org)
        person = Participant.unscoped.create(
            owner=owner,
            given_name=given,
            family_name=family,
            sort_key=sort_key(family_name=family, given_name=given),
            sex=values.pop("sex", Sex.WOMAN),
            birth_year=values.pop("birth_year", 1990),
            **values.pop("person", {}),
        )
        for token in tokens(given, family):
            NameToken.unscoped.create(participant=person, token=token)
        enrolled_on = values.pop("enrolled_on", date(2025, 9, 1))
        enrolment = Enrolment.unscoped.create(
            programme=values.pop("programme", self.programme),
            participant=person,
            owner=owner,
            site=owner,
            blueprint_version=1,
            sort_key=person.sort_key,
            enrolled_on=enrolled_on,
            phase=values.pop("phase", "mapping"),
            **values,
        )
        PhaseSpell.unscoped.create(
            enrolment=enrolment, phase=enrolment.phase, starts_on=enrolled_on
        )
        CaseSummary.unscoped.create(enrolment=enrolment, owner=owner)
        return enrolment

    def contact(self, enrolment: Enrolment, org: Organisation, **values: Any) -> Contact:
        contact = Contact.unscoped.create(
            enrolment=enrolment,
            owner=org,
            occurred_on=values.pop("on", date(2026, 1, 10)),
            channel=values.pop("channel", Channel.VISIT),
            place=values.pop("place", Place.COMMUNITY),
            **values,
        )
        summary, _ = CaseSummary.unscoped.get_or_create(enrolment=enrolment, owner=org)
        summary.contact_count += 1
        summary.last_contact_on = max(filter(None, (summary.last_contact_on, contact.occurred_on)))
        summary.save()
        return contact

    def ground(
        self,
        enrolment: Enrolment,
        receiver: Organisation,
        part: Part,
        starts_on: date = date(2025, 9, 1),
        ends_on: date | None = None,
        kind: GroundKind = GroundKind.CONSENT,
        giver: Organisation | None = None,
    ) -> Ground:
        """What `giver` wrote, opened to `receiver`. Left out: what the enroller wrote (or, when

        the enroller is the receiver, what Bo's organisation wrote).
        """
        if giver is None:
            giver = enrolment.owner if receiver != enrolment.owner else self.bo_org
        consent = None
        if kind is GroundKind.CONSENT:
            consent = Consent.unscoped.create(
                enrolment=enrolment,
                owner=giver,
                text_version="1",
                text_shown="…",
                purpose="samverkan",
                given=ConsentGiven.WRITTEN,
                given_on=starts_on,
                expires_on=ends_on,
            )
        return Ground.unscoped.create(
            enrolment=enrolment,
            giver=giver,
            receiver=receiver,
            part=part,
            kind=kind,
            consent=consent,
            reason="" if consent else "10 kap. 28 § OSL",
            starts_on=starts_on,
            ends_on=ends_on,
        )

    def link(self, person: Staff, enrolment: Enrolment, ends_on: date | None = None) -> CaseLink:
        return CaseLink.unscoped.create(
            staff=person, enrolment=enrolment, starts_on=date(2025, 9, 1), ends_on=ends_on
        )


def organisation(name: str, kind: OrganisationKind) -> Organisation:
    return Organisation.objects.create(name=name, kind=kind)


def staff(name: str, org: Organisation) -> Staff:
    n = next(_numbers)
    return Staff.objects.create_user(
        f"{name.lower()}{n}@example.org", "lösenord", name=name, organisation=org
    )
