"""The site that is attacked, and who stands before it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from tests.factories.everybody import everybody, more_ids, visit_of
from tests.factories.shared_in_part import shared_in_part
from tests.factories.stand import Stand, noon
from tests.factories.surfaces import routes
from tests.factories.world import TODAY
from tests.functional import stage
from tests.functional.addresses import ANYONE, Visit
from tests.functional.whole_site import Site, whole_site

# The first row of every table of the other programme has the number after this one, so one and the
# same number names a row of theirs wherever it is sent.
BEFORE_FOREIGN = 700_000
FOREIGN = BEFORE_FOREIGN + 1


@dataclass
class Attacked:
    """`own` is the site that its people work in; `foreign` a programme they have no part in."""

    own: Site
    people: dict[str, Any]
    foreign: Stand
    browsers: dict[str, Client]  # of each of the people, logged in, and of "anyone"

    def visits(self) -> Iterator[tuple[str, Visit, str]]:
        """Each route of the site with who opens it and the address of its example."""
        for route in routes():
            visit = visit_of(route)
            yield route, visit, self.own.address(route, visit)


def attacked() -> Attacked:
    """Build both; a few seconds."""
    utsikten, natkraft = stage.start("utsikten"), stage.start("natkraft")
    own = whole_site(utsikten, natkraft)
    people = everybody(own, utsikten) | {ANYONE: None}
    own.ids |= more_ids(own, utsikten, people) | own.ids
    _count_from(BEFORE_FOREIGN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: noon(TODAY))
        foreign = shared_in_part()
    people |= own.people
    return Attacked(own, people, foreign, {who: _browser(one) for who, one in people.items()})


def _browser(staff: Any) -> Client:
    browser = Client()
    if staff is not None:
        browser.force_login(staff)
    return browser


@contextmanager
def taken_back() -> Iterator[None]:
    """What is written within is not there afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _count_from(number: int) -> None:
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table, key = model._meta.db_table, model._meta.pk.column
            if model._meta.auto_field is None:
                continue
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [table, number])
            else:
                sequence = "SELECT setval(pg_get_serial_sequence(%s, %s), %s)"
                cursor.execute(sequence, [f'"{table}"', key, number])
