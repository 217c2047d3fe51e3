"""Where figures come from: which snapshot, of what, made when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class SnapshotInfo:
    """One snapshot. `made_at` carries its time zone; `day` is the local day that it shows.

    `seen` marks how much of the work it has seen: as long as the mark of the work is the same,
    a new snapshot would hold the same.
    """

    id: str
    made_at: datetime
    day: date
    schema_version: int
    row_counts: Mapping[str, int]
    source: str
    seen: str = ""

    def to_dict(self) -> dict[str, object]:
        return {
            "id": self.id,
            "made_at": self.made_at.isoformat(),
            "day": self.day.isoformat(),
            "schema_version": self.schema_version,
            "row_counts": dict(self.row_counts),
            "source": self.source,
            "seen": self.seen,
        }

    @classmethod
    def from_dict(cls, kept: Mapping[str, object]) -> "SnapshotInfo":
        """The inverse of `to_dict`; KeyError or ValueError when it is not whole."""
        counts = kept["row_counts"]
        if not isinstance(counts, Mapping):
            raise ValueError("row_counts is not a mapping")
        return cls(
            id=str(kept["id"]),
            made_at=datetime.fromisoformat(str(kept["made_at"])),
            day=date.fromisoformat(str(kept["day"])),
            schema_version=int(str(kept["schema_version"])),
            row_counts={str(name): int(count) for name, count in counts.items()},
            source=str(kept["source"]),
            seen=str(kept["seen"]),
        )
