"""Consent (samtycke) and the other grounds on which one organisation reads another's rows."""

from django.db import models
from django.db.models import Q

from framsteg.foundation.codes import ConsentGiven, GroundKind, Part
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, in_order, known


class Consent(Sensitive):
    """A consent as the person gave it: which text, how, until when. Kept after withdrawal.

    `signed_by` is set only when somebody else said yes in the person's stead, with the reason.
    `renews` is the consent that this one takes over from.
    """

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="consents")
    text_version = models.CharField(max_length=60)
    text_shown = models.TextField()
    purpose = models.CharField(max_length=300)
    given = CodeField(ConsentGiven)
    kept_at = models.CharField(max_length=200, blank=True)
    with_interpreter = models.BooleanField(default=False)
    interpreter = models.CharField(max_length=120, blank=True)
    interpreter_language = models.CharField(max_length=80, blank=True)
    signed_by = models.CharField(max_length=120, blank=True)
    signed_for_reason = models.CharField(max_length=300, blank=True)
    renews = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+", db_index=False)
    given_on = models.DateField()
    expires_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("consent", "given", ConsentGiven),
            in_order("consent", "given_on", "expires_on"),
            in_order("consent", "given_on", "withdrawn_on"),
            models.CheckConstraint(
                name="consent_signed_for_with_a_reason",
                condition=Q(signed_by="") | ~Q(signed_for_reason=""),
            ),
        ]

    class Privacy:
        identity = ("interpreter", "signed_by")
        sensitive = (
            "text_version", "text_shown", "purpose", "given", "kept_at", "with_interpreter",
            "interpreter_language", "signed_for_reason", "given_on", "expires_on", "withdrawn_on",
        )  # fmt: skip
        technical = (*SHARED_TECHNICAL, "enrolment", "renews")


class ConsentAnswer(models.Model):
    """The person's yes or no: one part, to one organisation. A clear no is kept like a yes."""

    consent = models.ForeignKey(Consent, models.CASCADE, related_name="answers")
    receiver = models.ForeignKey(
        "records.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    part = CodeField(Part)
    yes = models.BooleanField()
    withdrawn_on = models.DateField(null=True)

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [
            known("consentanswer", "part", Part),
            models.UniqueConstraint(
                fields=["consent", "receiver", "part"], name="consentanswer_once"
            ),
        ]

    class Privacy:
        sensitive = ("part", "yes", "withdrawn_on")
        technical = ("id", "consent", "receiver")


class ConsentGiver(models.Model):
    """Another organisation whose rows the person also said yes to sharing.

    It opens what it has written by confirming the consent itself; until then nothing is open.
    """

    consent = models.ForeignKey(Consent, models.CASCADE, related_name="givers")
    organisation = models.ForeignKey("records.Organisation", models.PROTECT, related_name="+")
    confirmed_on = models.DateField(null=True)
    refused_on = models.DateField(null=True)
    answered_by = models.ForeignKey(
        "records.Staff", models.PROTECT, related_name="+", null=True, db_index=False
    )

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [
            models.UniqueConstraint(fields=["consent", "organisation"], name="consentgiver_once"),
        ]

    class Privacy:
        sensitive = ("confirmed_on", "refused_on")
        technical = ("id", "consent", "organisation", "answered_by")


class Ground(models.Model):
    """What one organisation wrote in one part, to one other, over one half-open period, and why.

    `giver` is the organisation whose rows it opens: each authority answers for its own. This is
    the only table that the access rule looks at. A withdrawal closes it on the same day: that day
    no longer counts.
    """

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="grounds")
    giver = models.ForeignKey(
        "records.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    receiver = models.ForeignKey(
        "records.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    part = CodeField(Part)
    kind = CodeField(GroundKind)
    consent = models.ForeignKey(Consent, models.CASCADE, null=True, related_name="grounds")
    reason = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    created_by = models.ForeignKey(
        "records.Staff", models.PROTECT, related_name="+", null=True, db_index=False
    )

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [
            known("ground", "part", Part),
            known("ground", "kind", GroundKind),
            in_order("ground", "starts_on", "ends_on"),
            models.CheckConstraint(
                name="ground_opens_for_another", condition=~Q(giver=models.F("receiver"))
            ),
            models.CheckConstraint(
                name="ground_is_a_consent_or_has_a_reason",
                condition=Q(kind=GroundKind.CONSENT.value, consent__isnull=False)
                | (~Q(kind=GroundKind.CONSENT.value) & Q(consent=None) & ~Q(reason="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["enrolment", "receiver", "part", "giver", "starts_on", "ends_on"],
                name="ground_of_giver",
            ),
            models.Index(fields=["receiver", "part", "enrolment"], name="ground_by_receiver"),
        ]

    class Privacy:
        sensitive = ("part", "kind", "reason", "starts_on", "ends_on")
        technical = ("id", "enrolment", "giver", "receiver", "consent", "created_by")
