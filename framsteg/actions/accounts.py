"""Who may log in: invited by a link, let in once by it, shut out and let back."""

import secrets
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction

from framsteg.access import NotFound, Viewer, viewer_for
from framsteg.access.reading.accounts import account
from framsteg.access.reading.calendar import hash_of
from framsteg.actions import recording
from framsteg.foundation.codes import AccountState
from framsteg.foundation.decision import deny, require
from framsteg.foundation.text import say
from framsteg.records.models import Invitation, KnownDevice, Staff
from framsteg.rules import log_ins as rule

TOKEN_BYTES = 32


@transaction.atomic
def invite(*, by: Viewer, staff_id: int, now: datetime) -> str:
    """Make a link that lets somebody new choose a password; an earlier one ends.

    Returns the token. It is not kept, only its hash: it goes into the mail and nowhere else.
    """
    require(by.may_administer())
    require(rule.may_invite(account(by, staff_id, now=now).state))
    _end_open(by, staff_id, now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = Invitation.unscoped.create(
        staff_id=staff_id,
        token_hash=hash_of(token),
        made_at=now,
        made_by_id=by.staff_id,
        expires_at=now + rule.INVITATION_LASTS,
    )
    recording.note(row, by=by, verb="accounts.invite", part=None, enrolment_id=None)
    return token


@transaction.atomic
def revoke_invitation(*, by: Viewer, staff_id: int, now: datetime) -> None:
    """End the open invitation; whoever has the link cannot use it."""
    require(by.may_administer())
    _end_open(by, staff_id, now)


@transaction.atomic
def accept(*, token: str, password: str, now: datetime) -> Staff:
    """Open the account for whoever holds the link, once. NotFound when it opens nothing."""
    row = Invitation.unscoped.select_for_update().filter(token_hash=hash_of(token)).first()
    if row is None or not rule.is_open(
        expires_at=row.expires_at, used_at=row.used_at, revoked_at=row.revoked_at, now=now
    ):
        raise NotFound
    return _let_in(row, password, now)


@transaction.atomic
def shut(*, by: Viewer, staff_id: int, now: datetime) -> None:
    """Nobody gets in by this account from this moment; what it wrote and answers for stays."""
    require(by.may_administer())
    staff = _locked(staff_id)
    if staff_id == by.staff_id:
        require(deny(say("Nobody closes their own account. Ask another administrator.")))
    if staff.closed_on:
        return
    _end_open(by, staff_id, now)
    staff.is_active, staff.closed_on = False, by.today
    staff.set_unusable_password()
    staff.save(update_fields=["is_active", "closed_on", "password"])
    for session in UserSession.objects.filter(user=staff):
        session.end()
    KnownDevice.unscoped.filter(staff=staff).delete()
    Authenticator.objects.filter(user=staff).delete()
    SocialAccount.objects.filter(user=staff).delete()
    changes = {"closed_on": [None, by.today]}
    recording.note(
        staff, by=by, verb="accounts.shut", part=None, enrolment_id=None, changes=changes
    )


@transaction.atomic
def reopen(*, by: Viewer, staff_id: int) -> None:
    """Take back a closing: they can be invited anew."""
    require(by.may_administer())
    staff = _locked(staff_id)
    if staff.closed_on is None:
        return
    changes = {"closed_on": [staff.closed_on, None]}
    staff.closed_on = None
    staff.save(update_fields=["closed_on"])
    recording.note(
        staff, by=by, verb="accounts.reopen", part=None, enrolment_id=None, changes=changes
    )


@transaction.atomic
def forget_factors(*, by: Viewer, staff_id: int, now: datetime) -> None:
    """For who has lost both key and paper: they choose a second factor anew at the next log-in.

    Their log-ins end, and no browser is known any more.
    """
    require(by.may_administer())
    if account(by, staff_id, now=now).state is not AccountState.ACTIVE:
        raise NotFound
    staff = _locked(staff_id)
    Authenticator.objects.filter(user=staff).delete()
    KnownDevice.unscoped.filter(staff=staff).delete()
    for session in UserSession.objects.filter(user=staff):
        session.end()
    recording.note(staff, by=by, verb="accounts.forget_factors", part=None, enrolment_id=None)


@transaction.atomic
def accept_by_provider(*, staff_id: int, now: datetime) -> bool:
    """Open the account of somebody invited whom their organisation's provider vouches for.

    False when no invitation is open: then there is nothing to accept.
    """
    rows = Invitation.unscoped.select_for_update().filter(staff=staff_id)
    for row in rows:
        if rule.is_open(
            expires_at=row.expires_at, used_at=row.used_at, revoked_at=row.revoked_at, now=now
        ):
            _let_in(row, None, now)
            return True
    return False


def is_open(staff_id: int) -> bool:
    """Whether the account is not closed."""
    return _locked(staff_id).closed_on is None


def _let_in(row: Invitation, password: str | None, now: datetime) -> Staff:
    staff = _locked(row.staff_id)
    if staff.closed_on:
        raise NotFound
    row.used_at = now
    row.save(update_fields=["used_at"])
    staff.is_active = True
    if password:
        staff.set_password(password)
    staff.save(update_fields=["is_active", "password"])
    own = viewer_for(staff, today=now.date(), where="invitation")
    recording.note(row, by=own, verb="accounts.accept", part=None, enrolment_id=None)
    return staff


def _locked(staff_id: int) -> Staff:
    staff = Staff.objects.select_for_update(of=("self",)).filter(pk=staff_id).first()
    if staff is None:
        raise NotFound
    return staff


def _end_open(by: Viewer, staff_id: int, now: datetime) -> None:
    open_ones = Invitation.unscoped.select_for_update().filter(
        staff=staff_id, used_at=None, revoked_at=None
    )
    for row in open_ones:
        row.revoked_at = now
        row.save(update_fields=["revoked_at"])
        recording.note(row, by=by, verb="accounts.revoke", part=None, enrolment_id=None)
