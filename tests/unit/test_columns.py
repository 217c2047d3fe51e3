"""Relations counted as columns are, cell by cell, those that SQL lays."""

from collections import Counter
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framsteg.evaluation.columns import LAID_AS_COLUMNS, Cases, Files, counted
from framsteg.evaluation.columns.arrays import Places, beside, first_of_each, numbered, values
from framsteg.evaluation.engines.parquet import Sites
from framsteg.evaluation.frame import Frame
from framsteg.evaluation.relations import RELATIONS
from framsteg.evaluation.sites import find
from framsteg.evaluation.synthetic import LAST_DAY, write_sites
from framsteg.foundation.codes import PlacementKind
from tests.factories.worlds import MINE, OTHER, TODAY, windows, worlds
from tests.unit.test_folding import export

ADDED_UP_IN_SQL = frozenset({"quarter_turns"})  # its rows are sums already: they are not counted


def both_ways(sites, frame):
    """Each relation's name, its cells as columns, and as SQL gives them."""
    in_sql = Sites(sites)
    with Files(sites) as files:
        cases = Cases(frame, files)
        for name, laid in LAID_AS_COLUMNS.items():
            keys, amounts = sorted(laid.columns()), sorted(laid.amounts())
            [cells] = counted(laid(cases), [frozenset([*keys, *amounts])])
            in_sql.lay(frame, (name,))
            sums = [f"CAST(sum({amount}) AS BIGINT)" for amount in amounts]
            times = "0" if name in ADDED_UP_IN_SQL else "count(*)"
            _, theirs = in_sql.rows(
                f"SELECT {', '.join([*keys, *sums])}, {times} FROM {name} GROUP BY ALL"
            )
            columns = [values(cells.columns[key]) for key in keys]
            columns += [cells.amounts[amount].tolist() for amount in amounts]
            columns.append((cells.times * (times != "0")).tolist())
            yield name, Counter(zip(*columns, strict=True)), Counter(theirs)


def test_each_relation_as_columns_is_one_of_sql():
    assert LAID_AS_COLUMNS.keys() <= RELATIONS.keys()


@settings(max_examples=60, deadline=None)
@given(
    worlds(),
    windows,
    st.sampled_from([(MINE,), (MINE, OTHER)]),
    st.lists(st.sampled_from([kind.value for kind in PlacementKind]), min_size=1),
)
def test_cells_are_the_rows_of_sql_counted(tables, window, programmes, kinds):
    for row, kind in zip(tables["placements"], cycle(kinds), strict=False):
        row["kind"] = kind
    with TemporaryDirectory() as place:
        folder = Path(place) / "site"
        export(folder, tables, 2)
        frame = Frame(programmes, window[0], window[1] or TODAY)
        for name, ours, theirs in both_ways(find([folder]), frame):
            assert ours == theirs, name


@pytest.mark.parametrize("from_year", [None, 2021])
def test_cells_are_the_rows_of_sql_counted_for_many_people(tmp_path, from_year):
    folder = tmp_path / "sites"
    list(write_sites(folder, participants=900, contacts_per=6, sites=5, exports=2, seed=3))
    sites = find([folder])
    programmes = tuple(sorted(key for site in sites for key in site.programmes))
    from_on = LAST_DAY.replace(year=from_year) if from_year else None
    for name, ours, theirs in both_ways(sites, Frame(programmes[1:], from_on, LAST_DAY)):
        assert ours and ours == theirs, name


NUMBERS = st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(0, 300), unique=True, max_size=99)


@given(NUMBERS, st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(0, 300), max_size=20))
def test_places_are_found_whether_numbers_are_spread_or_not(ids, others):
    wanted = [*ids[::2], *others]
    found = Places(np.array(ids, np.int64)).of(np.array(wanted, np.int64)).tolist()

    assert found == [ids.index(one) if one in ids else -1 for one in wanted]


def test_places_of_numbers_that_lie_close():
    ids = np.arange(5000, dtype=np.int64)[::-1].copy()

    assert Places(ids).of(np.array([0, 4999, 5000, -1, 17])).tolist() == [4999, 0, -1, -1, 4982]


ROWS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5), st.integers(0, 5)), max_size=30)


@given(ROWS, st.booleans())
def test_first_of_each_is_what_sorting_gives(rows, latest):
    table = np.array(rows, np.int64).reshape(-1, 3)
    owners, days, ties = table[:, 0], table[:, 1], table[:, 2]
    ties = ties * 100 + np.arange(len(rows))  # no two are the same, as with ids
    chosen = first_of_each(5, owners, days, ties, latest=latest)

    for owner in range(5):
        mine = [at for at in range(len(rows)) if owners[at] == owner]
        best = max if latest else min
        expected = best(mine, key=lambda at: (days[at], ties[at])) if mine else -1
        assert chosen[owner] == expected


@given(st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(0, 9), max_size=99))
def test_the_same_ids_get_the_same_number_and_numbers_leave_no_gap(ids):
    number, many = numbered(np.array(ids, np.int64))

    assert set(number.tolist()) == set(range(many))
    assert len(set(zip(ids, number.tolist(), strict=True))) == len(set(ids)) == many


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), max_size=30))
def test_equal_pairs_are_laid_beside_each_other(pairs):
    owners, keys = np.array(pairs, np.int64).reshape(-1, 2).T
    order = beside(5, owners, keys)

    laid = [pairs[at] for at in order.tolist()]
    assert sorted(order.tolist()) == list(range(len(pairs)))
    changes = sum(one != other for one, other in zip(laid, laid[1:], strict=False))
    assert changes == max(len(set(pairs)) - 1, 0)
