"""The documents that belong around a job, an internship or a training: open, or to begin."""

from typing import Any

from django.urls import reverse

from framsteg.access import CaseFile
from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.codes import DocumentKind, PlacementKind
from framsteg.rules.documents import SHAPES
from framsteg.rules.placements import is_job
from framsteg.web import words
from framsteg.web.presenters.documents import title

_AT_WORK = (
    DocumentKind.DISCLOSURE, DocumentKind.WORKPLACE_PROFILE, DocumentKind.INTRODUCTION_PLAN,
    DocumentKind.SUPPORT_PLAN,
)  # fmt: skip
BELONGS = {
    PlacementKind.SUPPORTED_TRAINING: (
        DocumentKind.TRAINING_AGREEMENT, DocumentKind.COMPETENCE_PROFILE,
        DocumentKind.WORKPLACE_PROFILE, DocumentKind.TRAINING_FOLLOW_UP,
    ),
    PlacementKind.INTERNSHIP: (
        DocumentKind.INTERNSHIP_AGREEMENT, DocumentKind.DISCLOSURE,
        DocumentKind.WORKPLACE_PROFILE, DocumentKind.INTRODUCTION_PLAN,
    ),
}  # fmt: skip


def work_papers(file: CaseFile, kind: PlacementKind, blueprint: Blueprint) -> list[dict[str, Any]]:
    """In the order they are used: those in use, each with its address, and how to begin one.

    Only kinds that the programme uses, and documents that the viewer may know of.
    """
    belongs = BELONGS.get(kind, _AT_WORK if is_job(kind) else ())
    found = []
    for one in belongs:
        lines = [d for d in file.documents if d.kind is one and d.ended_on is None]
        offered = one in blueprint.documents
        begins = offered and file.may_write and (SHAPES[one].several or not lines)
        if not lines and not begins:
            continue
        found.append(
            {
                "name": words.render(SHAPES[one].title),
                "open": [
                    {"title": title(d), "url": reverse("documents:show", args=[d.document_id])}
                    for d in lines
                ],
                "start_url": reverse("documents:start", args=[file.enrolment_id, one.value])
                if begins
                else "",
            }
        )
    return found
