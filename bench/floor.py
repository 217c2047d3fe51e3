"""What the pages are held against: their own SQL on the bare driver, and their own bytes.

`application` serves Framsteg as `framsteg serve` does, and under /floor/N the recording number N:
each statement that the page asked, with its values, on one open connection of the driver without
Django, then the page's bytes. The recordings are read from the file BENCH_RECORDINGS names.
"""

import os
import pickle
import sqlite3
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

Statement = tuple[str, Any, bool]  # SQL, values, whether they are many rows
ONCE = "once-in-this-request"


@dataclass(frozen=True)
class Recording:
    """What one request asked the database, and what it answered."""

    statements: tuple[Statement, ...]
    body: bytes


def connect() -> Any:
    """The driver's own connection to the database that the settings name."""
    from django.db import connection

    settings = connection.get_connection_params()
    if connection.vendor == "sqlite":
        driver = sqlite3.connect(settings["database"], isolation_level=None, timeout=20)
        driver.executescript(connection.settings_dict["OPTIONS"]["init_command"])
        return driver
    import psycopg

    names = ("dbname", "user", "host", "port")
    return psycopg.connect(autocommit=True, **{n: settings[n] for n in names if settings.get(n)})


def run(driver: Any, statements: Iterable[Statement]) -> None:
    """Execute each and fetch all that comes back."""
    once = str(uuid.uuid4())
    cursor = driver.cursor()
    for sql, values, many in statements:
        if many:
            cursor.executemany(sql, values)
            continue
        cursor.execute(sql, [once if value == ONCE else value for value in values])
        if cursor.description is not None:
            cursor.fetchall()
    cursor.close()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    path = environ["PATH_INFO"]
    if not path.startswith("/floor/"):
        return _framsteg()(environ, start_response)
    recording = _recordings()[int(path.removeprefix("/floor/"))]
    run(_driver(), recording.statements)
    length = str(len(recording.body))
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", length)])
    return [recording.body]


@cache
def _framsteg() -> Any:
    from framsteg.config.wsgi import application as framsteg

    return framsteg


@cache
def _driver() -> Any:
    _framsteg()
    return connect()


@cache
def _recordings() -> list[Recording]:
    return pickle.loads(Path(os.environ["BENCH_RECORDINGS"]).read_bytes())
