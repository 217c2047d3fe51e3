"""A full disk under SQLite: what does not fit is refused, and what was there is there."""

import json
import resource
import subprocess
import sys

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from tests.integration.conftest import environment
from tests.integration.survival import IS_WHOLE, WRITE_ON, Installation, killed, next_line, python

WRITE_ONE = WRITE_ON.replace("while True:", "for _once in range(1):")


def test_what_does_not_fit_is_refused_and_the_rest_is_there(filled: Installation) -> None:
    most = (filled.folder / "framsteg.sqlite3").stat().st_size + 20_000

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    writer = subprocess.Popen(
        [sys.executable, "-c", WRITE_ON, json.dumps(filled.told)],
        env=environment(**filled.settings), stdout=subprocess.PIPE, text=True, preexec_fn=limit,
    )  # fmt: skip
    lines = [next_line(writer)]
    while "refused" not in lines[-1]:
        lines.append(next_line(writer))
    lines += killed(writer)

    saved = {line["saved"] for line in lines if "saved" in line}
    told = python(IS_WHOLE, **filled.settings)
    assert {line["refused"] for line in lines if "refused" in line} == {"OperationalError"}
    assert saved
    assert saved <= set(told["contacts"])
    assert told["contacts"] == told["events"]
    assert told["wrong_summaries"] == told["faults_in_the_logs"] == 0
    again = python(WRITE_ONE, json.dumps(filled.told), **filled.settings)
    assert again["saved"] not in saved


@pytest.mark.django_db
def test_a_page_that_cannot_save_says_that_nothing_else_is_lost(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_more: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("framsteg.web.pages.about.render", full)
    client.raise_request_exception = False

    page = client.get(reverse("accessibility"))

    assert page.status_code == 503
    assert page["Retry-After"] == "30"
    assert "Det som redan var sparat finns kvar" in page.content.decode()
    assert "disk is full" not in page.content.decode()
