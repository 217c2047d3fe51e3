import sqlite3
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class RecordsConfig(AppConfig):
    name = "framsteg.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        connection_created.connect(_take_long_statements, dispatch_uid="long statements")
        pre_migrate.connect(_open_the_second_wall, sender=self)
        post_migrate.connect(_build_the_second_wall, sender=self)


def _take_long_statements(connection: Any, **_options: Any) -> None:
    """Let SQLite take as many values at once as it can, not the 999 of its early versions.

    So the log of a long list is one insert, as on PostgreSQL.
    """
    if connection.vendor == "sqlite":
        limit = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
        connection.features.max_query_params = limit


def _open_the_second_wall(*, using: str, plan: list[Any], **_options: Any) -> None:
    from framsteg.records import second_wall

    second_wall.before_migrate(using=using, plan=plan)


def _build_the_second_wall(*, using: str, **_options: Any) -> None:
    from framsteg.records import second_wall

    second_wall.on_migrate(using=using, role=settings.DATABASE_ROLE)
