"""Django's migrate, and the cache table that log-in limits need."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not options["check_unapplied"] and not options["plan"]:
            call_command("createcachetable", database=options["database"], verbosity=0)
