"""From the vocational profile to a personal description: only what can be told to an employer."""

from collections.abc import Mapping
from typing import Any

from framsteg.rules.documents.answers import is_blank

# description section → field → (profile section, field). Health, economy and what is never told
# have no way here.
TAKEN_FROM: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "about": {"presentation": ("wishes", "dream")},
    "experience": {"jobs": ("experience", "jobs")},
    "education": {
        "courses": ("education", "courses"),
        "licences": ("education", "licences"),
        "languages": ("education", "languages"),
    },
    "strengths": {
        "strengths": ("strengths", "strengths"),
        "works_best": ("works_best", "surroundings"),
    },
}

Sections = Mapping[str, Mapping[str, Any]]


def described(profile: Sections, already: Sections) -> dict[str, dict[str, Any]]:
    """The answers that the profile can give and the description lacks, by section."""
    found: dict[str, dict[str, Any]] = {}
    for section, fields in TAKEN_FROM.items():
        for field, (from_section, from_field) in fields.items():
            value = profile.get(from_section, {}).get(from_field)
            if is_blank(value) or not is_blank(already.get(section, {}).get(field)):
                continue
            found.setdefault(section, {})[field] = value
    return found
