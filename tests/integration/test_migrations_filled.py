"""A filled database goes back a release and forward again, and every row is still there."""

import pytest

from tests.integration.survival import IS_WHOLE, READY, Installation, everything, python

pytestmark = pytest.mark.both_databases

MIGRATE = (
    READY
    + """
call_command("migrate", "records", sys.argv[1], verbosity=0)
print("{}")
"""
)
TO = "0001_squashed_0058_requests"
# Made since, so gone at the turning point: the proof of the logs is bound anew by the worker.
NOT_COMPARED = {"django_migrations", "framsteg_cache", "sqlite_sequence", "auth_permission",
                "django_content_type"}  # fmt: skip


def test_back_a_release_and_forward_again(filled: Installation) -> None:
    before = everything(filled.settings)
    python(MIGRATE, TO, **filled.settings)
    at_the_turn = everything(filled.settings)

    python(MIGRATE.replace('"records", sys.argv[1], ', ""), **filled.settings)

    after = everything(filled.settings)
    stayed = before.keys() & at_the_turn.keys() - NOT_COMPARED
    assert before.keys() == after.keys()
    assert before.keys() - at_the_turn.keys()
    assert {name for name in stayed if before[name] != after[name]} == set()
    assert sum(len(before[name]) for name in stayed) > 30
    told = python(IS_WHOLE, **filled.settings)
    assert told["contacts"] == told["events"]
    assert told["wrong_summaries"] == 0
