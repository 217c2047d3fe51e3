"""What every test gets: a bounded hypothesis, and tests on PostgreSQL chosen by what they touch."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# The database and the shared machine set the pace; a deadline would only make tests flicker.
_slow = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("work", max_examples=60, deadline=None, suppress_health_check=_slow)
settings.register_profile("ci", settings.get_profile("work"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "work")

_PROCESS_FIXTURES = {
    "filled", "framsteg", "installed", "no_tables_yet", "own_database", "serving",
}  # fmt: skip
_DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-tests", action="store_true", help="run only what touches the database"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "functional" in Path(item.path).parts:
            item.add_marker(pytest.mark.browser)
        if _PROCESS_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.process)
    if os.environ.get("FRAMSTEG_DATABASE_URL"):
        items[:] = [item for item in items if not item.get_closest_marker("sqlite")]
    else:
        items[:] = [item for item in items if not item.get_closest_marker("postgresql")]
    if config.getoption("--database-tests"):
        left_out = [item for item in items if not _touches_database(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if _touches_database(item)]


def _touches_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    markers = ("django_db", "both_databases")
    return bool(fixtures & _DATABASE_FIXTURES) or any(map(item.get_closest_marker, markers))


@pytest.fixture(autouse=True)
def _jobs_are_read_anew() -> None:
    """Open jobs are held by the process; each test has a database of its own behind it."""
    from framsteg.access.reading import open_jobs

    open_jobs.forget()


@pytest.fixture(autouse=True, scope="session")
def _pages_are_asked_behind_the_second_wall() -> Iterator[None]:
    """On PostgreSQL: while somebody looks, the database is used as the site's own role.

    What a test prepares and looks up itself it does as the owner of the tables.
    """
    from django.conf import settings

    from framsteg.access import wall

    tell = wall._tell

    def as_the_site(connection: Any, **signal: Any) -> None:
        if connection.vendor == "postgresql" and not wall._has_failed(connection):
            looking = wall._now() != wall.NOBODY
            role = f"SET ROLE {settings.DATABASE_ROLE}" if looking else "RESET ROLE"
            connection.connection.execute(role)
        tell(connection, **signal)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wall, "_tell", as_the_site)
        yield


@pytest.fixture(autouse=True, scope="session")
def _logs_can_be_emptied_between_tests() -> Iterator[None]:
    """SQLite empties tables by DELETE, which the logs refuse; PostgreSQL truncates them."""
    from django.db.backends.sqlite3.base import DatabaseWrapper

    from framsteg.records import append_only

    operations_class = DatabaseWrapper.ops_class
    empty = operations_class.execute_sql_flush

    def flush(operations: Any, statements: list[str]) -> None:
        with append_only.allowed():
            empty(operations, statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations_class, "execute_sql_flush", flush)
        yield
