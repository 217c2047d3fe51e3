"""The plan (handlingsplan): goals in the person's words, and who does what by when."""

from django.db import models
from django.db.models import Q

from framsteg.foundation.plan_codes import ActionStatus, GoalStatus, Responsible, ReviewOutcome
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, in_order, known


class Goal(Sensitive):
    """Where the person wants to get, as the person says it."""

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="goals")
    words = models.TextField()
    set_on = models.DateField()
    status = CodeField(GoalStatus, default=GoalStatus.OPEN.value)
    closed_on = models.DateField(null=True)
    once = models.UUIDField(null=True, unique=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("goal", "status", GoalStatus),
            in_order("goal", "set_on", "closed_on"),
            models.CheckConstraint(
                name="goal_closed_day_only_when_closed",
                condition=Q(status=GoalStatus.OPEN.value, closed_on=None)
                | (~Q(status=GoalStatus.OPEN.value) & Q(closed_on__isnull=False)),
            ),
        ]

    class Privacy:
        sensitive = ("words", "set_on", "status", "closed_on")
        technical = (*SHARED_TECHNICAL, "enrolment", "once")


class PlanAction(Sensitive):
    """One thing to do, by one party. `staff` is set where the one responsible logs in here."""

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="+")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="actions")
    what = models.CharField(max_length=300)
    responsible = CodeField(Responsible)
    staff = models.ForeignKey("records.Staff", models.PROTECT, related_name="+", null=True)
    organisation = models.ForeignKey(
        "records.Organisation", models.PROTECT, related_name="+", null=True, db_index=False
    )
    responsible_name = models.CharField(max_length=200, blank=True)
    set_on = models.DateField()
    due_on = models.DateField(null=True)
    status = CodeField(ActionStatus, default=ActionStatus.OPEN.value)
    closed_on = models.DateField(null=True)
    result = models.TextField(blank=True)
    dropped_reason = models.CharField(max_length=300, blank=True)
    once = models.UUIDField(null=True, unique=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("planaction", "responsible", Responsible),
            known("planaction", "status", ActionStatus),
            models.CheckConstraint(
                name="planaction_closed_day_only_when_closed",
                condition=Q(status=ActionStatus.OPEN.value, closed_on=None)
                | (~Q(status=ActionStatus.OPEN.value) & Q(closed_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="planaction_dropped_says_why",
                condition=~Q(status=ActionStatus.DROPPED.value) | ~Q(dropped_reason=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["staff", "due_on"],
                condition=Q(status=ActionStatus.OPEN.value),
                name="planaction_open_of_staff",
            ),
        ]

    class Privacy:
        sensitive = (
            "what", "responsible", "staff", "organisation", "responsible_name", "set_on",
            "due_on", "status", "closed_on", "result", "dropped_reason",
        )  # fmt: skip
        technical = (*SHARED_TECHNICAL, "enrolment", "goal", "once")


class PlanReview(Sensitive):
    """The plan was gone through with the person; at a follow-up, or by itself."""

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="plan_reviews")
    follow_up = models.ForeignKey(
        "records.FollowUp", models.SET_NULL, related_name="plan_reviews", null=True
    )
    reviewed_on = models.DateField()
    note = models.TextField(blank=True)
    once = models.UUIDField(null=True, unique=True)

    class Privacy:
        sensitive = ("reviewed_on", "note")
        technical = (*SHARED_TECHNICAL, "enrolment", "follow_up", "once")


class ReviewedItem(Sensitive):
    """What was said of one goal or one action when the plan was gone through."""

    review = models.ForeignKey(PlanReview, models.CASCADE, related_name="items")
    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="+")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="+", null=True)
    action = models.ForeignKey(PlanAction, models.CASCADE, related_name="+", null=True)
    outcome = CodeField(ReviewOutcome)
    words = models.TextField(blank=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("revieweditem", "outcome", ReviewOutcome),
            models.CheckConstraint(
                name="revieweditem_of_a_goal_or_an_action",
                condition=Q(goal=None, action__isnull=False) | Q(goal__isnull=False, action=None),
            ),
        ]

    class Privacy:
        sensitive = ("outcome", "words")
        technical = (*SHARED_TECHNICAL, "review", "enrolment", "goal", "action")
