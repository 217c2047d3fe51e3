"""Each contract of the house fails when it is broken, and names itself.

The real contracts run over a skeleton of the real packages, into which one import is planted.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Modules that contracts name, beside the packages themselves.
NAMED = (
    "access/changing.py",
    "access/changing_asks.py",
    "access/changing_method.py",
    "access/exporting.py",
    "config/cli.py",
)
LINTER = Path(sys.executable).with_name("lint-imports")

LINE = "The one line of dependency"
RECORDS = "Records are reached only from the room and the actions"
CHANGING = "The changing door opens only for actions"
EXPORTING = "The exporting door opens only for the snapshot"
DJANGO = "The lower floors never reach Django"
CYCLES = "No cycles between siblings"

BREAKS = [
    (LINE, "foundation/period.py", "import framsteg.rules"),
    (LINE, "blueprints/load.py", "import framsteg.rules"),
    (LINE, "rules/consent.py", "import framsteg.evaluation"),
    (LINE, "evaluation/answer.py", "import framsteg.rules"),
    (LINE, "records/models.py", "import framsteg.access"),
    (LINE, "access/reading.py", "import framsteg.actions"),
    (LINE, "actions/contacts.py", "import framsteg.snapshot"),
    (LINE, "imports/apply.py", "import framsteg.reports"),
    (LINE, "reports/sheet.py", "import framsteg.web"),
    (LINE, "web/pages.py", "import framsteg.config.cli"),
    (LINE, "services/new.py", "x = 1"),
    (RECORDS, "web/pages.py", "import framsteg.records"),
    (RECORDS, "snapshot/build.py", "import framsteg.records"),
    (RECORDS, "config/cli.py", "def late():\n    import framsteg.records"),
    (CHANGING, "web/pages.py", "import framsteg.access.changing"),
    (CHANGING, "imports/apply.py", "import framsteg.access.changing"),
    (CHANGING, "web/pages.py", "import framsteg.access.changing_method"),
    (CHANGING, "web/pages.py", "import framsteg.access.changing_asks"),
    (EXPORTING, "reports/sheet.py", "import framsteg.access.exporting"),
    (EXPORTING, "actions/contacts.py", "import framsteg.access.exporting"),
    (DJANGO, "foundation/period.py", "import django.utils.timezone"),
    (DJANGO, "rules/consent.py", "def late():\n    from django.db import models"),
    (DJANGO, "evaluation/answer.py", "import framsteg.records.models"),
]


@pytest.fixture(scope="module")
def skeleton(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages as they are named in the tree, empty."""
    root = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", root)
    packages = [path.parent for path in (ROOT / "framsteg").glob("*/__init__.py")]
    for package in [ROOT / "framsteg", *packages]:
        (root / package.relative_to(ROOT)).mkdir()
        (root / package.relative_to(ROOT) / "__init__.py").touch()
    for name in NAMED:
        (root / "framsteg" / name).touch()
    plant(root, "records/models.py", "import django.db")
    return root


@pytest.fixture
def house(skeleton: Path, tmp_path: Path) -> Path:
    return shutil.copytree(skeleton, tmp_path / "house")


def plant(house: Path, module: str, line: str) -> None:
    file = house / "framsteg" / module
    file.parent.mkdir(exist_ok=True)
    (file.parent / "__init__.py").touch()
    file.write_text(f"{line}\n")


def broken(house: Path) -> list[str]:
    """The names of the contracts that do not hold."""
    done = subprocess.run(
        [LINTER, "--no-cache", "--no-logo"],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    verdicts = [line.rsplit(" ", 1) for line in done.stdout.splitlines()]
    assert any(verdict[-1] in ("KEPT", "BROKEN") for verdict in verdicts), done.stdout
    return [verdict[0].strip() for verdict in verdicts if verdict[-1] == "BROKEN"]


def test_the_empty_house_keeps_every_contract(house: Path) -> None:
    assert broken(house) == []


@pytest.mark.parametrize(("contract", "module", "line"), BREAKS)
def test_contract_fails_when_broken(house: Path, contract: str, module: str, line: str) -> None:
    plant(house, module, line)

    assert contract in broken(house)


def test_siblings_may_not_import_each_other_in_a_ring(house: Path) -> None:
    plant(house, "access/reading.py", "import framsteg.access.log")
    plant(house, "access/log.py", "import framsteg.access.reading")

    assert CYCLES in broken(house)


def test_every_contract_is_shown_to_fail() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    shown = {contract for contract, _module, _line in BREAKS} | {CYCLES}

    assert text.count("[[tool.importlinter.contracts]]") == len(shown)
    assert all(f'name = "{contract}"' in text for contract in shown)
