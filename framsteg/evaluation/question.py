"""A question to the figures, as a value: the same in a URL, a saved report and an API body."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlencode

from framsteg.evaluation.groupings import GROUPINGS
from framsteg.evaluation.measure import ONE_PROGRAMME_ONLY, Measure
from framsteg.evaluation.measures import MEASURES
from framsteg.foundation.text import Text, say

EVERY = "*"
"""In place of a programme's key: all programmes that the asker may see, together."""

_FIELDS = ("measure", "programme", "by", "from_on", "until_on")


class Unanswerable(ValueError):
    """A question that makes no sense; `reason` says why in words for the asker."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True)
class Question:
    """One measure of one programme, or of every one in the asker's scope together (`EVERY`).

    `by` divides the rows further; the window is half-open and as wide as possible by default.
    Raises Unanswerable for a measure, grouping or window that does not exist.
    """

    measure: str
    programme: str
    by: tuple[str, ...] = ()
    from_on: date | None = None
    until_on: date | None = None

    def __post_init__(self) -> None:
        if self.measure not in MEASURES:
            raise Unanswerable(
                say(
                    "There is no measure “{name}”. There are: {known}.",
                    name=self.measure,
                    known=sorted(MEASURES),
                )
            )
        _check_groupings(MEASURES[self.measure], self.by)
        if self.programme == EVERY and MEASURES[self.measure].shape in ONE_PROGRAMME_ONLY:
            raise Unanswerable(
                say("“{measure}” is asked of one programme at a time.", measure=self.measure)
            )
        if self.from_on and self.until_on and self.from_on >= self.until_on:
            raise Unanswerable(say("The window must start before it ends."))

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Everything that the rows are divided by."""
        return MEASURES[self.measure].dimensions + self.by

    def to_dict(self) -> dict[str, object]:
        """Plain values, ready for JSON; what is not set is left out."""
        kept: dict[str, object] = {"measure": self.measure, "programme": self.programme}
        if self.by:
            kept["by"] = list(self.by)
        for name, day in (("from_on", self.from_on), ("until_on", self.until_on)):
            if day is not None:
                kept[name] = day.isoformat()
        return kept

    @classmethod
    def from_dict(cls, asked: Mapping[str, object]) -> "Question":
        """The inverse of `to_dict`. Raises Unanswerable for anything else."""
        unknown = sorted(set(asked) - set(_FIELDS))
        if unknown:
            raise Unanswerable(say("A question has no field “{name}”.", name=unknown[0]))
        return cls(
            measure=str(asked.get("measure", "")),
            programme=str(asked.get("programme", "")),
            by=_groupings(asked.get("by", ())),
            from_on=_day(asked.get("from_on")),
            until_on=_day(asked.get("until_on")),
        )

    def to_query(self) -> str:
        """As the query part of an address, e.g. `measure=clients&programme=natkraft&by=sex`."""
        return urlencode(self.to_dict(), doseq=True)

    @classmethod
    def from_query(cls, query: str) -> "Question":
        """The inverse of `to_query`. Raises Unanswerable for anything else."""
        asked: dict[str, object] = {}
        groupings: list[str] = []
        for name, value in parse_qsl(query):
            if name == "by":
                groupings.append(value)
            else:
                asked[name] = value
        return cls.from_dict({**asked, "by": groupings})


def _check_groupings(measure: Measure, by: tuple[str, ...]) -> None:
    for name in by:
        if name not in measure.groupings:
            raise Unanswerable(
                say(
                    "“{measure}” cannot be divided by “{name}”. Possible: {known}.",
                    measure=measure.name,
                    name=name,
                    known=list(measure.groupings) or "–",
                )
            )
    # More than two dimensions can be neither read nor kept from giving people away.
    if len(measure.dimensions) + len(by) > 2 or len(set(by)) < len(by):
        raise Unanswerable(say("A figure can be divided by two things at most."))


def _groupings(asked: object) -> tuple[str, ...]:
    if isinstance(asked, str):
        return (asked,)
    if isinstance(asked, (list, tuple)) and all(isinstance(name, str) for name in asked):
        return tuple(asked)
    raise Unanswerable(say("“by” must be a list of groupings: {known}.", known=list(GROUPINGS)))


def _day(asked: object) -> date | None:
    if asked is None or asked == "":
        return None
    try:
        return date.fromisoformat(str(asked))
    except ValueError:
        raise Unanswerable(
            say("“{day}” is not a day. Write it as 2026-01-31.", day=str(asked))
        ) from None
