"""What a probe and a monitor are told: whether it is alive and ready, and nothing of anybody."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.urls import reverse

from framsteg.config import metrics, watching
from framsteg.config.logs import JsonWithoutPeople, WithoutPeople
from tests.factories.world import World

pytestmark = pytest.mark.django_db

HOSTILE = {"HTTP_HOST": "10.0.0.7:8000"}  # a probe asks by number, which no host name allows


@pytest.fixture(autouse=True)
def _asks_the_version_anew() -> Iterator[None]:
    watching._settled.clear()
    yield
    watching._settled.clear()


@pytest.fixture
def database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_arguments: Any, **_more: Any) -> None:
        raise OperationalError("no")

    monkeypatch.setattr(watching.connection, "cursor", away)


def test_alive_and_ready_are_answered_whatever_the_host_and_without_a_session(
    client: Client,
) -> None:
    for path in ("/alive", "/ready"):
        answer = client.get(path, **HOSTILE)

        assert (answer.status_code, answer.content.decode()) == (200, f"{path[1:]}\n")
        assert answer["Cache-Control"] == "no-store"
        assert not answer.cookies


@pytest.mark.usefixtures("database_is_away")
def test_without_its_database_it_is_alive_and_not_ready(client: Client) -> None:
    assert client.get("/alive").status_code == 200
    answer = client.get("/ready")

    assert answer.status_code == 503
    assert answer.content == b"not ready: the database does not answer\n"


def test_before_its_migrations_it_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "unapplied", lambda: ["records.0001"])

    assert client.get("/ready").status_code == 503


def ask_metrics(settings: Any, *, token: str = "", proxies: int = 0, **told: str) -> int:
    settings.ENV = settings.ENV.model_copy(update={"metrics_token": token, "proxies": proxies})
    return int(Client().get("/metrics", **told).status_code)


@pytest.mark.parametrize(
    ("settings_told", "request_told", "answers"),
    [
        ({}, {"REMOTE_ADDR": "127.0.0.1"}, 200),
        ({}, {"REMOTE_ADDR": "::1"}, 200),
        ({}, {"REMOTE_ADDR": "10.0.0.7"}, 404),
        ({}, {"REMOTE_ADDR": ""}, 404),
        ({}, {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "10.0.0.7"}, 404),
        ({"proxies": 1}, {"REMOTE_ADDR": "127.0.0.1"}, 404),
        ({"token": "t0ken"}, {"REMOTE_ADDR": "127.0.0.1"}, 404),
        ({"token": "t0ken"}, {"HTTP_AUTHORIZATION": "Bearer wrong"}, 404),
        ({"token": "t0ken"}, {"HTTP_AUTHORIZATION": "Bearer å"}, 404),
        ({"token": "t0ken", "proxies": 1}, {"HTTP_AUTHORIZATION": "Bearer t0ken"}, 200),
    ],
)
def test_metrics_are_for_the_token_or_for_this_machine(
    settings: Any, settings_told: Any, request_told: Any, answers: int
) -> None:
    assert ask_metrics(settings, **settings_told, **request_told) == answers


def test_requests_are_counted_by_view_and_no_address_is_in_it(client: Client) -> None:
    world = World()
    case = world.case(given="Maja", family="Åström")
    client.force_login(world.anna)

    client.get(reverse("participants:file", args=[case.pk]))
    client.generic("GRÅ", "/deltagare/")
    client.get("/19900101-1234/?namn=Maja")
    told = metrics.text().decode()

    assert 'view="participants:file"' in told
    assert 'method="other"' in told
    assert "framsteg_tasks_failed 0.0" in told
    assert "framsteg_database_up 1.0" in told
    for secret in ("Maja", "Åström", "19900101", f"/{case.pk}/"):
        assert secret not in told


def test_metrics_tell_that_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError("no")

    monkeypatch.setattr("framsteg.actions.background.waiting", away)

    told = metrics.text().decode()

    assert "framsteg_database_up 0.0" in told
    assert "framsteg_disk_free_bytes" in told


def test_every_answer_has_an_id_and_its_log_line_the_same(client: Client, caplog: Any) -> None:
    with caplog.at_level(logging.INFO, logger="framsteg.requests"):
        answer = client.get("/hemligt-19900101-1234/?namn=Maja")

    (record,) = [r for r in caplog.records if r.name == "framsteg.requests"]
    assert len(answer["X-Request-ID"]) == 32
    assert record.getMessage().startswith("GET none 404 ")
    assert "19900101" not in str(record.__dict__)


def test_an_id_from_a_proxy_is_kept_and_any_other_text_is_not(client: Client) -> None:
    given = "5f1e2d3c4b5a69788796a5b4c3d2e1f0"

    assert client.get("/om/", HTTP_X_REQUEST_ID=given)["X-Request-ID"] == given
    assert "Maja" not in client.get("/om/", HTTP_X_REQUEST_ID="Maja")["X-Request-ID"]


def line_of(formatter: logging.Formatter, message: str, **more: Any) -> str:
    record = logging.LogRecord("framsteg.x", logging.INFO, "f.py", 1, message, (), None)
    record.__dict__.update(more)
    return formatter.format(record)


def test_json_lines_hold_the_same_and_mask_the_same() -> None:
    somebody = "Maja Åström"
    try:
        raise ValueError(somebody)
    except ValueError as error:
        told = (type(error), error, error.__traceback__)
    line = json.loads(
        line_of(
            JsonWithoutPeople(), "asked by maja@example.org", exc_info=told,
            request_id="5f1e", view="om", milliseconds=3.2,
        )
    )  # fmt: skip

    assert line["message"] == "asked by […]"
    assert (line["level"], line["logger"], line["request_id"]) == ("INFO", "framsteg.x", "5f1e")
    assert (line["view"], line["milliseconds"]) == ("om", 3.2)
    assert "ValueError" in line["exception"]
    assert "Maja" not in json.dumps(line, ensure_ascii=False)


def test_lines_of_text_end_with_the_id_where_there_is_one() -> None:
    plain = WithoutPeople("{message}", style="{")

    assert line_of(plain, "done") == "done"
    assert line_of(plain, "done", request_id="5f1e") == "done [5f1e]"


def test_a_request_that_fails_is_counted_as_failed() -> None:
    from django.http import HttpResponse

    counted = watching.WatchingMiddleware(lambda _request: HttpResponse(status=500))
    counted(RequestFactory().get("/om/"))

    assert 'framsteg_requests_total{method="GET",status="500",view="none"}' in (
        metrics.text().decode()
    )
