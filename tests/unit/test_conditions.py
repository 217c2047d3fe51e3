"""Conditions asked of columns hold for the rows that SQL finds by them."""

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.evaluation.columns.arrays import NEVER, Coded, Whole
from framsteg.evaluation.columns.conditions import holds, names_in

NAMES = ("active", "it's", "unknown")
names, numbers = st.sampled_from([None, *NAMES]), st.none() | st.integers(0, 4)
ROWS = st.lists(st.tuples(names, numbers, numbers, st.booleans()), min_size=1, max_size=12)

single = st.sampled_from([
    "true", "met", "NOT met", "status = 'active'", "status <> 'it''s'", "status = 'nobody'",
    "status IS NULL", "once IS NOT NULL", "latest > once", "latest <= 2", "once <> latest",
    "NOT (latest >= 3)",
])  # fmt: skip
conditions = st.recursive(
    single,
    lambda some: st.builds(
        lambda left, word, right: f"({left}) {word} NOT ({right})",
        some,
        st.sampled_from(["AND", "OR"]),
        some,
    ) | st.lists(single, min_size=2, max_size=3).map(" OR ".join),
    max_leaves=4,
)  # fmt: skip


@given(ROWS, conditions)
def test_a_condition_holds_for_the_rows_that_sql_finds(rows, condition):
    status, once, latest, met = zip(*rows, strict=True)
    columns = {
        "status": Coded(np.array([NAMES.index(s) if s else -1 for s in status]), NAMES),
        "once": Whole(np.array([NEVER if n is None else n for n in once])),
        "latest": Whole(np.array([NEVER if n is None else n for n in latest])),
        "met": np.array(met),
    }
    told = ", ".join("(?, ?, CAST(? AS INTEGER), CAST(? AS INTEGER), ?)" for _ in rows)
    found = duckdb.execute(
        f"SELECT place FROM (VALUES {told}) t(place, status, once, latest, met) WHERE {condition}",
        [value for at, row in enumerate(rows) for value in (at, *row)],
    ).fetchall()

    held = np.flatnonzero(holds(condition, columns, len(rows))).tolist()
    assert held == sorted(at for (at,) in found)


def test_the_columns_of_a_condition_are_its_names():
    asked = "(once > 2 AND status = 'met') OR NOT late AND home IS NULL OR true"

    assert names_in(asked) == {"once", "status", "late", "home"}


@pytest.mark.parametrize(
    "condition", ["getvariable('until_on') > day", "a + b", "a IN ('b')", "(a", "a b", "a IS b"]
)
def test_what_is_no_such_condition_is_refused(condition):
    known = {name: np.zeros(1, bool) for name in ("a", "b", "day", "getvariable")}

    with pytest.raises(ValueError, match="condition"):
        holds(condition, known, 1)
