"""Make Django and the database ready for a command."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any

import typer

from framsteg.config.refusals import Refused
from framsteg.config.words import _


def settings_ready() -> None:
    """Read the settings and start Django, in the language of the commands.

    Raises:
        Misconfigured: the environment cannot be used, or is unsafe in production.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "framsteg.config.settings")
    import django
    from django.apps import apps
    from django.conf import settings
    from django.utils import translation

    if not apps.ready:
        django.setup()
    translation.activate(settings.LANGUAGE_CODE)


def ready() -> None:
    """Start Django, and make a database where there is none.

    Raises:
        Misconfigured: as `settings_ready`.
        Refused: the database cannot be reached, or was made by an older version.
    """
    settings_ready()
    from framsteg.access import wall

    wall.work_as_the_installation()
    with _one_at_a_time():
        if not _has_tables():
            typer.echo(_("There is no database yet; making one."), err=True)
            migrate()
    waiting = unapplied()
    if waiting:
        raise Refused(_("The database was made by an older version. Run `framsteg migrate` first."))


def migrate() -> None:
    """Bring the database up to this version, as the role that owns its tables."""
    from django.core.management import call_command

    with as_owner():
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def as_owner() -> Iterator[None]:
    """While this lasts the database is used as its owner, where that is a role of its own."""
    from django.conf import settings
    from django.db import connection

    if settings.DATABASE_OWNER is None:
        yield
        return
    site = dict(connection.settings_dict)
    _use(connection, settings.DATABASE_OWNER)
    try:
        yield
    finally:
        _use(connection, site)


def _use(connection: Any, address: dict[str, Any]) -> None:
    connection.close()
    connection.close_pool()
    connection.settings_dict.update(address)


def unapplied() -> list[str]:
    """The migrations that the database lacks, as "app.name"."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.migrations.recorder import MigrationRecorder

    if _migrations_there_are() <= set(MigrationRecorder(connection).applied_migrations()):
        return []  # no need to import every migration there is to know that none waits
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def _migrations_there_are() -> set[tuple[str, str]]:
    """App and name of each file of migrations, as `migrate` notes them, read from their folders."""
    from django.apps import apps
    from django.db.migrations.loader import MigrationLoader

    found = set()
    for app in apps.get_app_configs():
        package, _explicit = MigrationLoader.migrations_module(app.label)
        folder = find_spec(package) if package else None
        if folder and folder.submodule_search_locations:
            modules = iter_modules(folder.submodule_search_locations)
            found |= {(app.label, each.name) for each in modules if each.name[0] not in "_~"}
    return found


def _has_tables() -> bool:
    from django.db import OperationalError, connection

    try:
        return "django_migrations" in connection.introspection.table_names()
    except OperationalError as error:
        raise Refused(_("The database cannot be reached; see FRAMSTEG_DATABASE_URL.")) from error


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two commands that start together must not both make the database."""
    from django.conf import settings

    with (settings.FRAMSTEG_DATA / ".preparing").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
