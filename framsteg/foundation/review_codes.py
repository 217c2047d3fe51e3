"""The closed lists of the log review: why a reading is looked at, and what came of it."""

from enum import StrEnum


class FoundBy(StrEnum):
    """Why a reading is looked at. None of them says that anything is wrong."""

    SAMPLE = "sample"
    EMERGENCY = "emergency"
    CONFLICT = "conflict"
    NAMED_ALIKE = "named_alike"
    PROTECTED = "protected"
    MANY_PERSONS = "many_persons"
    OUTSIDE_HOURS = "outside_hours"
    NO_TASK = "no_task"


class LogOutcome(StrEnum):
    """What a review of a reading came to."""

    IN_ORDER = "in_order"
    ASKED = "asked"
    BREACH = "breach"
