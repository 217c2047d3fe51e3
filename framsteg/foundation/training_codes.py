"""The closed lists around internship and Supported Training; none of them judges the person."""

from enum import StrEnum


class PlacementPurpose(StrEnum):
    """What an internship or Supported Training is for."""

    TRY_TRADE = "try_trade"
    TRY_WORKPLACE = "try_workplace"
    LEARN_TASKS = "learn_tasks"
    KNOW_SUPPORT = "know_support"
    TOWARDS_JOB = "towards_job"


class LedTo(StrEnum):
    """What an internship or Supported Training led to. None of them judges the person."""

    EMPLOYMENT = "employment"
    SUBSIDISED = "subsidised"
    STUDIES = "studies"
    ANOTHER_TRY = "another_try"
    KNOWS_MORE = "knows_more"
    SOMETHING_ELSE = "something_else"


class BasicDemand(StrEnum):
    """What nearly every task asks of whoever does it. Says nothing of how well."""

    KEEP_TIME = "keep_time"
    GET_STARTED = "get_started"
    FOLLOW_INSTRUCTION = "follow_instruction"
    STEP_BY_STEP = "step_by_step"
    CHECK_RESULT = "check_result"
    ASK_FOR_HELP = "ask_for_help"
    COOPERATE = "cooperate"
    COMMUNICATE = "communicate"
    HANDLE_CHANGE = "handle_change"
    ENDURE = "endure"


class SupportUsed(StrEnum):
    """What helped that time. Kinds, in no order: none is better than another."""

    OWN_ROUTINE = "own_routine"
    REMINDER = "reminder"
    SHOWN = "shown"
    TOGETHER = "together"
    ADAPTED = "adapted"
