"""Who is known on which browser, what that is good for, and how a log-in is ended."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django_tasks_db.models import DBTaskResult

from framsteg.config.tasks import tidy
from framsteg.records.models import Event, KnownDevice, Staff
from framsteg.web.devices import COOKIE, named
from tests.factories.world import World

PASSWORD = "gröna-skogen-i-norr"
LOGIN = "/konto/login/"
SHOWN = "/konto/inloggningar/"


@pytest.fixture
def anna(db: None) -> Staff:
    anna = World().anna
    anna.email = "anna@example.org"
    anna.set_password(PASSWORD)
    anna.save()
    return anna


def log_in(client: Client, password: str = PASSWORD, **more: Any) -> bool:
    """Whether it let one in."""
    told = {"login": "anna@example.org", "password": password}
    return client.post(LOGIN, told, **more).status_code == 302


def guess(times: int) -> None:
    """Wrong passwords from as many addresses: what an address alone is limited by is not met."""
    for n in range(times):
        log_in(Client(), "fel-lösenord-här", REMOTE_ADDR=f"203.0.113.{n}")


def test_guesses_from_many_addresses_are_limited_by_account(anna: Staff) -> None:
    guess(5)

    assert not log_in(Client(), REMOTE_ADDR="203.0.113.200")


def test_who_is_known_on_a_browser_gets_in_while_somebody_guesses(anna: Staff) -> None:
    own = Client()
    log_in(own)
    own.post("/konto/logout/")
    guess(20)

    assert log_in(own)


def test_guesses_on_a_known_browser_are_limited_too(anna: Staff) -> None:
    own = Client()
    log_in(own)
    own.post("/konto/logout/")
    for _n in range(5):
        log_in(own, "fel-lösenord-här")

    assert not log_in(own)


def test_one_who_guesses_does_not_shut_out_colleagues_behind_the_same_address(anna: Staff) -> None:
    for n in range(12):
        Client().post(LOGIN, {"login": f"kollega{n}@example.org", "password": "fel-lösenord"})

    assert log_in(Client())


def test_a_browser_known_to_one_is_not_known_to_another(anna: Staff) -> None:
    other = World().bo
    other.email = "bo@example.org"
    other.set_password(PASSWORD)
    other.save()
    shared = Client()
    shared.post(LOGIN, {"login": "bo@example.org", "password": PASSWORD})
    shared.post("/konto/logout/")
    guess(5)

    assert not log_in(shared)


def work(left: Any) -> None:
    """Do what has been left for the worker, as it does."""
    for one in left.objects.ready():
        one.task.func(*one.args_kwargs["args"], **one.args_kwargs["kwargs"])
        one.delete()


def test_a_new_browser_is_told_by_a_mail_that_says_nothing_of_anybody(anna: Staff) -> None:
    first, second = Client(), Client()
    log_in(first)
    log_in(first)
    work(DBTaskResult)
    assert mail.outbox == []

    agent = {"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"}
    log_in(second, headers=agent, REMOTE_ADDR="203.0.113.7")
    work(DBTaskResult)

    (letter,) = mail.outbox
    assert letter.to == ["anna@example.org"]
    for word in ("Anna", "anna@", "203.0.113", "Firefox", "Kommunen"):
        assert word not in letter.subject + letter.body
    assert SHOWN in letter.body


def test_only_a_hash_of_the_cookie_is_kept_and_its_log_in_stands_in_the_log(anna: Staff) -> None:
    client = Client()
    log_in(client)

    token = client.cookies[COOKIE].value
    row = KnownDevice.unscoped.get()
    assert token not in (row.token_hash, row.what)
    assert client.cookies[COOKIE]["httponly"]
    assert Event.unscoped.filter(verb="devices.add", staff_id=anna.pk).count() == 1


def test_one_ends_another_browser_and_keeps_this_one(anna: Staff) -> None:
    here, there = Client(), Client()
    log_in(here)
    log_in(there)
    other = UserSession.objects.get(session_key=there.session.session_key)

    here.post(f"{SHOWN}{other.pk}/avsluta/")

    assert here.get(SHOWN).status_code == 200
    assert there.get(SHOWN).status_code == 302


def test_nobody_ends_the_log_in_of_somebody_else(anna: Staff) -> None:
    client = Client()
    log_in(client)
    mine = UserSession.objects.get()
    other = Client()
    other.force_login(World().bo)

    answer = other.post(f"{SHOWN}{mine.pk}/avsluta/")

    assert answer.status_code == 404
    assert client.get(SHOWN).status_code == 200


def test_out_everywhere_ends_every_browser_and_none_is_known_any_more(anna: Staff) -> None:
    here, there = Client(), Client()
    log_in(here)
    log_in(there)

    here.post(f"{SHOWN}avsluta-alla/")

    assert [each.get(SHOWN).status_code for each in (here, there)] == [302, 302]
    assert not KnownDevice.unscoped.exists()
    guess(5)
    assert not log_in(here)


def test_log_ins_that_have_ended_are_not_kept(anna: Staff) -> None:
    client = Client()
    log_in(client)
    client.post("/konto/logout/")

    tidy.call()

    assert not UserSession.objects.exists()


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36", "Chrome, Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox, Linux"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_browser_is_named_as_a_person_would(told: str, name: str) -> None:
    assert named(told) == name


def test_a_log_in_address_is_the_one_an_administrator_gave(anna: Staff) -> None:
    """The library's own table of addresses stays empty: there is one truth of them."""
    log_in(Client())

    assert not EmailAddress.objects.exists()
