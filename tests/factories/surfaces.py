"""Every way out of the site: its addresses, and what stands on what they answer, as text."""

import re
import subprocess
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

PARTS = re.compile(r"<\w+:(\w+)>")


def routes(patterns: Sequence[Any] | None = None, before: str = "") -> Iterator[str]:
    """Every route of the site, as it is written: "deltagare/<int:enrolment_id>/"."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route


def addresses(ids: Mapping[str, Sequence[Any]]) -> list[str]:
    """Each route with each id that is known for its parts; a route of an unknown part is left out.

    Routes of several parts take their ids side by side, the shorter lists again from the start.
    """
    found: dict[str, None] = {}
    for route in routes():
        parts = PARTS.findall(route)
        if route.startswith("konto/") or "^" in route or not all(ids.get(p) for p in parts):
            continue
        for n in range(max((len(ids[p]) for p in parts), default=1)):
            filled = PARTS.sub(lambda part, n=n: _one(ids[part[1]], n), route)  # type: ignore[misc]
            found[f"/{filled}"] = None
    return list(found)


def _one(values: Sequence[Any], n: int) -> str:
    return str(values[n % len(values)])


def text_of(browser: Client, address: str) -> str:
    """What the address answers, whatever its form: page, JSON, calendar, Word, Excel or PDF."""
    answer = browser.get(address)
    return text_in(
        b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    )


def text_in(content: bytes) -> str:
    """The words of a page, a calendar, or a Word, Excel or PDF file."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return "\n".join(
                packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml")
            )
    if content.startswith(b"%PDF"):
        told = subprocess.run(
            ["pdftotext", "-", "-"], input=content, capture_output=True, check=True
        )
        return told.stdout.decode()
    return content.decode()
