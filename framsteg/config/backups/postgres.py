"""PostgreSQL copied while it is in use, by pg_dump, and put back by pg_restore."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from framsteg.config.backups.manifest import Table
from framsteg.config.refusals import Refused
from framsteg.config.words import _

FILE = "database.dump"
# libpq's own names, as its programs read them from the environment.
_NAMES = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD",
          "dbname": "PGDATABASE"}  # fmt: skip


class Server:
    """A database of Django's settings, as psycopg and PostgreSQL's programs are told of it."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        told = {
            "host": settings["HOST"],
            "port": settings["PORT"],
            "user": settings["USER"],
            "password": settings["PASSWORD"],
            "dbname": settings["NAME"],
        }
        options = {key: value for key, value in settings["OPTIONS"].items() if key != "pool"}
        self.told = {key: value for key, value in (told | options).items() if value}

    def named(self, database: str) -> "Server":
        """Another database of the same server."""
        other = Server.__new__(Server)
        other.told = self.told | {"dbname": database}
        return other

    def connect(self, **options: Any) -> "psycopg.Connection[Any]":
        # What a row looks like as text depends on these.
        shape = "-c timezone=UTC -c datestyle=ISO -c extra_float_digits=1 -c bytea_output=hex"
        asked = f"{self.told.get('options', '')} {shape}"
        return psycopg.connect(**{**self.told, "options": asked}, **options)

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs. Refused: it is not here, or says no."""
        given = {
            _NAMES.get(key, f"PG{key.upper()}"): str(value) for key, value in self.told.items()
        }
        done = subprocess.run(
            [_program(program), *arguments],
            env={**os.environ, **given},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            reason = (done.stderr.strip().splitlines() or [""])[0]
            raise Refused(_("{program} refused: {reason}").format(program=program, reason=reason))


def _program(name: str) -> str:
    # On Debian the newest lies outside the path, and what lies in it asks which one to run.
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[4]))
    found = str(folders[-1] / name) if folders else shutil.which(name)
    if found is None or not Path(found).exists():
        raise Refused(
            _("{program} is not on this machine. Install PostgreSQL's client programs.").format(
                program=name
            )
        )
    return found


def copy(server: Server, target: Path) -> tuple[dict[str, Table], tuple[str, ...]]:
    """A dump, and the tables and migrations of the very moment that it shows."""
    with closing(server.connect()) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None
        server.run("pg_dump", "--format=custom", f"--snapshot={row[0]}", f"--file={target}")
        return tables(connection), migrations(connection)


def migrations(connection: "psycopg.Connection[Any]") -> tuple[str, ...]:
    rows = connection.execute("SELECT app, name FROM django_migrations ORDER BY id")
    return tuple(f"{app}.{name}" for app, name in rows)


def tables(connection: "psycopg.Connection[Any]") -> dict[str, Table]:
    """Every table, its number of rows and the sum of their hashes, counted by the server."""
    names = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
    ).fetchall()
    return {name: _table(connection, name) for (name,) in names}


def _table(connection: "psycopg.Connection[Any]", name: str) -> Table:
    counted = connection.execute(
        sql.SQL(
            "SELECT count(*), coalesce(sum(hashtextextended(each_row::text, 0)), 0)::text "
            "FROM {} AS each_row"
        ).format(sql.Identifier(name))
    ).fetchone()
    assert counted is not None
    return Table(rows=counted[0], digest=counted[1])


def put_back(dump: Path, server: Server) -> dict[str, Table]:
    """Restore into an empty database, all or nothing. Its tables."""
    server.run(
        "pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges",
        f"--dbname={server.told['dbname']}", str(dump),
    )  # fmt: skip
    with closing(server.connect()) as connection:
        return tables(connection)


def is_empty(server: Server) -> bool:
    with closing(server.connect()) as connection:
        return not tables(connection)


@contextmanager
def scratch(server: Server) -> Iterator[Server]:
    """A new database beside ours, gone afterwards. Refused: the role may not make one."""
    name = sql.Identifier(made := f"framsteg_check_{secrets.token_hex(6)}")
    with closing(server.connect(autocommit=True)) as connection:
        try:
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(name))
        except psycopg.errors.InsufficientPrivilege:
            raise Refused(
                _("The database role may not make a database to try the backup in (CREATEDB).")
            ) from None
        try:
            yield server.named(made)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
