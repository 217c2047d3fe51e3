"""The documents of the method, by kind. A blueprint says which of them a programme uses."""

from framsteg.foundation.codes import DocumentKind
from framsteg.rules.documents.agreement import AGREEMENT, INTERNSHIP_AGREEMENT
from framsteg.rules.documents.applying import DISCLOSURE, HANDOVER, INTERVIEW_PREPARATION
from framsteg.rules.documents.at_work import INTRODUCTION_PLAN, SUPPORT_PLAN
from framsteg.rules.documents.profile import PERSONAL_DESCRIPTION, PROFILE
from framsteg.rules.documents.shape import DocumentShape, FieldKind, FieldShape, SectionShape
from framsteg.rules.documents.training import (
    COMPETENCE_PROFILE,
    TRAINING_AGREEMENT,
    TRAINING_FOLLOW_UP,
    WORKPLACE_PROFILE,
)

SHAPES: dict[DocumentKind, DocumentShape] = {
    shape.kind: shape
    for shape in (
        AGREEMENT, PROFILE, PERSONAL_DESCRIPTION, TRAINING_AGREEMENT, COMPETENCE_PROFILE,
        WORKPLACE_PROFILE, TRAINING_FOLLOW_UP, INTERNSHIP_AGREEMENT, DISCLOSURE,
        INTERVIEW_PREPARATION, INTRODUCTION_PLAN, SUPPORT_PLAN, HANDOVER,
    )
}  # fmt: skip

__all__ = ["SHAPES", "DocumentShape", "FieldKind", "FieldShape", "SectionShape"]
