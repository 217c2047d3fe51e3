"""Units and organisations found by the names that lists use for them."""

from framsteg.foundation.listed import Known
from framsteg.imports.synonyms import organisation_kind
from framsteg.imports.words import plain


def units_named(known: Known, text: str) -> list[tuple[str, str]]:
    """The units (name, organisation) that go by a name; several when organisations share it."""
    wanted = plain(text)
    return [unit for unit in known.units if plain(unit[0]) == wanted]


def organisation_named(known: Known, text: str) -> str:
    """The organisation by its name, or by its kind when only one is of that kind; or ''.

    `Umeå` finds `Umeå kommun`; `AF` finds the only employment service.
    """
    wanted = plain(text)
    for name in known.organisations:
        if plain(name) in (wanted, f"{wanted} kommun"):
            return name
    kind = organisation_kind(text)
    of_that_kind = [name for name, its in known.organisations.items() if its is kind]
    return of_that_kind[0] if len(of_that_kind) == 1 else ""
