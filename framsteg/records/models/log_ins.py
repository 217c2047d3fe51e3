"""How staff and programs get in: invitations, browsers that are known, keys for programs."""

from django.db import models


class KnownDevice(models.Model):
    """A browser that somebody has logged in with. Only a hash of its secret cookie is kept."""

    staff = models.ForeignKey("records.Staff", models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64)
    what = models.CharField(max_length=80, blank=True)  # "Firefox, Windows"
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
        constraints = [
            models.UniqueConstraint(fields=["staff", "token_hash"], name="knowndevice_once"),
        ]

    class Privacy:
        technical = ("id", "staff", "token_hash", "what", "first_seen_at", "last_seen_at")


class Invitation(models.Model):
    """The way in for somebody new: a secret link by mail, used once. Only its hash is kept."""

    staff = models.ForeignKey("records.Staff", models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("records.Staff", models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"

    class Privacy:
        technical = (
            "id", "staff", "token_hash", "made_at", "made_by", "expires_at", "used_at",
            "revoked_at",
        )  # fmt: skip


class ServiceToken(models.Model):
    """A key by which a program reads one programme's figures. Shown once; a hash is kept.

    `scopes` are codes of `TokenScope`, comma-separated; `start` is enough to know it by.
    """

    name = models.CharField(max_length=100)
    programme = models.ForeignKey("records.Programme", models.CASCADE, related_name="+")
    scopes = models.CharField(max_length=100)
    token_hash = models.CharField(max_length=64, unique=True)
    start = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("records.Staff", models.SET_NULL, null=True, related_name="+")
    expires_on = models.DateField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"

    class Privacy:
        technical = (
            "id", "name", "programme", "scopes", "token_hash", "start", "made_at", "made_by",
            "expires_on", "last_used_at", "revoked_at",
        )  # fmt: skip
