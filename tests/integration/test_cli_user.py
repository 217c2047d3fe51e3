"""`framsteg user add`: somebody new can log in, and does what their role allows."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth import authenticate

from framsteg.config import cli
from framsteg.config.commands.user import LETTERS, one_time_password
from framsteg.foundation.codes import OrganisationKind, Role
from framsteg.records.models import Organisation, Programme, RoleGrant, Staff

ADD = ["user", "add", "anna@example.se", "--name", "Anna Ek", "--organisation", "kommunen"]
COACH = [*ADD, "--role", "employment_specialist", "--programme", "ung"]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def programme() -> Programme:
    owner = Organisation.objects.create(name="Kommunen", kind=OrganisationKind.MUNICIPALITY)
    return Programme.objects.create(
        key="ung",
        name="Ung",
        blueprint_key="ips",
        blueprint_version=1,
        owner=owner,
        starts_on=date(2026, 1, 1),
    )


def test_added_coach_logs_in_with_the_printed_password(
    capsys: pytest.CaptureFixture[str], programme: Programme
) -> None:
    assert cli.main(COACH) == 0

    password = capsys.readouterr().out.strip().rsplit(" ", 1)[-1]
    staff = authenticate(None, email="anna@example.se", password=password)
    assert staff is not None
    grant = RoleGrant.objects.get(staff=staff.pk)
    assert (grant.role, grant.programme) == (Role.EMPLOYMENT_SPECIALIST, programme)


def test_output_names_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(COACH)

    shown = capsys.readouterr()
    assert "Anna" not in shown.out + shown.err
    assert "example.se" not in shown.out + shown.err


def test_administrator_has_no_programme() -> None:
    assert cli.main([*ADD, "--role", "administrator"]) == 0

    assert RoleGrant.objects.get(role=Role.ADMINISTRATOR).programme is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([*ADD, "--role", "administrator", "--programme", "ung"], "--programme"),
        ([*ADD, "--role", "team_lead"], "--programme"),
        ([*ADD, "--role", "team_lead", "--programme", "gammal"], "gammal"),
        ([*COACH, "--organisation", "Regionen"], "Kommunen"),
        (["user", "add", "anna", *COACH[3:]], "e-post"),
    ],
)
def test_refusals_are_one_line_and_leave_nobody_behind(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.main(arguments)

    told = capsys.readouterr().err
    assert code == 1
    assert said in told
    assert told.count("\n") == 1
    assert not Staff.objects.exists()


def test_same_address_twice_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(COACH)

    assert cli.main([word.replace("anna@", "ANNA@") for word in COACH]) == 1
    assert Staff.objects.count() == 1


@pytest.mark.parametrize("missing", ["--name", "--organisation", "--role"])
def test_what_is_missing_is_named(missing: str, capsys: pytest.CaptureFixture[str]) -> None:
    at = COACH.index(missing)

    assert cli.main(COACH[:at] + COACH[at + 2 :]) == 2
    assert missing in capsys.readouterr().err


def test_passwords_differ_and_can_be_read_out() -> None:
    passwords: set[Any] = {one_time_password() for _n in range(100)}

    assert len(passwords) == 100
    assert all(set(word) <= set(f"{LETTERS}-") and len(word) == 19 for word in passwords)
