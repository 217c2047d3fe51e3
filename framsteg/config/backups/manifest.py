"""What a backup says of itself: first in its file, and what a restore is held against."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

FILE = "manifest.json"


class Table(BaseModel):
    """How many rows a table had, and what they come to.

    `digest` is a sum over all rows, whatever their order; empty on SQLite, where the file of the
    database has a checksum of its own.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    rows: int
    digest: str = ""


class Manifest(BaseModel):
    """`files` are SHA-256 checksums by name within the backup, the database's among them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1] = 1
    version: str
    taken_at: datetime
    database: Literal["sqlite", "postgresql"]
    migrations: tuple[str, ...]
    tables: dict[str, Table]
    files: dict[str, str]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())
