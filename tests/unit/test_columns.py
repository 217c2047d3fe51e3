"""The relations laid as columns are, row by row, those that SQL lays."""

from collections import Counter
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framsteg.evaluation.columns import LAID_AS_COLUMNS
from framsteg.evaluation.columns.arrays import Places, first_of_each
from framsteg.evaluation.engines.parquet import Sites
from framsteg.evaluation.frame import Frame
from framsteg.evaluation.relations import RELATIONS
from framsteg.evaluation.sites import find
from framsteg.evaluation.synthetic import LAST_DAY, write_sites
from framsteg.foundation.codes import PlacementKind
from tests.factories.worlds import MINE, OTHER, TODAY, windows, worlds
from tests.unit.test_folding import export

GROUPS = frozenset({"sex", "site"})


class InSql(Sites):
    """The same tables with every relation laid by its SQL."""

    def _by_hand(self, cases, relations):
        return {}


def laid_both_ways(folder, frame):
    sites = find([folder])
    ours, theirs = Sites(sites, GROUPS), InSql(sites, GROUPS)
    for name in LAID_AS_COLUMNS:
        ours.lay(frame, (name,))
        theirs.lay(frame, (name,))
        columns = ", ".join(ours.rows(f"SELECT * FROM {name} LIMIT 0")[0])
        asked = f"SELECT {columns} FROM {name}"
        yield name, Counter(ours.rows(asked)[1]), Counter(theirs.rows(asked)[1])


def test_each_relation_of_people_is_laid_as_columns():
    assert LAID_AS_COLUMNS.keys() <= RELATIONS.keys()


@settings(max_examples=60, deadline=None)
@given(
    worlds(),
    windows,
    st.sampled_from([(MINE,), (MINE, OTHER)]),
    st.lists(st.sampled_from([kind.value for kind in PlacementKind]), min_size=1),
)
def test_columns_are_the_rows_of_sql(tables, window, programmes, kinds):
    for row, kind in zip(tables["placements"], cycle(kinds), strict=False):
        row["kind"] = kind
    with TemporaryDirectory() as place:
        folder = Path(place) / "site"
        export(folder, tables, 2)
        frame = Frame(programmes, window[0], window[1] or TODAY)
        for name, ours, theirs in laid_both_ways(folder, frame):
            assert ours == theirs, name


@pytest.mark.parametrize("from_year", [None, 2021])
def test_columns_are_the_rows_of_sql_for_many_people(tmp_path, from_year):
    folder = tmp_path / "sites"
    list(write_sites(folder, participants=900, contacts_per=6, sites=5, exports=2, seed=3))
    programmes = tuple(sorted(key for site in find([folder]) for key in site.programmes))
    from_on = LAST_DAY.replace(year=from_year) if from_year else None
    for name, ours, theirs in laid_both_ways(folder, Frame(programmes[1:], from_on, LAST_DAY)):
        assert ours and ours == theirs, name


NUMBERS = st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(0, 300), unique=True, max_size=99)


@given(NUMBERS, st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(0, 300), max_size=20))
def test_places_are_found_whether_numbers_are_spread_or_not(ids, others):
    wanted = [*ids[::2], *others]
    found = Places(np.array(ids, np.int64)).of(np.array(wanted, np.int64)).tolist()

    assert found == [ids.index(one) if one in ids else -1 for one in wanted]


def test_numbers_that_lie_close_are_looked_for_by_halving():
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
