"""What a list would change, before it does."""

from framsteg.foundation.listed import CaseRow, Told
from framsteg.imports.fields import Field
from framsteg.imports.mapping import Mapping

_FACTS = tuple(name for name in CaseRow.__slots__ if name not in ("row", "reference"))

_TOLD_BY: dict[str, frozenset[Field]] = {
    "sex": frozenset({Field.SEX, Field.PERSONNUMMER}),
    "birth_year": frozenset({Field.BIRTH_YEAR, Field.PERSONNUMMER}),
    "given_name": frozenset({Field.NAME, Field.GIVEN_NAME}),
    "family_name": frozenset({Field.NAME, Field.FAMILY_NAME}),
    "source": frozenset({Field.SOURCE, Field.SOURCE_ORGANISATION}),
    "coaches": frozenset({Field.COACH, Field.COACH_2}),
    "spells": frozenset({Field.OCCUPATION, Field.FORM, Field.OUTCOME}),
    "handed_over_to": frozenset({Field.EXIT_REASON}),
}

_DETAILS = {
    "ends_on": Field.PLACEMENT_END,
    "percent": Field.PERCENT,
    "trade": Field.TRADE,
    "sector": Field.SECTOR,
    "employer": Field.EMPLOYER,
}


def told_by(mapping: Mapping) -> Told:
    """The facts that this list has columns for."""
    told = {*mapping.columns.values(), *mapping.defaults}
    return Told(
        facts=frozenset(name for name in _FACTS if _TOLD_BY.get(name, {name}) & told),
        details=frozenset(name for name, field in _DETAILS.items() if field in told),
    )
