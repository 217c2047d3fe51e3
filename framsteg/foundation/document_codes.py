"""The closed lists of documents; read through `codes`, as all the others."""

from enum import StrEnum


class DocumentKind(StrEnum):
    """The documents of the method; what each is made of stands in `rules.documents`."""

    AGREEMENT = "agreement"
    PROFILE = "profile"
    PERSONAL_DESCRIPTION = "personal_description"
    TRAINING_AGREEMENT = "training_agreement"
    COMPETENCE_PROFILE = "competence_profile"
    WORKPLACE_PROFILE = "workplace_profile"
    TRAINING_FOLLOW_UP = "training_follow_up"
    INTERNSHIP_AGREEMENT = "internship_agreement"
    DISCLOSURE = "disclosure"
    INTERVIEW_PREPARATION = "interview_preparation"
    INTRODUCTION_PLAN = "introduction_plan"
    SUPPORT_PLAN = "support_plan"
    HANDOVER = "handover"


class Signatory(StrEnum):
    """Who signs a document, and as what."""

    PARTICIPANT = "participant"
    COACH = "coach"
    AUTHORITY = "authority"
    EMPLOYER = "employer"
    OTHER = "other"


class SignedHow(StrEnum):
    """How a signature was given; for somebody else only with a stated reason."""

    ON_SCREEN = "on_screen"
    ON_PAPER = "on_paper"
    FOR_SOMEONE = "for_someone"
