"""The number beside each choice of a list is how many rows that choice shows, whoever looks."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from framsteg import access
from framsteg.access import CaseQuery, Viewer
from framsteg.access.reading import facets as counting
from framsteg.access.reading.facets import CHOICES, facets
from framsteg.foundation.codes import Part, Role
from framsteg.records.models import AccessLogEntry, Assignment, CaseSummary, Staff
from tests.factories.world import TODAY, World

pytestmark = pytest.mark.django_db
SINCE = TODAY - timedelta(days=14)
PHASES = ("mapping", "work")


def a_world(seed: int) -> tuple[World, list[Staff]]:
    """A dozen persons at every stage, with what is shared and what is not."""
    dice = random.Random(seed)
    world = World()
    agnes = world.staff("Agnes", world.anna_org, Role.EMPLOYMENT_SPECIALIST)
    partner = world.staff("Petra", world.bo_org, Role.CLINICAL_PARTNER)
    coaches = [world.anna, world.bo, agnes]
    for n in range(12):
        row = world.case(
            given=dice.choice(["Åsa", "Bo"]), phase=dice.choice(PHASES), reference=f"R{n}",
            enrolled_on=TODAY - timedelta(days=dice.choice([5, 14, 90])),
            exited_on=dice.choice([None, None, TODAY]),
        )  # fmt: skip
        for coach in dice.sample(coaches, dice.randint(0, 2)):
            ends_on = dice.choice([None, None, TODAY, TODAY + timedelta(days=1)])
            Assignment.unscoped.create(
                enrolment=row, staff=coach, starts_on=row.enrolled_on, ends_on=ends_on
            )
        step = dice.choice(["", "Ringa"])
        CaseSummary.unscoped.filter(enrolment=row).update(
            last_contact_on=dice.choice([None, SINCE, TODAY]), next_step=step,
            next_step_on=dice.choice([None, TODAY - timedelta(days=1), TODAY]) if step else None,
        )  # fmt: skip
        for part in (Part.IDENTITY, Part.PLAN, Part.CONTACTS):
            if dice.random() < 0.6:
                world.ground(row, world.bo_org, part)
        if dice.random() < 0.5:
            world.link(partner, row)
    return world, [world.anna, world.bo, partner, agnes]


def rows(viewer: Viewer, chosen: dict[str, str], words: str) -> int:
    """How many rows the list itself shows for these choices."""
    state, who, need = (chosen.get(name, "") for name in ("state", "who", "need"))
    query = CaseQuery(
        programme_id=int(chosen["programme"]) if chosen.get("programme") else None,
        words=words,
        active={"exited": False, "all": None}.get(state, True),
        unnamed=state == "unnamed",
        mine=who == "me",
        coach_id=int(who) if who.isdigit() else None,
        phase=chosen.get("phase", ""),
        silent_in=((int(chosen["silent"]), SINCE),) if need == "silent" else (),
        without_next_step=need == "no_step",
        promise_before=viewer.today if need == "promise" else None,
        without_coach=need == "no_coach",
        size=100,
    )
    return len(access.case_files(viewer, query).lines)


@pytest.mark.parametrize("words", ["", "bo", "r3"])
@pytest.mark.parametrize("seed", range(4))
def test_each_number_is_how_many_rows_the_choice_shows(seed: int, words: str) -> None:
    world, staff = a_world(seed)
    key = str(world.programme.pk)
    dice = random.Random(seed)
    for person in staff:
        viewer = world.viewer(person)
        others = [str(s.pk) for s in staff if s.pk != person.pk]
        values = {
            "programme": ["", key], "state": ["", "exited", "all", "unnamed"],
            "who": ["", "me", *others], "phase": ["", *PHASES],
            "need": ["", "silent", "no_step", "promise", "no_coach"],
        }  # fmt: skip
        stands = {name: dice.choice(["", dice.choice(choices)]) for name, choices in values.items()}

        counted = facets(
            viewer, words=words, chosen=stands, silent_in=((world.programme.pk, SINCE),)
        )

        assert counted is not None
        for name in CHOICES:
            for choice in values[name]:
                asked = {**stands, name: choice, "silent": key}
                assert counted[name].get(choice, 0) == rows(viewer, asked, words), (name, choice)


def test_counts_hand_nobody_out() -> None:
    world, _staff = a_world(1)
    before = access_log_size()

    facets(world.viewer(world.anna), words="", chosen={}, silent_in=())

    assert access_log_size() == before


def test_counting_takes_two_queries_however_many_persons(
    django_assert_num_queries: Any,
) -> None:
    world, _staff = a_world(1)
    viewer = world.viewer(world.anna)

    with django_assert_num_queries(2):
        facets(viewer, words="", chosen={"who": "me"}, silent_in=((world.programme.pk, SINCE),))


def test_the_page_shows_the_numbers_and_keeps_them_live(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("framsteg.web.viewer.timezone.localdate", lambda: TODAY)
    world = World(blueprint="utsikten")
    world.case(phase="shared_picture")
    world.case(phase="shared_picture", exited_on=date(2026, 1, 1))
    client.force_login(world.anna)

    page = client.get(reverse("participants:list"))

    states = dict(page.context["form"].fields["state"].choices)
    assert [text[-3:] for text in states.values()] == ["(1)", "(1)", "(2)", "(0)"]
    assert 'hx-select-oob="#id_state:innerHTML' in page.text


def test_a_list_beyond_measure_stands_without_numbers(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("framsteg.web.viewer.timezone.localdate", lambda: TODAY)
    monkeypatch.setattr(counting, "MOST", 1)
    world = World(blueprint="utsikten")
    for _n in range(2):
        world.case(phase="shared_picture")
    client.force_login(world.anna)

    page = client.get(reverse("participants:list"))

    assert len(page.context["rows"]) == 2
    assert not any("(" in str(t) for _v, t in page.context["form"].fields["state"].choices)


def access_log_size() -> int:
    return int(AccessLogEntry.unscoped.count())
