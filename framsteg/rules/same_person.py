"""Whether two registered persons may be the same, and whether two files may become one.

Nothing is merged by the rule: it only asks. Personal identity number and protected identity decide
first; then the whole name with the year of birth, where both are known.
"""

from collections.abc import Collection
from dataclasses import dataclass

from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.names import fold
from framsteg.foundation.text import say

Grounds = Collection[tuple[int, int, str]]
"""What is opened today: (who wrote, who reads, which part)."""


@dataclass(frozen=True)
class Known:
    """What is known of who somebody is; '' and None where it is not."""

    given_name: str
    family_name: str
    personnummer: str
    birth_year: int | None
    protected: bool = False


def may_be_same(first: Known, second: Known) -> bool:
    """Whether to ask if they are one person.

    A protected person is found by the number alone: a name must not lead to them.
    """
    if first.personnummer and second.personnummer:
        return first.personnummer == second.personnummer
    if first.protected or second.protected:
        return False
    if None not in (first.birth_year, second.birth_year) and first.birth_year != second.birth_year:
        return False
    names = name_of(first), name_of(second)
    return names[0] == names[1] and bool(names[0])


def name_of(known: Known) -> tuple[str, ...]:
    """The words of a name in any order: given and family name change places in lists."""
    return tuple(sorted(fold(f"{known.given_name} {known.family_name}").split()))


def may_put_together(
    *,
    same: bool,
    own: bool,
    numbers: tuple[str, str],
    consents: tuple[Grounds, Grounds],
    asked_for_consent: tuple[bool, bool],
    both_in_crisis: bool,
    both_handed_over: bool,
    same_job_twice: bool,
) -> Decision:
    """Whether two files of one organisation may become one, without widening who sees what."""
    if same:
        return deny(say("This is already one person."))
    if not own:
        return deny(say("Only persons whom your own organisation has registered are put together."))
    if all(numbers) and numbers[0] != numbers[1]:
        return deny(say("They have different personal identity numbers."))
    if all(asked_for_consent) and set(consents[0]) != set(consents[1]):
        return deny(
            say("What the person has said yes to differs between the two. Make it the same first.")
        )
    if both_in_crisis:
        return deny(say("Both have a crisis that goes on. End one of them first."))
    if both_handed_over:
        return deny(say("Both are on their way to a service. Take one of them back first."))
    if same_job_twice:
        return deny(say("The same job stands in both. Take it back in one of them first."))
    return ALLOW
