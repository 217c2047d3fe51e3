"""A program reads with a key: what the key opens, until it ends, and no person ever."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from framsteg.access.reading.tokens import viewer_by_token
from framsteg.actions import tokens
from framsteg.foundation.codes import Role, TokenScope
from framsteg.foundation.decision import Denied
from framsteg.records.models import Event, ServiceToken, Staff
from tests.factories.world import World


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any) -> World:
    settings.SNAPSHOTS = tmp_path
    return World(today=timezone.localdate())


@pytest.fixture
def agnes(world: World) -> Staff:
    return world.staff("Agnes", world.anna_org, Role.ADMINISTRATOR)


def key(world: World, agnes: Staff, *scopes: TokenScope, **values: Any) -> str:
    told = {"expires_on": world.today + timedelta(days=30), **values}
    return tokens.make(
        by=world.viewer(agnes), name="Uppföljning", programme_id=world.programme.pk,
        scopes=scopes or tuple(TokenScope), now=timezone.now(), **told,
    )  # fmt: skip


def ask(token: str, address: str) -> Any:
    return Client().get(address, headers={"authorization": f"Bearer {token}"})


def results(world: World) -> str:
    return f"/api/resultat/{world.programme.key}/?measure=clients"


def test_a_key_reads_the_programmes_protected_figures(world: World, agnes: Staff) -> None:
    world.case()

    answer = ask(key(world, agnes), results(world))

    assert answer.status_code == 200
    assert "snapshot" in answer.json()
    viewer, _id = viewer_by_token(key(world, agnes), TokenScope.RESULTS, today=world.today)
    assert not viewer.case_programmes
    assert viewer.roles == {Role.EVALUATOR}


def test_a_key_lists_its_programme_and_no_other(world: World, agnes: Staff) -> None:
    World()

    answer = ask(key(world, agnes), "/api/insatser/")

    assert [one["key"] for one in answer.json()["programmes"]] == [world.programme.key]


def test_a_key_opens_no_other_programmes_figures(world: World, agnes: Staff) -> None:
    other = World()

    assert ask(key(world, agnes), results(other)).status_code == 404


@pytest.mark.parametrize("how", ["none", "made up", "other scope", "revoked", "ended", "basic"])
def test_what_opens_nothing_gets_the_same_answer(world: World, agnes: Staff, how: str) -> None:
    token = key(world, agnes, TokenScope.PROGRAMMES if how == "other scope" else TokenScope.RESULTS)
    row = ServiceToken.unscoped.get()
    if how == "revoked":
        tokens.revoke(by=world.viewer(agnes), token_id=row.pk, now=timezone.now())
    if how == "ended":
        ServiceToken.unscoped.update(expires_on=world.today)
    shown = {"none": "", "made up": "Bearer frst_x", "basic": f"Basic {token}"}
    headers = {"authorization": shown.get(how, f"Bearer {token}")} if how != "none" else {}

    answer = Client().get(results(world), headers=headers)

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer.json() == {"error": "a key or a log-in is needed"}


def test_a_key_opens_no_page(world: World, agnes: Staff) -> None:
    token = key(world, agnes)

    assert [ask(token, page).status_code for page in ("/deltagare/", "/resultat/")] == [302, 302]


def test_only_the_hash_is_kept_and_the_making_stands_in_the_log(world: World, agnes: Staff) -> None:
    token = key(world, agnes)

    kept = str(list(ServiceToken.unscoped.values())) + str(list(Event.unscoped.values()))
    assert token not in kept
    assert Event.unscoped.filter(verb="tokens.make", staff_id=agnes.pk).count() == 1


def test_the_page_shows_a_new_key_once_and_takes_it_back(
    world: World, agnes: Staff, client: Client
) -> None:
    client.force_login(agnes)
    told = {
        "name": "Kommunens uppföljning", "programme_id": world.programme.pk,
        "scopes": ["results"], "expires_on": (world.today + timedelta(days=10)).isoformat(),
    }  # fmt: skip

    made = client.post("/nycklar/ny/", told)
    token = re.search(r"frst_[\w-]{43}", made.content.decode())
    assert token is not None
    assert "no-store" in made["Cache-Control"]
    used = ask(token[0], results(world)).status_code
    shown = client.get("/nycklar/").content.decode()
    client.post(f"/nycklar/{ServiceToken.unscoped.get().pk}/aterkalla/")

    assert token[0] not in shown
    assert (used, ask(token[0], results(world)).status_code) == (200, 401)
    assert ServiceToken.unscoped.get().last_used_at is not None


def test_a_key_of_too_long_a_life_is_refused_on_the_form_with_what_was_typed(
    world: World, agnes: Staff, client: Client
) -> None:
    client.force_login(agnes)
    told = {
        "name": "För alltid", "programme_id": world.programme.pk, "scopes": ["results"],
        "expires_on": (world.today + timedelta(days=400)).isoformat(),
    }  # fmt: skip

    answer = client.post("/nycklar/ny/", told)

    assert answer.status_code == 422
    assert "För alltid" in answer.content.decode()
    assert not ServiceToken.unscoped.exists()


def test_keys_are_the_administrators(world: World, client: Client) -> None:
    client.force_login(world.anna)

    answers = [client.get("/nycklar/"), client.get("/nycklar/ny/")]

    assert [answer.status_code for answer in answers] == [403, 403]
    with pytest.raises(Denied):
        key(world, world.anna)
