"""The way in for one answer: a link with a code, opened once on the person's own phone."""

from django.db import models

from framsteg.foundation.codes import FollowUpKind
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, known


class ReportLink(Sensitive):
    """Only hashes of the secret address and of the code are kept: who reads them can open nothing.

    The organisation that made the link owns the answer, as if the coach had written it down.
    """

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="+")
    kind = CodeField(FollowUpKind)
    token_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta(Sensitive.Meta):
        constraints = [known("reportlink", "kind", FollowUpKind)]
        indexes = [models.Index(fields=["enrolment", "expires_at"], name="reportlink_open")]

    class Privacy:
        analytic = ("enrolment", "kind")
        technical = (
            *SHARED_TECHNICAL, "token_hash", "code_hash", "expires_at", "used_at", "revoked_at",
            "failures",
        )  # fmt: skip
