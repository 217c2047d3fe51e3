"""Statements that are composed once give what Django's own give, for whoever asks."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db.models import Value
from django.test import Client
from django.utils import timezone

from framsteg import access
from framsteg.access.kept import ASKED, asked, keep, keep_values
from framsteg.actions import employers, jobs
from framsteg.foundation.codes import JobOrigin, Role
from framsteg.records.models import Employer, Enrolment, Job, RoleGrant, Staff
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate(), blueprint="natkraft")


def test_kept_row_is_the_row_with_what_is_annotated(world: World) -> None:
    case, other = world.case(given="Maja"), world.case(given="Nils")
    kept = keep(Enrolment.unscoped.filter(pk=ASKED).annotate(seven=Value(7)))

    for row in (case, other):
        found = kept.of(row.pk)
        assert found is not None
        again = Enrolment.unscoped.get(pk=row.pk)
        columns = [field.attname for field in Enrolment._meta.concrete_fields]
        assert [getattr(found, c) for c in columns] == [getattr(again, c) for c in columns]
        assert found.seven == 7  # type: ignore[attr-defined]
    assert kept.of(0) is None


def test_kept_row_can_be_saved_again(world: World) -> None:
    case = world.case(given="Maja")
    found = keep(Enrolment.unscoped.filter(pk=ASKED)).of(case.pk)
    assert found is not None
    found.version += 1
    found.save()

    assert Enrolment.unscoped.get(pk=case.pk).version == case.version + 1


def test_several_places_are_filled_in_their_order(world: World) -> None:
    ids = [world.case(given=f"P{n}").pk for n in range(3)]
    kept = keep_values(Enrolment.unscoped.filter(pk__in=asked(3)).values_list("pk"), 3)

    assert sorted(kept.of(*ids)) == [(one,) for one in sorted(ids)]
    assert kept.of(ids[1], 0, -1) == [(ids[1],)]


def test_statement_of_nobody_is_empty() -> None:
    assert keep_values(Staff.objects.filter(pk__in=[]).values_list("pk")).of(1) == []


def test_statement_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="ASKED"):
        keep(Staff.objects.filter(pk=1))


def test_member_of_staff_is_read_with_the_organisation(world: World, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = access.staff_by_id(world.anna.pk)
        assert found is not None
        assert found.organisation.name == world.anna.organisation.name

    again = Staff.objects.get(pk=world.anna.pk)
    assert {**vars(found), "_state": 0} == {**vars(again), "_state": 0}
    assert access.staff_by_id(0) is None


def test_who_is_no_longer_active_is_logged_out(world: World) -> None:
    client = Client()
    client.force_login(world.anna)
    assert client.get("/deltagare/").status_code == 200

    Staff.objects.filter(pk=world.anna.pk).update(is_active=False)

    assert client.get("/deltagare/").status_code == 302


def test_role_that_ended_is_gone_at_once(world: World) -> None:
    role = Role.EMPLOYMENT_SPECIALIST
    assert role in world.viewer(world.anna).roles

    RoleGrant.objects.filter(staff=world.anna).update(ends_on=world.today)

    assert not access.viewer_for(world.anna, today=world.today).roles
    before = access.viewer_for(world.anna, today=world.today - timedelta(days=1))
    assert role in before.roles


def test_session_ends_when_its_time_is_out(world: World) -> None:
    client = Client()
    client.force_login(world.anna)
    assert client.get("/deltagare/").status_code == 200

    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert client.get("/deltagare/").status_code == 302


def test_session_that_nobody_began_is_no_log_in() -> None:
    client = Client()
    client.cookies["framsteg_session"] = "x" * 32

    assert client.get("/deltagare/").status_code == 302


def test_jobs_by_id_are_the_jobs_with_the_employer_as_it_is_now(world: World) -> None:
    by = world.viewer(world.anna)
    employer = employers.add(by=by, name="Bageri Limpan")
    ids = [
        jobs.add(by=by, title=title, origin=JobOrigin.OWN_FIND, employer_id=firm, times=times)
        for title, firm, times in (("Bagare", employer, ["day"]), ("Diskare", None, None))
    ]
    first = access.jobs_by_id(by, ids)
    Employer.objects.filter(pk=employer).update(name="Limpan och Kakan")

    then = access.jobs_by_id(by, ids)

    assert [first[one].employer for one in ids] == ["Bageri Limpan", ""]
    assert [then[one].employer for one in ids] == ["Limpan och Kakan", ""]
    assert then == {row.pk: line for row, line in _by_rows(ids)}
    assert access.jobs_by_id(by, []) == {}


def _by_rows(ids):
    from framsteg.access.reading.jobs import line_of_job

    rows = Job.objects.filter(pk__in=ids).select_related("employer__merged_into")
    return [(row, line_of_job(row)) for row in rows]
