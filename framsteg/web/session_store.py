"""Django's sessions in the database, read by a statement composed once."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.utils import timezone

from framsteg import access


class SessionStore(DatabaseSessions):
    def load(self) -> dict[str, Any]:
        kept = access.session_data(self.session_key, timezone.now())
        if kept is None:
            self._session_key = None  # as Django does: a new one is made when it is needed
            return {}
        return self.decode(kept)
