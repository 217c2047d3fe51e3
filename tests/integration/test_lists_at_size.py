"""What keeps the lists fast: that it changes nothing in what they say."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from framsteg import access
from framsteg.access import NOT_SHARED, CaseQuery
from framsteg.access.reading import lists
from framsteg.actions import contacts
from framsteg.foundation.codes import Channel, Part, Place, Role
from framsteg.records.models import AccessLogEntry
from tests.factories.world import TODAY, World


@pytest.mark.django_db
@pytest.mark.parametrize("rare", [0, 1, 10_000])
@pytest.mark.parametrize(
    ("words", "found"),
    [("an", ["Anna Ek", "Anna Lind"]), ("lind an", ["Anna Lind"]), ("an ek", ["Anna Ek"]),
     ("bo", ["Bo Lind"]), ("x", []), ("an x", [])],
)  # fmt: skip
def test_a_rare_name_and_a_common_one_are_found_alike(monkeypatch, rare, words, found):
    monkeypatch.setattr(lists, "RARE", rare)
    world = World()
    for given, family in (("Anna", "Ek"), ("Anna", "Lind"), ("Bo", "Lind")):
        world.case(given=given, family=family)

    page = access.case_files(world.viewer(world.anna), CaseQuery(words=words))

    assert [line.name for line in page.lines] == found


@pytest.mark.django_db
def test_a_long_list_is_logged_in_one_insert():
    world = World()
    for i in range(150):
        world.case(family=f"Ek{i:03}")

    with CaptureQueriesContext(connection) as queries:
        access.case_files(world.viewer(world.anna), CaseQuery(size=150))

    inserts = [q for q in queries.captured_queries if q["sql"].startswith("INSERT")]
    assert len(inserts) == 1
    assert AccessLogEntry.unscoped.count() == 150


@pytest.mark.django_db
def test_a_single_line_is_cut_and_logged_like_a_list():
    world = World()
    case = world.case(exited_on=TODAY)
    world.ground(case, world.bo_org, Part.CONTACTS)

    mine = access.case_line(world.viewer(world.anna), case.pk)
    theirs = access.case_line(world.viewer(world.bo), case.pk)

    assert mine.name == "Åsa Ek"
    assert theirs.name is NOT_SHARED
    assert AccessLogEntry.unscoped.filter(enrolment_id=case.pk).count() == 2
    with pytest.raises(access.NotFound):
        access.case_line(world.viewer(world.cecilia), case.pk)


@pytest.mark.django_db
def test_only_those_who_work_with_the_persons_stand_in_the_coach_filter():
    world = World()
    world.staff("Styrgrupp", world.anna_org, Role.STEERING_MEMBER)

    coaches = access.coaches_of(world.viewer(world.anna), world.programme.pk)

    assert {c.staff_id for c in coaches} == {world.anna.pk, world.bo.pk}


@pytest.mark.django_db
def test_the_first_contact_and_a_later_but_older_one_leave_the_latest_day():

    world = World()
    case = world.case()
    viewer = world.viewer(world.anna)
    for days in (1, 30):
        contacts.log(
            by=viewer, enrolment_id=case.pk, on=TODAY - timedelta(days=days),
            channel=Channel.VISIT, place=Place.OFFICE,
        )  # fmt: skip

    told = access.case_line(viewer, case.pk).summary

    assert (told.contact_count, told.last_contact_on) == (2, TODAY - timedelta(days=1))
