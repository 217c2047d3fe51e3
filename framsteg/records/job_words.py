"""Search for words in jobs, with each database's own index behind one interface.

SQLite: an FTS5 table; PostgreSQL: a table with a `tsvector` in Swedish. Both are made by a
migration and kept by `put`, in the transaction that writes the jobs. Every word asked for must
begin a word of the title, the employer, the place or the tasks; å, ä and ö are their own letters.
"""

import re
from collections.abc import Iterable

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

TABLE = "records_jobwords"
_WORD = re.compile(r"[^\W_]+")
_AT_A_TIME = 500


def found_by(words: str) -> Q:
    """The condition on jobs that have all these words."""
    asked = _WORD.findall(words.casefold())
    if not asked:
        return Q()
    if connection.vendor == "sqlite":
        query = " ".join(f'"{word}"*' for word in asked)
        found = RawSQL(f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s", [query])
    else:
        query = " & ".join(f"{word}:*" for word in asked)
        found = RawSQL(
            f"SELECT job_id FROM {TABLE} WHERE words @@ to_tsquery('swedish', %s)", [query]
        )
    return Q(pk__in=found)


def put(job_ids: Iterable[int]) -> None:
    """Read the words of these jobs anew."""
    ids = list(job_ids)
    for start in range(0, len(ids), _AT_A_TIME):
        _put(ids[start : start + _AT_A_TIME])


def _put(ids: list[int]) -> None:
    marks = ", ".join(["%s"] * len(ids))
    key = "rowid" if connection.vendor == "sqlite" else "job_id"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE {key} IN ({marks})", ids)
        cursor.execute(f"{_INSERT[connection.vendor]} WHERE id IN ({marks})", ids)


_INSERT = {
    "sqlite": f"INSERT INTO {TABLE} (rowid, title, employer, place, tasks) "
    "SELECT id, title, employer_name, municipality, tasks FROM records_job",
    "postgresql": f"INSERT INTO {TABLE} (job_id, words) SELECT id, to_tsvector('swedish', "
    "concat_ws(' ', title, employer_name, municipality, tasks)) FROM records_job",
}
