"""Files that are on their way in: under a random name, readable by nobody else, and soon gone."""

import json
import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from django.conf import settings

from framsteg.imports.mapping import MAX_BYTES, Mapping, load, save

_FINDING = ".json"


def path(stored_as: str) -> Path:
    return Path(settings.MEDIA_ROOT) / stored_as


def keep(chunks: Iterable[bytes]) -> str:
    """Write a file and return the name it lies under."""
    stored_as = secrets.token_hex(16)
    _write(path(stored_as), chunks)
    return stored_as


def remove(stored_as: str) -> None:
    """Remove a file and what was found in it."""
    if stored_as:
        path(stored_as).unlink(missing_ok=True)
        path(stored_as + _FINDING).unlink(missing_ok=True)


def keep_finding(stored_as: str, finding: dict[str, Any]) -> None:
    """What was found in a list lies beside it, so that no page has to read the list again."""
    text = json.dumps(finding, ensure_ascii=False).encode()
    fresh = path(f"{stored_as}.new")
    _write(fresh, [text])
    fresh.replace(path(stored_as + _FINDING))


def finding(stored_as: str) -> dict[str, Any] | None:
    try:
        return json.loads(path(stored_as + _FINDING).read_bytes())
    except FileNotFoundError:
        return None


def mapping_in(file: IO[bytes]) -> Mapping:
    """The answers in a file that somebody saved; raises `MappingRefused`."""
    with NamedTemporaryFile(suffix=".yaml") as copy:
        copy.write(file.read(MAX_BYTES + 1))
        copy.flush()
        return load(Path(copy.name))


def mapping_text(mapping: Mapping) -> bytes:
    """The answers as the file that the page and the command take again."""
    with NamedTemporaryFile(suffix=".yaml") as copy:
        save(mapping, Path(copy.name))
        return Path(copy.name).read_bytes()


def _write(target: Path, chunks: Iterable[bytes]) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        for chunk in chunks:
            file.write(chunk)
