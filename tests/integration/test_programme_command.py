"""`framsteg programme`: from a blueprint to a programme on an empty installation."""

from pathlib import Path

import pytest

from tests.integration.conftest import Framsteg

pytestmark = pytest.mark.both_databases


def test_programme_starts_on_an_empty_installation(framsteg: Framsteg) -> None:
    done = framsteg(
        "programme", "add", "natkraft", "--key", "norr", "--name", "Nätkraft Norr",
        "--starts", "2026-01-01", "--ends", "2027-12-31", "--places", "40",
        "--name-of", "kommunen=Norrby kommun", LANGUAGE="en",
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    listed = framsteg("programme", "list", LANGUAGE="en").stdout
    assert listed == "norr  Nätkraft Norr, Norrby kommun, 2026-01-01 – 2027-12-31\n"
    shown = framsteg("programme", "show", "norr", LANGUAGE="en").stdout
    assert "Försäkringskassan" in shown
    assert "gone_to_work_or_studies ≥ 35 percent" in shown
    assert "40" in shown


def test_what_is_left_out_comes_from_the_blueprint(framsteg: Framsteg, installed: Path) -> None:
    framsteg("programme", "add", "natkraft")

    listed = framsteg("programme", "list").stdout

    assert listed == "natkraft  Nätkraft, Umeå kommun, 2006-05-01 – 2013-12-31\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "natkarft"], "“natkarft” is not known. Did you mean “natkraft”?"),
        (["add", "natkraft", "--name-of", "kommunen"], "Write it as key=Name: kommunen"),
        (
            ["add", "natkraft", "--name-of", "kyrkan=X"],
            "The blueprint has no organisation “kyrkan”",
        ),
        (["add", "natkraft", "--key", "Nät Kraft"], "A key has small letters"),
        (["add", "natkraft", "--ends", "2001-01-01"], "The last day comes before the first"),
        (["show", "finns-inte"], "There is no programme “finns-inte”."),
    ],
)
def test_mistakes_are_told_on_one_line_and_change_nothing(
    framsteg: Framsteg, installed: Path, arguments: list[str], said: str
) -> None:
    done = framsteg("programme", *arguments, LANGUAGE="en")

    assert done.returncode == 1
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert "no programme yet" in framsteg("programme", "list", LANGUAGE="en").stdout


def test_same_key_twice_is_refused(framsteg: Framsteg, installed: Path) -> None:
    framsteg("programme", "add", "natkraft")

    again = framsteg("programme", "add", "natkraft", LANGUAGE="en")

    assert again.returncode == 1
    assert "already running" in again.stderr
