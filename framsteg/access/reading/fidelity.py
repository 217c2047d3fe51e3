"""Reviews of the method: who reviews, what they found, the sample of files, what is to be done.

Reviewers read each other's answers to an item when they have given their own. Steering members
see what was agreed and what is to be done, no notes and no file.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from framsteg.access.files import CaseLine
from framsteg.access.reading.identity import NotFound
from framsteg.access.reading.lists import CaseQuery, cases
from framsteg.access.sight import cases_in_sight, sees
from framsteg.access.viewer import SEES_FIGURES, Viewer
from framsteg.foundation.codes import FileReply, Part, ReviewKind, ReviewState
from framsteg.records.models import (
    FidelityAction,
    FidelityAnswer,
    FidelityReview,
    FidelityReviewer,
    FileAnswer,
    RoleGrant,
    SampledFile,
)
from framsteg.rules.fidelity import BEGINS, REVIEWS


@dataclass(frozen=True)
class AnswerLine:
    """One reviewer's answer to an item, or the shared one (`reviewer_id` None)."""

    reviewer_id: int | None
    reviewer: str
    anchor: int | None
    note: str
    version: int


@dataclass(frozen=True)
class ReviewLine:
    """A review without its notes; `shared` holds the agreed anchors by item."""

    review_id: int
    programme_id: int
    programme_key: str
    programme: str
    blueprint_key: str
    blueprint_version: int
    scale: str
    kind: ReviewKind
    state: ReviewState
    starts_on: date
    ends_on: date
    agreed_on: date | None
    reviewers: tuple[tuple[int, str], ...]
    shared: dict[str, int]
    version: int
    is_reviewer: bool
    leads: bool


@dataclass(frozen=True)
class SampleLine:
    """One file of the sample; `case` is None where the viewer may not read it."""

    sampled_id: int
    number: int
    case: CaseLine | None
    answered: int


@dataclass(frozen=True)
class FileReplyLine:
    question: str
    reply: FileReply
    note: str
    version: int


@dataclass(frozen=True)
class TodoLine:
    action_id: int
    review_id: int
    item: str
    what: str
    responsible: str
    due_on: date
    done_on: date | None
    may_change: bool


@dataclass(frozen=True)
class ReviewFile:
    """`answers` are by item, those that the viewer may read; the shared one stands first.

    `basis` is the evidence kept with an agreed review, exact: whoever shows it protects it.
    """

    line: ReviewLine
    summary: str
    basis: dict[str, Any] | None
    answers: dict[str, tuple[AnswerLine, ...]]
    answered_by: dict[str, int]
    seed: int | None
    drawn_on: date | None
    drawn_from: int | None
    sample_size: int
    file_answers: dict[str, dict[FileReply, int]]
    actions: tuple[TodoLine, ...]


def reviews(viewer: Viewer, programme_id: int) -> tuple[ReviewLine, ...]:
    """A programme's reviews, the latest period first; only agreed ones for who steers."""
    rows = _in_sight(viewer).filter(programme=programme_id)
    return _lines(viewer, rows.order_by("-ends_on", "-id"))


def review(viewer: Viewer, review_id: int) -> ReviewFile:
    """One review as far as the viewer may read it; NotFound otherwise."""
    row = _in_sight(viewer).filter(pk=review_id).first()
    if row is None:
        raise NotFound
    (line,) = _lines(viewer, _in_sight(viewer).filter(pk=review_id))
    reads = _reads_notes(viewer, row.programme_id)
    found = list(
        FidelityAnswer.unscoped.filter(review=row)
        .select_related("reviewer")
        .order_by("item", "reviewer__name", "id")
    )
    return ReviewFile(
        line=line,
        summary=row.summary,
        basis=row.basis,
        answers=_readable(line, viewer, found) if reads else {},
        answered_by=dict(Counter(a.item for a in found if a.reviewer_id and a.anchor)),
        seed=row.seed,
        drawn_on=row.drawn_on,
        drawn_from=row.drawn_from,
        sample_size=SampledFile.unscoped.filter(review=row).count(),
        file_answers=_file_answers(row.pk) if reads else {},
        actions=actions_of(viewer, row.programme_id, review_id=row.pk),
    )


def sample(viewer: Viewer, review_id: int) -> tuple[SampleLine, ...]:
    """The files of a review's sample in the order of the draw, named where they may be read."""
    line = review(viewer, review_id).line
    if not _reads_notes(viewer, line.programme_id):
        raise NotFound
    rows = list(SampledFile.unscoped.filter(review=review_id).order_by("number"))
    wanted = readable_files(viewer, line.programme_id, [row.enrolment_id for row in rows])
    found = {
        case.enrolment_id: case
        for case in cases(viewer, CaseQuery(active=None, enrolment_ids=tuple(sorted(wanted))))
    } if wanted else {}  # fmt: skip
    answered = Counter(
        FileAnswer.unscoped.filter(sampled__review=review_id).values_list("sampled_id", flat=True)
    )
    return tuple(
        SampleLine(row.pk, row.number, found.get(row.enrolment_id), answered[row.pk])
        for row in rows
    )


def sampled(
    viewer: Viewer, review_id: int, sampled_id: int
) -> tuple[SampleLine, tuple[FileReplyLine, ...]]:
    """One file of the sample with its answers; NotFound for who may not read the file."""
    lines = [one for one in sample(viewer, review_id) if one.sampled_id == sampled_id]
    if not lines or lines[0].case is None:
        raise NotFound
    rows = FileAnswer.unscoped.filter(sampled=sampled_id)
    return lines[0], tuple(
        FileReplyLine(row.question, FileReply(row.reply), row.note, row.version) for row in rows
    )


def readable_files(viewer: Viewer, programme_id: int, among: list[int] | None = None) -> set[int]:
    """Enrolments of the programme whose plan the viewer may read."""
    rows = cases_in_sight(viewer).filter(
        sees(viewer, Part.PLAN, enrolment=""), programme=programme_id
    )
    if among is not None:
        rows = rows.filter(pk__in=among)
    return set(rows.values_list("pk", flat=True))


def actions_of(
    viewer: Viewer, programme_id: int, *, review_id: int | None = None, is_open: bool = False
) -> tuple[TodoLine, ...]:
    """What reviews of the programme have led to, by day; those that are left when `is_open`."""
    if programme_id not in viewer.programmes(SEES_FIGURES):
        raise NotFound
    rows = FidelityAction.unscoped.filter(review__programme=programme_id)
    if review_id is not None:
        rows = rows.filter(review=review_id)
    if is_open:
        rows = rows.filter(done_on=None)
    leads = bool(viewer.roles_in(programme_id) & BEGINS)
    return tuple(
        TodoLine(
            row.pk, row.review_id, row.item, row.what, row.responsible.name, row.due_on,
            row.done_on, leads or row.responsible_id == viewer.staff_id,
        )
        for row in rows.select_related("responsible").order_by("due_on", "id")
    )  # fmt: skip


def possible_reviewers(viewer: Viewer, programme_id: int) -> tuple[tuple[int, str], ...]:
    """Everyone with a role that may review in the programme today, by name."""
    grants = RoleGrant.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=viewer.today), programme=programme_id,
        starts_on__lte=viewer.today, role__in=REVIEWS,
    )  # fmt: skip
    rows = grants.order_by("staff__name").values_list(
        "staff_id", "staff__name", "staff__organisation__name"
    )
    return tuple(dict.fromkeys((pk, f"{name}, {org}") for pk, name, org in rows))


def _in_sight(viewer: Viewer) -> QuerySet[FidelityReview]:
    notes = Q(programme__in=sorted(viewer.programmes(REVIEWS)))
    agreed = Q(
        programme__in=sorted(viewer.programmes(SEES_FIGURES)), state=ReviewState.AGREED.value
    )
    return FidelityReview.unscoped.filter(notes | agreed)


def _reads_notes(viewer: Viewer, programme_id: int) -> bool:
    return bool(viewer.roles_in(programme_id) & REVIEWS)


def _lines(viewer: Viewer, found: QuerySet[FidelityReview]) -> tuple[ReviewLine, ...]:
    rows = list(found.select_related("programme").defer("basis"))
    reviewers: dict[int, list[tuple[int, str]]] = defaultdict(list)
    names = FidelityReviewer.unscoped.filter(review__in=rows).order_by("staff__name")
    for review_id, staff_id, name in names.values_list("review_id", "staff_id", "staff__name"):
        reviewers[review_id].append((staff_id, name))
    shared: dict[int, dict[str, int]] = defaultdict(dict)
    answers = FidelityAnswer.unscoped.filter(review__in=rows, reviewer=None, anchor__isnull=False)
    for review_id, item, anchor in answers.values_list("review_id", "item", "anchor"):
        shared[review_id][item] = anchor or 0  # never empty: the query asks for those that are set
    return tuple(
        ReviewLine(
            review_id=row.pk,
            programme_id=row.programme_id,
            programme_key=row.programme.key,
            programme=row.programme.name,
            blueprint_key=row.programme.blueprint_key,
            blueprint_version=row.programme.blueprint_version,
            scale=row.scale,
            kind=ReviewKind(row.kind),
            state=ReviewState(row.state),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            agreed_on=row.agreed_on,
            reviewers=tuple(reviewers[row.pk]),
            shared=shared[row.pk],
            version=row.version,
            is_reviewer=any(pk == viewer.staff_id for pk, _name in reviewers[row.pk]),
            leads=bool(viewer.roles_in(row.programme_id) & BEGINS),
        )
        for row in rows
    )


def _readable(
    line: ReviewLine, viewer: Viewer, found: list[FidelityAnswer]
) -> dict[str, tuple[AnswerLine, ...]]:
    by_item: dict[str, list[FidelityAnswer]] = defaultdict(list)
    for one in found:
        by_item[one.item].append(one)
    told = {}
    for item, rows in by_item.items():
        own = any(a.reviewer_id == viewer.staff_id and a.anchor for a in rows)
        closed = line.is_reviewer and not own and line.state is ReviewState.OPEN
        told[item] = tuple(
            AnswerLine(a.reviewer_id, a.reviewer.name if a.reviewer else "", a.anchor, a.note,
                       a.version)
            for a in sorted(rows, key=lambda a: a.reviewer_id is not None)
            if not closed or a.reviewer_id in (None, viewer.staff_id)
        )  # fmt: skip
    return told


def _file_answers(review_id: int) -> dict[str, dict[FileReply, int]]:
    told: dict[str, dict[FileReply, int]] = defaultdict(lambda: dict.fromkeys(FileReply, 0))
    rows = FileAnswer.unscoped.filter(sampled__review=review_id)
    for question, reply in rows.values_list("question", "reply"):
        told[question][FileReply(reply)] += 1
    return dict(told)
