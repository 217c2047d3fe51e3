"""Who keeps an employer: one specialist is responsible, so that two do not call the same firm."""

from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import Text, say


def may_hand_over(
    *,
    responsible_id: int | None,
    responsible_name: str,
    still_works: bool,
    by_id: int | None,
    leads: bool,
    to_id: int,
) -> Decision:
    """The responsible specialist or a lead of theirs hands over; one that nobody keeps, or whose
    keeper no longer works here, is anybody's to take. `responsible_name` may be empty: unknown.
    """
    if to_id == responsible_id:
        return deny(say("That is the one who is responsible already."))
    if responsible_id is None or not still_works or by_id == responsible_id or leads:
        return ALLOW
    who: str | Text = responsible_name or say("A colleague in another programme")
    return deny(say("{name} is responsible, and can hand the employer over.", name=who))
