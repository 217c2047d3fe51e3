"""The file of a backup: a compressed tar, encrypted with age, written and read as a stream.

Nothing of it lies on a disk in the clear, and any `age` program opens it.
"""

import gzip
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import IO, Any, TypeAlias

import pyrage

from framsteg.config.refusals import Refused
from framsteg.config.words import _

# age's own values: a public key that one encrypts to, and a private one that opens.
Recipient: TypeAlias = Any
Identity: TypeAlias = Any

# The dump of PostgreSQL and most uploads are compressed already.
_COMPRESSION = 1


def recipients(told: tuple[str, ...]) -> list[Recipient]:
    """The public keys of FRAMSTEG_BACKUP_RECIPIENTS. Refused: one cannot be read."""
    try:
        return [pyrage.x25519.Recipient.from_str(one) for one in told]
    except pyrage.RecipientError:
        raise Refused(
            _("FRAMSTEG_BACKUP_RECIPIENTS holds something that is not a public age key.")
        ) from None


def identities(file: Path) -> list[Identity]:
    """The private keys in a file such as `framsteg backup --new-key` or `age-keygen` makes."""
    try:
        lines = file.read_text(encoding="utf-8").split()
        found = [
            pyrage.x25519.Identity.from_str(line)
            for line in lines
            if line.startswith("AGE-SECRET-KEY-")
        ]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError):
        found = []
    if not found:
        raise Refused(_("No age key can be read in {file}.").format(file=file))
    return found


@contextmanager
def writing(target: Path, to: list[Recipient]) -> Iterator[tarfile.TarFile]:
    """A tar to add to, which becomes `target`, whole and on the disk, when the block ends.

    Raises OSError where the disk refuses; nothing is left behind then.
    """
    unfinished = target.with_name(f".{target.name}.part")
    try:
        with unfinished.open("wb") as file:
            with (
                _encrypting(file, to) as pipe,
                gzip.open(pipe, "wb", compresslevel=_COMPRESSION) as compressed,
                tarfile.open(fileobj=compressed, mode="w|") as archive,
            ):
                yield archive
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
        sync_folder(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def unpack(source: Path, keys: list[Identity], folder: Path) -> None:
    """Decrypt and unpack into a folder. Refused: it is not ours to open, or was damaged."""
    receiving, giving = os.pipe()
    failed: list[BaseException] = []

    def decrypt() -> None:
        with os.fdopen(giving, "wb") as clear, source.open("rb") as file:
            try:
                pyrage.decrypt_io(file, clear, keys)
            except BaseException as error:
                failed.append(error)

    thread = Thread(target=decrypt, daemon=True)
    thread.start()
    try:
        with (
            os.fdopen(receiving, "rb") as pipe,
            tarfile.open(fileobj=pipe, mode="r|gz") as archive,
        ):
            archive.extractall(folder, filter="data")
            while pipe.read(1 << 20):
                pass  # what is wrong at the very end is seen only by who reads it
    except (tarfile.TarError, EOFError) as error:
        failed.append(error)
    thread.join()
    if any(isinstance(error, pyrage.DecryptError) for error in failed):
        raise Refused(_("This key does not open {file}.").format(file=source.name))
    if failed:
        raise Refused(_("{file} is damaged: take another backup.").format(file=source.name))


def sync_folder(folder: Path) -> None:
    """A new name is on the disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class _Remembering:
    """A file that remembers why it refused: age keeps the words of an error, not the error."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.refused: OSError | None = None

    def write(self, data: bytes) -> int:
        try:
            return self.file.write(data)
        except OSError as error:
            self.refused = error
            raise

    def flush(self) -> None:
        self.file.flush()


@contextmanager
def _encrypting(file: IO[bytes], to: list[Recipient]) -> Iterator[IO[bytes]]:
    """What is written here is encrypted into `file` by a thread beside us."""
    receiving, giving = os.pipe()
    target = _Remembering(file)
    failed: list[BaseException] = []

    def encrypt() -> None:
        with os.fdopen(receiving, "rb") as clear:
            try:
                pyrage.encrypt_io(clear, target, to)
            except BaseException as error:
                failed.append(target.refused or error)

    thread = Thread(target=encrypt, daemon=True)
    thread.start()
    try:
        # Where the thread has stopped, writing fails too; the reason is the thread's.
        with suppress(BrokenPipeError), os.fdopen(giving, "wb") as pipe:
            yield pipe
    finally:
        thread.join()
    if failed:
        raise failed[0]
