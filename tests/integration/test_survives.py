"""What goes wrong with machines: nothing that was confirmed is lost, and it is said plainly."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.integration.conftest import Framsteg, environment
from tests.integration.survival import (
    IS_WHOLE,
    READY,
    WRITE_ON,
    Installation,
    everything,
    killed,
    next_line,
    python,
    started,
)

pytestmark = pytest.mark.both_databases


def confirmed(lines: list[dict[str, object]]) -> set[object]:
    return {line["saved"] for line in lines if "saved" in line}


def is_whole(told: dict[str, Any]) -> bool:
    # Two who write at once draw their numbers in an order of their own.
    whole = sorted(told["contacts"]) == sorted(told["events"])
    return whole and told["wrong_summaries"] == told["faults_in_the_logs"] == 0


def test_two_who_write_at_once_both_get_everything_saved(filled: Installation) -> None:
    argument = json.dumps(filled.told)
    writers = [started(WRITE_ON, argument, **filled.settings) for _each in range(2)]
    first = [next_line(writer) for writer in writers for _each in range(10)]

    lines = first + [line for writer in writers for line in killed(writer)]

    told = python(IS_WHOLE, **filled.settings)
    assert not [line for line in lines if "refused" in line]
    assert confirmed(lines) <= set(told["contacts"])
    assert is_whole(told)


# Reads the text, says so, waits for a word, and saves upon what it read.
CHANGE_WHAT_WAS_READ = (
    READY
    + """
from django.utils import timezone
from framsteg.access import viewer_for
from framsteg.actions import recording, sections
from framsteg.foundation.codes import Part
from framsteg.records.models import Section, Staff

told, mine = json.loads(sys.argv[1]), sys.argv[2]
viewer = viewer_for(Staff.objects.get(pk=told["writer"]), today=timezone.localdate())
version = Section.unscoped.get(enrolment_id=told["case"], part=Part.SUPPORT_NEEDS).version
print(json.dumps("read"), flush=True)
sys.stdin.readline()
try:
    sections.write(
        by=viewer, enrolment_id=told["case"], part=Part.SUPPORT_NEEDS, text=mine, version=version
    )
    print(json.dumps("saved"), flush=True)
except recording.Conflict as conflict:
    print(json.dumps("told of the other"), flush=True)
"""
)
WRITE_FIRST = (
    READY
    + """
from django.utils import timezone
from framsteg.access import viewer_for
from framsteg.actions import sections
from framsteg.foundation.codes import Part
from framsteg.records.models import Staff

told = json.loads(sys.argv[1])
viewer = viewer_for(Staff.objects.get(pk=told["writer"]), today=timezone.localdate())
sections.write(
    by=viewer, enrolment_id=told["case"], part=Part.SUPPORT_NEEDS, text="at first", version=None
)
print("{}")
"""
)
WHAT_STANDS = (
    READY
    + """
from framsteg.foundation.codes import Part
from framsteg.records.models import Section
row = Section.unscoped.get(enrolment_id=json.loads(sys.argv[1])["case"], part=Part.SUPPORT_NEEDS)
print(json.dumps(row.text))
"""
)


def test_two_who_change_the_same_text_do_not_write_over_each_other(filled: Installation) -> None:
    argument = json.dumps(filled.told)
    python(WRITE_FIRST, argument, **filled.settings)
    writers = {
        text: subprocess.Popen(
            [sys.executable, "-c", CHANGE_WHAT_WAS_READ, argument, text],
            env=environment(**filled.settings), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True,
        )
        for text in ("mine", "yours")
    }  # fmt: skip
    assert [next_line(writer) for writer in writers.values()] == ["read", "read"]

    said = {}
    for writer in writers.values():
        assert writer.stdin is not None
        writer.stdin.write("\n")
        writer.stdin.flush()
    for text, writer in writers.items():
        said[text] = json.loads(writer.communicate(timeout=60)[0])

    assert sorted(said.values()) == ["saved", "told of the other"]
    (stands,) = [text for text, how in said.items() if how == "saved"]
    assert python(WHAT_STANDS, argument, **filled.settings) == stands


JUMPING_CLOCK = (
    READY
    + """
from datetime import timedelta
import time_machine
from django.utils import timezone
from framsteg.access import viewer_for
from framsteg.actions import contacts
from framsteg.config import audit
from framsteg.foundation.codes import Channel, Place
from framsteg.records.models import Staff

told = json.loads(sys.argv[1])
saved = []
for days in (0, -3, 2, 0):
    with time_machine.travel(timezone.now() + timedelta(days=days), tick=True):
        viewer = viewer_for(Staff.objects.get(pk=told["writer"]), today=timezone.localdate())
        saved.append(contacts.log(
            by=viewer, enrolment_id=told["case"], on=viewer.today, channel=Channel.PHONE,
            place=Place.REMOTE,
        ))
        audit.seal_logs()
print(json.dumps(saved))
"""
)


def test_a_clock_that_jumps_back_and_forth_loses_nothing_and_the_logs_stay_whole(
    filled: Installation,
) -> None:
    saved = python(JUMPING_CLOCK, json.dumps(filled.told), **filled.settings)

    told = python(IS_WHOLE, **filled.settings)
    assert len(saved) == 4
    assert set(saved) <= set(told["contacts"])
    assert is_whole(told)


# A version behind, and then the newest change stopped just before it is confirmed.
ONE_BACK = (
    READY
    + """
from django.db import connection
from django.db.migrations.loader import MigrationLoader
loader = MigrationLoader(connection)
(newest,) = loader.graph.leaf_nodes("records")
before = [key for key in loader.graph.node_map[newest].parents if key.key[0] == "records"]
call_command("migrate", "records", before[0].key[1], verbosity=0)
print(json.dumps(newest[1]))
"""
)
STOPPED_HALF_WAY = (
    READY
    + """
import time
from django.db.migrations import Migration

whole = Migration.apply

def half(self, *arguments, **more):
    state = whole(self, *arguments, **more)
    print(json.dumps("half way"), flush=True)
    time.sleep(120)
    return state

Migration.apply = half
call_command("migrate", verbosity=0)
"""
)


def test_a_migration_killed_half_way_leaves_the_database_as_it_was(
    filled: Installation, framsteg: Framsteg
) -> None:
    python(ONE_BACK, **filled.settings)
    before = everything(filled.settings)
    migrating = started(STOPPED_HALF_WAY, **filled.settings)
    assert next_line(migrating) == "half way"

    killed(migrating)

    assert everything(filled.settings) == before
    refused = framsteg("audit", "verify", **filled.settings)
    assert refused.returncode == 1
    assert refused.stderr == (
        "The database was made by an older version. Run `framsteg migrate` first.\n"
    )
    again = framsteg("migrate", **filled.settings)
    assert again.returncode == 0, again.stderr
    assert is_whole(python(IS_WHOLE, **filled.settings))
