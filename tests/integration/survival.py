"""What the tests of loss share: processes that write, and everything that a database holds."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pyrage

from tests.integration.beside import LONGEST_SECONDS, database_beside, environment

AUDIT_KEY = "the-tests-own-audit-key-0123456789-abcdefghij"

READY = """
import django, json, os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "framsteg.config.settings")
django.setup()
from django.core.management import call_command
"""

# An installation with some of everything that matters here: persons, contacts, history, logs
# that are bound and signed, somebody who logs in, and an uploaded file.
FILL = (
    READY
    + """
call_command("migrate", verbosity=0)
from django.conf import settings
from framsteg import access
from framsteg.actions import contacts
from framsteg.config import audit
from framsteg.foundation.codes import Channel, Place
from framsteg.web import uploads
from tests.factories.world import TODAY, World

world = World()
viewer = world.viewer(world.anna)
for given, family in (("Maja", "Åström"), ("Olle", "Öst"), ("Zoë", "d'Arc; -- \\\\N")):
    case = world.case(given=given, family=family)
    contacts.log(
        by=viewer, enrolment_id=case.pk, on=TODAY, channel=Channel.PHONE, place=Place.REMOTE
    )
    access.case_file(viewer, case.pk)
audit.seal_logs()
uploads.keep([b"namn;ort\\n", bytes(range(256))])
print(json.dumps({"case": case.pk, "writer": world.anna.pk}))
"""
)

# Logs contacts until it is killed, telling each one that is confirmed; a database that does not
# answer is tried again, as a page's reader would.
WRITE_ON = (
    READY
    + """
import time
from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from framsteg.access import viewer_for
from framsteg.actions import contacts
from framsteg.foundation.codes import Channel, Place
from framsteg.records.models import Staff

told = json.loads(sys.argv[1])
while True:
    try:
        viewer = viewer_for(Staff.objects.get(pk=told["writer"]), today=timezone.localdate())
        made = contacts.log(
            by=viewer, enrolment_id=told["case"], on=viewer.today, channel=Channel.PHONE,
            place=Place.REMOTE,
        )
    except DatabaseError as refused:
        print(json.dumps({"refused": type(refused).__name__}), flush=True)
        close_old_connections()
        time.sleep(0.2)
        continue
    print(json.dumps({"saved": made}), flush=True)
"""
)

IS_WHOLE = (
    READY
    + """
from framsteg.actions import summaries
from framsteg.config import audit
from framsteg.records.models import Contact, Event

print(json.dumps({
    "contacts": list(Contact.unscoped.order_by("id").values_list("id", flat=True)),
    "events": list(
        Event.unscoped.filter(subject="contact").order_by("id").values_list("subject_id", flat=True)
    ),
    "wrong_summaries": len(list(summaries.differing())),
    "faults_in_the_logs": len(list(audit.verify())),
}))
"""
)


@dataclass(frozen=True)
class Installation:
    """A filled installation: its settings, what FILL told, and the file with its backup key."""

    settings: dict[str, str]
    told: dict[str, int]
    key: Path

    @property
    def folder(self) -> Path:
        return Path(self.settings["DATA"])

    @property
    def backups(self) -> list[Path]:
        return sorted((self.folder / "backups").glob("*.age"))


@contextmanager
def filled_once(folder: Path) -> Iterator[Installation]:
    """One to make copies of: to migrate and fill takes seconds."""
    key = folder / "key.txt"
    identity = pyrage.x25519.Identity.generate()
    key.write_text(f"# ours\n{identity}\n")
    settings = {
        "DATA": str(folder / "var"),
        "LANGUAGE": "en",
        "BACKUP_RECIPIENTS": str(identity.to_public()),
        "AUDIT_KEY": AUDIT_KEY,
    }
    server = os.environ.get("FRAMSTEG_DATABASE_URL", "")
    if not server:
        yield Installation(settings, python(FILL, **settings), key)
        return
    with database_beside(server, f"filled_{os.getpid()}") as address:
        told = python(FILL, **settings, DATABASE_URL=address)
        yield Installation({**settings, "DATABASE_URL": address}, told, key)


@contextmanager
def copy_of(made: Installation, folder: Path) -> Iterator[Installation]:
    shutil.copytree(made.folder, folder)
    settings = {**made.settings, "DATA": str(folder)}
    if "DATABASE_URL" not in settings:
        yield Installation(settings, made.told, made.key)
        return
    server, pid = os.environ["FRAMSTEG_DATABASE_URL"], os.getpid()
    with database_beside(server, f"copy_{pid}", f"filled_{pid}") as address:
        yield Installation({**settings, "DATABASE_URL": address}, made.told, made.key)


@contextmanager
def nothing_yet(folder: Path) -> Iterator[dict[str, str]]:
    """Settings of another machine, as it were: no data folder, and an empty database."""
    others = {"DATA": str(folder), "LANGUAGE": "en", "AUDIT_KEY": AUDIT_KEY}
    server = os.environ.get("FRAMSTEG_DATABASE_URL", "")
    if not server:
        yield others
        return
    with database_beside(server, f"elsewhere_{os.getpid()}") as address:
        yield {**others, "DATABASE_URL": address}


def python(code: str, *arguments: str, **settings: str) -> Any:
    """Run a program to its end; what it printed last, read as JSON."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment(**settings), capture_output=True, text=True, timeout=LONGEST_SECONDS,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def started(code: str, *arguments: str, **settings: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env=environment(**settings), stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def next_line(process: "subprocess.Popen[str]") -> Any:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, "the process has ended"
    return json.loads(line)


def killed(process: "subprocess.Popen[str]") -> list[Any]:
    """Kill it at once; what it had told since we last read."""
    process.kill()
    rest = process.communicate()[0]
    return [json.loads(line) for line in rest.splitlines()]


def everything(settings: dict[str, str]) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, read past Framsteg and Django, in an order of their own."""
    if not settings.get("DATABASE_URL"):
        return _all_of_sqlite(Path(settings["DATA"]) / "framsteg.sqlite3")
    with psycopg.connect(settings["DATABASE_URL"]) as database:
        names = database.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {
            name: sorted(database.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for (name,) in names.fetchall()
        }


def _all_of_sqlite(file: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(file)) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: sorted(database.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for (name,) in names
        }
