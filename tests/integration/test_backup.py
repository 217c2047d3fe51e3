"""Backups: taken in use, encrypted, restored row by row; and what is said when one cannot be."""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyrage
import pytest

from tests.integration.conftest import Framsteg, environment
from tests.integration.survival import (
    IS_WHOLE,
    WRITE_ON,
    Installation,
    everything,
    killed,
    next_line,
    nothing_yet,
    python,
    started,
)

pytestmark = pytest.mark.both_databases


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[dict[str, str]]:
    with nothing_yet(tmp_path / "elsewhere") as settings:
        yield settings


def files(settings: dict[str, str]) -> dict[str, bytes]:
    folder = Path(settings["DATA"])
    kept = [*folder.glob("files/*"), folder / "audit_heads.jsonl", folder / "pseudonym_key"]
    return {str(path.relative_to(folder)): path.read_bytes() for path in kept}


def test_restored_elsewhere_every_row_and_file_is_there(
    filled: Installation, elsewhere: dict[str, str], framsteg: Framsteg
) -> None:
    said = framsteg("backup", **filled.settings)
    assert said.returncode == 0, said.stderr
    (backup,) = filled.backups
    before = everything(filled.settings)

    done = framsteg("restore", str(backup), "--key", str(filled.key), **elsewhere)

    assert done.returncode == 0, done.stderr
    assert "all as they were" in done.stdout
    after = everything(elsewhere)
    assert after.keys() == before.keys()
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}
    assert sum(map(len, after.values())) > 100
    assert files(elsewhere) == files(filled.settings)
    assert not (Path(elsewhere["DATA"]) / "audit_key").exists()
    assert python(IS_WHOLE, **elsewhere)["faults_in_the_logs"] == 0


def test_taken_while_somebody_writes_it_is_of_one_moment(
    filled: Installation, elsewhere: dict[str, str], framsteg: Framsteg
) -> None:
    writer = started(WRITE_ON, json.dumps(filled.told), **filled.settings)
    confirmed_before = [next_line(writer)["saved"] for _ in range(5)]

    said = framsteg("backup", **filled.settings)

    confirmed = confirmed_before + [line["saved"] for line in killed(writer) if "saved" in line]
    assert said.returncode == 0, said.stderr
    restored = framsteg("restore", str(filled.backups[0]), "--key", str(filled.key), **elsewhere)
    assert restored.returncode == 0, restored.stderr
    there = python(IS_WHOLE, **elsewhere)
    assert there["contacts"] == there["events"]
    assert there["wrong_summaries"] == there["faults_in_the_logs"] == 0
    assert set(confirmed_before) <= set(there["contacts"])
    # One moment: what was confirmed later is missing from some point on, never in between.
    later = [made in there["contacts"] for made in confirmed]
    assert later == sorted(later, reverse=True)


def test_check_tries_it_and_leaves_nothing_behind(filled: Installation, framsteg: Framsteg) -> None:
    framsteg("backup", **filled.settings)
    before = everything(filled.settings)

    said = framsteg(
        "restore", "--check", str(filled.backups[0]), "--key", str(filled.key), **filled.settings
    )

    assert said.returncode == 0, said.stderr
    assert "all as they were" in said.stdout
    assert everything(filled.settings) == before
    assert not list(filled.folder.glob(".restore-*"))


def test_restore_never_writes_over_a_database(filled: Installation, framsteg: Framsteg) -> None:
    framsteg("backup", **filled.settings)
    before = everything(filled.settings)

    said = framsteg("restore", str(filled.backups[0]), "--key", str(filled.key), **filled.settings)

    assert said.returncode == 1
    assert said.stderr == (
        "There is a database here already. Name an empty one, or another data folder.\n"
    )
    assert everything(filled.settings) == before


def test_only_its_key_opens_it_and_no_name_can_be_read(
    filled: Installation, framsteg: Framsteg, tmp_path: Path
) -> None:
    framsteg("backup", **filled.settings)
    (backup,) = filled.backups
    other = tmp_path / "other.txt"
    other.write_text(str(pyrage.x25519.Identity.generate()))

    said = framsteg("restore", "--check", str(backup), "--key", str(other), **filled.settings)

    assert said.returncode == 1
    assert said.stderr == f"This key does not open {backup.name}.\n"
    assert backup.read_bytes().startswith(b"age-encryption.org/v1")
    assert oct(backup.stat().st_mode)[-3:] == "600"


@pytest.mark.parametrize("harm", ["a bit turned", "cut short"])
def test_a_damaged_backup_is_found_by_check(
    filled: Installation, framsteg: Framsteg, harm: str
) -> None:
    framsteg("backup", **filled.settings)
    (backup,) = filled.backups
    content = bytearray(backup.read_bytes())
    if harm == "cut short":
        del content[-20_000:]
    else:
        content[len(content) // 2] ^= 1
    backup.write_bytes(content)

    said = framsteg("restore", "--check", str(backup), "--key", str(filled.key), **filled.settings)

    assert said.returncode == 1
    assert said.stderr == f"{backup.name} is damaged: take another backup.\n"


def test_a_full_disk_leaves_the_earlier_backup_and_says_so(
    filled: Installation, framsteg: Framsteg
) -> None:
    framsteg("backup", **filled.settings)
    (earlier,) = filled.backups
    was, before = earlier.read_bytes(), everything(filled.settings)

    said = with_little_disk(["backup"], filled.settings, most_bytes=50_000)

    assert said.returncode == 1
    assert "no backup was made" in said.stderr or "pg_dump refused" in said.stderr
    assert filled.backups == [earlier]
    assert earlier.read_bytes() == was
    assert everything(filled.settings) == before
    folder = filled.folder
    assert not [*folder.glob(".backup-*"), *folder.glob("backups/.*")]


def with_little_disk(
    arguments: list[str], settings: dict[str, str], *, most_bytes: int
) -> "subprocess.CompletedProcess[str]":
    """Run a command that can write no file longer than this: what a full disk looks like to it."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    return subprocess.run(
        [sys.executable, "-m", "framsteg.config.cli", *arguments],
        env=environment(**settings), capture_output=True, text=True, preexec_fn=limit, timeout=60,
    )  # fmt: skip


def test_each_is_copied_elsewhere_too(
    filled: Installation, framsteg: Framsteg, tmp_path: Path
) -> None:
    copies = tmp_path / "mounted"
    copies.mkdir()

    framsteg("backup", **filled.settings, BACKUP_COPY=str(copies))

    (backup,) = filled.backups
    assert [path.name for path in copies.iterdir()] == [backup.name]
    assert (copies / backup.name).read_bytes() == backup.read_bytes()


def test_a_copy_that_fails_is_told_and_the_backup_stays(
    filled: Installation, framsteg: Framsteg, tmp_path: Path
) -> None:
    said = framsteg("backup", **filled.settings, BACKUP_COPY=str(tmp_path / "not-mounted"))

    assert said.returncode == 1
    assert "could not be copied" in said.stderr
    assert len(filled.backups) == 1


def test_without_a_key_there_is_no_backup_in_the_clear(
    installed: Path, framsteg: Framsteg, tmp_path: Path
) -> None:
    refused = framsteg("backup", LANGUAGE="en")
    made = framsteg("backup", "--new-key", str(tmp_path / "k"), LANGUAGE="en")
    taken = framsteg("backup", LANGUAGE="en", BACKUP_RECIPIENTS=made.stdout.strip())

    assert refused.returncode == 1
    assert refused.stderr.startswith("FRAMSTEG_BACKUP_RECIPIENTS is empty.")
    assert taken.returncode == 0
    assert "audit_key" in taken.stderr  # lies in the data folder, and is not in the backup
    assert oct((tmp_path / "k").stat().st_mode)[-3:] == "600"
    again = framsteg("backup", "--new-key", str(tmp_path / "k"), LANGUAGE="en")
    assert (again.returncode, again.stdout) == (1, "")


def test_a_program_of_age_itself_opens_it(filled: Installation, framsteg: Framsteg) -> None:
    framsteg("backup", **filled.settings)
    identity: Any = pyrage.x25519.Identity.from_str(filled.key.read_text().split()[-1])

    clear = pyrage.decrypt(filled.backups[0].read_bytes(), [identity])

    assert clear[:2] == b"\x1f\x8b"  # gzip
