"""The actions of a way through: consent, enrolment, phases, coaches, exit."""

from datetime import timedelta

import pytest

from framsteg import access
from framsteg.access import NOT_SHARED
from framsteg.actions import (
    assignments,
    consents,
    enquiries,
    enrolments,
    participants,
)
from framsteg.foundation.codes import (
    Channel,
    ConsentGiven,
    DeclineReason,
    ExitReason,
    Part,
    Role,
    Sex,
    SourceKind,
)
from framsteg.foundation.decision import Denied
from framsteg.records.models import (
    Enrolment,
    Event,
    Ground,
    Participant,
    PhaseSpell,
)
from framsteg.rules.eligibility import ApplicantFacts
from tests.factories.world import TODAY, World

MEETS_UTSIKTEN = ApplicantFacts(birth_year=2000, authorities=2, belongs=True)


@pytest.fixture
def world(db):
    return World()


def test_consent_opens_its_parts_and_withdrawal_closes_them_at_once(world):
    case = world.case()
    world.contact(case, world.anna_org)
    anna, bo = world.viewer(world.anna), world.viewer(world.bo)
    consent_id = consents.give(
        by=anna,
        enrolment_id=case.pk,
        shares={world.bo_org.pk: [Part.IDENTITY, Part.CONTACTS]},
        text_version="1",
        text_shown="…",
        purpose="Samverkan",
        given=ConsentGiven.WRITTEN,
        given_on=TODAY,
    )
    file = access.case_file(bo, case.pk)
    assert len(file.contacts) == 1
    assert file.journey is NOT_SHARED

    consents.withdraw(by=anna, consent_id=consent_id)

    with pytest.raises(access.NotFound):
        access.case_file(bo, case.pk)
    withdrawn = Event.unscoped.get(verb="consents.withdraw")
    assert withdrawn.changes == {"receivers": [[world.bo_org.pk], []]}
    with pytest.raises(Denied):
        consents.withdraw(by=anna, consent_id=consent_id)


def test_consent_can_be_taken_back_from_one_and_kept_for_another(world):
    case = world.case()
    third = world.cecilia_org
    anna = world.viewer(world.anna)
    consent_id = consents.give(
        by=anna,
        enrolment_id=case.pk,
        shares={world.bo_org.pk: [Part.IDENTITY], third.pk: [Part.IDENTITY]},
        text_version="1",
        text_shown="…",
        purpose="Samverkan",
        given=ConsentGiven.ORAL,
        given_on=TODAY - timedelta(days=5),
    )

    consents.withdraw(by=anna, consent_id=consent_id, receivers=[world.bo_org.pk])

    ends = dict(Ground.unscoped.values_list("receiver_id", "ends_on"))
    assert ends == {world.bo_org.pk: TODAY, third.pk: None}


def test_an_empty_consent_is_refused(world):
    with pytest.raises(Denied, match="yes or a no"):
        consents.give(
            by=world.viewer(world.anna),
            enrolment_id=world.case().pk,
            shares={},
            text_version="1",
            text_shown="…",
            purpose="Samverkan",
            given=ConsentGiven.ORAL,
            given_on=TODAY,
        )


def enrol(world, **values):
    told = {
        "programme_id": world.programme.pk,
        "on": TODAY,
        "person": enrolments.Person(sex=Sex.WOMAN, given_name="Åsa", birth_year=2000),
        "facts": MEETS_UTSIKTEN,
        **values,
    }  # fmt: skip
    return enrolments.enrol(by=world.viewer(world.anna), **told)


def test_an_enquiry_becomes_an_enrolment_in_the_first_phase(world):
    viewer = world.viewer(world.anna)
    enquiry_id = enquiries.receive(
        by=viewer,
        programme_id=world.programme.pk,
        received_on=TODAY - timedelta(days=9),
        source_kind=SourceKind.SELF,
        channel=Channel.PHONE,
    )

    enrolment_id = enrol(world, enquiry_id=enquiry_id)

    row = Enrolment.unscoped.get(pk=enrolment_id)
    assert (row.phase, row.source_kind) == ("shared_picture", "self")
    assert row.referred_on == TODAY - timedelta(days=9)
    assert access.enquiry(viewer, enquiry_id).outcome == "accepted"
    assert PhaseSpell.unscoped.get(enrolment=row).ends_on is None


def test_an_unmet_condition_refuses_and_names_itself(world):
    facts = ApplicantFacts(birth_year=1970, authorities=2, belongs=True)

    with pytest.raises(Denied, match="18"):
        enrol(world, facts=facts)

    assert not Participant.unscoped.exists()


def test_the_same_person_is_not_registered_twice_in_an_organisation(world):
    person = enrolments.Person(
        sex=Sex.MAN, given_name="Tolvan", family_name="Tolvansson", personnummer="191212121212",
        birth_year=2000,
    )  # fmt: skip
    first = enrol(world, person=person)
    enrolments.leave(
        by=world.viewer(world.anna), enrolment_id=first, on=TODAY, reason=ExitReason.OWN_CHOICE
    )

    again = enrol(world, person=person)

    assert again != first
    assert Participant.unscoped.count() == 1


def test_a_decline_says_why_and_where_to(world):
    viewer = world.viewer(world.anna)
    enquiry_id = enquiries.receive(
        by=viewer,
        programme_id=world.programme.pk,
        received_on=TODAY,
        source_kind=SourceKind.SELF,
        channel=Channel.PHONE,
    )

    with pytest.raises(Denied):
        enquiries.decline(
            by=viewer, enquiry_id=enquiry_id, reason=DeclineReason.NO_PLACES, note="", pointed_to=""
        )

    assert access.enquiry(viewer, enquiry_id).outcome == "open"


def test_phases_follow_the_blueprint(world):
    enrolment_id = enrol(world)
    viewer = world.viewer(world.anna)

    with pytest.raises(Denied):
        enrolments.move_to_phase(by=viewer, enrolment_id=enrolment_id, to="negotiation", on=TODAY)
    enrolments.move_to_phase(by=viewer, enrolment_id=enrolment_id, to="internship", on=TODAY)

    spells = PhaseSpell.unscoped.filter(enrolment=enrolment_id).order_by("id")
    assert [(s.phase, s.ends_on) for s in spells] == [
        ("shared_picture", TODAY),
        ("internship", None),
    ]


def test_the_two_coaches_come_from_different_organisations(world):
    enrolment_id = enrol(world)
    viewer = world.viewer(world.anna)
    colleague = world.staff("Kollega", world.anna_org, Role.EMPLOYMENT_SPECIALIST)
    told = {"by": viewer, "enrolment_id": enrolment_id, "on": TODAY}
    assignments.assign(staff_id=world.anna.pk, **told)

    with pytest.raises(Denied):
        assignments.assign(staff_id=colleague.pk, **told)
    with pytest.raises(Denied, match="consent"):
        assignments.assign(staff_id=world.bo.pk, **told)
    world.ground(Enrolment.unscoped.get(pk=enrolment_id), world.bo_org, Part.IDENTITY)
    assignments.assign(staff_id=world.bo.pk, **told)

    names = [c.name for c in access.case_file(viewer, enrolment_id).journey.coaches]
    assert names == ["Anna", "Bo"]


def test_hand_over_names_the_receiver_and_an_exit_can_be_taken_back(world):
    enrolment_id = enrol(world)
    viewer = world.viewer(world.anna)
    assignments.assign(by=viewer, enrolment_id=enrolment_id, staff_id=world.anna.pk, on=TODAY)
    told = {
        "by": viewer,
        "enrolment_id": enrolment_id,
        "on": TODAY,
        "reason": ExitReason.HANDED_OVER,
    }
    with pytest.raises(Denied):
        enrolments.leave(**told)
    enrolments.leave(handed_over_to="Arbetsförmedlingen", **told)
    assert access.case_file(viewer, enrolment_id).journey.exited_on == TODAY

    enrolments.take_back_exit(by=viewer, enrolment_id=enrolment_id)

    journey = access.case_file(viewer, enrolment_id).journey
    assert (journey.exited_on, journey.handed_over_to) == (None, "")
    assert [c.ends_on for c in journey.coaches] == [None]


def test_a_changed_name_is_found_and_sorted_anew(world):
    case = world.case(family="Gammal")
    viewer = world.viewer(world.anna)

    participants.change_identity(by=viewer, enrolment_id=case.pk, version=1, family_name="Ärlig")

    found = access.case_files(viewer, access.CaseQuery(words="ärl"))
    assert [line.name for line in found.lines] == ["Åsa Ärlig"]
    assert access.case_files(viewer, access.CaseQuery(words="gammal")).lines == ()
    assert Enrolment.unscoped.get().sort_key == Participant.unscoped.get().sort_key
