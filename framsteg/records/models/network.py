"""The network map (nätverkskarta): the people around a person, as the person places them."""

from django.db import models
from django.db.models import Q

from framsteg.foundation.plan_codes import MayContact, Ring, Sphere
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, in_order, known


class NetworkPerson(Sensitive):
    """Someone around the person. One who left the map keeps the row, with the day it ended."""

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="network")
    name = models.CharField(max_length=200)
    sphere = CodeField(Sphere)
    role = models.CharField(max_length=120, blank=True)
    # One of the installation's organisations, or one that only has a name here.
    organisation = models.ForeignKey(
        "records.Organisation", models.PROTECT, related_name="+", null=True, db_index=False
    )
    organisation_name = models.CharField(max_length=200, blank=True)
    ring = CodeField(Ring)
    contributes = models.CharField(max_length=400, blank=True)
    may_contact = CodeField(MayContact)
    since = models.DateField(null=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    ended_on = models.DateField(null=True)
    once = models.UUIDField(null=True, unique=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("networkperson", "sphere", Sphere),
            known("networkperson", "ring", Ring),
            known("networkperson", "may_contact", MayContact),
            in_order("networkperson", "since", "ended_on"),
            models.CheckConstraint(name="networkperson_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="networkperson_organisation_said_once",
                condition=Q(organisation=None) | Q(organisation_name=""),
            ),
        ]

    class Privacy:
        identity = ("name", "phone", "email")
        sensitive = (
            "sphere", "role", "organisation", "organisation_name", "ring", "contributes",
            "may_contact", "since", "ended_on",
        )  # fmt: skip
        technical = (*SHARED_TECHNICAL, "enrolment", "once")
