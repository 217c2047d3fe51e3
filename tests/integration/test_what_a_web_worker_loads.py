"""A web worker that shows no figures carries nothing that only evaluation needs."""

import subprocess
import sys

import pytest

HEAVY = ("lifelines", "pandas", "pyspark", "scipy", "sqlglot", "statsmodels")
OURS = ("synthetic", "columns", "sites", "engines.parquet", "engines.spark", "survival")

CODE = """
import sys
from framsteg.config.wsgi import application
from django.test import Client
Client().get("/")
heavy = [name for name in {heavy!r} if name in sys.modules]
ours = [name for name in {ours!r} if f"framsteg.evaluation.{{name}}" in sys.modules]
print("loaded:", heavy + ours)
"""


@pytest.mark.process
def test_evaluation_libraries_are_not_loaded_with_the_web(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(heavy=HEAVY, ours=OURS)],
        env={"FRAMSTEG_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "framsteg.config.settings",
             "FRAMSTEG_DEBUG": "1", "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert "loaded: []" in done.stdout, done.stdout + done.stderr
