"""A visit changes nothing, and leaves nothing behind in the browser or on the way to it."""

import pytest
from django.test import Client

from tests.integration.attacks.attacked import Attacked
from tests.integration.attacks.walk import Answered

pytestmark = pytest.mark.django_db

# A calendar program asks again and again; by this it is told that nothing is new. Its address is
# a secret, and it is sent to nobody else.
MAY_BE_COMPARED = {"kalender/<str:token>.ics"}


def test_every_address_is_asked(answered: list[Answered]) -> None:
    shown = [one for one in answered if one.status == 200]

    assert len(shown) > 250
    assert not [one.route for one in answered if one.status >= 500]


def test_no_visit_writes_anything_but_that_somebody_has_read(answered: list[Answered]) -> None:
    told = {one.route: one.written.tables for one in answered if one.written.tables}

    assert told == {}


def test_no_answer_is_kept_by_a_browser_or_on_the_way(answered: list[Answered]) -> None:
    """Not the way in either: what is sent there is for the one who asked."""
    kept = {
        one.route: one.headers.get("Cache-Control", "")
        for one in answered
        if not {"no-store", "private"} <= set(one.headers.get("Cache-Control", "").split(", "))
    }

    assert kept == {}


def test_no_answer_can_be_told_apart_by_a_mark_of_its_content(answered: list[Answered]) -> None:
    marked = {
        one.route for one in answered if {"ETag", "Last-Modified"} & one.headers.keys()
    } - MAY_BE_COMPARED

    assert marked == set()


def test_an_answer_is_for_the_one_who_is_logged_in(answered: list[Answered]) -> None:
    """Were it kept after all, it would not be given to somebody with another session."""
    same_for_all = {
        one.route for one in answered if "Cookie" not in one.headers.get("Vary", "").split(", ")
    }

    assert same_for_all == set()


def test_every_answer_tells_the_browser_what_it_may(answered: list[Answered]) -> None:
    for one in answered:
        told = one.headers
        assert told["X-Content-Type-Options"] == "nosniff", one.route
        assert told["X-Frame-Options"] == "DENY", one.route
        assert told["Referrer-Policy"] in ("same-origin", "no-referrer"), one.route
        assert told["Cross-Origin-Opener-Policy"] == "same-origin", one.route
        assert told["Cross-Origin-Resource-Policy"] == "same-origin", one.route
        assert "frame-ancestors 'none'" in told["Content-Security-Policy"], one.route
        assert "unsafe" not in told["Content-Security-Policy"], one.route
        assert "Access-Control-Allow-Origin" not in told, one.route
        if one.content:
            assert "charset=utf-8" in told["Content-Type"] or one.is_file, one.route


def test_nothing_tells_what_the_site_runs_on(answered: list[Answered]) -> None:
    for one in answered:
        assert not {"Server", "X-Powered-By", "Via"} & one.headers.keys(), one.route


def test_a_visit_by_head_is_a_visit_without_its_content(site: Attacked) -> None:
    told = {}

    for route, visit, address in site.visits():
        if visit.by == "anyone":
            told[route] = Client().head(address)

    assert told
    assert {route for route, one in told.items() if one.content or one.status_code >= 500} == set()
