"""Somebody new is let in by a link, once; who leaves is out at once."""

import re
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils import timezone

from framsteg.access.reading import accounts as reading
from framsteg.actions import accounts, staff
from framsteg.foundation.codes import AccountState, Role
from framsteg.foundation.decision import Denied
from framsteg.records.models import Event, Invitation, Staff
from tests.factories.world import World

PASSWORD = "blå-ugglor-över-sjön"


@pytest.fixture
def world(db: None) -> World:
    return World(today=timezone.localdate())


@pytest.fixture
def agnes(world: World) -> Staff:
    return world.staff("Agnes", world.anna_org, Role.ADMINISTRATOR)


@pytest.fixture
def admin(agnes: Staff) -> Client:
    client = Client()
    client.force_login(agnes)
    return client


@pytest.fixture
def nils(world: World, agnes: Staff) -> Staff:
    staff_id = staff.add(
        by=world.viewer(agnes), name="Nils Ny", email="nils@example.org",
        organisation_id=world.anna_org.pk,
    )  # fmt: skip
    return Staff.objects.get(pk=staff_id)


def token_for(world: World, agnes: Staff, nils: Staff, **ago: Any) -> str:
    now = timezone.now() - timedelta(**ago)
    return accounts.invite(by=world.viewer(agnes), staff_id=nils.pk, now=now)


def welcome(token: str, password: str = PASSWORD, again: str = PASSWORD) -> Any:
    return Client().post(f"/valkommen/{token}/", {"password": password, "again": again})


def test_the_link_lets_one_choose_a_password_and_log_in(
    world: World, agnes: Staff, nils: Staff
) -> None:
    token = token_for(world, agnes, nils)
    looked = Client().get(f"/valkommen/{token}/")

    answer = welcome(token)

    assert (looked.status_code, answer.status_code) == (200, 302)
    assert looked["Referrer-Policy"] == "no-referrer"
    client = Client()
    told = {"login": "nils@example.org", "password": PASSWORD}
    assert client.post("/konto/login/", told).status_code == 302
    assert Event.unscoped.filter(verb="accounts.accept", staff_id=nils.pk).exists()
    assert token not in str(Invitation.unscoped.values())


@pytest.mark.parametrize("how", ["used", "late", "revoked", "renewed", "shut", "made up"])
def test_a_link_that_does_not_hold_says_the_same_whatever_the_reason(
    world: World, agnes: Staff, nils: Staff, how: str
) -> None:
    token = token_for(world, agnes, nils, days=3 if how == "late" else 0)
    by = world.viewer(agnes)
    if how == "used":
        welcome(token)
    if how == "revoked":
        accounts.revoke_invitation(by=by, staff_id=nils.pk, now=timezone.now())
    if how == "renewed":
        token_for(world, agnes, nils)
    if how == "shut":
        accounts.shut(by=by, staff_id=nils.pk, now=timezone.now())
    token = "x" * 43 if how == "made up" else token

    looked, tried = Client().get(f"/valkommen/{token}/"), welcome(token, "en-annan-ramsa-här")

    assert (looked.status_code, tried.status_code) == (404, 404)
    assert "Inbjudan fungerar inte längre" in looked.content.decode()
    assert not Staff.objects.get(pk=nils.pk).check_password("en-annan-ramsa-här")


@pytest.mark.parametrize(
    ("password", "again"), [("kort", "kort"), (PASSWORD, "något annat"), ("nils@example.org",) * 2]
)
def test_a_weak_password_is_refused_and_the_link_still_holds(
    world: World, agnes: Staff, nils: Staff, password: str, again: str
) -> None:
    token = token_for(world, agnes, nils)

    assert welcome(token, password, again).status_code == 422
    assert welcome(token).status_code == 302


def test_the_mail_holds_the_link_and_nothing_of_anybody(
    world: World, admin: Client, nils: Staff, settings: Any
) -> None:
    settings.ENV = settings.ENV.model_copy(update={"mail_url": "smtp+tls://mail.example.se"})

    admin.post(f"/medarbetare/{nils.pk}/bjud-in/")

    (letter,) = mail.outbox
    assert re.search(r"/valkommen/[\w-]{43}/", letter.body)
    for word in ("Nils", "Agnes", "Kommunen", world.programme.name):
        assert word not in letter.subject + letter.body


def test_a_mail_that_cannot_be_sent_is_told_and_the_invitation_can_be_sent_again(
    admin: Client, nils: Staff, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ENV = settings.ENV.model_copy(update={"mail_url": "smtp+tls://mail.example.se"})

    def refuse(*_told: Any, **_more: Any) -> None:
        raise SMTPException

    monkeypatch.setattr("framsteg.integrations.mail.EmailMultiAlternatives.send", refuse)
    answer = admin.post(f"/medarbetare/{nils.pk}/bjud-in/", follow=True)

    assert "gick inte att skicka" in answer.content.decode()
    assert "Bjud in igen" in answer.content.decode()


def test_who_leaves_is_out_at_once_and_cannot_get_in_by_an_old_password(
    world: World, agnes: Staff, admin: Client
) -> None:
    anna = world.anna
    anna.set_password(PASSWORD)
    anna.save()
    Authenticator.objects.create(user=anna, type=Authenticator.Type.TOTP, data={"secret": "x"})
    inside = Client()
    inside.force_login(anna)

    asked = admin.get(f"/medarbetare/{anna.pk}/stang/")
    admin.post(f"/medarbetare/{anna.pk}/stang/")

    assert asked.status_code == 200
    assert inside.get("/").status_code == 302
    told = {"login": anna.email, "password": PASSWORD}
    assert "framsteg_session" not in Client().post("/konto/login/", told).cookies
    line = reading.account(world.viewer(agnes), anna.pk, now=timezone.now())
    assert line.state is AccountState.CLOSED
    assert not Authenticator.objects.filter(user=anna).exists()


def test_a_closed_account_is_opened_by_an_invitation_and_not_by_the_old_password(
    world: World, agnes: Staff, admin: Client
) -> None:
    admin.post(f"/medarbetare/{world.anna.pk}/stang/")
    admin.post(f"/medarbetare/{world.anna.pk}/oppna/")

    anna = Staff.objects.get(pk=world.anna.pk)
    assert (anna.is_active, anna.closed_on) == (False, None)
    assert welcome(token_for(world, agnes, anna)).status_code == 302
    assert Staff.objects.get(pk=anna.pk).is_active


def test_who_has_lost_key_and_paper_chooses_anew(world: World, admin: Client) -> None:
    Authenticator.objects.create(
        user=world.anna, type=Authenticator.Type.TOTP, data={"secret": "x"}
    )

    admin.post(f"/medarbetare/{world.anna.pk}/ny-faktor/")

    assert not Authenticator.objects.exists()


def test_nobody_closes_their_own_account(world: World, agnes: Staff) -> None:
    with pytest.raises(Denied):
        accounts.shut(by=world.viewer(agnes), staff_id=agnes.pk, now=timezone.now())


@pytest.mark.parametrize("page", ["", "1/", "1/bjud-in/", "1/stang/", "1/oppna/", "1/ny-faktor/"])
def test_accounts_are_the_administrators(world: World, page: str) -> None:
    client = Client()
    client.force_login(world.anna)

    answers = [client.get(f"/medarbetare/{page}"), client.post(f"/medarbetare/{page}")]

    assert {answer.status_code for answer in answers} <= {403, 405}
