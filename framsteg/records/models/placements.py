"""Placements (sysselsättning): jobs, studies, internships, with their share of full time."""

from django.db import models
from django.db.models import Q

from framsteg.foundation.codes import PlacementEnd, PlacementKind, Sector, Subsidy
from framsteg.foundation.training_codes import LedTo, PlacementPurpose
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, in_order, known

_SUBSIDISED = PlacementKind.SUBSIDISED.value


class Placement(Sensitive):
    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="placements")
    kind = CodeField(PlacementKind)
    subsidy = CodeField(Subsidy, blank=True)
    employer = models.ForeignKey("records.Employer", models.PROTECT, null=True, related_name="+")
    sector = CodeField(Sector, blank=True)
    trade = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=120, blank=True)
    monthly_wage = models.DecimalField(max_digits=9, decimal_places=0, null=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    end_reason = CodeField(PlacementEnd, blank=True)
    note = models.TextField(blank=True)
    # For what is for a limited time: internship and Supported Training.
    purpose = CodeField(PlacementPurpose, blank=True, default="")
    planned_last_day = models.DateField(null=True)  # that day inside
    extended_because = models.TextField(blank=True, default="")
    led_to = CodeField(LedTo, blank=True, default="")

    class Meta(Sensitive.Meta):
        constraints = [
            known("placement", "kind", PlacementKind),
            known("placement", "subsidy", Subsidy, blank=True),
            known("placement", "sector", Sector, blank=True),
            known("placement", "end_reason", PlacementEnd, blank=True),
            known("placement", "purpose", PlacementPurpose, blank=True),
            known("placement", "led_to", LedTo, blank=True),
            in_order("placement", "starts_on", "ends_on"),
            in_order("placement", "starts_on", "planned_last_day"),
            models.CheckConstraint(
                name="placement_subsidy_names_its_form",
                condition=(Q(kind=_SUBSIDISED) & ~Q(subsidy=""))
                | (~Q(kind=_SUBSIDISED) & Q(subsidy="")),
            ),
            models.CheckConstraint(
                name="placement_end_reason_only_with_end",
                condition=Q(ends_on__isnull=False) | Q(end_reason=""),
            ),
        ]

    class Privacy:
        sensitive = ("title", "monthly_wage", "note", "extended_because")
        analytic = (
            "enrolment", "kind", "subsidy", "employer", "sector", "trade", "starts_on", "ends_on",
            "end_reason", "purpose", "planned_last_day", "led_to",
        )  # fmt: skip
        technical = SHARED_TECHNICAL


class PlacementExtent(models.Model):
    """The share of full time from a day on, in whole percent, until the next step."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="extents")
    starts_on = models.DateField()
    percent = models.PositiveSmallIntegerField()

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [
            models.CheckConstraint(
                name="extent_between_1_and_100", condition=Q(percent__range=(1, 100))
            ),
            models.UniqueConstraint(fields=["placement", "starts_on"], name="extent_one_a_day"),
        ]

    class Privacy:
        analytic = ("placement", "starts_on", "percent")
        technical = ("id",)
