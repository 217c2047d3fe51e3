"""One database's side of bench/web.py: make the world, record the floor, time both."""

import argparse
import http.client
import json
import os
import pickle
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import django
import floor
import paired
from web import arguments_of

django.setup()  # before anything that holds a model

# ruff: noqa: E402
import world
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from framsteg.access import CaseQuery, Viewer, case_files, viewer_for
from framsteg.access.reading.lists import _matching
from framsteg.actions import contacts
from framsteg.foundation.codes import Channel, Place
from framsteg.records import append_only
from framsteg.records.models import Staff
from framsteg.web.pages.participants_list import SEARCH

COPIES = 20  # different persons and pages, so that nobody's page lies ready
GOAL = {"postgresql": 2.5, "sqlite": 3.0}
LOG_GOAL = 2.5
CSRF = "b" * 32
NAMES = ("Lindberg", "Anna Ek", "Omar Sund", "Åsa Ny")
STARTS = ("li", "an", "sö", "ek")
ASKING = ("SELECT", "INSERT", "UPDATE", "DELETE")


@dataclass
class Target:
    """A request to Framsteg, and the number of its recording."""

    path: str
    session: str
    post: dict[str, str] | None = None
    recording: int = field(default=0)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    arguments_of(parser)
    arguments = parser.parse_args()

    make_ready(arguments.participants)
    recorder = Recorder()
    groups = {name: recorder.record(targets) for name, targets in targets_by_name().items()}
    statements = {name: recorder.statements(targets[0]) for name, targets in groups.items()}
    recorder.save(arguments.out.with_suffix(".recordings"))
    limits = {"rounds": arguments.rounds, "requests": arguments.requests}
    with server(arguments.out.with_suffix(".recordings")) as port:
        results = [
            paired.compare(
                name,
                asking(port, targets),
                asking(port, [Target(f"/floor/{t.recording}", "") for t in targets]),
                database=connection.vendor,
                statements=statements[name],
                goal=GOAL[connection.vendor],
                **limits,
            )
            for name, targets in groups.items()
        ]
    results += log_results(**limits)
    results += search_results(recorder, groups, **limits)
    print(f"{connection.vendor}: statements for 20 and 200 rows: {list_costs()}", flush=True)
    arguments.out.write_text(json.dumps([one.plain() for one in results]))


# ── the world, as it stands at the start of a run ──────────────────────────────────────────────


def make_ready(participants: int) -> None:
    """Make what is missing, and take away what an earlier run left."""
    built = Path(settings.FRAMSTEG_DATA) / f"world-{participants}"
    if not built.exists():
        started = time.perf_counter()
        world.build(participants)
        print(f"{connection.vendor}: made in {time.perf_counter() - started:.0f} s", flush=True)
        built.touch()
    call_command("collectstatic", interactive=False, verbosity=0)
    with append_only.allowed() as cursor:
        for table in ("records_accesslogentry", "records_event", "django_session"):
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute("DELETE FROM records_contact WHERE once IS NOT NULL")


def people_in_sight(staff_id: int, count: int) -> list[int]:
    """The ids of open cases spread over the alphabet that this coach may see by name."""
    ids = list(_matching(viewer(staff_id), CaseQuery()).values_list("pk", flat=True))
    return sorted(ids, key=lambda pk: (pk * 2654435761) % 4294967296)[:count]


def viewer(staff_id: int) -> Viewer:
    return viewer_for(Staff.objects.get(pk=staff_id), today=timezone.localdate(), where="bench")


# ── the requests ───────────────────────────────────────────────────────────────────────────────


def readers() -> list[int]:
    """Half from the owner, half from a partner who sees by consent."""
    owners, partners = world.coaches_of(world.OWNER), world.coaches_of(world.PARTNER)
    return [owners[3], partners[3], owners[20], partners[9]]


def targets_by_name() -> dict[str, list[Target]]:
    people = [(r, pk) for r in readers() for pk in people_in_sight(r, COPIES // 4)]
    sessions = {r: session(r) for r in readers()}
    names = [(r, one) for r in readers() for one in NAMES]
    starts = [(r, one) for r in readers() for one in STARTS]
    return {
        "list, 20 rows": [Target(f"/deltagare/?after={pk}", sessions[r]) for r, pk in people],
        "a person's page": [Target(f"/deltagare/{pk}/", sessions[r]) for r, pk in people],
        "search, two letters": [Target("/deltagare/", session(r, words)) for r, words in starts],
        "search, whole names": [Target("/deltagare/", session(r, words)) for r, words in names],
        "log a contact, the whole page": [
            Target(f"/deltagare/{pk}/kontakt/", sessions[r], post=contact_form(pk))
            for r, pk in people
        ],
    }


def contact_form(enrolment_id: int) -> dict[str, str]:
    return {
        "csrfmiddlewaretoken": CSRF, "enrolment_id": str(enrolment_id), "channel": "visit",
        "place": "office", "on": timezone.localdate().isoformat(), "note": world.NOTE,
        "minutes": "30", "present": "", "next_step": "", "next_step_on": "", "version": "",
    }  # fmt: skip


def session(staff_id: int, words: str = "") -> str:
    """A logged-in session's key."""
    store = SessionStore()
    store[SESSION_KEY] = str(staff_id)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = Staff.objects.get(pk=staff_id).get_session_auth_hash()
    if words:
        store[SEARCH] = words
    store.create()
    return str(store.session_key)


def asking(port: int, targets: list[Target]) -> paired.Job:
    """Each call sends the next request over one open connection and reads the whole answer."""
    http_connection = http.client.HTTPConnection("127.0.0.1", port)

    def ask(number: int) -> None:
        target = targets[number % len(targets)]
        method, body, headers = "GET", None, _headers(target)
        if target.post is not None:
            method = "POST"
            body = urlencode({**target.post, "once": str(uuid.uuid4())})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        http_connection.request(method, target.path, body, headers)
        answer = http_connection.getresponse()
        answer.read()
        if answer.status != (302 if target.post is not None else 200):
            raise RuntimeError(f"{target.path} answered {answer.status}")

    return ask


def _headers(target: Target) -> dict[str, str]:
    if not target.session:
        return {}
    cookies = {settings.SESSION_COOKIE_NAME: target.session, "csrftoken": CSRF}
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}


@contextmanager
def server(recordings: Path) -> Iterator[int]:
    """Granian as `framsteg serve` starts it, with one process, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1",
        "--port", str(port), "--workers", "1", "--blocking-threads", "1", "--log-level", "warning",
        "floor:application",
    ]  # fmt: skip
    running = subprocess.Popen(
        command, env={**os.environ, "BENCH_RECORDINGS": str(recordings)}, cwd=recordings.parent
    )
    try:
        _wait(port)
        yield port
    finally:
        running.terminate()
        running.wait(timeout=30)


def _wait(port: int) -> None:
    for _attempt in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


# ── recording the floor ────────────────────────────────────────────────────────────────────────


class Recorder:
    """Sends each request once in this process and keeps what it asked the database."""

    def __init__(self) -> None:
        self.recordings: list[floor.Recording] = []

    def record(self, targets: list[Target]) -> list[Target]:
        for target in targets:
            target.recording = len(self.recordings)
            self.recordings.append(_recorded(target))
        return targets

    def statements(self, target: Target) -> int:
        return len(self.recordings[target.recording].statements)

    def save(self, file: Path) -> None:
        file.write_bytes(pickle.dumps(self.recordings))


def _recorded(target: Target) -> floor.Recording:
    once = str(uuid.uuid4())
    client = Client(SERVER_NAME="127.0.0.1", headers={"cookie": _headers(target)["Cookie"]})

    def send() -> Any:
        if target.post is None:
            return client.get(target.path)
        return client.post(target.path, {**target.post, "once": once})

    if target.post is None:
        send()  # the first request of a session also notes when it was seen
    statements: list[floor.Statement] = []
    with connection.execute_wrapper(keeping(statements, once)):
        answer = send()
    return floor.Recording(tuple(statements), answer.content)


def keeping(statements: list[floor.Statement], once: str = "") -> Callable[..., Any]:
    """A wrapper that keeps each statement as the bare driver takes it."""
    marks = connection.vendor == "sqlite"

    def keep(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        bare = sql.replace("%s", "?").replace("%%", "%") if marks else sql
        if bare.split()[0] in ASKING:  # not BEGIN, SAVEPOINT …: the floor is one step at a time
            statements.append((bare, [_bare(value, once) for value in values or ()], many))
        return execute(sql, values, many, context)

    return keep


def _bare(value: Any, once: str) -> Any:
    if once and str(value) in (once, once.replace("-", "")):
        return floor.ONCE
    if hasattr(value, "obj"):  # the driver's wrapper of a JSON value
        return json.dumps(value.obj)
    return value


# ── logging a contact, without the page ────────────────────────────────────────────────────────


def log_results(*, rounds: int, requests: int) -> list[paired.Result]:
    """The action against the rows that it writes, and against the contact's row alone."""
    reader = viewer(readers()[0])
    people = people_in_sight(readers()[0], COPIES)

    def log(number: int, once: uuid.UUID | None = None) -> None:
        contacts.log(
            by=reader, enrolment_id=people[number % COPIES], on=timezone.localdate(),
            channel=Channel.VISIT, place=Place.OFFICE, minutes=30, note=world.NOTE,
            once=once or uuid.uuid4(),
        )  # fmt: skip

    asked = []
    for number in range(COPIES):
        statements: list[floor.Statement] = []
        once = uuid.uuid4()
        with connection.execute_wrapper(keeping(statements, str(once))):
            log(number, once)
        asked.append(statements)
    written = [[one for one in all_ if not one[0].startswith("SELECT")] for all_ in asked]
    driver = floor.connect()
    floors = {
        "log a contact / all its SQL": asked,
        "log a contact / all its rows": written,
        "log a contact / its one row": [rows[:1] for rows in written],
    }
    return [
        paired.compare(
            name,
            log,
            _in_a_transaction(driver, floors_of),
            database=connection.vendor,
            statements=len(floors_of[0]),
            goal=LOG_GOAL if "all its rows" in name else None,
            rounds=rounds,
            requests=requests,
        )
        for name, floors_of in floors.items()
    ]


def _in_a_transaction(driver: Any, statements: list[list[floor.Statement]]) -> paired.Job:
    def write(number: int) -> None:
        driver.execute("BEGIN")
        floor.run(driver, statements[number % COPIES])
        driver.execute("COMMIT")

    return write


# ── the search, beside what it replaces ────────────────────────────────────────────────────────


def search_results(
    recorder: Recorder, groups: dict[str, list[Target]], *, rounds: int, requests: int
) -> list[paired.Result]:
    """How much dearer a name anywhere in the columns would be than our statements, both raw.

    The LIKE asks nothing about who may see whom, so it has the easier task.
    """
    driver = floor.connect()
    mark = "?" if connection.vendor == "sqlite" else "%s"
    like = (
        "SELECT e.id, p.given_name, p.family_name FROM records_enrolment e "
        "JOIN records_participant p ON p.id = e.participant_id "
        f"WHERE e.programme_id = {world.PROGRAMME} AND e.exited_on IS NULL AND "
        f"lower(p.given_name || ' ' || p.family_name) LIKE {mark} "
        "ORDER BY e.sort_key, e.id LIMIT 21"
    )
    results = []
    for name, words in (("search, two letters", STARTS), ("search, whole names", NAMES)):
        ours = [
            [s for s in recorder.recordings[t.recording].statements if "records_nametoken" in s[0]]
            for t in groups[name]
        ]
        patterns = [f"%{one.lower()}%" for one in words]

        def with_like(number: int, patterns: list[str] = patterns) -> None:
            floor.run(driver, [(like, [patterns[number % len(patterns)]], False)])

        def with_words(number: int, ours: list[list[floor.Statement]] = ours) -> None:
            floor.run(driver, ours[number % len(ours)])

        results.append(
            paired.compare(
                f"LIKE '%…%' / {name}",
                with_like,
                with_words,
                database=connection.vendor,
                statements=1,
                goal=None,
                rounds=rounds,
                requests=requests // 2,
            )
        )
    return results


def list_costs() -> dict[int, int]:
    """How many statements the room asks for a list of 20 and of 200 persons."""
    costs = {}
    for size in (20, 200):
        statements: list[floor.Statement] = []
        with connection.execute_wrapper(keeping(statements)):
            case_files(viewer(readers()[1]), CaseQuery(size=size))
        costs[size] = len(statements)
    return costs


if __name__ == "__main__":
    main()
