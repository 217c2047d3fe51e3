"""The closed lists of the network map and the plan; kept as those of `codes` are."""

from enum import StrEnum


class Sphere(StrEnum):
    """Whether someone in a person's network is there in private or by profession."""

    PRIVATE = "private"
    PROFESSIONAL = "professional"


class Ring(StrEnum):
    """How close someone stands, as the person places them; nobody else decides it."""

    NEAR = "near"
    MIDDLE = "middle"
    OUTER = "outer"


class MayContact(StrEnum):
    """Whether someone in the network has said that the team may call them."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


class GoalStatus(StrEnum):
    """What became of a goal. None of them judges the person."""

    OPEN = "open"
    REACHED = "reached"
    LET_GO = "let_go"


class Responsible(StrEnum):
    """Who does something that the plan says."""

    PARTICIPANT = "participant"
    COACH = "coach"
    AUTHORITY = "authority"
    EMPLOYER = "employer"
    RELATIVE = "relative"


class ActionStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ReviewOutcome(StrEnum):
    """What is said of a goal or an action when the plan is gone through."""

    CONTINUES = "continues"
    DONE = "done"  # an action
    DROPPED = "dropped"  # an action, and why
    REACHED = "reached"  # a goal
    LET_GO = "let_go"  # a goal
