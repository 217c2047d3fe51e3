"""What is wrong with a blueprint file: where, under which name, and what to do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from framsteg.foundation.text import Text, say


@dataclass(frozen=True)
class Problem:
    """One fault. `name` is the path of keys to it, e.g. `phases.2.leads_to`; "" is the file."""

    file: Path
    line: int
    name: str
    message: Text

    @property
    def text(self) -> Text:
        """The whole problem on one line, as a compiler would write it."""
        place = f"{self.file.name}:{self.line}"
        if not self.name:
            return say("{place}: {message}", place=place, message=self.message)
        return say("{place}: {name}: {message}", place=place, name=self.name, message=self.message)

    def __str__(self) -> str:
        return str(self.text)


class BlueprintError(Exception):
    """One or more files cannot be used; `problems` holds every fault that was found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def unknown(name: object, known: Iterable[str]) -> Text:
    """Say that a name is unknown, and which known one was probably meant."""
    choices = sorted(known)
    close = get_close_matches(str(name), choices, n=1, cutoff=0.6)
    if close:
        return say("“{name}” is not known. Did you mean “{close}”?", name=name, close=close[0])
    return say("“{name}” is not known. Known are: {choices}.", name=name, choices=choices)
