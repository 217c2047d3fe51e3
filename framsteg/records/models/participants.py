"""Participants (deltagare), and the words their names can be found by."""

from django.db import models
from django.db.models import Q

from framsteg.foundation.codes import Sex
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, known


class Participant(Sensitive):
    """A person. Anonymous: only sex and start year are known. Protected: address is hidden."""

    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    # Swedish alphabetical order as plain bytes, the same on every database (foundation.names).
    sort_key = models.CharField(max_length=220, blank=True)
    personnummer = models.CharField(max_length=12, blank=True)
    sex = CodeField(Sex)
    birth_year = models.PositiveSmallIntegerField(null=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=60, blank=True)
    needs_interpreter = models.BooleanField(default=False)
    protected_identity = models.BooleanField(default=False)
    anonymous = models.BooleanField(default=False)
    imported_in = models.ForeignKey(
        "records.ImportBatch", models.SET_NULL, null=True, related_name="+"
    )

    class Meta(Sensitive.Meta):
        constraints = [
            known("participant", "sex", Sex),
            models.CheckConstraint(
                name="participant_birth_year_plausible",
                condition=Q(birth_year=None) | Q(birth_year__range=(1900, 2100)),
            ),
            models.CheckConstraint(
                name="participant_anonymous_has_no_identity",
                condition=Q(anonymous=False)
                | Q(given_name="", family_name="", personnummer="", phone="", email="", address=""),
            ),
            models.UniqueConstraint(
                fields=["owner", "personnummer"],
                condition=~Q(personnummer=""),
                name="participant_personnummer_once_per_organisation",
            ),
        ]

    class Privacy:
        identity = (
            "given_name", "family_name", "sort_key", "personnummer", "phone", "email", "address",
        )  # fmt: skip
        sensitive = ("language", "needs_interpreter", "protected_identity")
        analytic = ("sex", "birth_year", "anonymous")
        technical = (*SHARED_TECHNICAL, "imported_in")


class NameToken(models.Model):
    """One word of a participant's name, folded, so that search is an index look-up."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="tokens")
    token = models.CharField(max_length=100)

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        indexes = [models.Index(fields=["token", "participant"], name="nametoken_by_token")]

    class Privacy:
        identity = ("token",)
        technical = ("id", "participant")
