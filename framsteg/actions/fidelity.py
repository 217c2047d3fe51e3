"""Reviews of the method: begun, answered by each, agreed on, and what they lead to."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing_method import (
    fidelity_action_to_change,
    review_to_change,
    sampled_to_answer,
)
from framsteg.access.reading.fidelity import readable_files
from framsteg.access.reading.identity import NotFound
from framsteg.access.reading.meetings import names_in
from framsteg.actions import recording
from framsteg.actions.assignments import colleague
from framsteg.blueprints.load import get
from framsteg.evaluation.fidelity.scale import Scale, file_questions, scale_on
from framsteg.foundation.codes import FileReply, Part, ReviewKind, ReviewState
from framsteg.foundation.decision import require
from framsteg.records.models import (
    FidelityAction,
    FidelityAnswer,
    FidelityReview,
    FidelityReviewer,
    FileAnswer,
    Programme,
    SampledFile,
)
from framsteg.rules import fidelity as rule
from framsteg.rules.meetings import names_nobody


@transaction.atomic
def begin(
    *,
    by: Viewer,
    programme_id: int,
    scale: str,
    kind: ReviewKind,
    starts_on: date,
    ends_on: date,
    reviewers: Iterable[int],
    once: UUID | None = None,
) -> int:
    """Begin a review of a period (half-open). Returns its id."""
    require(rule.may_begin(by.roles_in(programme_id)))
    require(rule.period(starts_on=starts_on, ends_on=ends_on, today=by.today))
    programme = Programme.objects.get(pk=programme_id)
    row = FidelityReview(
        programme=programme, scale=scale, kind=kind, starts_on=starts_on, ends_on=ends_on,
        once=once,
    )  # fmt: skip
    scale_of(row)
    already = recording.sent_before(row, by=by)
    if already is not None:
        return already
    recording.create(row, by=by, verb="fidelity.begin", part=None)
    people = [colleague(by, programme_id, one, rule.REVIEWS) for one in dict.fromkeys(reviewers)]
    FidelityReviewer.unscoped.bulk_create(
        FidelityReviewer(review=row, staff=person) for person in people
    )
    return row.pk


@transaction.atomic
def answer(
    *, by: Viewer, review_id: int, item: str, anchor: int | None, note: str = "", version: int = 0
) -> None:
    """Write one's own answer to an item. May raise Conflict (one's own other window)."""
    row = review_to_change(by, review_id)
    if not FidelityReviewer.unscoped.filter(review=row, staff=by.staff_id).exists():
        raise NotFound
    _write(by, row, item, by.staff_id, anchor, note, version)


@transaction.atomic
def share(
    *, by: Viewer, review_id: int, item: str, anchor: int | None, note: str = "", version: int = 0
) -> None:
    """Write the answer that the reviewers agree on, with why. May raise Conflict."""
    row = review_to_change(by, review_id)
    _write(by, row, item, None, anchor, note, version)


@transaction.atomic
def draw(*, by: Viewer, review_id: int, size: int, seed: int) -> int:
    """Draw a sample of the files that the viewer may read, by a told seed. Returns how many."""
    row = review_to_change(by, review_id)
    require(rule.is_open(ReviewState(row.state)))
    files = readable_files(by, row.programme_id)
    answered = FileAnswer.unscoped.filter(sampled__review=row).exists()
    require(
        rule.may_draw(drawn=row.seed is not None, answered=answered, files=len(files), size=size)
    )
    SampledFile.unscoped.filter(review=row).delete()
    drawn = rule.draw(files, size=size, seed=seed)
    for number, enrolment_id in enumerate(drawn, start=1):
        recording.create(
            SampledFile(review=row, enrolment_id=enrolment_id, number=number),
            by=by, verb="sampling.take", part=Part.PLAN, enrolment_id=enrolment_id,
        )  # fmt: skip
    recording.change(
        row, {"seed": seed, "drawn_on": by.today, "drawn_from": len(files)}, by=by,
        verb="sampling.draw", part=None,
    )  # fmt: skip
    return len(drawn)


@transaction.atomic
def answer_file(
    *, by: Viewer, sampled_id: int, question: str, reply: FileReply, note: str = "",
    version: int = 0,
) -> None:  # fmt: skip
    """Answer a fixed question about one file of the sample. May raise Conflict."""
    sampled = sampled_to_answer(by, sampled_id)
    require(rule.is_open(ReviewState(sampled.review.state)))
    if question not in {one.key for one in file_questions()}:
        raise NotFound
    row = FileAnswer.unscoped.select_for_update().filter(sampled=sampled, question=question).first()
    if row is None:
        recording.create(
            FileAnswer(sampled=sampled, question=question, reply=reply, note=note),
            by=by, verb="sampling.answer", part=Part.PLAN, enrolment_id=sampled.enrolment_id,
        )  # fmt: skip
        return
    recording.change(
        row, {"reply": reply, "note": note}, by=by, verb="sampling.answer", part=Part.PLAN,
        version=version, enrolment_id=sampled.enrolment_id,
    )  # fmt: skip


@transaction.atomic
def agree(
    *,
    by: Viewer,
    review_id: int,
    summary: str,
    version: int,
    basis: Mapping[str, Any] | None = None,
) -> None:
    """Agree on a review whose items all have a shared answer. May raise Conflict.

    `basis`: the computed evidence that they had before them (`kept.to_keep`). It stays with the
    review, so that what is logged later does not change what was agreed.
    """
    row = review_to_change(by, review_id)
    require(rule.may_begin(by.roles_in(row.programme_id)))
    require(rule.is_open(ReviewState(row.state)))
    shared = dict(
        FidelityAnswer.unscoped.filter(review=row, reviewer=None).values_list("item", "anchor")
    )
    require(rule.may_agree(scale_of(row).keys, shared))
    require(names_nobody(names_in(by, row.programme_id, summary)))
    recording.change(
        row,
        {"summary": summary, "state": ReviewState.AGREED, "agreed_on": by.today, "basis": basis},
        by=by, verb="fidelity.agree", part=None, version=version,
    )  # fmt: skip


@transaction.atomic
def reopen(*, by: Viewer, review_id: int) -> None:
    """Open an agreed review again; what it said stays, and the evidence follows the work again."""
    row = review_to_change(by, review_id)
    require(rule.may_begin(by.roles_in(row.programme_id)))
    recording.change(
        row, {"state": ReviewState.OPEN, "agreed_on": None, "basis": None}, by=by,
        verb="fidelity.reopen", part=None,
    )  # fmt: skip


@transaction.atomic
def add_action(
    *,
    by: Viewer,
    review_id: int,
    what: str,
    responsible_id: int,
    due_on: date,
    item: str = "",
    once: UUID | None = None,
) -> int:
    """Write down what is to be done after a review. Returns its id."""
    review = review_to_change(by, review_id)
    require(names_nobody(names_in(by, review.programme_id, what)))
    row = FidelityAction(
        review=review, item=item, what=what, due_on=due_on, once=once,
        responsible=colleague(by, review.programme_id, responsible_id, rule.REVIEWS),
    )  # fmt: skip
    already = recording.sent_before(row, by=by)
    if already is not None:
        return already
    recording.create(row, by=by, verb="fidelity.add_action", part=None)
    return row.pk


@transaction.atomic
def mark_done(*, by: Viewer, action_id: int, done: bool) -> int:
    """Mark an action as done today, or as not done after all. Returns its review."""
    row = fidelity_action_to_change(by, action_id)
    recording.change(
        row, {"done_on": by.today if done else None}, by=by, verb="fidelity.done", part=None
    )
    return row.review_id


def scale_of(row: FidelityReview) -> Scale:
    """The scale that the review is made with, as it stood at the end of its period."""
    blueprint = get(row.programme.blueprint_key, row.programme.blueprint_version)
    try:
        return scale_on(row.scale, row.ends_on, blueprint)
    except KeyError:
        raise NotFound from None


def _write(
    by: Viewer,
    review: FidelityReview,
    item: str,
    reviewer_id: int | None,
    anchor: int | None,
    note: str,
    version: int,
) -> None:
    require(rule.is_open(ReviewState(review.state)))
    if item not in scale_of(review).keys:
        raise NotFound
    require(names_nobody(names_in(by, review.programme_id, note)))
    row = (
        FidelityAnswer.unscoped.select_for_update()
        .filter(review=review, item=item, reviewer=reviewer_id)
        .first()
    )
    verb = "fidelity.share" if reviewer_id is None else "fidelity.answer"
    if row is None:
        row = FidelityAnswer(
            review=review, item=item, reviewer_id=reviewer_id, anchor=anchor, note=note
        )
        recording.create(row, by=by, verb=verb, part=None)
    else:
        recording.change(
            row, {"anchor": anchor, "note": note}, by=by, verb=verb, part=None, version=version
        )
