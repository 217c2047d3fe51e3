"""A command waits for no library that it does not use: each costs as much as Django or more."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.beside import LONGEST_SECONDS, environment

EXAMPLES = Path(__file__).parents[2] / "examples"
HEAVY = frozenset(("lifelines", "numpy", "pandas", "psycopg", "pyarrow", "pyspark", "scipy"))

pytestmark = pytest.mark.process


@pytest.fixture
def loads(installed):
    """The heavy libraries that a command loads; it must succeed."""

    def run(*arguments):
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "framsteg.config.cli", *arguments],
            env=environment(DATA=str(installed)),
            capture_output=True, text=True, check=False, timeout=LONGEST_SECONDS,
        )  # fmt: skip
        told = [line.split("|")[-1].strip() for line in done.stderr.splitlines()]
        assert done.returncode == 0, [line for line in told if not line.startswith("import")][-20:]
        assert "framsteg.access" in told, "what was loaded is not told"
        return HEAVY & set(told)

    return run


@pytest.mark.parametrize("arguments", [("programme", "list"), ("audit", "verify")], ids=" ".join)
def test_what_asks_for_no_jobs_and_no_figures(loads, arguments):
    assert loads(*arguments) == set()


def test_a_report_on_fresh_figures(loads, tmp_path):
    cases = str(EXAMPLES / "natkraft_klienter.csv")
    assert loads("import", "cases", cases, "--programme", "natkraft") == set()
    report = ("report", "natkraft", str(tmp_path / "slut.pdf"))

    assert {"numpy", "pyarrow"} <= loads(*report)  # the figures are made first
    assert loads(*report) == set()
