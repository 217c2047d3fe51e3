"""The columns that evaluation needs. A snapshot fills them; nothing else may be added there.

A table says what one row is, and each column its type, unit and meaning, so the data dictionary,
the Parquet schema and the test data have one source. Identities are keyed pseudonyms: still
personal data, without a way back for whoever only holds the tables.
"""

from dataclasses import dataclass
from enum import StrEnum

from framsteg.foundation.text import Text, say

SCHEMA_VERSION = 4


class ColumnType(StrEnum):
    """How a value is kept. A pseudonym is a 64-bit number made with the installation's key."""

    PSEUDONYM = "pseudonym"
    CODE = "code"
    TEXT = "text"
    DAY = "day"
    WHOLE = "whole"
    NUMBER = "number"
    TRUTH = "truth"


@dataclass(frozen=True)
class Column:
    """One column. `unit` is empty for codes, names and days; `nullable` ones may be unknown."""

    name: str
    type: ColumnType
    description: Text
    unit: str = ""
    nullable: bool = False


@dataclass(frozen=True)
class Table:
    """One table; `row` says what a row of it is."""

    name: str
    row: Text
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def _id(name: str, description: Text, *, nullable: bool = False) -> Column:
    return Column(name, ColumnType.PSEUDONYM, description, nullable=nullable)


def _code(name: str, description: Text, *, nullable: bool = False) -> Column:
    return Column(name, ColumnType.CODE, description, nullable=nullable)


def _text(name: str, description: Text, *, nullable: bool = False) -> Column:
    return Column(name, ColumnType.TEXT, description, nullable=nullable)


def _day(name: str, description: Text, *, nullable: bool = False) -> Column:
    return Column(name, ColumnType.DAY, description, nullable=nullable)


def _whole(name: str, description: Text, unit: str, *, nullable: bool = False) -> Column:
    return Column(name, ColumnType.WHOLE, description, unit, nullable)


def _declined(item: str, description: Text) -> Column:
    return Column(f"declined_{item}", ColumnType.TRUTH, description)


_ENROLMENT = _id("enrolment", say("the enrolment that the row belongs to"))
_PROGRAMME = _code("programme", say("the programme's key"))
_ENDS_ON = _day("ends_on", say("first day after the end; empty while it lasts"), nullable=True)

PROGRAMMES = Table(
    "programmes",
    say("one programme"),
    (
        _PROGRAMME,
        _text("name", say("the programme's name")),
        _text("owner_organisation", say("the organisation that owns the programme")),
        _code("blueprint", say("key of the blueprint that it runs from")),
        _code("blueprint_version", say("version of the blueprint")),
        _code("method", say("the method that the blueprint names"), nullable=True),
        _day("starts_on", say("first day of the programme")),
        _ENDS_ON,
        _whole("places", say("places for active participants"), "places", nullable=True),
    ),
)

ENROLMENTS = Table(
    "enrolments",
    say("one enrolment: a person in a programme, from entry to exit"),
    (
        _id("enrolment", say("the enrolment")),
        _id("person", say("the person; the same in all the person's enrolments")),
        _PROGRAMME,
        _text("site", say("the organisation that serves the person")),
        _code("sex", say("sex as registered")),
        _whole("birth_year", say("year of birth"), "year", nullable=True),
        _code("source_kind", say("who made the first contact"), nullable=True),
        _text("source", say("the unit that made the first contact"), nullable=True),
        _text("source_organisation", say("the organisation of that unit"), nullable=True),
        _code("source_organisation_kind", say("kind of that organisation"), nullable=True),
        _code("channel", say("how the first contact was made"), nullable=True),
        _day("referred_on", say("day of the first contact"), nullable=True),
        _day("enrolled_on", say("first day in the programme")),
        _day("exited_on", say("day of exit; empty while enrolled"), nullable=True),
        _code("exit_reason", say("why the person left"), nullable=True),
        _code("phase", say("phase at the snapshot, as named by the blueprint")),
        _day("profile_on", say("first day of the vocational profile"), nullable=True),
    ),
)

PHASES = Table(
    "phases",
    say("one phase of one enrolment"),
    (
        _ENROLMENT,
        _code("phase", say("the phase, as named by the blueprint")),
        _day("starts_on", say("first day in the phase")),
        _ENDS_ON,
    ),
)

ASSIGNMENTS = Table(
    "assignments",
    say("one coach's assignment to one enrolment"),
    (
        _ENROLMENT,
        _id("coach", say("the coach")),
        _text("coach_organisation", say("the coach's organisation")),
        _day("starts_on", say("first day of the assignment")),
        _ENDS_ON,
    ),
)

PLACEMENTS = Table(
    "placements",
    say("one occupation: a job, studies, an internship…"),
    (
        _id("placement", say("the placement")),
        _ENROLMENT,
        _code("kind", say("kind of occupation")),
        _code("subsidy", say("form of subsidy, for a subsidised job"), nullable=True),
        _id("employer", say("the employer; the same in all its placements"), nullable=True),
        _code("sector", say("the employer's sector"), nullable=True),
        _text("trade", say("trade, or course of studies"), nullable=True),
        _day("starts_on", say("first day")),
        _ENDS_ON,
        _code("end_reason", say("why it ended"), nullable=True),
        _whole("monthly_wage", say("wage, to the nearest thousand"), "kr", nullable=True),
    ),
)

EXTENTS = Table(
    "extents",
    say("one share of full time of one placement, from a day on"),
    (
        _id("placement", say("the placement that the row belongs to")),
        _whole("percent", say("share of full time"), "%"),
        _day("starts_on", say("first day with this share")),
    ),
)

CONTACTS = Table(
    "contacts",
    say("one contact with or about a participant"),
    (
        _ENROLMENT,
        _day("occurred_on", say("day of the contact")),
        _whole("minutes", say("length"), "minutes", nullable=True),
        _code("channel", say("how the contact was made")),
        _code("place", say("where it took place")),
    ),
)

EMPLOYER_CONTACTS = Table(
    "employer_contacts",
    say("one contact with an employer, on behalf of a participant or in general"),
    (
        _id("contact", say("the contact")),
        _id("enrolment", say("on whose behalf; empty when in general"), nullable=True),
        _PROGRAMME,
        _id("coach", say("the coach who made it"), nullable=True),
        _day("occurred_on", say("day of the contact")),
        Column("face_to_face", ColumnType.TRUTH, say("whether they met in person")),
        _code("purpose", say("why the employer was contacted")),
        _whole("minutes", say("length"), "minutes", nullable=True),
    ),
)

ENQUIRIES = Table(
    "enquiries",
    say("one enquiry to a programme"),
    (
        _id("enquiry", say("the enquiry")),
        _PROGRAMME,
        _day("received_on", say("day it came in")),
        _code("source_kind", say("who made it")),
        _text("source", say("the unit that made it"), nullable=True),
        _text("source_organisation", say("the organisation of that unit"), nullable=True),
        _code("source_organisation_kind", say("kind of that organisation"), nullable=True),
        _code("channel", say("how it was made")),
        _code("formality", say("formal or informal"), nullable=True),
        _code("outcome", say("what it led to")),
        _day("outcome_on", say("day of the outcome"), nullable=True),
        _day("met_on", say("day of the information meeting, when it was held"), nullable=True),
        _day("enrolled_on", say("day of the enrolment it led to"), nullable=True),
    ),
)

FOLLOW_UPS = Table(
    "follow_ups",
    say("one follow-up with the participant's own answers"),
    (
        _ENROLMENT,
        _day("occurred_on", say("day of the follow-up")),
        _code("kind", say("at start, monthly or at exit")),
        _code("answered_by", say("who put the answers in writing"), nullable=True),
        _whole("life_situation", say("life situation, own answer"), "1–5", nullable=True),
        _whole("support_quality", say("quality of the support, own answer"), "1–5", nullable=True),
        _whole("influence", say("influence over the process, own answer"), "1–5", nullable=True),
        _declined("life_situation", say("preferred not to say how the life situation is")),
        _declined("support_quality", say("preferred not to say how the support is")),
        _declined("influence", say("preferred not to say how much influence there is")),
    ),
)

TARGETS = Table(
    "targets",
    say("one target of a programme over a period"),
    (
        _PROGRAMME,
        _code("measure", say("the measure that the target is set for")),
        Column("level", ColumnType.NUMBER, say("the level to reach"), "see unit"),
        _code("unit", say("unit of the level")),
        _day("from_on", say("first day that the target holds")),
        _day("until_on", say("first day that it no longer holds"), nullable=True),
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        PROGRAMMES,
        ENROLMENTS,
        PHASES,
        ASSIGNMENTS,
        PLACEMENTS,
        EXTENTS,
        CONTACTS,
        EMPLOYER_CONTACTS,
        ENQUIRIES,
        FOLLOW_UPS,
        TARGETS,
    )
}


def data_dictionary() -> tuple[tuple[str, str, str, str, str], ...]:
    """The data dictionary as rows of (table, column, type, unit, description), in English."""
    return tuple(
        (table.name, column.name, column.type.value, column.unit, str(column.description))
        for table in TABLES.values()
        for column in table.columns
    )
