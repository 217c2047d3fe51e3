"""What the tests start beside themselves: processes with settings of their own, and databases."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

LONGEST_SECONDS = 120


def environment(**settings: str) -> dict[str, str]:
    """A process's environment without the tests' own settings: `environment(LANGUAGE="en")`."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("FRAMSTEG_") and name != "DJANGO_SETTINGS_MODULE"
    }
    return kept | {f"FRAMSTEG_{name}": value for name, value in settings.items()}


@contextmanager
def database_beside(server: str, name: str, template: str = "template1") -> Iterator[str]:
    """The address of a new database on the tests' PostgreSQL, gone afterwards; empty, or a copy."""
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield server.replace("/framsteg?", f"/{name}?")
    finally:
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
