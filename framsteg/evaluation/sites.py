"""Exported sites on disk: found, checked, and opened together as one set of tables."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from framsteg.evaluation.provenance import SnapshotInfo
from framsteg.evaluation.tables import SCHEMA_VERSION, TABLES
from framsteg.foundation.text import Text, say

DESCRIPTION = "export.json"


class NoSites(LookupError):
    """There is nothing to evaluate; `reason` says why in words."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True)
class Site:
    """One export: its folder, what it is of, and the programmes in it by key and name."""

    folder: Path
    info: SnapshotInfo
    programmes: dict[str, str]

    def file(self, table: str) -> Path:
        return self.folder / f"{table}.parquet"


def find(paths: Iterable[Path]) -> tuple[Site, ...]:
    """The sites in these folders, or in folders right below them, in the order of their names.

    Raises NoSites when there are none, when one cannot be read, was made by another version,
    or holds a programme that another one holds too.
    """
    folders = [folder for path in paths for folder in _folders(path)]
    sites = tuple(_read(folder) for folder in folders)
    if not sites:
        raise NoSites(say("There is no exported site there."))
    held: dict[str, Path] = {}
    for site in sites:
        for key in site.programmes:
            if key in held:
                raise NoSites(
                    say(
                        "The programme “{key}” is in two exports: {first} and {second}.",
                        key=key, first=str(held[key]), second=str(site.folder),
                    )
                )  # fmt: skip
            held[key] = site.folder
    return sites


def together(sites: Sequence[Site]) -> SnapshotInfo:
    """What all sites' tables are when read as one: as old as the oldest of them."""
    oldest = min(sites, key=lambda site: site.info.day)
    counts = {table: sum(site.info.row_counts.get(table, 0) for site in sites) for table in TABLES}
    return SnapshotInfo(
        id=oldest.info.id if len(sites) == 1 else f"{len(sites)} exports",
        made_at=oldest.info.made_at,
        day=oldest.info.day,
        schema_version=SCHEMA_VERSION,
        row_counts=counts,
        source=oldest.info.source,
    )


def write_description(folder: Path, info: SnapshotInfo, programmes: dict[str, str]) -> None:
    described = {**info.to_dict(), "programmes": programmes}
    text = json.dumps(described, ensure_ascii=False, indent=1)
    (folder / DESCRIPTION).write_text(text, encoding="utf-8")


def _folders(path: Path) -> list[Path]:
    if (path / DESCRIPTION).exists():
        return [path]
    if not path.is_dir():
        raise NoSites(say("There is no folder {path}.", path=str(path)))
    return sorted(found.parent for found in path.glob(f"*/{DESCRIPTION}"))


def _read(folder: Path) -> Site:
    try:
        described = json.loads((folder / DESCRIPTION).read_bytes())
        site = Site(folder, SnapshotInfo.from_dict(described), dict(described["programmes"]))
    except (KeyError, ValueError, TypeError):
        raise NoSites(say("The export in {path} cannot be read.", path=str(folder))) from None
    if site.info.schema_version != SCHEMA_VERSION:
        raise NoSites(
            say(
                "The export in {path} has tables of version {theirs}; this is for version {ours}.",
                path=str(folder), theirs=site.info.schema_version, ours=SCHEMA_VERSION,
            )
        )  # fmt: skip
    missing = [table for table in TABLES if not site.file(table).exists()]
    if missing:
        raise NoSites(say("The export in {path} lacks {tables}.", path=str(folder), tables=missing))
    return site
