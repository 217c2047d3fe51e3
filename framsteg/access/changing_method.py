"""Reviews, the steering group and reports, locked to be changed: for actions only."""

from framsteg.access.reading.fidelity import readable_files
from framsteg.access.reading.identity import NotFound
from framsteg.access.viewer import Viewer
from framsteg.records.models import (
    FidelityAction,
    FidelityReview,
    FidelityReviewer,
    Report,
    SampledFile,
    SteeringDecision,
    SteeringMeeting,
)
from framsteg.rules.fidelity import BEGINS, REVIEWS
from framsteg.rules.reports.working import WRITES
from framsteg.rules.steering import KEEPS


def review_to_change(viewer: Viewer, review_id: int) -> FidelityReview:
    """A locked review, for its reviewers and those who may begin one in the programme."""
    row = (
        FidelityReview.unscoped.select_for_update()
        .filter(pk=review_id, programme__in=sorted(viewer.programmes(REVIEWS)))
        .first()
    )
    if row is None:
        raise NotFound
    mine = FidelityReviewer.unscoped.filter(review=row, staff=viewer.staff_id).exists()
    if not mine and not viewer.roles_in(row.programme_id) & BEGINS:
        raise NotFound
    return row


def sampled_to_answer(viewer: Viewer, sampled_id: int) -> SampledFile:
    """A locked file of a sample that the viewer may read and whose review they write in."""
    row = (
        SampledFile.unscoped.select_for_update()
        .select_related("review")
        .filter(pk=sampled_id)
        .first()
    )
    if row is None:
        raise NotFound
    review_to_change(viewer, row.review_id)
    if not readable_files(viewer, row.review.programme_id, [row.enrolment_id]):
        raise NotFound
    return row


def fidelity_action_to_change(viewer: Viewer, action_id: int) -> FidelityAction:
    """A locked action of a review, for the one responsible and those who may begin a review."""
    row = (
        FidelityAction.unscoped.select_for_update()
        .select_related("review")
        .filter(pk=action_id, review__programme__in=sorted(viewer.programmes(REVIEWS)))
        .first()
    )
    if row is None or not (
        row.responsible_id == viewer.staff_id or viewer.roles_in(row.review.programme_id) & BEGINS
    ):
        raise NotFound
    return row


def steering_meeting_to_change(viewer: Viewer, meeting_id: int) -> SteeringMeeting:
    """A locked meeting of the steering group, for the programme's lead."""
    row = (
        SteeringMeeting.unscoped.select_for_update()
        .filter(pk=meeting_id, programme__in=sorted(viewer.programmes(KEEPS)))
        .first()
    )
    if row is None:
        raise NotFound
    return row


def steering_decision_to_change(viewer: Viewer, decision_id: int) -> SteeringDecision:
    """A locked decision of the steering group, for the programme's lead."""
    row = (
        SteeringDecision.unscoped.select_for_update()
        .filter(pk=decision_id, meeting__programme__in=sorted(viewer.programmes(KEEPS)))
        .first()
    )
    if row is None:
        raise NotFound
    return row


def report_to_change(viewer: Viewer, report_id: int) -> Report:
    """A locked report, for those who write in the programme's reports."""
    row = (
        Report.unscoped.select_for_update()
        .filter(pk=report_id, programme__in=sorted(viewer.programmes(WRITES)))
        .first()
    )
    if row is None:
        raise NotFound
    return row
