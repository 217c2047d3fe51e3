"""Columns of exported files as arrays, each read when it is first asked for."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from framsteg.evaluation.arrow import ROWS_PER_GROUP
from framsteg.evaluation.columns.arrays import NEVER, Coded, Numbers
from framsteg.evaluation.sites import Site


class Files:
    """Some exports as one: their rows, in the order of the exports, a column at a time."""

    def __init__(self, sites: Sequence[Site]) -> None:
        self._sites = sites
        self._open: dict[str, list[pq.ParquetFile]] = {}
        self._closing = ExitStack()
        self._numbers: dict[tuple[str, str, int], Numbers] = {}
        self._coded: dict[tuple[str, str], Coded] = {}
        self.read: dict[str, set[str]] = {}
        """The columns of each table that have been read."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self._closing.close()

    def numbers(self, table: str, name: str, empty: int = NEVER) -> Numbers:
        """A column of ids, days or whole numbers, with `empty` where there is none."""
        key = table, name, empty
        if key not in self._numbers:
            chunks = [plain(chunk, empty) for chunk in self._chunks(table, name).chunks]
            self._numbers[key] = _together(chunks)
        return self._numbers[key]

    def coded(self, table: str, name: str) -> Coded:
        """A column of codes or names; the files' own numbers are made the same."""
        key = table, name
        if key not in self._coded:
            column = self._chunks(table, name)
            if not pa.types.is_dictionary(column.type):
                column = column.dictionary_encode()
            chunks = column.unify_dictionaries().chunks
            names = tuple(chunks[0].dictionary.to_pylist()) if chunks else ()
            self._coded[key] = Coded(_together([codes_of(chunk) for chunk in chunks]), names)
        return self._coded[key]

    def groups(self, table: str, *names: str) -> Iterator[pa.RecordBatch]:
        """Columns of a long table, some hundred thousand rows at a time; they are not kept."""
        self._note(table, names)
        for file in self._files(table):
            yield from file.iter_batches(ROWS_PER_GROUP, columns=names, use_threads=False)

    def _chunks(self, table: str, name: str) -> pa.ChunkedArray:
        self._note(table, [name])
        parts = [
            file.read(columns=[name], use_threads=False).column(0) for file in self._files(table)
        ]
        return pa.chunked_array([chunk for part in parts for chunk in part.chunks], parts[0].type)

    def _files(self, table: str) -> list[pq.ParquetFile]:
        if table not in self._open:
            self._open[table] = [
                self._closing.enter_context(pq.ParquetFile(site.file(table), memory_map=True))
                for site in self._sites
            ]
        return self._open[table]

    def _note(self, table: str, names: Sequence[str]) -> None:
        self.read.setdefault(table, set()).update(names)


def plain(column: pa.Array, empty: int = NEVER) -> Numbers:
    """Whole numbers, or days since 1970-01-01, with `empty` where there is none."""
    if pa.types.is_date32(column.type):
        column = column.view(pa.int32())
    return np.asarray(column.fill_null(empty) if column.null_count else column)


def codes_of(column: pa.DictionaryArray) -> Numbers:
    """The number of each row's name, −1 where there is none."""
    return np.asarray(column.indices.fill_null(-1) if column.null_count else column.indices)


def _together(chunks: list[Numbers]) -> Numbers:
    if not chunks:
        return np.zeros(0, np.int32)
    return chunks[0] if len(chunks) == 1 else np.concatenate(chunks)
