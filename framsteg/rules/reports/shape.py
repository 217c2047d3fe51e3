"""What a report is made of: sections with words of the writers, figures, and facts.

A report is declared once (`final.py`, `yearly.py`, …); its page, its forms, PDF, Word and Excel all
follow from the declaration. Adding one more is a declaration and its texts.
"""

from dataclasses import dataclass
from enum import StrEnum

from framsteg.foundation.codes import ReportKind
from framsteg.foundation.labels import label
from framsteg.foundation.text import Text

NOTHING = Text("")


class Told(StrEnum):
    """What Framsteg tells of itself in a section, from what the programme has decided and done."""

    ABOUT = "about"
    IN_SHORT = "in_short"
    TARGET_GROUP = "target_group"
    TARGETS = "targets"
    AIMS = "aims"
    ORGANISATION = "organisation"
    SEATS = "seats"
    FUNDING = "funding"
    WAYS_IN = "ways_in"
    PHASES = "phases"
    PARTNERS = "partners"
    REVIEWS = "reviews"
    COUNTED = "counted"


class Span(StrEnum):
    """What time a report of the kind is about."""

    WHOLE = "whole"
    YEAR = "year"
    QUARTER = "quarter"


@dataclass(frozen=True)
class Figure:
    """One measure with its table, and with its picture unless it is not `drawn`."""

    measure: str
    by: tuple[str, ...] = ()
    drawn: bool = True


@dataclass(frozen=True)
class Beside:
    """Several measures in one table: a row for each, a column for each group of `by`.

    `called` names the rows where the measures' own titles would say something else here.
    """

    title: Text
    measures: tuple[str, ...]
    by: str = "sex"
    called: tuple[Text, ...] = ()


Part = Figure | Beside | Told


@dataclass(frozen=True)
class ReportSection:
    """Words first, then `parts`. `ask` tells the writer what belongs here.

    `suggestion` stands until somebody writes; its figures are references, as writers use them. A
    section that is not `written` holds figures and facts alone. `level` 2 lies under the one above.
    """

    key: str
    title: Text
    ask: Text = NOTHING
    parts: tuple[Part, ...] = ()
    suggestion: Text = NOTHING
    written: bool = True
    level: int = 1


@dataclass(frozen=True)
class ReportShape:
    kind: ReportKind
    lead: Text
    span: Span
    sections: tuple[ReportSection, ...]

    @property
    def title(self) -> Text:
        return label(self.kind)

    @property
    def written(self) -> tuple[ReportSection, ...]:
        return tuple(section for section in self.sections if section.written)

    def section(self, key: str) -> ReportSection:
        """KeyError for a section that is not there, or that nobody writes in."""
        return {section.key: section for section in self.written}[key]

    @property
    def asked(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each question that the parts need: measure and groupings, once, in their order."""
        found: dict[tuple[str, tuple[str, ...]], None] = {}
        for section in self.sections:
            for part in section.parts:
                if isinstance(part, Figure):
                    found[part.measure, part.by] = None
                elif isinstance(part, Beside):
                    found |= dict.fromkeys((name, (part.by,)) for name in part.measures)
        return tuple(found)
