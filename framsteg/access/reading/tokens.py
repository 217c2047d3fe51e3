"""The keys of programs: listed for the administrator, and turned into the one who is looking."""

from dataclasses import dataclass
from datetime import date, datetime

from framsteg.access.reading.calendar import hash_of
from framsteg.access.reading.identity import NotFound
from framsteg.access.viewer import Grant, Viewer
from framsteg.foundation.codes import Purpose, Role, TokenScope
from framsteg.records.models import ServiceToken
from framsteg.rules.log_ins import token_opens


@dataclass(frozen=True)
class TokenLine:
    """A key as a list shows it; nobody can see the key itself again."""

    token_id: int
    name: str
    start: str
    programme: str
    scopes: tuple[TokenScope, ...]
    made_at: datetime
    made_by: str
    expires_on: date
    last_used_at: datetime | None
    revoked_at: datetime | None


def tokens(viewer: Viewer) -> tuple[TokenLine, ...]:
    """All of them, the newest first."""
    if not viewer.is_administrator:
        raise NotFound
    rows = ServiceToken.unscoped.select_related("programme", "made_by").order_by("-made_at", "-pk")
    return tuple(
        TokenLine(
            token_id=row.pk,
            name=row.name,
            start=row.start,
            programme=row.programme.name,
            scopes=scopes_of(row),
            made_at=row.made_at,
            made_by=row.made_by.name if row.made_by else "",
            expires_on=row.expires_on,
            last_used_at=row.last_used_at,
            revoked_at=row.revoked_at,
        )
        for row in rows
    )


def viewer_by_token(token: str, scope: TokenScope, *, today: date) -> tuple[Viewer, int]:
    """Who a program is that shows this key, and the key's id; NotFound when it opens nothing.

    It sees what an evaluator of that one programme sees: protected figures, and no persons.
    """
    row = (
        ServiceToken.unscoped.select_related("programme__owner")
        .filter(token_hash=hash_of(token))
        .first()
    )
    if row is None or not token_opens(
        scope=scope,
        scopes=scopes_of(row),
        expires_on=row.expires_on,
        revoked_at=row.revoked_at,
        today=today,
    ):
        raise NotFound
    owner = row.programme.owner
    viewer = Viewer(
        staff_id=None,
        name=row.name,
        organisation_id=owner.pk,
        organisation_name=owner.name,
        grants=frozenset({Grant(Role.EVALUATOR, row.programme_id)}),
        purpose=Purpose.EVALUATION,
        today=today,
        where="api",
    )
    return viewer, row.pk


def scopes_of(row: ServiceToken) -> tuple[TokenScope, ...]:
    return tuple(TokenScope(one) for one in row.scopes.split(",") if one)
