"""Who can log in: for the administrator; and whose an invitation is, for whoever holds it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from framsteg.access.reading.calendar import hash_of
from framsteg.access.reading.identity import NotFound
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import AccountState, Role
from framsteg.records.models import Invitation, RoleGrant, Staff
from framsteg.rules import log_ins as rule


@dataclass(frozen=True)
class RoleLine:
    role: Role
    programme: str  # "" for the installation
    key: str


@dataclass(frozen=True)
class AccountLine:
    """`invited_until` is None without an open invitation, `last_log_in` for who never has."""

    staff_id: int
    name: str
    email: str
    organisation: str
    state: AccountState
    closed_on: date | None
    invited_until: datetime | None
    last_log_in: datetime | None
    roles: tuple[RoleLine, ...]


def accounts(viewer: Viewer, *, now: datetime) -> tuple[AccountLine, ...]:
    """Everyone of the staff, by name. Three queries."""
    _must_administer(viewer)
    return _lines(viewer, now, Q())


def account(viewer: Viewer, staff_id: int, *, now: datetime) -> AccountLine:
    """One of the staff; NotFound when there is no such person."""
    _must_administer(viewer)
    found = _lines(viewer, now, Q(pk=staff_id))
    if not found:
        raise NotFound
    return found[0]


def invited(token: str, *, now: datetime) -> tuple[str, str]:
    """The name and address of whom an open invitation is for; NotFound when it opens nothing."""
    row = Invitation.unscoped.select_related("staff").filter(token_hash=hash_of(token)).first()
    if row is None or row.staff.closed_on or not _open(row, now):
        raise NotFound
    return row.staff.name, row.staff.email or ""


def staff_of(email: str, organisation: str) -> Staff | None:
    """Whoever of an organisation's staff has this address and has not left."""
    if not email:
        return None
    rows = Staff.objects.filter(email__iexact=email, closed_on=None)
    return rows.filter(organisation__name=organisation).first()


def may_be_let_in(staff_id: int, organisation: str) -> bool:
    """Whether an account that a provider is tied to is open, and still of its organisation."""
    rows = Staff.objects.filter(pk=staff_id, is_active=True, closed_on=None)
    return rows.filter(organisation__name=organisation).exists()


def _must_administer(viewer: Viewer) -> None:
    if not viewer.is_administrator:
        raise NotFound


def _lines(viewer: Viewer, now: datetime, which: Q) -> tuple[AccountLine, ...]:
    rows = list(Staff.objects.filter(which).order_by("name", "pk"))
    ids = [row.pk for row in rows]
    until = {
        one.staff_id: one.expires_at
        for one in Invitation.unscoped.filter(staff__in=ids, used_at=None, revoked_at=None)
        if _open(one, now)
    }
    roles: dict[int, list[RoleLine]] = {}
    grants = RoleGrant.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=viewer.today), staff__in=ids
    ).select_related("programme")
    for grant in grants.order_by("programme__name", "role"):
        programme = grant.programme
        line = RoleLine(
            Role(grant.role),
            programme.name if programme else "",
            programme.key if programme else "",
        )
        roles.setdefault(grant.staff_id, []).append(line)
    return tuple(
        AccountLine(
            staff_id=row.pk,
            name=row.name,
            email=row.email or "",
            organisation=row.organisation.name,
            state=rule.state(
                email=row.email,
                active=row.is_active,
                closed=row.closed_on is not None,
                invited=row.pk in until,
            ),
            closed_on=row.closed_on,
            invited_until=until.get(row.pk),
            last_log_in=row.last_login,
            roles=tuple(roles.get(row.pk, ())),
        )
        for row in rows
    )


def _open(row: Invitation, now: datetime) -> bool:
    return rule.is_open(
        expires_at=row.expires_at, used_at=row.used_at, revoked_at=row.revoked_at, now=now
    )
