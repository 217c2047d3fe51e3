"""Information events and study visits (utåtriktat arbete): numbers of people, never their names."""

from django.db import models

from framsteg.foundation.codes import OutreachKind
from framsteg.records.models.base import CodeField, known


class OutreachEvent(models.Model):
    """Something held for others to know of the programme. No row says who came."""

    programme = models.ForeignKey("records.Programme", models.PROTECT, related_name="+")
    owner = models.ForeignKey("records.Organisation", models.PROTECT, related_name="+")
    kind = CodeField(OutreachKind)
    occurred_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    audience = models.CharField(max_length=200)
    people = models.PositiveIntegerField(null=True)
    staff = models.ManyToManyField("records.Staff", related_name="+")
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [known("outreach", "kind", OutreachKind)]
        indexes = [models.Index(fields=["programme", "-occurred_on"], name="outreach_list")]

    class Privacy:
        analytic = ("programme", "kind", "occurred_on", "people")
        technical = ("id", "owner", "place", "audience", "staff", "note", "version")
