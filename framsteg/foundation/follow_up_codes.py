"""The closed lists of the follow-ups; kept as those of `codes` are."""

from enum import StrEnum


class ExemptReason(StrEnum):
    """Why a follow-up was not held. None of them judges the person."""

    ILLNESS = "illness"
    AWAY = "away"
    DECLINED = "declined"
    NOT_REACHED = "not_reached"
    OTHER = "other"
