"""A process that is killed while it saves loses nothing that was confirmed, and leaves no half."""

import json
import signal
import subprocess
import sys

import pytest

from tests.integration.conftest import environment

pytestmark = pytest.mark.both_databases

SAVED_BEFORE_THE_KILL = 5

_READY = """
import django, json, os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "framsteg.config.settings")
django.setup()
"""

SAVE_ON_AND_ON = (
    _READY
    + """
import sys
from django.core.management import call_command
call_command("migrate", verbosity=0)
from framsteg.actions import contacts, recording
from framsteg.foundation.codes import Channel, Place
from tests.factories.world import TODAY, World

world = World()
case, viewer = world.case(), world.viewer(world.anna)
stop_before_the_summary = contacts.summaries.contact_logged
saved = 0

def slow(contact):
    if saved == int(sys.argv[1]):
        print(json.dumps("half way"), flush=True)
        import time
        time.sleep(60)
    stop_before_the_summary(contact)

contacts.summaries.contact_logged = slow
while True:
    contact_id = contacts.log(
        by=viewer, enrolment_id=case.pk, on=TODAY, channel=Channel.PHONE, place=Place.REMOTE
    )
    saved += 1
    print(json.dumps(contact_id), flush=True)
"""
)

WHAT_IS_THERE = (
    _READY
    + """
from framsteg.actions import summaries
from framsteg.records.models import Contact, Event

print(json.dumps({
    "contacts": list(Contact.unscoped.order_by("id").values_list("id", flat=True)),
    "events": list(
        Event.unscoped.filter(subject="contact").order_by("id").values_list("subject_id", flat=True)
    ),
    "wrong_summaries": len(list(summaries.differing())),
}))
"""
)


def test_killed_in_the_middle_of_a_save(own_database, tmp_path) -> None:
    settings = environment(DATA=str(tmp_path / "var"), **own_database)
    process = subprocess.Popen(
        [sys.executable, "-c", SAVE_ON_AND_ON, str(SAVED_BEFORE_THE_KILL)],
        env=settings,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    confirmed = [json.loads(process.stdout.readline()) for _ in range(SAVED_BEFORE_THE_KILL)]
    assert json.loads(process.stdout.readline()) == "half way"

    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()

    told = subprocess.run(
        [sys.executable, "-c", WHAT_IS_THERE],
        env=settings, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    there = json.loads(told.stdout)
    assert there == {"contacts": confirmed, "events": confirmed, "wrong_summaries": 0}
