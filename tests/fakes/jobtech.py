"""A stand-in for JobTech's services over real HTTP, on this machine only.

Its answers have the documented shape and were written by hand, with invented people in them.
`tests/integration/test_jobtech.py` asks the same of it and, where FRAMSTEG_TEST_JOBTECH is set, of
the real service.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

WORDS = """Vi söker dig som vill arbeta i vårt kök.
Du diskar och skär grönsaker. Arbetet är på dagtid.
Frågor besvaras av kökschef Testa Testberg. Ring 090-12 34 56 eller mejla testa@kok.example.
Välkommen med din ansökan!
Fackliga företrädare: Prov Provsson, 070-123 45 67"""


def hit(number: int, **values: Any) -> dict[str, Any]:
    """One answer; `values` take the place of what stands in it."""
    return {
        "id": str(number),
        "webpage_url": f"https://arbetsformedlingen.se/platsbanken/annonser/{number}",
        "headline": "Köksbiträde till skolkök",
        "application_deadline": "2026-12-24T23:59:59",
        "number_of_vacancies": 1,
        "description": {"text": WORDS, "text_formatted": None},
        "employment_type": {"concept_id": "PFZr_Syz_cUq", "label": "Vanlig anställning"},
        "working_hours_type": {"concept_id": "947z_JGS_Uk2", "label": "Deltid"},
        "scope_of_work": {"min": 50, "max": 75},
        "employer": {
            "name": "Umeå kommun", "workplace": "Skolköket", "organization_number": "2120002627",
            "url": None, "email": "kok@umea.example", "phone_number": "090-12 34 56",
        },
        "application_details": {"email": "testa@kok.example", "information": "Ring Testa"},
        "application_contacts": [
            {"name": "Testa Testberg", "email": "testa@kok.example", "telephone": "090-12 34 56"}
        ],
        "experience_required": False,
        "driving_license_required": False,
        "occupation": {"concept_id": "x", "label": "Köksbiträde"},
        "occupation_group": {
            "concept_id": "tPox_ie4_X9X", "label": "Restaurang- och köksbiträden m.fl.",
        },
        "workplace_address": {
            "municipality": "Umeå", "municipality_code": "2480", "region_code": "24",
            "coordinates": [20.26, 63.83],
        },
        "must_have": {"skills": [{"label": "Livsmedelshygien"}], "languages": []},
        "nice_to_have": {"skills": []},
        "publication_date": "2026-11-01T00:00:00",
        "removed": False,
        **values,
    }  # fmt: skip


CONCEPTS = {
    "data": {
        "concepts": [
            {"id": "o1", "preferred_label": "Köksbiträde", "broader": [
                {"id": "tPox_ie4_X9X", "preferred_label": "Restaurang- och köksbiträden m.fl.",
                 "ssyk_code_2012": "9412"}]},
            {"id": "o2", "preferred_label": "Hotellstädare", "broader": [
                {"id": "Z6TY_xDf_Yup", "preferred_label": "Städare"}]},
            {"id": "o3", "preferred_label": "Utan grupp", "broader": []},
        ]
    }
}  # fmt: skip


@dataclass
class Service:
    """What the stand-in holds and does; `refusals` are answered first, one each."""

    url: str = ""
    hits: list[dict[str, Any]] = field(default_factory=lambda: [hit(n) for n in range(1, 131)])
    refusals: list[tuple[int, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    garbage: bool = False

    def answer(self, address: str) -> tuple[int, Any, str]:
        self.asked.append(address)
        if self.refusals:
            code, after = self.refusals.pop(0)
            return code, {"message": "no"}, after
        path, query = urlsplit(address).path, parse_qs(urlsplit(address).query)
        if path == "/v1/taxonomy/graphql":
            return 200, CONCEPTS, ""
        if path == "/search":
            return 200, self._search(query), ""
        found = [one for one in self.hits if path == f"/ad/{one['id']}"]
        return (200, found[0], "") if found else (404, {"message": "no"}, "")

    def _search(self, query: dict[str, list[str]]) -> dict[str, Any]:
        places = set(query.get("municipality", []))
        found = [
            one
            for one in self.hits
            if not places or one["workplace_address"]["municipality_code"] in places
        ]
        start, limit = int(query.get("offset", ["0"])[0]), int(query.get("limit", ["10"])[0])
        return {"total": {"value": len(found)}, "hits": found[start : start + limit]}


@contextmanager
def serving() -> Iterator[Service]:
    service = Service()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802
            code, told, after = service.answer(self.path)
            content = b"<html>" if service.garbage else json.dumps(told).encode()
            self.send_response(code)
            if after:
                self.send_header("Retry-After", after)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
