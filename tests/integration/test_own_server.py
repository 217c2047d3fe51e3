"""A database server that is restarted, starved or led back in time: nothing confirmed is lost."""

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.integration.own_server import Server, own_server
from tests.integration.survival import (
    AUDIT_KEY,
    FILL,
    IS_WHOLE,
    WRITE_ON,
    everything,
    killed,
    next_line,
    python,
    started,
)

pytestmark = pytest.mark.process


@pytest.fixture
def server() -> Iterator[Server]:
    with own_server() as made:
        yield made


@pytest.fixture
def installation(server: Server, tmp_path: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": server.address,
        "DATA": str(tmp_path / "var"),
        "AUDIT_KEY": AUDIT_KEY,
        "LANGUAGE": "en",
    }


def until_saved(writer: Any, number: int) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = []
    while sum("saved" in line for line in lines) < number:
        lines.append(next_line(writer))
    return lines


def test_a_server_that_crashes_and_comes_back_while_somebody_writes(
    server: Server, installation: dict[str, str]
) -> None:
    told = python(FILL, **installation)
    writer = started(WRITE_ON, json.dumps(told), **installation)
    lines = until_saved(writer, 3)

    server.stop("immediate")  # as when its process is killed: it recovers from its own log
    while "refused" not in lines[-1]:
        lines.append(next_line(writer))
    server.start()
    lines += until_saved(writer, 3)  # the same process goes on by itself

    lines += killed(writer)
    confirmed = {line["saved"] for line in lines if "saved" in line}
    whole = python(IS_WHOLE, **installation)
    assert confirmed <= set(whole["contacts"])
    assert whole["contacts"] == whole["events"]
    assert whole["wrong_summaries"] == whole["faults_in_the_logs"] == 0


def test_a_full_disk_refuses_what_does_not_fit_and_keeps_the_rest(
    server: Server, installation: dict[str, str]
) -> None:
    told = python(FILL, **installation)
    server.ask("CREATE TABLE ballast (words text)")
    before = everything(installation)
    server.stop()
    server.start(most_bytes=2_000_000)  # no file may grow past this: a disk with no room

    with pytest.raises(Exception, match="File too large|could not extend"):
        server.ask(
            "INSERT INTO ballast SELECT repeat(md5(g::text), 60) FROM generate_series(1, 5000) g"
        )

    assert everything(installation) == before  # it still answers, and holds what it held
    server.stop("immediate")
    server.start()
    assert everything(installation) == before
    writer = started(WRITE_ON, json.dumps(told), **installation)
    until_saved(writer, 1)  # with room again the work goes on
    killed(writer)


def test_led_back_to_the_moment_before_a_table_was_emptied(
    server: Server, installation: dict[str, str]
) -> None:
    archive, base = server.folder / "archive", server.folder / "base"
    server.stop()
    server.start(
        "-c archive_mode=on", "-c wal_level=replica", "-c max_wal_senders=2",
        f"-c archive_command='test ! -f {archive}/%f && cp %p {archive}/%f'",
    )  # fmt: skip
    shutil.copytree(server.data / "pg_wal", archive, ignore=lambda _folder, names: names)
    shutil.chown(archive, server.data.owner())
    server.run(
        "pg_basebackup", "-h", str(server.folder), "-U", "framsteg", "-D", str(base),
        "-X", "none", "-c", "fast",
    )  # fmt: skip
    python(FILL, **installation)  # all of it after the base backup
    before = everything(installation)
    time.sleep(0.1)
    ((moment,),) = server.ask("SELECT clock_timestamp()::text")
    time.sleep(0.1)
    server.ask("TRUNCATE records_contact CASCADE")
    server.ask("SELECT pg_switch_wal()")
    ((last,),) = server.ask("SELECT pg_walfile_name(pg_current_wal_lsn())")
    _until_archived(server, last)
    server.stop("immediate")

    with (base / "postgresql.auto.conf").open("a") as settings:
        settings.write(
            f"restore_command = 'cp {archive}/%f %p'\n"
            f"recovery_target_time = '{moment}'\n"
            "recovery_target_action = 'promote'\n"
        )
    (base / "recovery.signal").touch()
    shutil.chown(base / "recovery.signal", base.owner())
    server.start(data=base)

    until = time.monotonic() + 30
    while server.ask("SELECT pg_is_in_recovery()") == [(True,)] and time.monotonic() < until:
        time.sleep(0.1)
    assert everything(installation) == before
    assert len(before["records_contact"]) == 3


def _until_archived(server: Server, name: str) -> None:
    """The log before the one in use has reached the archive."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        ((archived,),) = server.ask("SELECT coalesce(last_archived_wal, '') FROM pg_stat_archiver")
        if archived >= _before(name):
            return
        time.sleep(0.1)
    raise AssertionError("the log was not archived")


def _before(name: str) -> str:
    return f"{int(name, 16) - 1:024X}"
