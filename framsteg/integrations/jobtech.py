"""JobTech's services: advertisements (jobsearch) and the taxonomy of occupations.

`/search` and `/ad/{id}` answer in the shape that JobTech documents; what we keep of an answer is an
`Advert`, where no person stands (`integrations.without_persons`). Standard library only.

Source of the shape: JobTech's GettingStarted and OpenAPI pages (jobsearch.api.jobtechdev.se).
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from framsteg.foundation import occupations
from framsteg.foundation.adverts import Advert, Concept
from framsteg.foundation.codes import MustHave
from framsteg.foundation.text import Text, say
from framsteg.integrations.without_persons import line_without_persons, names_of, without_persons

JOBS = "https://jobsearch.api.jobtechdev.se"
TAXONOMY = "https://taxonomy.api.jobtechdev.se"
A_PAGE = 100  # the service's own limit
LAST_OFFSET = 2000
SECONDS = 10.0
TRIES = 3
LONGEST_WAIT = 30.0
_OCCUPATIONS = (
    '{concepts(type: "occupation-name") {id preferred_label '
    'broader(type: "ssyk-level-4") {id preferred_label ssyk_code_2012}}}'
)


class Unavailable(Exception):
    """The service did not give what was asked for; `reason` says why, in words for a user."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


class NoSuchAdvert(Unavailable):
    """The advertisement is not there, or not any more."""


@dataclass(frozen=True)
class JobTech:
    """One client for both services; `groups`: a concept's SSYK code, by the loaded taxonomy."""

    jobs_url: str = JOBS
    taxonomy_url: str = TAXONOMY
    seconds: float = SECONDS
    groups: Mapping[str, str] = field(default_factory=dict)
    wait: Callable[[float], None] = time.sleep

    def search(self, *, words: str = "", municipalities: Iterable[str] = ()) -> Iterator[Advert]:
        """All advertisements found, at most as many as the service pages through.

        `municipalities` are its own ids or SCB's codes. Raises Unavailable.
        """
        asked: list[tuple[str, str]] = [("municipality", code) for code in municipalities]
        if words:
            asked.append(("q", words))
        for offset in range(0, LAST_OFFSET + 1, A_PAGE):
            page = [("offset", str(offset)), ("limit", str(A_PAGE))]
            answer = self._get(f"{self.jobs_url}/search?{urlencode(asked + page)}")
            hits = answer.get("hits") or []
            yield from (self.advert(hit) for hit in hits)
            if len(hits) < A_PAGE:
                return

    def ad(self, key: str) -> Advert:
        """One advertisement by its number. Raises NoSuchAdvert, Unavailable."""
        return self.advert(self._get(f"{self.jobs_url}/ad/{key}"))

    def concepts(self) -> list[Concept]:
        """The occupations of the taxonomy. Raises Unavailable."""
        query = urlencode({"query": _OCCUPATIONS})
        return concepts_of(self._get(f"{self.taxonomy_url}/v1/taxonomy/graphql?{query}"))

    def advert(self, hit: Mapping[str, Any]) -> Advert:
        """What we keep of one answer."""
        return advert_of(hit, self.groups)

    def _get(self, address: str) -> dict[str, Any]:
        for left in reversed(range(TRIES)):
            try:
                return _read(address, self.seconds)
            except HTTPError as error:
                with error:
                    if error.code not in (429, 500, 502, 503, 504) or not left:
                        raise _refusal(error.code) from None
                    self.wait(_pause(error, TRIES - left))
            except (URLError, TimeoutError, HTTPException, ConnectionError):
                if not left:
                    raise Unavailable(
                        say("The job service did not answer. Try again in a while.")
                    ) from None
                self.wait(float(TRIES - left))
        raise AssertionError("unreachable")


def _read(address: str, seconds: float) -> dict[str, Any]:
    request = Request(address, headers={"Accept": "application/json", "User-Agent": "framsteg"})
    with urlopen(request, timeout=seconds) as answer:
        content = answer.read()
    try:
        told = json.loads(content)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise Unavailable(say("The job service answered with something that cannot be read."))
    return told


def _pause(error: HTTPError, tried: int) -> float:
    """As long as the service asks for, within reason; otherwise a little longer each time."""
    told = error.headers.get("Retry-After", "")
    return min(float(told) if told.isdigit() else float(2**tried), LONGEST_WAIT)


def _refusal(code: int) -> Unavailable:
    if code == 404:
        return NoSuchAdvert(say("There is no such advertisement any more."))
    if code == 429:
        return Unavailable(
            say("The job service asks us to wait: too many questions. Try again in an hour.")
        )
    if code == 400:
        return Unavailable(say("The job service does not understand the question."))
    return Unavailable(say("The job service has a fault of its own ({code}).", code=code))


def advert_of(hit: Mapping[str, Any], groups: Mapping[str, str]) -> Advert:
    """An answer of the service without the persons in it."""
    employer = _part(hit, "employer")
    place = _part(hit, "workplace_address")
    group = _part(hit, "occupation_group")
    names = names_of(hit)
    return Advert(
        key=str(hit.get("id", "")),
        title=line_without_persons(_line(hit, "headline"), names),
        employer=_line(employer, "workplace") or _line(employer, "name"),
        organisation_number=_digits(_line(employer, "organization_number")),
        text=without_persons(_text(_part(hit, "description").get("text")), names),
        occupation=groups.get(_line(group, "concept_id"), "")
        or occupations.code_of(_line(group, "label")),
        municipality=_line(place, "municipality"),
        hours=_hours(hit),
        must_haves=_must_haves(hit),
        requirements=_requirements(hit),
        apply_by=_day(_line(hit, "application_deadline")),
        address=_line(hit, "webpage_url"),
        removed=bool(hit.get("removed")),
    )


def concepts_of(answer: Mapping[str, Any]) -> list[Concept]:
    """Occupations of an answer, or of a file in its shape; those without a group are left out."""
    found: list[Concept] = []
    groups: dict[str, Concept] = {}
    for concept in _part(answer, "data").get("concepts") or []:
        for broader in concept.get("broader") or []:
            code = str(broader.get("ssyk_code_2012") or "")
            code = code or occupations.code_of(_line(broader, "preferred_label"))
            if code in occupations.groups() and len(code) == 4:
                key = _line(broader, "id")
                groups[key] = Concept(key, _line(broader, "preferred_label"), code, is_group=True)
                found.append(Concept(_line(concept, "id"), _line(concept, "preferred_label"), code))
                break
    return [one for one in [*groups.values(), *found] if one.key and one.name]


def _hours(hit: Mapping[str, Any]) -> tuple[int, int] | None:
    scope = _part(hit, "scope_of_work")
    low, high = scope.get("min"), scope.get("max")
    if not isinstance(low, (int, float)) or not isinstance(high, (int, float)):
        return None
    told = int(max(low, 1)), int(min(high, 100))
    return told if told[0] <= told[1] else None


def _must_haves(hit: Mapping[str, Any]) -> frozenset[str] | None:
    """What the service says is or is not required; a requirement of which it says nothing makes
    the whole "not known" unless something else is known."""
    told = {
        MustHave.EXPERIENCE: hit.get("experience_required"),
        MustHave.DRIVING_LICENCE: hit.get("driving_license_required"),
        MustHave.EDUCATION: bool(_part(hit, "must_have").get("education")) or None,
    }
    if all(value is None for value in told.values()):
        return None
    return frozenset(must.value for must, value in told.items() if value)


def _requirements(hit: Mapping[str, Any]) -> str:
    must = _part(hit, "must_have")
    labels = [
        _line(one, "label")
        for kind in ("skills", "languages", "work_experiences", "education")
        for one in must.get(kind) or []
    ]
    return ", ".join(dict.fromkeys(filter(None, labels)))


def _part(told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = told.get(name)
    return part if isinstance(part, dict) else {}


def _line(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _text(value: object) -> str:
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else ""


def _digits(number: str) -> str:
    """An organisation number; a sole trader's is a personal number, and is not kept."""
    digits = "".join(filter(str.isdigit, number))
    return digits if len(digits) == 10 and int(digits[2:4]) >= 20 else ""


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told[:10])
    except ValueError:
        return None
