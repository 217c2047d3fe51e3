"""Employers that stand twice: asked about, put together, and taken apart again."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from framsteg import access
from framsteg.access.reading import employer_doubles
from framsteg.actions import employer_register, employers
from framsteg.foundation.codes import PlacementKind
from framsteg.foundation.decision import Denied
from framsteg.records.models import (
    ContactPerson,
    Employer,
    EmployerContact,
    Placement,
    Workplace,
)
from tests.factories.employers import bakery, place, somebody, visit
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate())


@pytest.fixture
def anna(world: World) -> Client:
    client = Client()
    client.force_login(world.anna)
    return client


def test_alike_names_are_asked_about_when_adding_and_in_the_list(
    world: World, anna: Client
) -> None:
    bakery(world)

    asked = anna.post("/arbetsgivare/ny/", {"name": "Bröd-boden AB"})
    anna.post("/arbetsgivare/ny/", {"name": "Bröd-boden AB", "another": "on"})

    pairs = employer_doubles.alike_pairs(world.viewer(world.anna))
    assert asked.status_code == 422
    assert [(a.name, b.name) for a, b in pairs] == [("Brödboden", "Bröd-boden AB")]


def test_pair_that_is_not_the_same_is_asked_about_no_more(world: World, anna: Client) -> None:
    first, second = bakery(world), bakery(world, "Brödboden AB")
    by = world.viewer(world.anna)

    anna.post(f"/arbetsgivare/{second}/inte/{first}/")
    apart = employer_doubles.alike_pairs(by)
    anna.post(f"/arbetsgivare/{second}/kanske/{first}/")

    assert apart == ()
    assert len(employer_doubles.alike_pairs(by)) == 1


def two_employers(world: World) -> tuple[int, int]:
    """The same one twice, each with a visit, a workplace of the same name, a person and a job."""
    kept, double = (
        bakery(world, needs="Disken"),
        bakery(
            world, "Brödboden AB", needs="Lagret", organisation_number="5560125790", employees=9
        ),
    )
    case = world.case()
    for employer_id in (kept, double):
        place(world, employer_id)
        visit(world, employer_id)
        somebody(world, employer_id)
        Placement.unscoped.create(
            owner=world.bo_org, enrolment=case, employer_id=employer_id,
            kind=PlacementKind.EMPLOYMENT, starts_on=world.today,
        )  # fmt: skip
    return kept, double


def everything_of(employer_id: int) -> list[Any]:
    return [
        sorted(model._base_manager.filter(employer=employer_id).values_list("pk", flat=True))
        for model in (Workplace, EmployerContact, ContactPerson, Placement)
    ] + [Employer.objects.filter(pk=employer_id).values_list(
        "name", "organisation_number", "needs", "employees", "merged_into"
    ).get()]  # fmt: skip


def test_merged_employers_become_one_and_can_become_two_again(world: World, anna: Client) -> None:
    kept, double = two_employers(world)
    before = everything_of(kept), everything_of(double)
    names = sorted(Workplace.objects.values_list("pk", "name"))

    anna.post(f"/arbetsgivare/{kept}/sla-ihop/{double}/")
    together = everything_of(kept)
    merge = employer_doubles.merges(world.viewer(world.anna))[0]
    anna.post(f"/arbetsgivare/sammanslagning/{merge.merge_id}/angra/")

    assert [len(rows) for rows in together[:4]] == [2, 2, 2, 2]
    assert together[4] == ("Brödboden", "5560125790", "Disken\n\nLagret", 9, None)
    assert (everything_of(kept), everything_of(double)) == before
    assert sorted(Workplace.objects.values_list("pk", "name")) == names


def test_double_leads_to_the_one_that_was_kept(world: World, anna: Client) -> None:
    kept, double = bakery(world), bakery(world, "Limpan AB")
    by = world.viewer(world.anna)
    employer_register.merge(by=by, kept_id=kept, double_id=double)

    answer = anna.get(f"/arbetsgivare/{double}/")
    visit(world, double)

    assert answer["Location"] == f"/arbetsgivare/{kept}/"
    assert EmployerContact.unscoped.get().employer_id == kept
    assert [line.name for line in access.employers(by, words="limpan")] == ["Brödboden"]
    assert [line.name for line in access.employers(by)] == ["Brödboden"]


def test_what_was_written_since_stays_with_the_one_that_was_kept(world: World) -> None:
    kept, double = bakery(world), bakery(world, "Brödboden AB", needs="Lagret")
    by = world.viewer(world.anna)
    merge_id = employer_register.merge(by=by, kept_id=kept, double_id=double)
    version = access.employer(by, kept).version
    employers.change(by=by, employer_id=kept, version=version, needs="Lagret och disken")
    since = visit(world, kept)

    employer_register.undo_merge(by=by, merge_id=merge_id)

    assert EmployerContact.unscoped.get(pk=since).employer_id == kept
    assert access.employer(by, kept).needs == "Lagret och disken"
    assert access.employer(by, double).needs == "Lagret"


def test_two_numbers_are_not_merged(world: World, anna: Client) -> None:
    kept = bakery(world, organisation_number="5560125790")
    double = bakery(world, "Brödboden AB", organisation_number="2120002973")

    answer = anna.post(f"/arbetsgivare/{kept}/sla-ihop/{double}/")

    assert answer.status_code == 422
    assert "olika organisationsnummer" in answer.content.decode()
    assert Employer.objects.filter(merged_into=None).count() == 2


def test_merges_are_undone_from_the_last(world: World) -> None:
    first, second, third = bakery(world), bakery(world, "Bageriet"), bakery(world, "Limpan")
    by = world.viewer(world.anna)
    inner = employer_register.merge(by=by, kept_id=second, double_id=third)
    outer = employer_register.merge(by=by, kept_id=first, double_id=second)

    with pytest.raises(Denied, match="merged later"):
        employer_register.undo_merge(by=by, merge_id=inner)
    seen_from_outside = access.employer(by, third).employer_id
    employer_register.undo_merge(by=by, merge_id=outer)
    employer_register.undo_merge(by=by, merge_id=inner)

    assert seen_from_outside == first
    assert Employer.objects.filter(merged_into=None).count() == 3


def test_number_that_another_has_leads_to_both_beside_each_other(
    world: World, anna: Client
) -> None:
    kept = bakery(world, organisation_number="5560125790")
    other = bakery(world, "Bageriet på hörnet")

    answer = anna.post(
        f"/arbetsgivare/{other}/andra/",
        {"name": "Bageriet på hörnet", "organisation_number": "556012-5790", "version": "1"},
    )

    assert f"/arbetsgivare/{kept}/sla-ihop/{other}/" in answer.content.decode()
