"""Half-open periods: the first day is inside, the end is not."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True)
class Period:
    """From `start` (inside) until `end` (outside). An open end is None."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: "Period") -> bool:
        """Whether some day is inside both. An empty period overlaps nothing."""
        ends = [end for end in (self.end, other.end) if end is not None]
        latest_start = max(self.start, other.start)
        return not self.is_empty and not other.is_empty and all(latest_start < e for e in ends)

    @property
    def is_empty(self) -> bool:
        return self.end == self.start

    def days(self, until: date) -> int:
        """Days inside the period and before `until`."""
        end = until if self.end is None else min(self.end, until)
        return max(0, (end - self.start).days)
