"""The command `framsteg`: its help, its exit codes, and the database it makes."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from framsteg.config.commands import COMMANDS
from tests.integration.conftest import Framsteg, environment


def test_every_command_has_help(framsteg: Framsteg) -> None:
    listed = framsteg("--help")

    assert listed.returncode == 0
    for name in COMMANDS:
        assert f"\n  {name} " in listed.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_touches_nothing(framsteg: Framsteg, tmp_path: Path, name: str) -> None:
    helped = framsteg(name, "--help")

    assert helped.returncode == 0
    assert len(helped.stdout) > 60
    assert not (tmp_path / "var").exists()


def test_help_does_not_wait_for_django() -> None:
    loaded = "import sys; from framsteg.config import cli; cli.main(['--help']); "
    told = "print([name for name in ('django', 'pydantic', 'pyarrow') if name in sys.modules])"

    done = subprocess.run(
        [sys.executable, "-c", loaded + told], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"


def test_help_is_in_swedish_unless_switched(framsteg: Framsteg) -> None:
    assert "Användning: framsteg" in framsteg("--help").stdout
    assert "Usage: framsteg" in framsteg("--help", LANGUAGE="en").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["dance"], "No such command 'dance'. Try `framsteg --help`."),
        (["doctor", "--now"], "There is no option --now. Try `framsteg doctor --help`."),
        (["serve", "--port", "99999"], "--port"),
    ],
)
def test_usage_mistakes_are_one_line_and_code_2(
    framsteg: Framsteg, arguments: list[str], said: str
) -> None:
    done = framsteg(*arguments, LANGUAGE="en")

    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_misspelt_setting_is_one_line_and_code_1(framsteg: Framsteg) -> None:
    done = framsteg("doctor", WROKERS="2")

    assert done.returncode == 1
    assert done.stderr == "FRAMSTEG_WROKERS: no setting has this name; see .env.example\n"


def test_unsafe_production_says_why_without_a_traceback(framsteg: Framsteg) -> None:
    done = framsteg("serve", ENVIRONMENT="production")

    assert done.returncode == 1
    assert "There is no secret key." in done.stderr
    assert "Traceback" not in done.stderr


def test_unreachable_database_is_one_line(framsteg: Framsteg) -> None:
    done = framsteg("worker", DATABASE_URL="postgresql://127.0.0.1:9/none?connect_timeout=1")

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1


def test_unexpected_error_is_kept_in_a_file_without_its_values(
    framsteg: Framsteg, tmp_path: Path
) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "framsteg.sqlite3").write_text("Anna Ek is not a database " * 50)

    done = framsteg("migrate")

    assert done.returncode == 70
    assert done.stderr.count("\n") == 1
    (kept,) = (tmp_path / "var" / "logs").iterdir()
    assert str(kept) in done.stderr
    assert "Traceback" in kept.read_text()
    assert "file is not a database" not in kept.read_text()


def test_migrate_makes_a_database_that_only_its_owner_reads(
    framsteg: Framsteg, tmp_path: Path
) -> None:
    assert framsteg("migrate").returncode == 0

    database = tmp_path / "var" / "framsteg.sqlite3"
    assert database.stat().st_mode & 0o077 == 0
    assert (tmp_path / "var").stat().st_mode & 0o077 == 0
    again = framsteg("migrate", LANGUAGE="en")
    assert again.stdout == "The database is up to date.\n"


def test_doctor_finds_a_new_installation_sound(framsteg: Framsteg, installed: Path) -> None:
    done = framsteg("doctor", LANGUAGE="en")

    assert done.returncode == 0, done.stdout
    assert "The SQLite database answers and keeps a write-ahead log." in done.stdout
    assert "The database is at this version." in done.stdout


def test_doctor_fails_on_a_database_that_is_behind(framsteg: Framsteg, installed: Path) -> None:
    _forget_a_migration(installed / "framsteg.sqlite3")

    done = framsteg("doctor", LANGUAGE="en")

    assert done.returncode == 1
    assert "Fault  The database is behind this version." in done.stdout


def test_command_refuses_a_database_that_is_behind(framsteg: Framsteg, installed: Path) -> None:
    _forget_a_migration(installed / "framsteg.sqlite3")

    done = framsteg("worker", LANGUAGE="en")

    assert done.returncode == 1
    assert "Run `framsteg migrate` first." in done.stderr


def test_commands_that_meet_no_database_together_make_one(tmp_path: Path) -> None:
    script = "from framsteg.config.ready import ready; ready()"
    settings = environment(DATA=str(tmp_path), LANGUAGE="en")

    both = [
        subprocess.Popen([sys.executable, "-c", script], env=settings, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    told = b"".join(process.communicate(timeout=60)[1] for process in both)

    assert [process.returncode for process in both] == [0, 0]
    assert told == b"There is no database yet; making one.\n"


def _forget_a_migration(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("delete from django_migrations where app = 'django_tasks_database'")
    connection.close()
