"""`framsteg import`, run as its users run it; and killed in the middle."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.conftest import Framsteg, environment

EXAMPLES = Path(__file__).parents[2] / "examples"
CASES = str(EXAMPLES / "natkraft_klienter.csv")
FAULTY = str(EXAMPLES / "natkraft_fel.csv")

pytestmark = pytest.mark.both_databases


@pytest.fixture
def settings(own_database):
    return own_database


def _import(framsteg: Framsteg, settings, *arguments):
    return framsteg("import", *arguments, LANGUAGE="sv", **settings)


def test_the_first_import_starts_the_programme_and_gives_a_receipt(framsteg, settings) -> None:
    done = _import(framsteg, settings, "cases", CASES, "--programme", "natkraft")

    assert done.returncode == 0, done.stderr
    assert "Insatsen natkraft startades från sin mall." in done.stderr
    assert "155 nya, 0 ändrade" in done.stdout


def test_faults_are_a_table_and_nothing_is_loaded(framsteg, settings) -> None:
    refused = _import(framsteg, settings, "cases", FAULTY, "--programme", "natkraft")
    listed = _import(framsteg, settings, "list")

    table = [line.split("  ")[0] for line in refused.stdout.splitlines()[1:]]
    assert refused.returncode == 1
    assert table == [str(row) for row in range(5, 17)]
    assert "Inget lästes in: listan har 12 fel." in refused.stderr
    assert "Traceback" not in refused.stderr
    assert listed.stdout == "Inget har lästs in.\n"


def test_bad_rows_are_written_with_their_faults_and_load_when_mended(
    framsteg, settings, tmp_path
) -> None:
    left_out = tmp_path / "kvar.csv"
    arguments = ("--programme", "natkraft", "--skip-bad", "--bad-rows", str(left_out))
    done = _import(framsteg, settings, "cases", FAULTY, *arguments)

    lines = left_out.read_text(encoding="utf-8-sig").splitlines()
    assert done.returncode == 0, done.stderr
    assert "8 nya" in done.stdout
    assert len(lines) == 13
    assert lines[1].endswith("Födelseår: 19888 kan inte vara ett födelseår.")
    mended = left_out.with_name("rättad.csv")
    mended.write_text("\n".join([lines[0], lines[1].replace("19888", "1988")]), encoding="utf-8")
    again = _import(framsteg, settings, "cases", str(mended), "--programme", "natkraft")
    assert "1 ny, 0 ändrade" in again.stdout


def test_an_import_is_undone_by_its_number(framsteg, settings) -> None:
    _import(framsteg, settings, "cases", CASES, "--programme", "natkraft")

    undone = _import(framsteg, settings, "undo", "1")
    again = _import(framsteg, settings, "undo", "1")
    unknown = _import(framsteg, settings, "undo", "77")

    assert "155 borttagna" in undone.stdout
    assert (again.returncode, unknown.returncode) == (1, 1)
    assert "nummer 77" in unknown.stderr


def test_checking_loads_nothing_and_keeps_what_was_understood(framsteg, settings, tmp_path) -> None:
    kept = tmp_path / "lista.yaml"
    arguments = ("--programme", "natkraft", "--check", "--save-mapping", str(kept))

    checked = _import(framsteg, settings, "cases", CASES, *arguments)
    loaded = _import(
        framsteg, settings, "cases", CASES, "--programme", "natkraft", "--mapping", str(kept)
    )

    assert "Det här skulle hända: 155 nya" in checked.stdout
    assert "Löpnr: reference" in kept.read_text(encoding="utf-8")
    assert "155 nya" in loaded.stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Filen är tom."),
        (b"bara text\n", "Filen är ingen tabell"),
        (b"\xd0\xcf\x11\xe0 gammal", "lösenord"),
        (b"PK\x03\x04 trasig", "Arbetsboken är skadad"),
    ],
)
def test_a_file_that_is_no_list_is_refused_on_one_line(
    framsteg, settings, tmp_path, content, said
) -> None:
    file = tmp_path / "fil"
    file.write_bytes(content)

    refused = _import(framsteg, settings, "cases", str(file), "--programme", "natkraft")

    assert refused.returncode == 1
    assert said in refused.stderr.splitlines()[-1]


STOP_BEFORE_THE_LAST_WORD = """
import sys, time
from framsteg.config import cli
from framsteg.actions.imports import apply

def wait(*_arguments):
    print("everything is written, nothing is confirmed", flush=True)
    time.sleep(60)

apply._finish = wait
sys.exit(cli.main(sys.argv[1:]))
"""


def test_an_import_killed_in_the_middle_leaves_nothing_and_can_be_run_again(
    framsteg, settings, tmp_path
) -> None:
    enquiries = str(EXAMPLES / "natkraft_forfragningar.csv")
    _import(framsteg, settings, "enquiries", enquiries, "--programme", "natkraft")
    command = ["import", "cases", CASES, "--programme", "natkraft"]
    killed = subprocess.Popen(
        [sys.executable, "-c", _SETUP + STOP_BEFORE_THE_LAST_WORD, *command],
        env=environment(DATA=str(tmp_path / "var"), **settings),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert killed.stdout is not None
    assert "nothing is confirmed" in killed.stdout.readline()

    killed.send_signal(signal.SIGKILL)
    killed.wait()
    killed.stdout.close()

    listed = _import(framsteg, settings, "list")
    again = _import(framsteg, settings, "cases", CASES, "--programme", "natkraft")
    repeated = _import(framsteg, settings, "cases", CASES, "--programme", "natkraft")
    assert len(listed.stdout.splitlines()) == 1
    assert "55 nya" in listed.stdout
    assert "155 nya" in again.stdout
    assert "Oförändrade: 155" in repeated.stdout


_SETUP = """
from framsteg.config.ready import settings_ready
settings_ready()
"""
