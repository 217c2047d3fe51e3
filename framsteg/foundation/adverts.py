"""An advertisement as it passes from a job service to the register: no person stands in it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Advert:
    """`key` is the service's own number of it; empty and None mean that it does not say."""

    key: str
    title: str
    employer: str = ""
    organisation_number: str = ""
    text: str = ""
    occupation: str = ""  # SSYK, four digits
    municipality: str = ""
    hours: tuple[int, int] | None = None
    must_haves: frozenset[str] | None = None
    requirements: str = ""
    apply_by: date | None = None
    address: str = ""
    removed: bool = False


@dataclass(frozen=True)
class Concept:
    """An occupation of a taxonomy: its key there, its name, and the SSYK group it belongs to."""

    key: str
    name: str
    group: str
    is_group: bool = False
