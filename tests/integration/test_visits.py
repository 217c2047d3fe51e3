"""What holds for every visit: sessions end, Swedish until switched, a strict browser policy."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from framsteg.foundation.codes import OrganisationKind
from framsteg.records.models import Organisation, Staff
from framsteg.web import sessions

pytestmark = pytest.mark.django_db

LOGIN = "/konto/login/"
MINUTE, HOUR = 60, 3600
START = 1_800_000_000


@pytest.fixture
def staff() -> Staff:
    owner = Organisation.objects.create(name="Kommunen", kind=OrganisationKind.MUNICIPALITY)
    return Staff.objects.create_user("anna@example.se", "x", name="Anna Ek", organisation=owner)


@pytest.fixture
def visit(client: Client, staff: Staff, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`visit(after=…)` seconds from log-in; says whether the visitor is still logged in."""
    client.force_login(staff)

    def visit(after: int) -> bool:
        monkeypatch.setattr(sessions.time, "time", lambda: START + after)
        client.get(LOGIN)
        return "_auth_user_id" in client.session

    return visit


def test_session_ends_after_a_working_day_even_when_used(visit: Any) -> None:
    used_each_hour = [visit(hour * HOUR) for hour in range(12)]

    assert used_each_hour == [True] * 10 + [False] * 2


def test_use_moves_the_idle_limit_at_most_once_a_minute(visit: Any, client: Client) -> None:
    visit(0)
    visit(59)
    first = client.session[sessions.SEEN]
    visit(61)

    assert first == START
    assert client.session[sessions.SEEN] == START + 61


def test_unused_session_ends_after_an_hour() -> None:
    assert settings.SESSION_COOKIE_AGE == 60 * MINUTE


@pytest.mark.parametrize(
    ("cookie", "asked", "shown"),
    [
        (None, "en-GB,en;q=0.9", "sv"),
        ("en", "sv", "en"),
        ("sv", "en", "sv"),
        ("de", "en", "sv"),
        ("<x>", "en", "sv"),
    ],
)
def test_language_is_swedish_until_the_reader_switches(
    client: Client, cookie: str | None, asked: str, shown: str
) -> None:
    if cookie:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie

    response = client.get(LOGIN, headers={"accept-language": asked})

    assert response.headers["Content-Language"] == shown


def test_browser_is_told_to_run_nothing_from_elsewhere(client: Client) -> None:
    policy = client.get(LOGIN).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_nobody_signs_up_by_themselves(client: Client) -> None:
    form = {"email": "bo@example.se", "password1": "Hemligt-123-ord", "password2": "x"}

    client.post("/konto/signup/", form)

    assert not Staff.objects.exists()


def test_guessing_passwords_is_slowed_down(client: Client, staff: Staff) -> None:
    for _try in range(6):
        client.post(LOGIN, {"login": "anna@example.se", "password": "wrong"})

    response = client.post(LOGIN, {"login": "anna@example.se", "password": "x"})

    assert "_auth_user_id" not in client.session
    assert response.status_code == 200
