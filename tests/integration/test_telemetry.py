"""Spans for a collector: which page, which status, how long; nothing of anybody."""

import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from framsteg.config import telemetry
from framsteg.config.refusals import Misconfigured
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@dataclass
class Received:
    """What a collector on this machine was sent, and where it listens."""

    bodies: list[bytes]
    address: str


@pytest.fixture
def received() -> Iterator[Received]:
    bodies: list[bytes] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # noqa: N802 (the library's own name)
            bodies.append(self.path.encode() + self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_arguments: Any) -> None:
            """Says nothing."""

    with HTTPServer(("127.0.0.1", 0), Collector) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Received(bodies, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
        thread.join()


def listening(settings: Any, monkeypatch: pytest.MonkeyPatch, address: str) -> Any:
    settings.ENV = settings.ENV.model_copy(update={"telemetry": address})
    monkeypatch.setattr(telemetry, "_tracer", None)
    return telemetry.start("framsteg-test")


def test_a_page_becomes_a_span_by_the_name_of_its_view(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch, received: Received
) -> None:
    world = World()
    case = world.case(given="Maja", family="Holm")
    client.force_login(world.anna)
    stop = listening(settings, monkeypatch, received.address)

    client.get(reverse("participants:file", args=[case.pk]), HTTP_USER_AGENT="Majas telefon")
    client.get("/19900101-1234/?namn=Maja")
    stop()

    sent = b"".join(received.bodies)
    assert sent.startswith(b"/v1/traces")
    assert b"GET participants:file" in sent
    assert b"framsteg-test" in sent
    for secret in (b"Maja", b"Holm", b"19900101", b"/deltagare/"):
        assert secret not in sent


def test_nothing_is_sent_where_nobody_is_named(settings: Any, client: Client) -> None:
    assert settings.ENV.telemetry == ""
    telemetry.start("framsteg-test")()

    assert telemetry._tracer is None
    assert client.get("/om/").status_code in (200, 302)


def test_a_collector_without_the_library_is_refused_with_what_to_do(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.resources", None)

    with pytest.raises(Misconfigured, match="tools/install telemetry"):
        listening(settings, monkeypatch, "http://127.0.0.1:1")
