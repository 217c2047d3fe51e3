"""The declared tables as Arrow schemas: one form for snapshots, exports and synthetic sites."""

from functools import cache

import pyarrow as pa

from framsteg.evaluation.tables import ColumnType, Table

ROWS_PER_GROUP = 131_072

# Codes and names repeat: kept as small numbers with a dictionary.
_ARROW_TYPES: dict[ColumnType, pa.DataType] = {
    ColumnType.PSEUDONYM: pa.int64(),
    ColumnType.CODE: pa.dictionary(pa.int16(), pa.string()),
    ColumnType.TEXT: pa.dictionary(pa.int32(), pa.string()),
    ColumnType.DAY: pa.date32(),
    ColumnType.WHOLE: pa.int32(),
    ColumnType.NUMBER: pa.float64(),
    ColumnType.TRUTH: pa.bool_(),
}


@cache
def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of a declared table."""
    return pa.schema(
        [
            pa.field(column.name, _ARROW_TYPES[column.type], nullable=column.nullable)
            for column in table.columns
        ]
    )
