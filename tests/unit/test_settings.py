"""The environment is read strictly, and production refuses what is unsafe."""

import subprocess
import sys
from pathlib import Path

import pytest

from framsteg.config import addresses, safety
from framsteg.config.environment import Environment, kept_secret, read
from framsteg.config.refusals import Misconfigured

SECRET = "vK3mZt8rQwLx0yBnE5uJcH2sGdPa9fTi7oRbYkWe"
OTHER = "Zp4nXs7qMvHt1rCkG6wLbJ3yDfUe8aRo9iBmTzQc"

SAFE = {
    "FRAMSTEG_ENVIRONMENT": "production",
    "FRAMSTEG_DATA": "/var/lib/framsteg",
    "FRAMSTEG_DATABASE_URL": "postgresql://framsteg:x@db/framsteg",
    "FRAMSTEG_SECRET_KEY": SECRET,
    "FRAMSTEG_PSEUDONYM_KEY": OTHER,
    "FRAMSTEG_HOSTS": "framsteg.example.se",
    "FRAMSTEG_PROXIES": "1",
    "FRAMSTEG_MAIL_URL": "smtp+tls://u:p@mail.example.se:587",
}

UNSAFE = [
    ("debug", {"FRAMSTEG_DEBUG": "true"}),
    ("secret_missing", {"FRAMSTEG_SECRET_KEY": ""}),
    ("secret_weak", {"FRAMSTEG_SECRET_KEY": "short"}),
    ("secret_weak", {"FRAMSTEG_SECRET_KEY": "a" * 60}),
    ("secret_weak", {"FRAMSTEG_SECRET_KEY": f"django-insecure-{SECRET}"}),
    ("old_secret_weak", {"FRAMSTEG_OLD_SECRET_KEYS": f"{OTHER},short"}),
    ("pseudonym_key", {"FRAMSTEG_PSEUDONYM_KEY": ""}),
    ("pseudonym_key", {"FRAMSTEG_PSEUDONYM_KEY": "short"}),
    ("keys_shared", {"FRAMSTEG_PSEUDONYM_KEY": SECRET}),
    ("hosts_missing", {"FRAMSTEG_HOSTS": ""}),
    ("hosts_any", {"FRAMSTEG_HOSTS": "framsteg.example.se, *"}),
    ("hosts_any", {"FRAMSTEG_HOSTS": ".example.se"}),
    ("cookies", {"FRAMSTEG_SECURE_COOKIES": "false"}),
    ("hsts", {"FRAMSTEG_HSTS_DAYS": "0"}),
    ("proxies", {"FRAMSTEG_PROXIES": "0"}),
    ("sqlite_machines", {"FRAMSTEG_DATABASE_URL": "", "FRAMSTEG_MACHINES": "2"}),
    ("sqlite_workers", {"FRAMSTEG_DATABASE_URL": "", "FRAMSTEG_WORKERS": "5"}),
    ("data_relative", {"FRAMSTEG_DATA": "var"}),
    ("idle", {"FRAMSTEG_IDLE_MINUTES": "121"}),
    ("session", {"FRAMSTEG_SESSION_HOURS": "17"}),
    ("second_factor", {"FRAMSTEG_SECOND_FACTOR": "false"}),
    ("mail", {"FRAMSTEG_MAIL_URL": ""}),
    ("mail_plain", {"FRAMSTEG_MAIL_URL": "smtp://mail.example.se"}),
]


@pytest.mark.parametrize(("key", "change"), UNSAFE)
def test_production_refuses_what_is_unsafe(key: str, change: dict[str, str]) -> None:
    found = safety.faults(read(SAFE | change))

    assert key in [rule.key for rule in found]


def test_every_rule_is_shown_to_refuse() -> None:
    assert {rule.key for rule in safety.RULES} == {key for key, _change in UNSAFE}


def test_safe_production_starts() -> None:
    assert safety.faults(read(SAFE)) == ()


def test_sqlite_on_one_machine_is_safe_in_production() -> None:
    assert safety.faults(read(SAFE | {"FRAMSTEG_DATABASE_URL": ""})) == ()


def test_development_refuses_nothing() -> None:
    assert safety.faults(Environment()) == ()


def test_refusal_says_what_why_and_how_for_every_fault_at_once() -> None:
    env = read(SAFE | {"FRAMSTEG_HOSTS": "", "FRAMSTEG_DEBUG": "1"})

    with pytest.raises(Misconfigured) as refusal:
        safety.refuse_unsafe(env)

    message = str(refusal.value)
    assert "1. Debug mode is on." in message
    assert "2. No host name is given." in message
    assert message.count("Why: ") == message.count("Mend: ") == 2


def test_unsafe_settings_stop_django_itself(tmp_path: Path) -> None:
    started = subprocess.run(
        [sys.executable, "-c", "import framsteg.config.settings"],
        env={"FRAMSTEG_ENVIRONMENT": "production", "FRAMSTEG_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert started.returncode != 0
    assert "There is no secret key." in started.stderr
    assert not list(tmp_path.iterdir()), "nothing is made before the settings are found safe"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"FRAMSTEG_HOTS": "x"}, "FRAMSTEG_HOTS: no setting has this name; see .env.example"),
        ({"FRAMSTEG_WORKERS": "many"}, "FRAMSTEG_WORKERS: "),
        ({"FRAMSTEG_ENVIRONMENT": "prod"}, "FRAMSTEG_ENVIRONMENT: "),
        ({"FRAMSTEG_LANGUAGE": "de"}, "FRAMSTEG_LANGUAGE: "),
    ],
)
def test_misread_names_and_values_are_refused_by_name(given: dict[str, str], said: str) -> None:
    with pytest.raises(Misconfigured, match=said):
        read(given)


def test_refused_value_is_not_repeated() -> None:
    with pytest.raises(Misconfigured) as refusal:
        read({"FRAMSTEG_SECRETKEY": SECRET, "FRAMSTEG_WORKERS": "sesame"})

    assert SECRET not in str(refusal.value)
    assert "sesame" not in str(refusal.value)


def test_example_documents_every_setting_and_its_default() -> None:
    lines = Path(".env.example").read_text(encoding="utf-8").splitlines()
    documented = dict(line.split("=", 1) for line in lines if line.startswith("FRAMSTEG_"))

    assert set(documented) == {f"FRAMSTEG_{name.upper()}" for name in Environment.model_fields}
    assert read(documented) == Environment()


def test_empty_address_means_sqlite_with_a_write_ahead_log(tmp_path: Path) -> None:
    database = addresses.database("", tmp_path, 8)

    assert database["NAME"] == tmp_path / "framsteg.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]


@pytest.mark.parametrize(
    ("url", "host", "name", "user", "password"),
    [
        ("postgresql://me:a%40b@db:5433/cases", "db", "cases", "me", "a@b"),
        ("postgres://me@db/cases", "db", "cases", "me", ""),
        ("postgresql:///cases?host=/run/postgresql", "/run/postgresql", "cases", "", ""),
    ],
)
def test_postgresql_addresses(url: str, host: str, name: str, user: str, password: str) -> None:
    database = addresses.database(url, Path("var"), 8)

    told = [database[key] for key in ("HOST", "NAME", "USER", "PASSWORD")]
    assert told == [host, name, user, password]
    assert database["OPTIONS"]["pool"]["max_size"] == 8
    assert database["CONN_MAX_AGE"] == 0


@pytest.mark.parametrize("url", ["mysql://x/y", "cases", "sqlite:///x"])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(Misconfigured, match="FRAMSTEG_DATABASE_URL"):
        addresses.database(url, Path("var"), 8)


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp+tls://u:p@mail", 587, True, False),
        ("smtps://u:p@mail", 465, False, True),
        ("smtp://localhost:1025", 1025, False, False),
    ],
)
def test_mail_addresses(url: str, port: int, tls: bool, ssl: bool) -> None:
    mail = addresses.mail(url)

    assert (mail["EMAIL_PORT"], mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]) == (port, tls, ssl)


def test_kept_secret_is_made_once_and_is_the_owners_own(tmp_path: Path) -> None:
    first = kept_secret(tmp_path / "data", "secret_key")

    assert kept_secret(tmp_path / "data", "secret_key") == first
    assert len(first) >= 40
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o077 == 0
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret_key"]
