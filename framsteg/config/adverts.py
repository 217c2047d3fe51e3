"""Where advertisements and occupations come from: a file, JobTech, or the file in the package."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils import timezone

from framsteg import access, integrations
from framsteg.access import Viewer
from framsteg.actions import jobs
from framsteg.config.environment import read
from framsteg.config.refusals import Refused
from framsteg.foundation.adverts import Advert
from framsteg.foundation.codes import Purpose
from framsteg.foundation.text import say
from framsteg.integrations.jobtech import JOBS, TAXONOMY, JobTech, advert_of, concepts_of

EMBEDDED = Path(integrations.__file__).parent / "data" / "annonser.json"
WHERE = "framsteg jobs load"


def from_the_service() -> bool:
    """Whether the settings say that advertisements are read from the service by the clock."""
    return bool(read().jobs_municipalities)


def client() -> JobTech:
    """The client for the services that the settings name."""
    env = read()
    return JobTech(
        jobs_url=env.jobs_api or JOBS,
        taxonomy_url=env.taxonomy_api or TAXONOMY,
        groups=access.occupation_groups(),
    )


def load(*, words: str = "", municipalities: Iterable[str] = ()) -> Counter[str]:
    """Read from the service. Raises NotFound without a programme, Unavailable."""
    asked = list(municipalities) or list(read().jobs_municipalities)
    return jobs.load_adverts(
        by=viewer(), adverts=client().search(words=words, municipalities=asked)
    )


def load_file(path: Path) -> Counter[str]:
    """Read a file in the shape of the service's answer. Raises Refused for another file."""
    hits = content(path)
    hits = hits.get("hits", []) if isinstance(hits, dict) else hits
    if not isinstance(hits, list) or not all(isinstance(h, dict) and h.get("id") for h in hits):
        raise Refused(say("{path} is not a list of advertisements.", path=str(path)))
    groups = access.occupation_groups()
    adverts: Iterable[Advert] = (advert_of(hit, groups) for hit in hits)
    return jobs.load_adverts(by=viewer(), adverts=adverts)


def load_taxonomy(path: Path | None) -> int:
    """Read occupations from a file, or from the service."""
    concepts = concepts_of(content(path)) if path else client().concepts()
    return jobs.load_occupations(by=viewer(), concepts=concepts)


def content(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise Refused(say("The file {path} cannot be read as JSON.", path=str(path))) from None


def viewer() -> Viewer:
    return access.viewer_for_command(
        None, purpose=Purpose.IMPORT, today=timezone.localdate(), where=WHERE
    )
