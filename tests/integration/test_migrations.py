"""A new database and one that was upgraded step by step are the same."""

from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from framsteg.config import ready

WHOLE = ("records", "0001_squashed_0058_requests")


def _state(at: tuple[str, str], *, replace: bool) -> ProjectState:
    loader = MigrationLoader(None, replace_migrations=replace)
    return loader.project_state([at])


def _differences(before: ProjectState, after: ProjectState) -> list[str]:
    changes = MigrationAutodetector(before, after)._detect_changes()
    return [
        operation.describe()
        for migration in changes.get("records", [])
        for operation in migration.operations
    ]


def test_tables_made_at_once_are_those_made_step_by_step() -> None:
    steps = _state(("records", "0058_requests"), replace=False)
    whole = _state(WHOLE, replace=True)

    assert not _differences(steps, whole)
    assert not _differences(whole, steps)


def test_a_step_left_out_is_seen() -> None:
    earlier = _state(("records", "0057_retention"), replace=False)
    whole = _state(WHOLE, replace=True)

    assert _differences(earlier, whole)


def test_the_folders_name_the_very_migrations_that_django_loads() -> None:
    loaded = MigrationLoader(None, ignore_no_migrations=True).disk_migrations

    assert ready._migrations_there_are() == set(loaded)
