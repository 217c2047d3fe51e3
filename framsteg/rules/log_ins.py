"""Who may be let in, by what, and for how long."""

from datetime import datetime, timedelta

from framsteg.foundation.codes import AccountState
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say

# Long enough for a weekend, short enough for a link that lies in a mailbox.
INVITATION_LASTS = timedelta(days=3)


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
