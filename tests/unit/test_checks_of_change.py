"""The checks of what a change may do: to tables in use, by its parts, to how it is deployed."""

import json
import re
import subprocess
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations.state import ModelState, ProjectState

ROOT = Path(__file__).resolve().parents[2]


def tool(name: str) -> ModuleType:
    loader = SourceFileLoader(name, str(ROOT / "tools" / f"{name}.py"))
    module = ModuleType(loader.name)
    loader.exec_module(module)
    return module


def state() -> ProjectState:
    made = ProjectState()
    fields = [
        ("id", models.BigAutoField(primary_key=True)),
        ("name", models.CharField(max_length=50, null=True)),
        ("age", models.IntegerField()),
    ]
    made.add_model(ModelState("records", "Thing", fields))
    return made


def faults(*operations: Any, reason: str = "") -> list[str]:
    return list(tool("check_migrations").faults("0099_x", [*operations], state(), reason))


REFUSED = [
    migrations.RemoveField("Thing", "age"),
    migrations.RenameField("Thing", "age", "years"),
    migrations.DeleteModel("Thing"),
    migrations.RenameModel("Thing", "Other"),
    migrations.AlterModelTable("Thing", "other"),
    migrations.AddField("Thing", "kind", models.CharField(max_length=9, default="x")),
    migrations.AlterField("Thing", "name", models.CharField(max_length=50)),
    migrations.AlterField("Thing", "name", models.CharField(max_length=20, null=True)),
    migrations.AlterField("Thing", "name", models.CharField(max_length=50, null=True, unique=True)),
    migrations.AlterField("Thing", "age", models.TextField()),
]
ALLOWED = [
    migrations.AddField("Thing", "kind", models.CharField(max_length=9, null=True)),
    migrations.AddField("Thing", "kind", models.CharField(max_length=9, db_default="x")),
    migrations.AddField("Thing", "others", models.ManyToManyField("records.Thing")),
    migrations.AlterField("Thing", "name", models.CharField(max_length=80, null=True)),
    migrations.AlterField("Thing", "age", models.IntegerField(null=True)),
    migrations.AddIndex("Thing", models.Index(fields=["age"], name="things_by_age")),
    migrations.CreateModel("Fresh", [("id", models.BigAutoField(primary_key=True))]),
]


@pytest.mark.parametrize("operation", REFUSED, ids=lambda one: one.describe())
def test_what_an_older_version_stumbles_over_is_refused(operation: Any) -> None:
    assert len(faults(operation)) == 1


@pytest.mark.parametrize("operation", REFUSED, ids=lambda one: one.describe())
def test_a_reason_lets_it_through(operation: Any) -> None:
    assert faults(operation, reason="The site is stopped for this release, see the notes") == []
    assert len(faults(operation, reason="because")) == 1


@pytest.mark.parametrize("operation", ALLOWED, ids=lambda one: one.describe())
def test_what_an_older_version_does_not_notice_is_allowed(operation: Any) -> None:
    assert faults(operation) == []
    assert len(faults(operation, reason="A reason that nothing in it needs")) == 1


def test_a_table_of_the_migrations_own_may_be_shaped_further() -> None:
    fresh = migrations.CreateModel("Fresh", [("id", models.BigAutoField(primary_key=True))])
    then = migrations.AddField("Fresh", "name", models.CharField(max_length=9, default=""))

    assert faults(fresh, then) == []


AUDITED = {
    "dependencies": [
        {"name": "safe", "version": "1.0", "vulns": []},
        {"name": "bad", "version": "2.0",
         "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}, {"id": "OLD", "fix_versions": []}]},
    ]
}  # fmt: skip
UNKNOWN = {"name": "unknown", "skip_reason": "Dependency not found on PyPI"}


def vulnerabilities(monkeypatch: pytest.MonkeyPatch, output: str) -> tuple[int, ModuleType]:
    checks = tool("check_vulnerabilities")
    done = subprocess.CompletedProcess([], 1, output, "")
    monkeypatch.setattr(checks, "audit", lambda _lock: done)
    return checks.main(), checks


def test_a_known_vulnerability_fails_the_check_and_says_what_mends_it(
    monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    code, _checks = vulnerabilities(monkeypatch, json.dumps(AUDITED))

    assert code == 1
    assert capsys.readouterr().out.splitlines() == [
        "bad 2.0: PYSEC-1, mended in 2.1",
        "bad 2.0: OLD, mended in no version yet",
    ]


@pytest.mark.parametrize(
    "output", ["", "no JSON", json.dumps({"dependencies": [UNKNOWN]})], ids=["", "text", "unknown"]
)
def test_where_nobody_can_be_asked_it_is_said_and_nothing_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: Any, output: str
) -> None:
    code, checks = vulnerabilities(monkeypatch, output)

    assert code == checks.NOT_CHECKED
    assert capsys.readouterr().out.startswith("not checked: ")


def test_one_that_is_found_counts_though_another_could_not_be_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = {"dependencies": [*AUDITED["dependencies"], UNKNOWN]}

    assert vulnerabilities(monkeypatch, json.dumps(told))[0] == 1


def test_the_same_lock_gives_the_same_list_of_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    made = tool("sbom").make(str(tmp_path / "sbom.json"))

    assert made.returncode == 0, made.stderr
    parts = json.loads((tmp_path / "sbom.json").read_text())["components"]
    lock = Path("requirements/app.lock").read_text()
    assert len(parts) == len(re.findall(r"^[a-z].*==", lock, flags=re.M | re.I))
    assert {"django", "cryptography"} <= {part["name"].lower() for part in parts}


def test_the_linters_find_a_harm_done_to_each_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = tool("check_deploy")
    deploy = tmp_path / "deploy"
    (deploy / "systemd").mkdir(parents=True)
    monkeypatch.setattr(checks, "DEPLOY", deploy)
    for name in ("Dockerfile", "compose.yaml", "systemd/framsteg-web.service"):
        (deploy / name).write_text((ROOT / "deploy" / name).read_text())
    assert checks.main() in (0, checks.NOT_CHECKED)

    (deploy / "compose.yaml").write_text("services: {web: {imagee: framsteg}}")
    assert checks.main() == 1
    (deploy / "compose.yaml").write_text((ROOT / "deploy" / "compose.yaml").read_text())
    (deploy / "Dockerfile").write_text("FROM python:latest\nRUN cd /x && sudo make\n")
    assert checks.main() == 1
