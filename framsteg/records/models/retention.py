"""Retention (gallring): an organisation's decisions, and what was thinned out by whom."""

from django.db import models
from django.db.models import Q

from framsteg.foundation.codes import DisposalState, LogName, RecordType
from framsteg.records.models.base import CodeField, known
from framsteg.records.models.logs import AppendOnly


class RetentionDecision(models.Model):
    """How long an organisation has decided to keep one type of record, from a day on."""

    owner = models.ForeignKey("records.Organisation", models.PROTECT, related_name="+")
    record = CodeField(RecordType)
    from_on = models.DateField()
    years = models.PositiveSmallIntegerField()
    counts_from = models.CharField(max_length=20)
    research_days = models.BooleanField(default=False)
    source = models.CharField(max_length=300)
    created_by = models.ForeignKey("records.Staff", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            known("retentiondecision", "record", RecordType),
            models.CheckConstraint(name="retentiondecision_says_where", condition=~Q(source="")),
            models.UniqueConstraint(
                fields=["owner", "record", "from_on"], name="retentiondecision_once_a_day"
            ),
        ]

    class Privacy:
        technical = (
            "id", "owner", "record", "from_on", "years", "counts_from", "research_days", "source",
            "created_by",
        )  # fmt: skip


class Disposal(models.Model):
    """One thinning out, proposed by one and approved by another. `told` is its certificate.

    The certificate names no person: counts, rule, days, who decided, and what stays.
    """

    owner = models.ForeignKey("records.Organisation", models.PROTECT, related_name="+")
    record = CodeField(RecordType)
    state = CodeField(DisposalState, default=DisposalState.PROPOSED.value)
    rule = models.JSONField(default=dict)
    proposed_by = models.ForeignKey("records.Staff", models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    answered_by = models.ForeignKey("records.Staff", models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    told = models.JSONField(default=dict)

    class Meta:
        constraints = [
            known("disposal", "record", RecordType),
            known("disposal", "state", DisposalState),
            models.UniqueConstraint(
                fields=["owner", "record"],
                condition=Q(state=DisposalState.PROPOSED.value),
                name="disposal_one_open",
            ),
            models.CheckConstraint(
                name="disposal_is_approved_by_another",
                condition=~Q(state=DisposalState.DONE.value)
                | (Q(answered_by__isnull=False) & ~Q(answered_by=models.F("proposed_by"))),
            ),
        ]

    class Privacy:
        technical = (
            "id", "owner", "record", "state", "rule", "proposed_by", "proposed_on", "answered_by",
            "answered_on", "reason", "told",
        )  # fmt: skip


class DisposalItem(models.Model):
    """One case or enquiry of a disposal. `done`: what this organisation wrote in it is gone."""

    disposal = models.ForeignKey(Disposal, models.CASCADE, related_name="items")
    enrolment = models.ForeignKey(
        "records.Enrolment", models.CASCADE, null=True, related_name="disposals"
    )
    enquiry = models.ForeignKey(
        "records.Enquiry", models.CASCADE, null=True, related_name="disposals"
    )
    done = models.BooleanField(default=False)

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [
            models.CheckConstraint(
                name="disposalitem_is_a_case_or_an_enquiry",
                condition=Q(enrolment=None, enquiry__isnull=False)
                | Q(enrolment__isnull=False, enquiry=None),
            ),
        ]

    class Privacy:
        technical = ("id", "disposal", "enrolment", "enquiry", "done")


class LogCrossing(models.Model):
    """A log row whose words were crossed out by a disposal, and its hash from then on.

    The disposal's own event holds the digest of all its crossings, and stands in the chain.
    """

    organisation_id = models.BigIntegerField()
    disposal_id = models.BigIntegerField()
    log = CodeField(LogName)
    row_id = models.BigIntegerField()
    row_hash = models.CharField(max_length=64)

    unscoped = AppendOnly.as_manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [known("logcrossing", "log", LogName)]
        indexes = [
            models.Index(fields=["organisation_id", "disposal_id"], name="logcrossing_of_disposal")
        ]

    class Privacy:
        technical = ("id", "organisation_id", "disposal_id", "log", "row_id", "row_hash")
