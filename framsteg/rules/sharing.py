"""Who may read what: how far a role reaches, and when a ground gives a part to an organisation.

The rule in one sentence: a viewer sees a row of a part of a person's file when a role in that
person's programme reaches the part, *and* the viewer's organisation wrote the row, or a ground in
force that day gives that part of what the writing organisation wrote to the viewer's. Each
organisation answers for its own rows (OSL 8:1, 10:1, 12:2): a consent opens what the organisation
that received it wrote, and what another wrote when that other has confirmed it.
`access.sight` says the same in SQL; `tests/oracles/sharing.py` says it slowly.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from framsteg.foundation.codes import GroundKind, Part, Role
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.labels import label
from framsteg.foundation.period import Period
from framsteg.foundation.text import say

EVERY_PART = frozenset(Part)

# A role not named here reaches no part of any file: steering members and evaluators see protected
# figures only, the data protection officer the logs, administrators no cases.
REACH: dict[Role, frozenset[Part]] = {
    Role.EMPLOYMENT_SPECIALIST: EVERY_PART,
    Role.TEAM_LEAD: EVERY_PART,
    Role.CLINICAL_PARTNER: EVERY_PART - {Part.INCOME},
    Role.AGENCY_PARTNER: EVERY_PART - {Part.SUPPORT_NEEDS},
}
# These roles reach only persons they are linked to; team colleagues cover for each other.
ONLY_LINKED = frozenset({Role.CLINICAL_PARTNER, Role.AGENCY_PARTNER})
# These roles write in the file; the others read.
WRITES = frozenset({Role.EMPLOYMENT_SPECIALIST, Role.TEAM_LEAD})

CONSENT_WARNING = timedelta(days=30)


@dataclass(frozen=True)
class GroundFact:
    """A ground as the rule needs it: one part of what one organisation wrote, to another.

    The period is half-open.
    """

    giver_id: int
    receiver_id: int
    part: Part
    period: Period


def reach(roles: Iterable[Role]) -> frozenset[Part]:
    """The parts that these roles reach together."""
    return frozenset().union(*(REACH.get(role, frozenset()) for role in roles))


def may_read_row(
    *,
    part: Part,
    roles: Iterable[Role],
    linked: bool,
    viewer_organisation: int,
    row_organisation: int,
    grounds: Iterable[GroundFact],
    today: date,
) -> bool:
    """Whether one row of one part may be read (the sentence at the top, for one row)."""
    effective = [role for role in roles if linked or role not in ONLY_LINKED]
    if part not in reach(effective):
        return False
    return row_organisation == viewer_organisation or any(
        ground.giver_id == row_organisation
        and ground.receiver_id == viewer_organisation
        and ground.part == part
        and today in ground.period
        for ground in grounds
    )


def may_withdraw(*, given_on: date, withdrawn_on: date | None, today: date) -> Decision:
    """A consent can be taken back at any time, once."""
    if withdrawn_on is not None:
        return deny(say("The consent was already withdrawn on {day}.", day=withdrawn_on))
    if today < given_on:
        return deny(say("The consent is not given until {day}.", day=given_on))
    return ALLOW


def may_give(
    *, answers: Iterable[Part], given_on: date, expires_on: date | None, today: date
) -> Decision:
    """A consent holds a yes or a no to at least one part, and ends after it begins."""
    if not list(answers):
        return deny(say("Note a yes or a no to at least one part, for one organisation."))
    if given_on > today:
        return deny(say("A consent cannot be given on a day that has not come yet."))
    if expires_on is not None and expires_on <= given_on:
        return deny(say("The last day must come after the day the consent was given."))
    return ALLOW


def may_confirm(
    *,
    confirmed: bool,
    withdrawn_on: date | None,
    expires_on: date | None,
    today: date,
) -> Decision:
    """Another organisation opens its rows on a consent that still holds, once."""
    if withdrawn_on is not None:
        return deny(say("The consent was already withdrawn on {day}.", day=withdrawn_on))
    if expires_on is not None and expires_on <= today:
        return deny(say("The consent has run out. Ask the person for a new one."))
    if confirmed:
        return deny(say("Your organisation has confirmed this consent already."))
    return ALLOW


def may_sign_for(*, signer: str, reason: str) -> Decision:
    """The person signs for themselves; somebody else only by name, and for a reason in words."""
    if bool(signer.strip()) != bool(reason.strip()):
        return deny(
            say("When somebody else says yes for the person, note who it is and why they may.")
        )
    return ALLOW


def may_note_ground(
    *,
    kind: GroundKind,
    reason: str,
    parts: Iterable[Part],
    starts_on: date,
    ends_on: date | None,
    today: date,
) -> Decision:
    """Another ground than consent is a duty by law or an emergency, and says why in words."""
    if kind is GroundKind.CONSENT or not reason.strip():
        return deny(say("Say which legal ground, and why it applies."))
    if not list(parts):
        return deny(say("Choose at least one part that may be seen."))
    if starts_on > today:
        return deny(say("The day has not come yet: {day}.", day=starts_on))
    if kind is GroundKind.EMERGENCY and ends_on is None:
        return deny(say("An emergency passes: say which day the sharing ends."))
    if ends_on is not None and ends_on <= starts_on:
        return deny(say("The last day cannot come before the first."))
    return ALLOW


def may_assign_across(*, coach_organisation: str, parts_shared: Iterable[Part]) -> Decision:
    """A coach from another organisation needs to know whom to coach."""
    if Part.IDENTITY in set(parts_shared):
        return ALLOW
    return deny(
        say(
            "{organisation} has no consent to see {part}. Record that consent first, "
            "then the coach can be assigned.",
            organisation=coach_organisation,
            part=label(Part.IDENTITY),
        )
    )


def may_make_responsible(*, organisation: str, own: bool, parts_shared: Iterable[Part]) -> Decision:
    """Whoever is responsible for something about a person must be able to read what it is."""
    if own or Part.PLAN in set(parts_shared):
        return ALLOW
    return deny(
        say(
            "{organisation} has no consent to see {part}, and would not see this. Choose someone "
            "else, or write it without the person.",
            organisation=organisation,
            part=label(Part.PLAN),
        )
    )
