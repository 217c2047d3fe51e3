"""Who may read what of one person: an account of what was said, judged by the slow rule.

It is told what the person said, who opened or closed their rows, which roles and links there are
and what day it is. It never looks at what the program has written down.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.oracles.sharing import may_read

Answers = dict[int, list[str]]  # receiver: parts


@dataclass
class Said:
    """One consent: the yeses that still stand, and whose rows it is meant to open."""

    yes: Answers
    others: set[int]
    until: date | None
    is_over: bool = False


@dataclass
class Reader:
    staff_id: int
    organisation: int
    roles: list[str]
    is_linked: bool = False


@dataclass
class Account:
    day: date
    readers: dict[int, Reader] = field(default_factory=dict)
    said: dict[int, Said] = field(default_factory=dict)
    # giver, receiver, part, from, until (the day itself outside), consent
    grounds: list[tuple[int, int, str, date, date | None, int]] = field(default_factory=list)

    def give(self, consent: int, giver: int, yes: Answers, others: set[int], until: date | None):
        self.said[consent] = Said(dict(yes), set(others), until)
        self.open(consent, giver)

    def open(self, consent: int, giver: int) -> None:
        said = self.said[consent]
        for receiver, parts in said.yes.items():
            for part in parts:
                if receiver != giver:
                    self.grounds.append((giver, receiver, part, self.day, said.until, consent))

    def say_no(self, answers: Answers, givers: set[int]) -> None:
        """A no closes what stands, of what those organisations wrote."""
        self._close(lambda g: g[0] in givers and g[2] in answers.get(g[1], []))

    def refuse(self, consent: int, giver: int) -> None:
        self._close(lambda g: g[5] == consent and g[0] == giver)

    def withdraw(self, consent: int, receivers: list[int] | None) -> None:
        said = self.said[consent]
        gone = list(said.yes) if receivers is None else receivers
        for receiver in gone:
            said.yes.pop(receiver, None)
        said.is_over = not said.yes
        self._close(lambda g: g[5] == consent and (receivers is None or g[1] in gone))

    def a_day_passes(self) -> None:
        self.day += timedelta(days=1)

    def may(self, staff_id: int, part: str, owner: int) -> bool:
        reader = self.readers[staff_id]
        return may_read(
            part=part, roles=reader.roles, is_linked=reader.is_linked, written_by=owner,
            my_organisation=reader.organisation, today=self.day,
            grounds=[ground[:5] for ground in self.grounds],
        )  # fmt: skip

    def _close(self, concerned) -> None:
        for n, ground in enumerate(self.grounds):
            open_still = ground[4] is None or ground[4] > self.day
            if open_still and concerned(ground):
                self.grounds[n] = (*ground[:4], self.day, ground[5])
