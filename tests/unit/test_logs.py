"""Log lines name no person."""

import io
import logging

import pytest

from framsteg.config.logs import WithoutPeople


@pytest.fixture
def lines() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def log(lines: io.StringIO) -> logging.Logger:
    handler = logging.StreamHandler(lines)
    handler.setFormatter(WithoutPeople("{levelname} {message}", style="{"))
    logger = logging.Logger("test")
    logger.addHandler(handler)
    return logger


@pytest.mark.parametrize(
    ("message", "written"),
    [
        ("Not Found: /personer/7", "Not Found: /personer/7"),
        ("Not Found: /personer?q=Anna+Ek", "Not Found: /personer?[…]"),
        ("mail to anna.ek@example.se failed", "mail to […] failed"),
        ("19800101-1234 unknown", "[…] unknown"),
        ("8001011234 unknown", "[…] unknown"),
        ("called 070-123 45 67 twice", "called […] twice"),
        ("took 1234 ms for 100000 rows", "took 1234 ms for 100000 rows"),
        ("served 2026-11-21 12:30", "served 2026-11-21 12:30"),
    ],
)
def test_people_are_masked(
    log: logging.Logger, lines: io.StringIO, message: str, written: str
) -> None:
    log.warning(message)

    assert lines.getvalue() == f"WARNING {written}\n"


def test_arguments_are_masked_too(log: logging.Logger, lines: io.StringIO) -> None:
    log.warning("no answer from %s", "bo@example.se")

    assert "bo@" not in lines.getvalue()


def test_traceback_tells_where_but_not_with_what(log: logging.Logger, lines: io.StringIO) -> None:
    name = "Anna Ek"
    try:
        try:
            raise KeyError(name)
        except KeyError as error:
            raise ValueError(f"({name}) already exists") from error
    except ValueError:
        log.exception("could not save")

    written = lines.getvalue()
    for told in ("could not save", "test_logs.py", "KeyError", "which led to", "ValueError"):
        assert told in written
    assert name not in written
