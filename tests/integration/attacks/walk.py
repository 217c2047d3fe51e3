"""Every address of the site, asked for once by whom it is for: what was answered and written."""

from dataclasses import dataclass

from django.http import HttpResponseBase

from tests.integration.attacks.attacked import Attacked
from tests.integration.attacks.written import Written, watching


@dataclass(frozen=True)
class Answered:
    """One address, by who asked, and what came of it."""

    route: str
    address: str
    who: str
    status: int
    headers: dict[str, str]
    content: bytes
    written: Written

    @property
    def is_page(self) -> bool:
        return self.headers.get("Content-Type", "").startswith("text/html")

    @property
    def is_file(self) -> bool:
        """Whether it is neither text nor page: nobody guesses what its letters are."""
        return self.headers.get("Content-Type", "").startswith("application/")


def walk(site: Attacked) -> list[Answered]:
    """GET each address of the site. Nothing is rolled back: it is to change nothing."""
    told = []
    for route, visit, address in site.visits():
        browser = site.browsers[visit.by]
        with watching() as written:
            answer = browser.get(address)
            content = content_of(answer)
        headers = dict(answer.headers)
        told.append(
            Answered(route, address, visit.by, answer.status_code, headers, content, written)
        )
    return told


def content_of(answer: HttpResponseBase) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
