"""Reviews of how the method is followed: items, reviewers, a sample of files, what is to be done.

A review is about the programme's way of working. Only the sample touches persons: its rows belong
to their files, and are cut as those are.
"""

from django.db import models
from django.db.models import Q

from framsteg.foundation.codes import FileReply, ReviewKind, ReviewState
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, known


class FidelityReview(Sensitive):
    """One review of a period (half-open) with one scale.

    `seed` and `drawn_from` say how the sample was drawn, so that it can be drawn again. `basis` is
    the computed evidence as it stood when the review was agreed, exact; None until then, and for
    a scale that nothing is computed for.
    """

    programme = models.ForeignKey("records.Programme", models.CASCADE, related_name="+")
    scale = models.CharField(max_length=40)
    kind = CodeField(ReviewKind)
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = CodeField(ReviewState, default=ReviewState.OPEN)
    summary = models.TextField(blank=True)
    agreed_on = models.DateField(null=True)
    basis = models.JSONField(null=True)
    seed = models.PositiveBigIntegerField(null=True)
    drawn_on = models.DateField(null=True)
    drawn_from = models.PositiveIntegerField(null=True)
    once = models.UUIDField(null=True, unique=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("fidelityreview", "kind", ReviewKind),
            known("fidelityreview", "state", ReviewState),
            models.CheckConstraint(
                name="fidelityreview_period_in_order",
                condition=Q(ends_on__gt=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="fidelityreview_agreed_has_its_day",
                condition=Q(state=ReviewState.AGREED.value, agreed_on__isnull=False)
                | Q(state=ReviewState.OPEN.value, agreed_on=None),
            ),
            models.CheckConstraint(
                name="fidelityreview_basis_is_agreed",
                condition=Q(basis__isnull=True) | Q(state=ReviewState.AGREED.value),
            ),
            models.CheckConstraint(
                name="fidelityreview_sample_says_how",
                condition=Q(seed=None, drawn_on=None, drawn_from=None)
                | Q(seed__isnull=False, drawn_on__isnull=False, drawn_from__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "ends_on"], name="fidelityreview_by_programme")
        ]

    class Privacy:
        sensitive = ("summary", "basis")
        technical = (
            *SHARED_TECHNICAL, "programme", "scale", "kind", "starts_on", "ends_on", "state",
            "agreed_on", "seed", "drawn_on", "drawn_from", "once",
        )  # fmt: skip


class FidelityReviewer(models.Model):
    review = models.ForeignKey(FidelityReview, models.CASCADE, related_name="reviewers")
    staff = models.ForeignKey("records.Staff", models.PROTECT, related_name="+")

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [models.UniqueConstraint(fields=["review", "staff"], name="reviewer_once")]

    class Privacy:
        technical = ("id", "review", "staff")


class FidelityAnswer(Sensitive):
    """The anchor (1–5) that one reviewer finds for an item; without a reviewer, the shared one."""

    review = models.ForeignKey(FidelityReview, models.CASCADE, related_name="answers")
    item = models.CharField(max_length=60)
    reviewer = models.ForeignKey("records.Staff", models.PROTECT, null=True, related_name="+")
    anchor = models.PositiveSmallIntegerField(null=True)
    note = models.TextField(blank=True)

    class Meta(Sensitive.Meta):
        constraints = [
            models.CheckConstraint(
                name="fidelityanswer_anchor_one_to_five",
                condition=Q(anchor=None) | Q(anchor__range=(1, 5)),
            ),
            models.UniqueConstraint(
                fields=["review", "item", "reviewer"],
                condition=Q(reviewer__isnull=False),
                name="fidelityanswer_once_a_reviewer",
            ),
            models.UniqueConstraint(
                fields=["review", "item"],
                condition=Q(reviewer=None),
                name="fidelityanswer_shared_once",
            ),
        ]

    class Privacy:
        sensitive = ("anchor", "note")
        technical = (*SHARED_TECHNICAL, "review", "item", "reviewer")


class SampledFile(Sensitive):
    """One file of a review's sample; `number` is its place in the draw."""

    review = models.ForeignKey(FidelityReview, models.CASCADE, related_name="sample")
    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()

    class Meta(Sensitive.Meta):
        constraints = [
            models.UniqueConstraint(fields=["review", "enrolment"], name="sampledfile_once"),
            models.UniqueConstraint(fields=["review", "number"], name="sampledfile_number_once"),
        ]

    class Privacy:
        technical = (*SHARED_TECHNICAL, "review", "enrolment", "number")


class FileAnswer(Sensitive):
    """The answer to a fixed question about how the support is documented in one file."""

    sampled = models.ForeignKey(SampledFile, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=60)
    reply = CodeField(FileReply)
    note = models.TextField(blank=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("fileanswer", "reply", FileReply),
            models.UniqueConstraint(fields=["sampled", "question"], name="fileanswer_once"),
        ]

    class Privacy:
        sensitive = ("reply", "note")
        technical = (*SHARED_TECHNICAL, "sampled", "question")


class FidelityAction(Sensitive):
    """What a review led to: who does what by when. It stands in the steering group's pack."""

    review = models.ForeignKey(FidelityReview, models.CASCADE, related_name="actions")
    item = models.CharField(max_length=60, blank=True)
    what = models.CharField(max_length=300)
    responsible = models.ForeignKey("records.Staff", models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    once = models.UUIDField(null=True, unique=True)

    class Meta(Sensitive.Meta):
        constraints = [
            models.CheckConstraint(name="fidelityaction_says_what", condition=~Q(what="")),
        ]

    class Privacy:
        sensitive = ("what",)
        technical = (
            *SHARED_TECHNICAL, "review", "item", "responsible", "due_on", "done_on", "once",
        )  # fmt: skip
