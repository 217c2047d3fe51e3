"""Whether a browser is known, asked before anybody has logged in: yes or no, nothing else."""

from framsteg.access.reading.calendar import hash_of
from framsteg.records.models import KnownDevice


def is_known(email: str, token: str) -> bool:
    """Whether whoever logs in with this address has done so before with this browser."""
    if not email or not token:
        return False
    return KnownDevice.unscoped.filter(
        staff__email__iexact=email, staff__is_active=True, token_hash=hash_of(token)
    ).exists()
