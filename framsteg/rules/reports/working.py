"""Who writes a report, who approves it, who reads it when it is approved."""

from collections.abc import Iterable

from framsteg.foundation.codes import Role
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say

WRITES = frozenset({Role.TEAM_LEAD, Role.EVALUATOR})
APPROVES = frozenset({Role.TEAM_LEAD})
"""The lead answers for what leaves the programme, exact figures and all."""
READS = WRITES | {Role.STEERING_MEMBER}
"""Who reads what is approved; drafts are for those who write."""

LONGEST_TEXT = 20_000


def may_write(roles: Iterable[Role]) -> Decision:
    if WRITES & set(roles):
        return ALLOW
    return deny(say("Only the programme's lead and evaluators write in its reports."))


def may_approve(roles: Iterable[Role]) -> Decision:
    if APPROVES & set(roles):
        return ALLOW
    return deny(say("Only the programme's lead approves a report."))


def may_hold(text: str) -> Decision:
    if len(text) <= LONGEST_TEXT:
        return ALLOW
    return deny(say("The text is longer than {n} characters.", n=LONGEST_TEXT))
