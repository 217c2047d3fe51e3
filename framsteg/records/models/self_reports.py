"""The way in for one answer: a secret address, used once, on the person's own phone or a screen."""

from django.db import models

from framsteg.foundation.codes import FollowUpKind
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, known


class ReportLink(Sensitive):
    """Only a hash of the secret address is kept: who reads it can open nothing.

    The organisation that made the link owns the answer, as if the coach had written it down.
    `on_screen` is a screen that was handed over; `follow_up` the answer, once it has come.
    """

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="+")
    kind = CodeField(FollowUpKind)
    on_screen = models.BooleanField(default=False)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    follow_up = models.ForeignKey(
        "records.FollowUp", models.SET_NULL, related_name="links", null=True
    )

    class Meta(Sensitive.Meta):
        constraints = [known("reportlink", "kind", FollowUpKind)]
        indexes = [models.Index(fields=["enrolment", "expires_at"], name="reportlink_open")]

    class Privacy:
        analytic = ("enrolment", "kind")
        technical = (
            *SHARED_TECHNICAL, "on_screen", "token_hash", "expires_at", "used_at", "revoked_at",
            "follow_up",
        )  # fmt: skip
