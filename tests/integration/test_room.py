"""The room: what it hands out, to whom, at what cost, and what it writes down about it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from framsteg import access
from framsteg.access import NOT_SHARED, CaseQuery
from framsteg.foundation.codes import Part, Role
from framsteg.records.models import AccessLogEntry, Contact, Enrolment
from tests.factories.world import TODAY, World
from tests.oracles.sharing import may_read

ROLES = [Role.EMPLOYMENT_SPECIALIST, Role.TEAM_LEAD, Role.CLINICAL_PARTNER, Role.AGENCY_PARTNER,
         Role.STEERING_MEMBER, Role.EVALUATOR]  # fmt: skip
PARTS = [Part.IDENTITY, Part.PLAN, Part.CONTACTS]
day = st.integers(-3, 3).map(lambda n: TODAY + timedelta(days=n))
grants = st.lists(
    st.tuples(st.integers(0, 2), st.permutations([0, 1, 2]), st.sampled_from(PARTS), day,
              st.none() | st.integers(0, 4)),
    max_size=6,
)  # fmt: skip


class TestRoomAgreesWithThePlainReading(TestCase):
    @settings(max_examples=60)
    @given(
        owners=st.lists(st.sampled_from([0, 1]), min_size=1, max_size=3),
        writers=st.lists(st.tuples(st.integers(0, 2), st.sampled_from([0, 1, 2])), max_size=5),
        given_grounds=grants,
        linked=st.sets(st.integers(0, 2)),
        roles=st.sets(st.sampled_from(ROLES), max_size=2),
        reader_org=st.sampled_from([0, 1]),
    )
    def test_in_any_world(self, owners, writers, given_grounds, linked, roles, reader_org):
        world = World()
        orgs = [world.anna_org, world.bo_org, world.cecilia_org]
        reader = world.staff("Läsare", orgs[reader_org], *sorted(roles))
        cases = [world.case(family=f"Ek{i}", owner=orgs[o]) for i, o in enumerate(owners)]
        rows = [(i, o, world.contact(cases[i], orgs[o])) for i, o in writers if i < len(cases)]
        facts = {i: [] for i in range(len(cases))}
        for i, (giver, o, _third), part, start, length in given_grounds:
            if i < len(cases):
                end = None if length is None else start + timedelta(days=length)
                world.ground(cases[i], orgs[o], part, start, end, giver=orgs[giver])
                facts[i].append((orgs[giver].pk, orgs[o].pk, part.value, start, end))
        for i in linked:
            if i < len(cases):
                world.link(reader, cases[i])
        viewer = world.viewer(reader)

        def expected(i, part, written_by):
            return may_read(
                part=part, roles=[r.value for r in roles], is_linked=i in linked,
                my_organisation=reader.organisation_id, written_by=written_by,
                grounds=facts[i], today=TODAY,
            )  # fmt: skip

        for i, case in enumerate(cases):
            contacts = {c.pk for j, o, c in rows if j == i and expected(i, "contacts", orgs[o].pk)}
            named = expected(i, "identity", orgs[owners[i]].pk)
            planned = expected(i, "plan", orgs[owners[i]].pk)
            try:
                file = access.case_file(viewer, case.pk)
            except access.NotFound:
                assert not (contacts or named or planned)
                continue
            shown = () if file.contacts is NOT_SHARED else file.contacts
            assert {c.contact_id for c in shown} == contacts
            assert (file.identity is not NOT_SHARED) is named
            assert (file.journey is not NOT_SHARED) is planned
        listed = {line.enrolment_id: line for line in access.case_files(viewer).lines}
        for i, case in enumerate(cases):
            assert (case.pk in listed) is expected(i, "identity", orgs[owners[i]].pk)
            if case.pk in listed:
                told = listed[case.pk].summary.contact_count
                assert told == sum(
                    1 for j, o, _ in rows if j == i and expected(i, "contacts", orgs[o].pk)
                )


@pytest.mark.django_db
@pytest.mark.parametrize("reader", ["anna", "bo"])
def test_a_list_costs_the_same_for_one_person_and_for_fifty(reader):
    world = World()
    costs = []
    for n in (1, 49):
        for i in range(n):
            case = world.case(family=f"Person{n}{i:02}")
            world.contact(case, world.anna_org)
            world.ground(case, world.bo_org, Part.IDENTITY)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = access.case_files(world.viewer(getattr(world, reader)), CaseQuery(size=100))
        costs.append((len(page.lines), len(queries)))

    viewer_queries = 1  # the test's own look-up of grants
    assert [n for n, _ in costs] == [1, 50]
    assert {q - viewer_queries for _, q in costs} == {5}


@pytest.mark.django_db
def test_a_file_costs_the_same_with_one_row_and_with_many():
    world = World()
    case = world.case()
    viewer = world.viewer(world.anna)
    costs = []
    for n in (1, 29):
        for _ in range(n):
            world.contact(case, world.anna_org)
        with CaptureQueriesContext(connection) as queries:
            access.case_file(viewer, case.pk)
        costs.append(len(queries))

    assert costs[0] == costs[1] == 19


@pytest.mark.django_db
def test_missing_and_forbidden_look_alike_and_leave_no_log():
    world = World()
    case = world.case()

    for enrolment_id in (case.pk, 10**9):
        with pytest.raises(access.NotFound):
            access.case_file(world.viewer(world.cecilia), enrolment_id)
        with pytest.raises(access.NotFound):
            access.case_file(world.viewer(world.bo), enrolment_id)

    assert not AccessLogEntry.unscoped.exists()


@pytest.mark.django_db
def test_every_person_in_a_list_is_logged_in_one_insert_with_ground_and_purpose():
    world = World()
    for i in range(3):
        case = world.case(family=f"Ek{i}")
        world.ground(case, world.bo_org, Part.IDENTITY)
    viewer = world.viewer(world.bo)

    with CaptureQueriesContext(connection) as queries:
        access.case_files(viewer)

    inserts = [q for q in queries.captured_queries if q["sql"].startswith("INSERT")]
    logged = AccessLogEntry.unscoped.all()
    assert len(inserts) == 1
    assert logged.count() == 3
    assert {entry.purpose for entry in logged} == {"casework"}
    assert all("consent" in entry.grounds for entry in logged)
    assert all("identity" in entry.parts for entry in logged)


@pytest.mark.django_db
def test_withdrawn_consent_closes_the_file_at_once():
    world = World()
    case = world.case()
    ground = world.ground(case, world.bo_org, Part.IDENTITY)
    viewer = world.viewer(world.bo)
    assert access.case_file(viewer, case.pk).identity is not NOT_SHARED

    ground.ends_on = TODAY
    ground.save()

    with pytest.raises(access.NotFound):
        access.case_file(viewer, case.pk)


@pytest.mark.django_db
def test_own_rows_stay_readable_after_withdrawal_but_the_name_does_not():
    world = World()
    case = world.case()
    mine = world.contact(case, world.bo_org)
    world.contact(case, world.anna_org)

    file = access.case_file(world.viewer(world.bo), case.pk)

    assert file.name is NOT_SHARED
    assert [c.contact_id for c in file.contacts] == [mine.pk]
    assert access.case_files(world.viewer(world.bo)).lines == ()
    unnamed = access.case_files(world.viewer(world.bo), CaseQuery(unnamed=True))
    assert [line.name for line in unnamed.lines] == [NOT_SHARED]


@pytest.mark.django_db
def test_the_way_in_goes_with_the_support_needs():
    world = World()
    case = world.case(source_kind="self")
    world.ground(case, world.bo_org, Part.IDENTITY)
    world.ground(case, world.bo_org, Part.PLAN)
    viewer = world.viewer(world.bo)
    assert access.case_file(viewer, case.pk).referral is NOT_SHARED

    world.ground(case, world.bo_org, Part.SUPPORT_NEEDS)

    assert access.case_file(viewer, case.pk).referral is not NOT_SHARED


@pytest.mark.django_db
def test_a_protected_address_is_never_handed_out():
    world = World()
    case = world.case(person={"address": "Storgatan 1", "protected_identity": True})

    details = access.case_file(world.viewer(world.anna), case.pk).contact_details

    assert details.address == ""


@pytest.mark.django_db
def test_names_stand_in_swedish_order():
    world = World()
    for family in ("Öberg", "Ahl", "Zander", "Ärlig", "Åberg"):
        world.case(family=family)

    page = access.case_files(world.viewer(world.anna))

    assert [line.name.split()[1] for line in page.lines] == [
        "Ahl", "Zander", "Åberg", "Ärlig", "Öberg",
    ]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "found"),
    [("ås", True), ("as", False), ("lind", True), ("åsa lind", True), ("svensson", True),
     ("lind ås", True), ("bo", False), ("ÅSA", True)],
)  # fmt: skip
def test_a_person_is_found_by_the_beginning_of_each_name(words, found):
    world = World()
    world.case(given="Åsa", family="Lind-Svensson")

    page = access.case_files(world.viewer(world.anna), CaseQuery(words=words))

    assert bool(page.lines) is found


@pytest.mark.django_db
def test_a_name_that_is_not_shared_cannot_be_searched_for():
    world = World()
    case = world.case(family="Hemlig")
    world.ground(case, world.bo_org, Part.CONTACTS)

    page = access.case_files(world.viewer(world.bo), CaseQuery(words="Hemlig", unnamed=True))
    named = access.case_files(world.viewer(world.bo), CaseQuery(words="Hemlig"))

    assert page.lines == () and named.lines == ()


@pytest.mark.django_db
def test_pages_go_forward_and_back_without_losing_anyone():
    world = World()
    for i in range(7):
        world.case(family=f"Ek{i}")
    viewer = world.viewer(world.anna)

    first = access.case_files(viewer, CaseQuery(size=3))
    second = access.case_files(viewer, CaseQuery(size=3, after=int(first.after)))
    third = access.case_files(viewer, CaseQuery(size=3, after=int(second.after)))
    back = access.case_files(viewer, CaseQuery(size=3, before=int(second.before)))

    names = [line.name for page in (first, second, third) for line in page.lines]
    assert names == [f"Åsa Ek{i}" for i in range(7)]
    assert third.after is None and first.before is None
    assert back.lines == first.lines and back.before is None


@pytest.mark.django_db
def test_silence_counts_only_contacts_in_sight():
    world = World()
    case = world.case()
    for part in (Part.IDENTITY, Part.PLAN):
        world.ground(case, world.bo_org, part)
    world.contact(case, world.anna_org, on=TODAY)
    silent = CaseQuery(silent_since=TODAY - timedelta(days=14))

    assert access.case_files(world.viewer(world.anna), silent).lines == ()
    assert len(access.case_files(world.viewer(world.bo), silent).lines) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("enrolled", "found"), [(14, 1), (13, 0)])
def test_nobody_is_silent_before_the_patience_has_passed(enrolled, found):
    world = World()
    world.case(enrolled_on=TODAY - timedelta(days=enrolled))
    since = TODAY - timedelta(days=14)

    lines = access.case_files(world.viewer(world.anna), CaseQuery(silent_since=since)).lines

    assert len(lines) == found


@pytest.mark.parametrize("model", [Enrolment, Contact, AccessLogEntry])
def test_sensitive_models_have_no_objects(model):
    with pytest.raises(AttributeError):
        _ = model.objects


@pytest.mark.django_db
def test_older_contacts_are_paged():
    world = World()
    case = world.case()
    for n in range(35):
        world.contact(case, world.anna_org, on=date(2026, 1, 1) + timedelta(days=n // 2))
    viewer = world.viewer(world.anna)

    newest = access.case_file(viewer, case.pk)
    older = access.case_file(viewer, case.pk, contacts_before=int(newest.older_contacts))

    ids = [c.contact_id for file in (newest, older) for c in file.contacts]
    assert len(ids) == len(set(ids)) == 35
    assert older.older_contacts is None
