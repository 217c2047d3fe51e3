"""A worker that is killed while it works: what it had begun is begun anew, and nothing is lost."""

import time
from pathlib import Path

import pytest

from tests.integration.survival import READY, Installation, killed, python, started

pytestmark = pytest.mark.both_databases

PATIENCE = 60

ENQUEUE = (
    READY
    + """
from tests.factories import trial_tasks
trial_tasks.slow_at_first.enqueue(sys.argv[1])
print("{}")
"""
)
WORK = (
    READY
    + """
from framsteg.config.commands.worker import command
command()
"""
)
HOW_IT_WENT = (
    READY
    + """
from django_tasks_db.models import DBTaskResult
row = DBTaskResult.objects.get(task_path__endswith="slow_at_first")
left = DBTaskResult.objects.filter(status="FAILED").count()
print(json.dumps({"status": row.status, "tries": len(row.worker_ids), "failed": left}))
"""
)


def wait_for(file: Path, text: str) -> None:
    until = time.monotonic() + PATIENCE
    while not (file.exists() and file.read_text() == text):
        assert time.monotonic() < until, file.exists() and file.read_text()
        time.sleep(0.1)


def test_the_next_worker_begins_anew_what_a_killed_one_had_begun(
    filled: Installation, tmp_path: Path
) -> None:
    marks = tmp_path / "marks"
    python(ENQUEUE, str(marks), **filled.settings)
    first = started(WORK, **filled.settings)
    wait_for(marks, "begun\n")
    killed(first)

    second = started(WORK, **filled.settings)
    try:
        wait_for(marks, "begun\nbegun\ndone\n")
        told = python(HOW_IT_WENT, **filled.settings)
        until = time.monotonic() + PATIENCE
        while told["status"] != "SUCCESSFUL" and time.monotonic() < until:
            told = python(HOW_IT_WENT, **filled.settings)
    finally:
        second.terminate()
        second.communicate(timeout=PATIENCE)

    assert told == {"status": "SUCCESSFUL", "tries": 2, "failed": 0}
    assert second.returncode == 0
