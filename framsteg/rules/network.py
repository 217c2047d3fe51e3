"""Who stands on a person's network map, and when they leave it."""

from datetime import date

from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.plan_codes import MayContact, Sphere
from framsteg.foundation.text import say


def may_place(
    *,
    name: str,
    sphere: Sphere,
    has_organisation: bool,
    may_contact: MayContact,
    reachable: bool,
    since: date | None,
    today: date,
) -> Decision:
    """Someone on the map has a name; somebody's number is kept only if they have said yes.

    Those around a person have not chosen to stand in its file: nothing is kept of how a private
    person is reached before they have been asked (GDPR article 5.1 c, data minimisation).
    """
    if not name.strip():
        return deny(say("Write a name, or what the person calls them."))
    if sphere is Sphere.PRIVATE and has_organisation:
        return deny(say("Someone who is there in private has no organisation here."))
    if sphere is Sphere.PRIVATE and reachable and may_contact is not MayContact.YES:
        return deny(
            say("Ask first: phone and e-mail of a private person are kept after their yes.")
        )
    if since is not None and since > today:
        return deny(say("The day has not come yet: {day}.", day=since))
    return ALLOW


def may_remove(*, ended_on: date | None) -> Decision:
    """Only someone who stands on the map can leave it."""
    if ended_on is not None:
        return deny(say("This person left the map on {day}.", day=ended_on))
    return ALLOW


def may_take_back(*, author_id: int | None, staff_id: int | None) -> Decision:
    """Only the one who wrote a row takes it back as a slip; others change it, or add."""
    if author_id is not None and author_id == staff_id:
        return ALLOW
    return deny(say("Only the one who wrote this can take it back."))
