"""Sets of working times and requirements as small numbers, and the three steps of a job in words.

The words describe the job, never a person.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from framsteg.foundation.codes import WorkScale
from framsteg.foundation.text import Text, say

C = TypeVar("C", bound=StrEnum)

# Steps 1, 2, 3.
SCALE_WORDS: dict[WorkScale, tuple[Text, Text, Text]] = {
    WorkScale.PACE: (say("Calm pace"), say("Varying pace"), say("High pace")),
    WorkScale.PRECISION: (
        say("Little precision needed"), say("Some precision needed"), say("Great precision needed"),
    ),
    WorkScale.CONTACT: (
        say("Mostly on one's own"), say("Some contact with people"),
        say("Much contact with people"),
    ),
    WorkScale.NOISE: (say("Quiet"), say("Some noise"), say("Noisy")),
    WorkScale.PHYSICAL: (
        say("Light work"), say("Some lifting and moving"), say("Heavy work"),
    ),
}  # fmt: skip
SUPPORT_WORDS: tuple[Text, Text, Text] = (
    say("Nobody in particular to ask"),
    say("A colleague to ask"),
    say("A supervisor who has the time"),
)


def bits_of(members: Iterable[C], codes: type[C]) -> int:
    """The sum of the bits of `members`, in the order of their list."""
    wanted = set(members)
    return sum(1 << place for place, code in enumerate(codes) if code in wanted)


def set_of(bits: int, codes: type[C]) -> frozenset[C]:
    """The members whose bits are in the sum."""
    return frozenset(code for place, code in enumerate(codes) if bits >> place & 1)
