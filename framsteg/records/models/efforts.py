"""Efforts (insatser) of any authority or service for a person, as the team knows them."""

from django.db import models
from django.db.models import Q

from framsteg.records.models.base import SHARED_TECHNICAL, Sensitive, in_order


class Effort(Sensitive):
    """What is not logged here otherwise: another authority's effort, or an own one beside.

    `last_day` is a day on which it goes on; null: nobody knows when it ends.
    """

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="efforts")
    # One of the installation's organisations, or one that only has a name here.
    organisation = models.ForeignKey(
        "records.Organisation", models.PROTECT, related_name="+", null=True, db_index=False
    )
    organisation_name = models.CharField(max_length=200, blank=True)
    what = models.CharField(max_length=300)
    responsible_name = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    last_day = models.DateField(null=True)
    once = models.UUIDField(null=True, unique=True)

    class Meta(Sensitive.Meta):
        constraints = [
            in_order("effort", "starts_on", "last_day"),
            models.CheckConstraint(name="effort_says_what", condition=~Q(what="")),
            models.CheckConstraint(
                name="effort_names_one_party",
                condition=Q(organisation=None) & ~Q(organisation_name="")
                | Q(organisation__isnull=False) & Q(organisation_name=""),
            ),
        ]

    class Privacy:
        identity = ("responsible_name",)
        sensitive = ("organisation", "organisation_name", "what", "starts_on", "last_day")
        technical = (*SHARED_TECHNICAL, "enrolment", "once")
