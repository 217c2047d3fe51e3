"""The actions: what they let through, what they write down, and what they never overwrite."""

import uuid
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from framsteg import access
from framsteg.actions import (
    contacts,
    employers,
    follow_ups,
    placements,
    sections,
    summaries,
)
from framsteg.actions.recording import Conflict
from framsteg.foundation.codes import (
    Channel,
    EmployerPurpose,
    FollowUpKind,
    Part,
    Place,
    PlacementKind,
    Role,
)
from framsteg.foundation.decision import Denied
from framsteg.records.models import (
    AccessLogEntry,
    CaseSummary,
    Contact,
    Event,
    Section,
)
from tests.factories.world import TODAY, World


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
    told = {"enrolment_id": case.pk, "part": Part.INCOME, "version": None}
    sections.write(by=world.viewer(colleague), text="Kollegans", **told)

    with pytest.raises(Conflict):
        sections.write(by=world.viewer(world.anna), text="Min", **told)

    assert Section.unscoped.get().text == "Kollegans"


def test_each_organisation_has_its_own_text(world):
    case = world.case()
    world.ground(case, world.bo_org, Part.IDENTITY)
    for person in (world.anna, world.bo):
        sections.write(
            by=world.viewer(person), enrolment_id=case.pk, part=Part.INCOME, text=person.name,
            version=None,
        )  # fmt: skip

    seen = access.case_file(world.viewer(world.bo), case.pk).sections

    assert [s.text for s in seen] == ["Bo"]


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
