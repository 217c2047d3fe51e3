"""Programmes (insatser): run from a blueprint, by an owner with partners, over a period."""

from django.db import models
from django.db.models import F, Q

from framsteg.records.models.base import in_order


class Programme(models.Model):
    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    blueprint_key = models.CharField(max_length=80)
    blueprint_version = models.PositiveIntegerField()
    owner = models.ForeignKey("records.Organisation", models.PROTECT, related_name="+")
    partners = models.ManyToManyField(
        "records.Organisation", through="records.Partnership", related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    # Marked by the lead when nobody is left over; `ends_on` is only what was planned.
    ended_on = models.DateField(null=True)
    places = models.PositiveIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [in_order("programme", "starts_on", "ends_on")]

    class Privacy:
        technical = (
            "id", "key", "name", "blueprint_key", "blueprint_version", "owner", "partners",
            "starts_on", "ends_on", "ended_on", "places", "version",
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Partnership(models.Model):
    """An organisation that works in the programme beside its owner."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="partnerships")
    organisation = models.ForeignKey("records.Organisation", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "organisation"], name="partner_once")
        ]

    class Privacy:
        technical = ("id", "programme", "organisation")


class Funding(models.Model):
    """Money by source and year, in whole kronor."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="funding")
    source = models.CharField(max_length=200)
    year = models.PositiveIntegerField()
    amount = models.DecimalField(max_digits=12, decimal_places=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "source", "year"], name="funding_once_a_year"
            ),
            models.CheckConstraint(name="funding_not_negative", condition=Q(amount__gte=0)),
        ]

    class Privacy:
        technical = ("id", "programme", "source", "year", "amount")


class Target(models.Model):
    """A goal: a measure's level over a period, e.g. 0.35 gone to work or studies."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="targets")
    measure = models.CharField(max_length=80)
    level = models.DecimalField(max_digits=10, decimal_places=4)
    unit = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "measure", "starts_on"], name="target_once"
            ),
            models.CheckConstraint(
                name="target_ends_on_after_starts_on",
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
            ),
        ]

    class Privacy:
        technical = ("id", "programme", "measure", "level", "unit", "starts_on", "ends_on")
