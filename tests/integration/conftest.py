"""The installed command, run as its users run it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from tests.integration import survival
from tests.integration.beside import LONGEST_SECONDS, database_beside, environment
from tests.integration.survival import Installation


class Framsteg(Protocol):
    def __call__(self, *arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]": ...


@pytest.fixture
def framsteg(tmp_path: Path) -> Framsteg:
    """`framsteg("doctor", LANGUAGE="en")` with a data folder of its own (tmp_path/var), on SQLite.

    The settings are FRAMSTEG_* names without their prefix.
    """

    def run(*arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "framsteg.config.cli", *arguments],
            env=environment(**{"DATA": str(tmp_path / "var"), **settings}),
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST_SECONDS,
        )

    return run


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installation") / "var"
    _migrate(DATA=str(folder))
    return folder


def _migrate(**settings: str) -> None:
    command = [sys.executable, "-m", "framsteg.config.cli", "migrate"]
    subprocess.run(command, env=environment(**settings), check=True, timeout=LONGEST_SECONDS)


@pytest.fixture
def installed(made_once: Path, tmp_path: Path) -> Path:
    """A data folder with a new, empty database, at tmp_path/var where `framsteg` finds it."""
    return shutil.copytree(made_once, tmp_path / "var")


@pytest.fixture(scope="session")
def _made_on_the_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a migrated database on the tests' server, to make copies of."""
    name = f"made_{os.getpid()}"
    with database_beside(os.environ["FRAMSTEG_DATABASE_URL"], name) as address:
        _migrate(DATA=str(tmp_path_factory.mktemp("made")), DATABASE_URL=address)
        yield name


@pytest.fixture
def own_database(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """Settings of a new database: SQLite in tmp_path/var, or one on the tests' server."""
    server = os.environ.get("FRAMSTEG_DATABASE_URL", "")
    if not server:
        request.getfixturevalue("installed")
        yield {}
        return
    made = request.getfixturevalue("_made_on_the_server")
    with database_beside(server, f"own_{os.getpid()}", made) as address:
        yield {"DATABASE_URL": address}


@pytest.fixture
def no_tables_yet() -> Iterator[dict[str, str]]:
    """Settings of an empty database on the tests' server; none on SQLite, where a file is made."""
    server = os.environ.get("FRAMSTEG_DATABASE_URL", "")
    if not server:
        yield {}
        return
    with database_beside(server, f"empty_{os.getpid()}") as address:
        yield {"DATABASE_URL": address}


@pytest.fixture(scope="session")
def _made_and_filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with survival.filled_once(tmp_path_factory.mktemp("filled")) as made:
        yield made


@pytest.fixture
def filled(_made_and_filled: Installation, tmp_path: Path) -> Iterator[Installation]:
    """A filled installation of its own at tmp_path/var; on PostgreSQL its database as well."""
    with survival.copy_of(_made_and_filled, tmp_path / "var") as own:
        yield own
