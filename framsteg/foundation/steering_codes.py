"""The closed lists of reviewing the method and steering the programme."""

from enum import StrEnum


class ReviewKind(StrEnum):
    """Who reviews how the method is followed."""

    SELF = "self"
    INDEPENDENT = "independent"


class ReviewState(StrEnum):
    """Open while reviewers write; agreed when all items have a shared answer."""

    OPEN = "open"
    AGREED = "agreed"


class FileReply(StrEnum):
    """What a reviewer answers to a fixed question about a file."""

    YES = "yes"
    NO = "no"
    NOT_CONCERNED = "not_concerned"
    CANNOT_TELL = "cannot_tell"
