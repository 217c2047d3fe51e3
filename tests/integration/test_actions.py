"""The actions: what they let through, what they write down, and what they never overwrite."""

import uuid
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from framsteg import access
from framsteg.access import NOT_SHARED
from framsteg.actions import (
    assignments,
    consents,
    contacts,
    employers,
    enquiries,
    enrolments,
    follow_ups,
    participants,
    placements,
    sections,
    summaries,
)
from framsteg.actions.recording import Conflict
from framsteg.foundation.codes import (
    Channel,
    ConsentGiven,
    DeclineReason,
    EmployerPurpose,
    ExitReason,
    FollowUpKind,
    Part,
    Place,
    PlacementKind,
    Role,
    Sex,
    SourceKind,
)
from framsteg.foundation.decision import Denied
from framsteg.records.models import (
    AccessLogEntry,
    CaseSummary,
    Contact,
    Enrolment,
    Event,
    Ground,
    Participant,
    PhaseSpell,
    Section,
)
from framsteg.rules.eligibility import ApplicantFacts
from tests.factories.world import TODAY, World

MEETS_UTSIKTEN = ApplicantFacts(birth_year=2000, authorities=2, belongs=True)


def log(world, case, by=None, **values):
    told = {"on": TODAY, "channel": Channel.VISIT, "place": Place.COMMUNITY, **values}
    viewer = world.viewer(by or world.anna)
    return contacts.log(by=viewer, enrolment_id=case.pk, **told)


@pytest.fixture
def world(db):
    return World()


def test_a_contact_is_saved_with_its_event_and_summary(world):
    case = world.case()

    contact_id = log(world, case, note="Fika", next_step="Ringa", next_step_on=TODAY)

    event = Event.unscoped.get(subject="contact", subject_id=contact_id)
    summary = CaseSummary.unscoped.get(enrolment=case)
    assert (event.verb, event.part, event.staff_id) == ("contacts.log", "contacts", world.anna.pk)
    assert event.changes["note"] == [None, "Fika"]
    assert (summary.contact_count, summary.last_contact_on) == (1, TODAY)
    assert (summary.next_step, summary.next_step_on) == ("Ringa", TODAY)


def test_a_form_sent_twice_saves_once(world):
    case, once = world.case(), uuid.uuid4()

    first = log(world, case, once=once)
    second = log(world, case, once=once)

    assert first == second
    assert Contact.unscoped.count() == 1


def test_a_contact_tomorrow_is_refused_with_its_day(world):
    case = world.case()

    with pytest.raises(Denied, match="2026-03-11"):
        log(world, case, on=TODAY + timedelta(days=1))


def test_only_the_author_takes_a_contact_back_and_its_words_stay_in_the_history(world):
    case = world.case()
    colleague = world.staff("Kollega", world.anna_org, Role.EMPLOYMENT_SPECIALIST)
    contact_id = log(world, case, note="Fika")
    with pytest.raises(Denied):
        contacts.take_back(by=world.viewer(colleague), contact_id=contact_id)

    contacts.take_back(by=world.viewer(world.anna), contact_id=contact_id)

    taken = Event.unscoped.get(verb="contacts.take_back")
    assert not Contact.unscoped.exists()
    assert taken.changes["note"] == ["Fika", None]
    assert CaseSummary.unscoped.get(enrolment=case).contact_count == 0


def test_another_organisations_contact_cannot_be_amended(world):
    case = world.case()
    for part in (Part.IDENTITY, Part.CONTACTS):
        world.ground(case, world.bo_org, part)
    contact_id = log(world, case)

    with pytest.raises(access.NotFound):
        contacts.amend(by=world.viewer(world.bo), contact_id=contact_id, version=1, note="x")


def test_two_who_change_different_fields_both_keep_their_words(world):
    case = world.case()
    contact_id = log(world, case, note="Först", present="")
    viewer = world.viewer(world.anna)

    contacts.amend(by=viewer, contact_id=contact_id, version=1, note="Hennes", present="")
    contacts.amend(by=viewer, contact_id=contact_id, version=1, note="Först", present="Bo")

    row = Contact.unscoped.get()
    assert (row.note, row.present, row.version) == ("Hennes", "Bo", 3)


def test_two_who_change_the_same_field_get_a_conflict_and_nothing_is_overwritten(world):
    case = world.case()
    contact_id = log(world, case, note="Först")
    colleague = world.staff("Kollega", world.anna_org, Role.EMPLOYMENT_SPECIALIST)
    contacts.amend(by=world.viewer(colleague), contact_id=contact_id, version=1, note="Kollegans")

    with pytest.raises(Conflict) as caught:
        contacts.amend(by=world.viewer(world.anna), contact_id=contact_id, version=1, note="Min")

    (clash,) = caught.value.clashes
    assert (clash.original, clash.theirs, clash.yours) == ("Först", "Kollegans", "Min")
    assert (caught.value.version, caught.value.by) == (2, "Kollega")
    assert Contact.unscoped.get().note == "Kollegans"


def test_two_first_texts_of_a_part_do_not_overwrite_each_other(world):
    case = world.case()
    colleague = world.staff("Kollega", world.anna_org, Role.EMPLOYMENT_SPECIALIST)
    told = {"enrolment_id": case.pk, "part": Part.PLAN, "version": None}
    sections.write(by=world.viewer(colleague), text="Kollegans", **told)

    with pytest.raises(Conflict):
        sections.write(by=world.viewer(world.anna), text="Min", **told)

    assert Section.unscoped.get().text == "Kollegans"


def test_each_organisation_has_its_own_text(world):
    case = world.case()
    world.ground(case, world.bo_org, Part.IDENTITY)
    for person in (world.anna, world.bo):
        sections.write(
            by=world.viewer(person), enrolment_id=case.pk, part=Part.PLAN, text=person.name,
            version=None,
        )  # fmt: skip

    seen = access.case_file(world.viewer(world.bo), case.pk).sections

    assert [s.text for s in seen] == ["Bo"]


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
    with pytest.raises(Denied, match="at least one part"):
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
        "person": enrolments.Person(sex=Sex.WOMAN, given_name="Åsa", family_name="Ek", birth_year=2000),
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


def test_one_visit_counts_for_the_employer_and_each_person(world):
    cases = [world.case(family=f"Ek{i}") for i in range(2)]
    viewer = world.viewer(world.anna)
    employer_id = employers.add(by=viewer, name="Brödboden")

    employers.log_contact(
        by=viewer,
        programme_id=world.programme.pk,
        employer_id=employer_id,
        on=TODAY,
        channel=Channel.VISIT,
        purpose=EmployerPurpose.LEARN_NEEDS,
        on_behalf_of=[case.pk for case in cases],
    )

    assert len(access.employer(viewer, employer_id).visits) == 1
    for case in cases:
        file = access.case_file(viewer, case.pk)
        assert [v.employer for v in file.employer_contacts] == ["Brödboden"]
        assert file.summary.first_employer_contact_on == TODAY


def test_a_share_of_full_time_grows_over_time(world):
    case = world.case()
    viewer = world.viewer(world.anna)
    placement_id = placements.start(
        by=viewer, enrolment_id=case.pk, kind=PlacementKind.EMPLOYMENT, on=TODAY, percent=25
    )

    placements.change_share(
        by=viewer, placement_id=placement_id, percent=50, on=TODAY + timedelta(days=30)
    )

    (placement,) = access.case_file(viewer, case.pk).placements
    assert [step.percent for step in placement.extents] == [25, 50]
    with pytest.raises(Denied):
        placements.change_share(by=viewer, placement_id=placement_id, percent=0, on=TODAY)


def test_a_partner_who_only_reads_writes_nothing(world):
    case = world.case()
    clinic = world.staff("Vårdkontakt", world.bo_org, Role.CLINICAL_PARTNER)
    world.link(clinic, case)
    world.ground(case, world.bo_org, Part.IDENTITY)

    with pytest.raises(Denied):
        log(world, case, by=clinic)


def test_a_stranger_changes_nothing_and_learns_nothing(world):
    case = world.case()

    with pytest.raises(access.NotFound):
        log(world, case, by=world.cecilia)

    assert not AccessLogEntry.unscoped.exists()


days = st.integers(0, 60).map(lambda n: TODAY - timedelta(days=n))
steps = st.lists(
    st.tuples(
        st.sampled_from(["contact", "promise", "keep", "back", "follow_up", "visit"]),
        st.booleans(),
        days,
    ),
    max_size=10,
)


class TestSummariesSayWhatTheRowsSay(TestCase):
    @settings(max_examples=40)
    @given(steps=steps)
    def test_after_any_work(self, steps):
        world = World()
        case = world.case()
        world.ground(case, world.bo_org, Part.IDENTITY)
        for what, annas, on in steps:
            self._do(world, case, what, world.anna if annas else world.bo, on)

        assert list(summaries.differing()) == []

    def _do(self, world, case, what, person, on):
        viewer = world.viewer(person)
        own = Contact.unscoped.filter(created_by=person)
        if what == "contact":
            log(world, case, by=person, on=on)
        elif what == "promise":
            log(world, case, by=person, on=on, next_step="Ringa", next_step_on=on)
        elif what == "keep" and own.exists():
            contacts.keep_promise(by=viewer, contact_id=own.first().pk)
        elif what == "back" and own.exists():
            contacts.take_back(by=viewer, contact_id=own.last().pk)
        elif what == "follow_up":
            follow_ups.record(by=viewer, enrolment_id=case.pk, on=on, kind=FollowUpKind.MONTHLY)
        elif what == "visit":
            employers.log_contact(
                by=viewer, programme_id=world.programme.pk, employer_id=None, on=on,
                channel=Channel.VISIT, purpose=EmployerPurpose.FOLLOW_UP, on_behalf_of=[case.pk],
            )  # fmt: skip


def test_a_wrong_summary_is_found_and_mended(world):
    case = world.case()
    world.contact(case, world.anna_org)
    CaseSummary.unscoped.filter(enrolment=case).update(contact_count=9)

    assert summaries.mend() == 1
    assert summaries.mend() == 0
    assert CaseSummary.unscoped.get(enrolment=case).contact_count == 1
