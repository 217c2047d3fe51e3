"""The closed lists of the logs."""

from enum import StrEnum


class LogName(StrEnum):
    """The two logs: what was changed, and what was read."""

    EVENT = "event"
    ACCESS = "access"


class Purpose(StrEnum):
    """What a reader is here for; stands in every row of the access log."""

    CASEWORK = "casework"
    EVALUATION = "evaluation"
    ADMINISTRATION = "administration"
    IMPORT = "import"


class AccountState(StrEnum):
    """Whether somebody of the staff can log in."""

    ACTIVE = "active"
    INVITED = "invited"
    LAPSED = "lapsed"
    CLOSED = "closed"
    NAME_ONLY = "name_only"


class TokenScope(StrEnum):
    """What a program may read with a key."""

    RESULTS = "results"
    PROGRAMMES = "programmes"
