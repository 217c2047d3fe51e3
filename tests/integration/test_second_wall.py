"""The database's own refusal, asked in plain SQL by the role that the site logs in with."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import Error, connection, models, transaction
from django.db.models import Q
from django.test.utils import isolate_apps
from django.utils import timezone

from framsteg.access import Viewer, wall
from framsteg.access.sightline import Sightline
from framsteg.actions import calendars, consents
from framsteg.foundation.codes import ConsentGiven, Part, Role
from framsteg.records import second_wall
from framsteg.records.models import Enrolment, Ground
from tests.factories.canaries import write_everything
from tests.factories.stand import WORD, Stand, noon
from tests.factories.surfaces import addresses, text_of
from tests.factories.world import TODAY

NAMES = {model.__name__ for model in apps.get_app_config("records").get_models()}
ON_POSTGRESQL = (pytest.mark.django_db, pytest.mark.postgresql)


def on_postgresql(test: Any) -> Any:
    for mark in ON_POSTGRESQL:
        test = mark(test)
    return test


# ── What the wall is drawn from ────────────────────────────────────────────────────────────────


def test_every_model_of_persons_has_a_condition_or_a_reason() -> None:
    drawn = {model.__name__: second_wall.condition(model) for model in second_wall.guarded()}

    of_persons = {model.__name__ for model in second_wall.models_of_persons()}
    assert drawn.keys() | second_wall.OPEN.keys() == of_persons
    assert all(second_wall.ORGANISATION in told for told in drawn.values())
    named = (second_wall.WITH_PARENT, second_wall.OF_THE_CASE, second_wall.SPECIAL)
    assert {name for names in named for name in names} <= drawn.keys()


@isolate_apps("framsteg.records")
def test_a_new_model_of_persons_of_which_nothing_is_known_is_refused() -> None:
    class Secret(models.Model):
        words = models.TextField()

        class Meta:
            app_label = "records"

    with pytest.raises(second_wall.NoWall):
        second_wall.condition(Secret)


@on_postgresql
def test_every_guarded_table_has_its_policy() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_policies JOIN pg_class ON relname = tablename "
            "WHERE policyname = %s AND relrowsecurity",
            [second_wall.POLICY],
        )
        standing = {table for (table,) in cursor.fetchall()}

    assert standing == {model._meta.db_table for model in second_wall.guarded()}


# ── Asked in SQL ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> Stand:
    """Three organisations have written everything about a person, and no ground is in force."""
    settings.SNAPSHOTS = tmp_path / "snapshots"
    monkeypatch.setattr(timezone, "now", lambda: noon(TODAY))
    stand = Stand()
    everything = give(stand, *Part)
    for staff in stand.coaches:
        write_everything(stand.told, stand.viewer(staff))
    consents.withdraw(by=stand.viewer(stand.world.anna), consent_id=everything)
    return stand


def give(stand: Stand, *parts: Part) -> int:
    return consents.give(
        by=stand.viewer(stand.world.anna), enrolment_id=stand.case.pk,
        shares={staff.organisation_id: list(parts) for staff in stand.coaches[1:]},
        text_version="1", text_shown="…", purpose="Samverkan", given=ConsentGiven.ORAL,
        given_on=TODAY,
    )  # fmt: skip


@contextmanager
def as_the_site(viewer: Viewer | wall.Standing) -> Iterator[Any]:
    """A cursor of the role that the site logs in with, while this viewer looks."""
    with wall.standing(viewer), connection.cursor() as cursor:
        cursor.execute("SET ROLE framsteg_site")
        try:
            yield cursor
        finally:
            if not connection.needs_rollback:
                cursor.execute("RESET ROLE")


def seen(cursor: Any, model: type[models.Model]) -> set[int]:
    cursor.execute(f"SELECT id FROM {model._meta.db_table}")
    return {pk for (pk,) in cursor.fetchall()}


def of_cases() -> list[type[models.Model]]:
    """Guarded tables whose rows say themselves who wrote them, and in which case."""
    special = second_wall.SPECIAL.keys() | second_wall.OF_THE_CASE
    return [
        model
        for model in second_wall.guarded()
        if model.__name__ not in special
        and {"owner", "enrolment"} <= {f.name for f in model._meta.concrete_fields}
    ]


@on_postgresql
@pytest.mark.parametrize("who", ["nobody", "stranger"])
def test_who_has_no_part_in_the_case_sees_no_row_of_it(stand: Stand, who: str) -> None:
    """Not a single row of any guarded table about it, whatever is asked."""
    looks = wall.NOBODY if who == "nobody" else stand.viewer(stand.world.cecilia)
    filled, found = set(), {}

    for model in second_wall.guarded():
        if not any(f.name == "enrolment" for f in model._meta.concrete_fields):
            continue
        if model._default_manager.filter(enrolment=stand.case.pk).exists():  # type: ignore[attr-defined]
            filled.add(model.__name__)
        with as_the_site(looks) as cursor:
            column = model._meta.get_field("enrolment").column  # type: ignore[union-attr]
            cursor.execute(
                f"SELECT count(*) FROM {model._meta.db_table} WHERE {column} = %s", [stand.case.pk]
            )
            found[model.__name__] = cursor.fetchone()[0]

    assert len(filled) > 25
    assert {name: n for name, n in found.items() if n} == {}


@on_postgresql
def test_nobody_sees_no_row_of_any_guarded_table(stand: Stand) -> None:
    with as_the_site(wall.NOBODY) as cursor:
        found = {model.__name__: len(seen(cursor, model)) for model in second_wall.guarded()}

    assert {name: n for name, n in found.items() if n} == {}


@on_postgresql
def test_rows_of_another_organisation_open_with_the_ground_and_close_with_it(stand: Stand) -> None:
    bo = stand.viewer(stand.world.bo)

    def compare() -> int:
        with as_the_site(bo) as cursor:
            told = {model: seen(cursor, model) for model in of_cases()}
        for model, ids in told.items():
            assert ids == _to_be_seen(bo, model), model
        return sum(map(len, told.values()))

    before = compare()
    consent = give(stand, Part.PLAN, Part.CONTACTS)
    during = compare()
    consents.withdraw(by=stand.viewer(stand.world.anna), consent_id=consent)

    assert during > before == compare()


def _to_be_seen(viewer: Viewer, model: type[models.Model]) -> set[int]:
    """Row by row: written at home, or of a part that its writer gives today."""
    given = {
        (ground.enrolment_id, ground.giver_id, ground.part)
        for ground in Ground.unscoped.filter(receiver=viewer.organisation_id)
        if ground.starts_on <= viewer.today and (ground.ends_on or date.max) > viewer.today
    }
    some = {(case, giver) for case, giver, _part in given}
    found = set()
    for row in model.unscoped.all():  # type: ignore[attr-defined]
        part = getattr(row, "part", None) or second_wall.PARTS.get(model.__name__)
        by_ground = (
            (row.enrolment_id, row.owner_id, part) in given
            if part
            else (row.enrolment_id, row.owner_id) in some
        )
        if row.owner_id == viewer.organisation_id or by_ground:
            found.add(row.pk)
    return found


@on_postgresql
@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("UPDATE records_contact SET note = 'x' WHERE owner_id <> {home}", 0),
        ("DELETE FROM records_contact WHERE owner_id <> {home}", 0),
        ("UPDATE records_contact SET owner_id = {other} WHERE owner_id = {home}", "row-level"),
        ("UPDATE records_event SET reason = 'x'", "permission denied"),
        ("DELETE FROM records_accesslogentry", "permission denied"),
        ("TRUNCATE records_loglink", "permission denied"),
        ("ALTER TABLE records_contact DISABLE ROW LEVEL SECURITY", "must be owner"),
        ("DROP POLICY framsteg_second_wall ON records_contact", "must be owner"),
        ("DROP TRIGGER records_event_append_only ON records_event", "must be owner"),
        ("SET ROLE framsteg", "permission denied"),
    ],
)
def test_the_sites_role_changes_nothing_of_others_and_nothing_of_the_wall(
    stand: Stand, statement: str, refusal: int | str
) -> None:
    bo = stand.world.bo.organisation_id
    words = statement.format(home=bo, other=stand.world.anna.organisation_id)

    with as_the_site(stand.viewer(stand.world.bo)) as cursor:
        if statement.startswith("SET ROLE"):
            # As who logged in with it, not as the tests' owner who took it on.
            cursor.execute("SELECT pg_has_role('framsteg_site', 'framsteg', 'MEMBER')")
            assert cursor.fetchone() == (False,)
        elif isinstance(refusal, int):
            cursor.execute(words)
            assert cursor.rowcount == refusal
        else:
            with pytest.raises(Error, match=refusal), transaction.atomic():
                cursor.execute(words)


# ── Behind a first wall that lets everything through ───────────────────────────────────────────


@on_postgresql
def test_words_are_crossed_out_of_the_log_only_when_two_have_decided(stand: Stand) -> None:
    refused = pytest.raises(Error, match="two have decided")
    with as_the_site(wall.INSTALLATION) as cursor, refused, transaction.atomic():
        cursor.execute("SELECT framsteg_cross_out(1, ARRAY[1]::bigint[])")


def _let_everything_through(patch: pytest.MonkeyPatch) -> None:
    everything: dict[str, Any] = {
        "sees": lambda *_a, **_k: Q(),
        "within_reach": lambda *_a, **_k: Q(),
        "in_sight": lambda *_a, **_k: Q(),
        "cases_in_sight": lambda _viewer: Enrolment.unscoped.all(),
    }
    for name, module in list(sys.modules.items()):
        if name.startswith("framsteg.access"):
            for rule, off in everything.items():
                if hasattr(module, rule):
                    patch.setattr(module, rule, off)
    patch.setattr(Sightline, "sees", lambda *_a: True)
    patch.setattr(Sightline, "rows", lambda *_a: Q())


@on_postgresql
def test_with_the_first_wall_switched_off_the_second_still_keeps_everything(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A coach of the same programme, whose organisation has no part in this person's case."""
    world, told = stand.world, stand.told
    siv = world.staff("Siv", world.cecilia.organisation, Role.EMPLOYMENT_SPECIALIST)
    told.known(enrolment_id=stand.case.pk, key=world.programme.key, staff_id=siv.pk,
               employer_id=told.employer_id, job_id=told.job_id,
               token=calendars.renew_feed(by=stand.viewer(siv)))  # fmt: skip
    opened = addresses({name: ids[:1] for name, ids in told.ids.items()})
    own = told.page("participants:file")
    _let_everything_through(monkeypatch)

    stand.browser(siv).raise_request_exception = False
    leaked = {
        address: sorted(set(WORD.findall(text_of(stand.browser(siv), address))))
        for address in opened
    }
    anna_sees = WORD.findall(text_of(stand.browser(world.anna), own))

    assert len(opened) > 60
    assert {address: words for address, words in leaked.items() if words} == {}
    assert anna_sees


@on_postgresql
def test_the_connection_forgets_who_looked_when_the_answer_is_given(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wall, "_of_the_process", wall.NOBODY)  # a command may have run before
    text_of(stand.browser(stand.world.anna), "/deltagare/")

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('framsteg.organisation', true),"
            " current_setting('framsteg.scope', true)"
        )
        assert cursor.fetchone() == ("", "")


@pytest.mark.postgresql
@pytest.mark.both_databases
def test_an_installation_of_two_roles_is_made_by_the_owner_and_used_by_the_other(
    framsteg: Any, no_tables_yet: dict[str, str]
) -> None:
    owner = no_tables_yet["DATABASE_URL"]
    site = owner.replace("//framsteg@", "//framsteg_site@")

    alone = framsteg("migrate", DATABASE_URL=owner)
    unguarded = framsteg("doctor", DATABASE_URL=owner, LANGUAGE="en")
    made = framsteg("migrate", DATABASE_URL=site, DATABASE_OWNER_URL=owner)
    guarded = framsteg("doctor", DATABASE_URL=site, LANGUAGE="en")
    started = framsteg("programme", "add", "natkraft", DATABASE_URL=site)

    assert (alone.returncode, made.returncode) == (0, 0), made.stderr
    assert "does not bind it" in unguarded.stdout
    assert "The second wall binds" in guarded.stdout
    assert started.returncode == 0, started.stderr


@pytest.mark.postgresql
@pytest.mark.both_databases
def test_the_roles_of_the_compose_file_take_over_an_installation_of_one_role(
    framsteg: Any, own_database: dict[str, str]
) -> None:
    address = own_database["DATABASE_URL"]
    roles = {"OWNER_ROLE": f"owner_{os.getpid()}", "SITE_ROLE": f"site_{os.getpid()}"}
    named = {
        "POSTGRES_USER": "framsteg",
        "POSTGRES_DB": address.split("@/")[1].split("?")[0],
        "PGHOST": address.split("host=")[1],
        "OWNER_PASSWORD": "the owner's, with a quote '",
        "SITE_PASSWORD": "the site's",
    }
    owner = address.replace("//framsteg@", f"//{roles['OWNER_ROLE']}@")
    site = address.replace("//framsteg@", f"//{roles['SITE_ROLE']}@")
    script = Path(__file__).parents[2] / "deploy/roles.sh"

    for _again in range(2):
        subprocess.run([script], env={**os.environ, **named, **roles}, check=True)
    made = framsteg("migrate", DATABASE_URL=site, DATABASE_OWNER_URL=owner)
    found = framsteg("doctor", DATABASE_URL=site, LANGUAGE="en")

    assert made.returncode == 0, made.stderr
    assert "The second wall binds" in found.stdout
