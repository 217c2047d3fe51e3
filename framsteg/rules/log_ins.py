"""Who may be let in, by what, and for how long."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from framsteg.foundation.codes import AccountState, TokenScope
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say

# Long enough for a weekend, short enough for a link that lies in a mailbox.
INVITATION_LASTS = timedelta(days=3)
# A key that nobody renews is a key that nobody watches.
TOKEN_LASTS_AT_MOST = timedelta(days=366)


def is_open(
    *, expires_at: datetime, used_at: datetime | None, revoked_at: datetime | None, now: datetime
) -> bool:
    """Whether an invitation lets anyone in: once, until it runs out or is taken back."""
    return used_at is None and revoked_at is None and now < expires_at


def state(*, email: str | None, active: bool, closed: bool, invited: bool) -> AccountState:
    """Whether somebody can log in; `invited` is whether an invitation to them is open."""
    if closed:
        return AccountState.CLOSED
    if not email:
        return AccountState.NAME_ONLY
    if active:
        return AccountState.ACTIVE
    return AccountState.INVITED if invited else AccountState.LAPSED


def may_invite(state: AccountState) -> Decision:
    """Who is in already is not invited, nor is who has left or has no address."""
    if state is AccountState.ACTIVE:
        return deny(say("They can log in already. A new password is asked for at log-in."))
    if state is AccountState.CLOSED:
        return deny(say("The account is closed. Open it again first."))
    if state is AccountState.NAME_ONLY:
        return deny(say("There is no e-mail address to send the invitation to."))
    return ALLOW


def may_make_token(*, scopes: Iterable[TokenScope], expires_on: date, today: date) -> Decision:
    """A key opens something, and ends within a year."""
    if not list(scopes):
        return deny(say("Choose at least one thing that the key opens."))
    if not today < expires_on <= today + TOKEN_LASTS_AT_MOST:
        return deny(say("A key ends after today, and within a year."))
    return ALLOW


def token_opens(
    *,
    scope: TokenScope,
    scopes: Iterable[TokenScope],
    expires_on: date,
    revoked_at: datetime | None,
    today: date,
) -> bool:
    """Whether a key opens this: it has the scope, is not taken back, and has days left."""
    return revoked_at is None and today < expires_on and scope in set(scopes)
