"""The closed lists of the team's own work: meetings, supervision, absence."""

from enum import StrEnum


class MeetingKind(StrEnum):
    """What a booked meeting is."""

    PERSON = "person"
    FIRST_TALK = "first_talk"
    INTERVIEW = "interview"
    EMPLOYER = "employer"
    TEAM = "team"
    SUPERVISION = "supervision"
    OWN = "own"


class MeetingState(StrEnum):
    BOOKED = "booked"
    HELD = "held"
    NOT_HELD = "not_held"
    CANCELLED = "cancelled"


class SupervisionTopic(StrEnum):
    """What a supervision was about: ways of working, never a person."""

    ENGAGEMENT = "engagement"
    PROFILE = "profile"
    JOB_SEARCH = "job_search"
    EMPLOYERS = "employers"
    SUPPORT_AT_WORK = "support_at_work"
    COOPERATION = "cooperation"
    OUT_TOGETHER = "out_together"
    WORKLOAD = "workload"
    METHOD = "method"


class AbsenceReason(StrEnum):
    """Why somebody of the staff is away; shown to themselves and the lead only."""

    HOLIDAY = "holiday"
    ILLNESS = "illness"
    PARENTAL = "parental"
    TRAINING = "training"
    OTHER = "other"


class LeftKind(StrEnum):
    """What somebody of the staff answers for, and must be handed over when they leave."""

    PERSONS = "persons"
    LINKS = "links"
    PLAN_ACTIONS = "plan_actions"
    MEETINGS = "meetings"
    TEAM_ACTIONS = "team_actions"
    REVIEW_ACTIONS = "review_actions"
    BACK_UPS = "back_ups"
    EMPLOYERS = "employers"
