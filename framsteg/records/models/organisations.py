"""Organisations (huvudmän), each its own secrecy area, and their units (enheter)."""

from django.db import models

from framsteg.foundation.codes import OrganisationKind
from framsteg.records.models.base import CodeField, known


class Organisation(models.Model):
    name = models.CharField(max_length=200, unique=True)
    kind = CodeField(OrganisationKind)

    class Meta:
        constraints = [known("organisation", "kind", OrganisationKind)]

    class Privacy:
        technical = ("id", "name", "kind")

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A clinic, an office, a team: where referrals come from and people are served.

    The very name of a sensitive one tells of somebody's health: only its own organisation reads
    it, and the enrolling one where a ground says so (`access.reading.units`).
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="units")
    name = models.CharField(max_length=200)
    sensitive = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="unit_once_per_organisation"
            )
        ]

    class Privacy:
        technical = ("id", "organisation", "name", "sensitive")

    def __str__(self) -> str:
        return self.name
