"""Thinning out: the log still proves itself, and a certificate is kept."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from framsteg.access.reading import disposals as reading
from framsteg.config import audit
from framsteg.foundation.codes import (
    DisposalState,
    Role,
)
from framsteg.records.append_only import allowed
from framsteg.records.models import (
    Disposal,
    Enrolment,
    Event,
    LogCrossing,
    Participant,
    Staff,
)
from tests.factories.world import World
from tests.integration.retention_world import (
    THEN,
    proposed,
    thinned,
    two_who_mind,
    who_left,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framsteg.web.viewer.timezone.localdate", lambda: THEN)


@pytest.fixture
def world() -> World:
    return World(today=THEN)


@pytest.fixture
def two(world: World) -> tuple[Staff, Staff]:
    return two_who_mind(world)


@pytest.fixture
def maja(world: World) -> Enrolment:
    return who_left(world)


# ── The log and the certificate ────────────────────────────────────────────────────────────────


def test_the_log_proves_itself_after_its_words_are_crossed_out(
    world: World, two: tuple[Staff, Staff], maja: Enrolment, settings: Any, tmp_path: Any
) -> None:
    settings.FRAMSTEG_DATA = tmp_path
    audit.seal_logs()

    row = thinned(world, two, maja)
    audit.seal_logs()

    assert list(audit.verify()) == []
    assert [rows for _org, pk, rows in audit.crossed_out() if pk == row.pk] == [
        row.told["crossed_out"]
    ]
    event = Event.unscoped.get(verb="contacts.log", organisation_id=world.anna_org.pk)
    assert (event.changes, event.staff_id, event.subject) == ({}, world.anna.pk, "contact")


@pytest.mark.parametrize("how", ["another row", "without an event", "changed afterwards"])
def test_a_crossing_that_no_disposal_declares_is_found(
    world: World, two: tuple[Staff, Staff], maja: Enrolment, settings: Any, tmp_path: Any, how: str
) -> None:
    settings.FRAMSTEG_DATA = tmp_path
    audit.seal_logs()
    row = thinned(world, two, maja)
    audit.seal_logs()
    event = Event.unscoped.get(verb="contacts.log", organisation_id=world.anna_org.pk)
    decided = Event.unscoped.get(verb="disposals.propose")

    with allowed() as cursor:
        if how == "another row":
            cursor.execute(
                "UPDATE records_event SET reason = '' , changes = '{}' WHERE id = %s", [decided.pk]
            )
        elif how == "changed afterwards":
            cursor.execute("UPDATE records_event SET verb = 'x' WHERE id = %s", [event.pk])
        else:
            cursor.execute(
                "UPDATE records_event SET changes = '{}' WHERE verb = 'disposals.carry_out'"
            )

    assert {fault.kind for fault in audit.verify()} == {"row_changed"}
    assert row.told["digest"]


def test_the_database_refuses_to_change_a_crossing(
    world: World, two: tuple[Staff, Staff], maja: Enrolment
) -> None:
    from django.db import DatabaseError, connection, transaction

    thinned(world, two, maja)

    for statement in ("UPDATE records_logcrossing SET row_hash = ''",
                      "DELETE FROM records_logcrossing"):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert LogCrossing.unscoped.exists()


def test_the_certificate_says_what_who_and_until_when(
    world: World, two: tuple[Staff, Staff], maja: Enrolment
) -> None:
    row = thinned(world, two, maja)
    client = Client()
    client.force_login(two[0])

    page = client.get(f"/gallringar/{row.pk}/").content.decode()
    pdf = client.get(f"/gallringar/{row.pk}/bevis.pdf").content

    assert row.state == DisposalState.DONE
    assert "Gallringsbevis" in page
    assert "Dagny" in page and "Lena" in page
    assert "31 maj 2026" in page
    assert "2001:453" in page
    assert "Maja" not in page
    assert pdf.startswith(b"%PDF")


def test_two_log_in_and_do_it_on_the_pages(
    world: World, two: tuple[Staff, Staff], maja: Enrolment
) -> None:
    first, second = Client(), Client()
    first.force_login(two[0])
    second.force_login(two[1])

    assert "Maja Holm" in first.get("/gallring/case/").content.decode()
    there = first.post("/gallring/case/", {"chosen": f"case-{maja.pk}"})["Location"]
    assert "En kollega måste godkänna" in first.get(there).content.decode()
    assert second.get(f"{there}godkann/").status_code == 200
    done = second.post(f"{there}godkann/", follow=True).content.decode()

    assert "Gallringsbevis" in done
    assert reading.disposals(world.viewer(two[0]))[0].state is DisposalState.DONE


def test_sent_back_nothing_goes(world: World, two: tuple[Staff, Staff], maja: Enrolment) -> None:
    pk = proposed(world, two[0], maja)
    client = Client()
    client.force_login(two[1])

    client.post(f"/gallringar/{pk}/tillbaka/", {"reason": "Vänta på domen"})

    assert Disposal.objects.get(pk=pk).reason == "Vänta på domen"
    assert Participant.unscoped.get().given_name == "Maja"


@pytest.mark.parametrize("role", [Role.EMPLOYMENT_SPECIALIST, Role.ADMINISTRATOR, Role.EVALUATOR])
def test_others_find_nothing(
    world: World, two: tuple[Staff, Staff], maja: Enrolment, role: Role
) -> None:
    pk = proposed(world, two[0], maja)
    client = Client()
    client.force_login(world.staff("Ylva", world.anna_org, role))

    for address in ("/gallring/", "/gallring/case/", "/gallring/case/beslut/",
                    f"/gallringar/{pk}/", f"/gallringar/{pk}/godkann/"):  # fmt: skip
        assert client.get(address).status_code == 404, address


def test_another_organisations_disposal_is_not_found(
    world: World, two: tuple[Staff, Staff], maja: Enrolment
) -> None:
    pk = proposed(world, two[0], maja)
    client = Client()
    client.force_login(world.staff("Disa", world.bo_org, Role.DATA_PROTECTION_OFFICER))

    assert client.get(f"/gallringar/{pk}/").status_code == 404


def test_summaries_agree_afterwards(
    world: World, two: tuple[Staff, Staff], maja: Enrolment
) -> None:
    from framsteg.actions import summaries

    summaries.mend()
    thinned(world, two, maja)

    assert summaries.mend() == 0
    call_command("check")
