"""Reports: the words that people write in them, and what was approved, kept as it was."""

from django.db import models

from framsteg.foundation.codes import ReportKind
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, in_order, known


class Report(Sensitive):
    """One report of a programme over a time; without days it is about all of it.

    It belongs to the organisation that owns the programme, whoever begins it.
    """

    programme = models.ForeignKey("records.Programme", models.CASCADE, related_name="+")
    kind = CodeField(ReportKind)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("report", "kind", ReportKind),
            in_order("report", "starts_on", "ends_on"),
            models.UniqueConstraint(
                fields=["programme", "kind", "starts_on"], name="report_once_a_period"
            ),
            models.UniqueConstraint(
                fields=["programme", "kind"],
                condition=models.Q(starts_on=None),
                name="report_of_the_whole_once",
            ),
        ]

    class Privacy:
        technical = (*SHARED_TECHNICAL, "programme", "kind", "starts_on", "ends_on")


class ReportText(Sensitive):
    """What is written in one section of a report, with its references to figures."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="texts")
    key = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    updated_on = models.DateField()
    updated_by = models.ForeignKey(
        "records.Staff", models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta(Sensitive.Meta):
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="reporttext_once_a_section"),
        ]

    class Privacy:
        sensitive = ("text",)
        technical = (*SHARED_TECHNICAL, "report", "key", "updated_on", "updated_by")


class ReportEdition(Sensitive):
    """A report as it was approved: its paper and tables, with the snapshot they came from.

    `shown` hides small numbers and is what the steering group reads; `exact` is the lead's own.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    approved_on = models.DateField()
    snapshot = models.CharField(max_length=80)
    shown = models.JSONField()
    exact = models.JSONField()

    class Meta(Sensitive.Meta):
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="reportedition_number_once"),
        ]

    class Privacy:
        sensitive = ("exact",)
        technical = (
            *SHARED_TECHNICAL, "report", "number", "approved_on", "snapshot", "shown",
        )  # fmt: skip
