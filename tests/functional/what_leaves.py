"""What leaves the machine while a browser works, by way out, and looked through for people.

Server and browser are watched from both ends: log lines as they are written in both forms, every
address asked and where it was asked from, every answer's headers and cookies, whole error pages,
mails, what the browser keeps, names of files and the figures for monitoring.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import unquote_plus

import pytest
from django.core.handlers.base import BaseHandler
from django.core.mail.backends.locmem import EmailBackend
from playwright.sync_api import BrowserContext, Page

from framsteg.config import metrics
from framsteg.config.logs import JsonWithoutPeople, WithoutPeople

ERRORS = range(400, 600)
# A form with what is wrong, a clash and a page of one's own are shown to who typed them.
SHOWN_AGAIN = frozenset({409, 422})


@dataclass
class Left:
    """Pieces of text by way out ("log", "address", …)."""

    pieces: list[tuple[str, str]] = field(default_factory=list)

    def add(self, way: str, text: str) -> None:
        self.pieces.append((way, text))

    def counts(self) -> Counter[str]:
        return Counter(way for way, _text in self.pieces)

    def tells_of(self, planted: Iterable[str]) -> list[tuple[str, str]]:
        """(way, planted) for each that stands in a piece, however it was written there."""
        looked_for = {one: _forms(one) for one in planted}
        found = set()
        for way, text in self.pieces:
            plain = _forms(text)
            found |= {
                (way, one)
                for one, words in looked_for.items()
                if any(word in said for word, said in zip(words, plain, strict=True))
            }
        return sorted(found)


def _forms(text: str) -> tuple[str, str]:
    """The same for "Disa%20Norling", "disa-norling.pdf", "DISA_NORLING" and "disa norling"; once
    as it stands, once with nothing between its numbers."""
    said = unescape(unquote_plus(unquote_plus(text))).casefold()
    words = re.sub(r"[\W_]+", " ", said).strip()
    plain = f" {words} "
    return plain, re.sub(r"(?<=\d) (?=\d)", "", plain)


@contextmanager
def watched() -> Iterator[Left]:
    """Everything that the server lets out while this lasts."""
    left = Left()
    writers = [_Log(left, WithoutPeople("{asctime} {levelname} {name} {message}", style="{")),
               _Log(left, JsonWithoutPeople())]  # fmt: skip
    loggers = [logging.getLogger(name) for name in (None, "django", "django.server")]
    answer, send = BaseHandler.get_response, EmailBackend.send_messages

    def answered(handler: Any, request: Any) -> Any:
        response = answer(handler, request)
        for name, value in response.items():
            left.add("header", f"{name}: {value}")
        for cookie in response.cookies.values():
            left.add("cookie", cookie.OutputString())
        if response.status_code in ERRORS and response.status_code not in SHOWN_AGAIN:
            left.add("error page", response.content.decode())
        return response

    def sent(backend: Any, messages: Any) -> Any:
        for message in messages:
            left.add("mail", message.message().as_string())
            left.add("mail", message.body)
        return send(backend, messages)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseHandler, "get_response", answered)
        patch.setattr(EmailBackend, "send_messages", sent)
        for logger in loggers:
            for writer in writers:
                logger.addHandler(writer)
        try:
            yield left
        finally:
            for logger in loggers:
                for writer in writers:
                    logger.removeHandler(writer)
    left.add("monitoring", metrics.text().decode())


class _Log(logging.Handler):
    def __init__(self, left: Left, formatter: logging.Formatter) -> None:
        super().__init__()
        self.left = left
        self.setFormatter(formatter)

    def emit(self, record: logging.LogRecord) -> None:
        self.left.add("log", self.format(record))


def follow(context: BrowserContext, left: Left) -> None:
    """From now on also what this browser asks for, and from where."""

    def asked(request: Any) -> None:
        left.add("address", request.url)
        if said := request.headers.get("referer"):
            left.add("referer", said)

    context.on("request", asked)
    context.on("download", lambda one: left.add("file name", one.suggested_filename))


def what_is_kept(page: Page, left: Left) -> None:
    """What the browser keeps of the site when its work is done."""
    kept = page.context.storage_state()
    for cookie in kept.get("cookies", []):
        left.add("kept", f"{cookie.get('name')}={cookie.get('value')}")
    left.add("kept", str(kept.get("origins", [])))
    left.add("kept", page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})"))
