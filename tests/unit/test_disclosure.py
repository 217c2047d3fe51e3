"""Small-cell protection: what is hidden cannot be had back from what is shown."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.evaluation.disclosure import SmallCellRule, protect, rule_on
from framsteg.evaluation.measure import Shape
from framsteg.evaluation.row import Row

RULE = SmallCellRule(date(2000, 1, 1), smallest_shown=5, smallest_certain=10, source="test")


def share(by, n, of):
    return Row(by, n, of, n / of if of else None)


def shown(rows):
    return {tuple(row.by.values()): (row.n, row.of) for row in rows if not row.hidden}


# --- single rows -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "n", "of", "is_shown"),
    [
        ("enough on both sides", 20, 40, True),
        ("exactly the smallest number", 5, 10, True),
        ("a few did", 4, 40, False),
        ("all but a few did", 37, 40, False),
        ("a few in all", 0, 4, False),
        ("none of many", 0, 40, True),
        ("none of a small group says it of each", 0, 9, False),
        ("all of a small group says it of each", 9, 9, False),
        ("all of ten", 10, 10, True),
        ("nobody there", 0, 0, True),
    ],
)
def test_share_of_a_group_is_shown_when_it_points_at_nobody(case, n, of, is_shown):
    rows = [share({"sex": "woman"}, n, of), share({"sex": "man"}, 50, 100)]
    rows.append(share({}, n + 50, of + 100))

    protected = protect(rows, ("sex",), Shape.SHARE, RULE)

    assert (("woman",) in shown(protected)) is is_shown


def test_hidden_row_holds_no_number_at_all():
    rows = [share({"sex": "woman"}, 2, 40), share({"sex": "man"}, 9, 40), share({}, 11, 80)]

    protected = protect(rows, ("sex",), Shape.SHARE, RULE)

    assert protected[0] == Row({"sex": "woman"}, None, None, hidden=True)


def test_second_group_is_hidden_so_that_the_total_does_not_give_the_first_back():
    rows = [share({"sex": "woman"}, 2, 40), share({"sex": "man"}, 9, 40), share({}, 11, 80)]

    protected = protect(rows, ("sex",), Shape.SHARE, RULE)

    assert shown(protected) == {(): (11, 80)}


def test_smallest_other_group_is_the_one_that_is_hidden():
    groups = {"a": 3, "b": 40, "c": 9, "d": 25}
    rows = [Row({"trade": name}, n, 77) for name, n in groups.items()] + [Row({}, 77, 77)]

    protected = protect(rows, ("trade",), Shape.SPREAD, RULE)

    assert set(shown(protected)) == {("b",), ("d",), ()}


def test_only_group_of_a_hidden_table_is_not_even_named():
    rows = [Row({"trade": "Taxi"}, 7, 7, 1.0), Row({}, 7, 7, 1.0)]

    protected = protect(rows, ("trade",), Shape.SPREAD, RULE)

    assert protected == [Row({}, 7, 7, 1.0)]


def test_small_total_hides_everything():
    rows = [share({"sex": "woman"}, 0, 3), share({}, 0, 3)]

    assert shown(protect(rows, ("sex",), Shape.SHARE, RULE)) == {}


@pytest.mark.parametrize(
    ("n", "has_median", "has_quartiles"),
    [(5, False, False), (9, False, False), (10, True, False), (19, True, False), (20, True, True)],
)
def test_median_and_quartiles_need_enough_people_on_each_side(n, has_median, has_quartiles):
    rows = [Row({}, n, n + 40, 100.0, 50.0, 150.0)]

    [row] = protect(rows, (), Shape.DURATION, RULE)

    assert (row.n, row.value is not None, row.low is not None) == (n, has_median, has_quartiles)


def test_rule_is_the_one_in_force_on_the_day():
    assert rule_on(date(2026, 1, 1)).smallest_shown >= 5
    assert rule_on(date(1990, 1, 1)) == rule_on(date(2006, 1, 1))


# --- tables: what an attacker can compute --------------------------------------------------------

counts = st.integers(0, 14)
cells = st.tuples(counts, counts)  # those with it, those without


def table(lines, columns, shape):
    """A two-way table with margins and total from {(line, column): (with, without)}."""

    def add(by, keys):
        n = sum(lines[key][0] for key in keys)
        of = n + sum(lines[key][1] for key in keys)
        return Row(by, n, of, n / of if of else None)

    all_lines = sorted({line for line, _ in lines})
    rows = [add({"line": a, "column": b}, [(a, b)]) for a, b in lines]
    rows += [add({"line": a}, [(a, b) for b in columns]) for a in all_lines]
    rows += [add({"column": b}, [(a, b) for a in all_lines]) for b in columns]
    rows.append(add({}, list(lines)))
    return rows if shape is Shape.SHARE else [with_whole(row, rows) for row in rows]


def with_whole(row, rows):
    """In a spread `of` is the row's whole: the column's margin, or the total."""
    whole = {k: v for k, v in row.by.items() if k == "column" and len(row.by) == 2}
    of = next(other.n for other in rows if other.by == whole)
    return row._replace(of=of, value=row.n / of if of else None)


def bounds(rows, part):
    """The least and most that each hidden cell can be, given the shown rows and that nobody is
    negative: intervals narrowed until nothing changes, over all sums that the table holds."""
    known = {tuple(sorted(row.by.items())): part(row) for row in rows if not row.hidden}
    keys = [tuple(sorted(row.by.items())) for row in rows]
    low = {key: known.get(key, 0) for key in keys}
    high = {key: known.get(key, 10_000) for key in keys}
    sums = [(key, parts) for key in keys for parts in partitions(key, keys)]
    changed = True
    while changed:
        changed = False
        for whole, parts in sums:
            changed |= narrow(
                low, high, whole, sum(low[p] for p in parts), sum(high[p] for p in parts)
            )
            for one in parts:
                others = [p for p in parts if p != one]
                changed |= narrow(
                    low,
                    high,
                    one,
                    low[whole] - sum(high[p] for p in others),
                    high[whole] - sum(low[p] for p in others),
                )
    return {key: (low[key], high[key]) for key in keys if key not in known}


def narrow(low, high, key, at_least, at_most):
    new_low, new_high = max(low[key], at_least), min(high[key], at_most)
    changed = (new_low, new_high) != (low[key], high[key])
    low[key], high[key] = new_low, new_high
    return changed


def partitions(key, keys):
    """The ways in which a row is the sum of others: over each dimension that it does not hold."""
    held = dict(key)
    for dimension in ("line", "column"):
        if dimension not in held:
            parts = [k for k in keys if dict(k).items() >= held.items() and len(k) == len(key) + 1
                     and dimension in dict(k)]  # fmt: skip
            if parts:
                yield parts


@st.composite
def tables(draw, shape):
    names = [f"line {i}" for i in range(draw(st.integers(1, 5)))]
    columns = ["woman", "man"] + ["unknown"] * draw(st.integers(0, 1))
    lines = {key: draw(cells) for key in product(names, columns)}
    return table(lines, columns, shape)


def attack(rows, shape):
    """Protect, and say what an attacker knows about the hidden rows: {key: (low, high)}."""
    protected = protect(rows, ("line", "column"), shape, RULE)
    parts = (
        [lambda row: row.n] if shape is Shape.SPREAD else [lambda row: row.n, lambda r: r.of - r.n]
    )
    return protected, [(part, bounds(protected, part)) for part in parts]


def check(rows, shape):
    """No hidden count follows, but what a shown row for more people already says of each group."""
    protected, knowledge = attack(rows, shape)
    true = {tuple(sorted(row.by.items())): row for row in rows}
    open_rows = [row for row in protected if not row.hidden]
    for part, known in knowledge:
        for key, (low, high) in known.items():
            count = part(true[key])
            said = [part(row) for row in open_rows if row.by.items() <= dict(key).items()]
            assert low <= count <= high
            assert low < high or count in said, f"{dict(key)} follows: {count}"


@given(tables(Shape.SHARE))
def test_no_hidden_share_follows_from_the_shown_rows(rows):
    check(rows, Shape.SHARE)


def test_line_shown_as_all_does_not_hide_behind_one_shown_as_none():
    lines = {
        ("all", "woman"): (5, 0),
        ("all", "man"): (5, 0),
        ("none", "woman"): (0, 5),
        ("none", "man"): (0, 5),
        ("half", "woman"): (5, 5),
        ("half", "man"): (0, 0),
    }

    check(table(lines, ["woman", "man"], Shape.SHARE), Shape.SHARE)


@given(tables(Shape.SPREAD))
def test_no_hidden_spread_follows_from_the_shown_rows(rows):
    check(rows, Shape.SPREAD)


@given(tables(Shape.SHARE))
def test_shown_rows_are_the_true_ones_and_each_is_safe(rows):
    true = {tuple(sorted(row.by.items())): row for row in rows}

    for row in protect(rows, ("line", "column"), Shape.SHARE, RULE):
        if not row.hidden:
            assert row == true[tuple(sorted(row.by.items()))]
            for count in (row.n, row.of - row.n, row.of):
                assert count == 0 or count >= RULE.smallest_shown


@given(tables(Shape.SPREAD))
def test_dividing_further_treats_each_margin_as_the_plain_question_did(rows):
    plain = [row for row in rows if set(row.by) <= {"line"}]

    alone = protect(plain, ("line",), Shape.SPREAD, RULE)
    divided = protect(rows, ("line", "column"), Shape.SPREAD, RULE)

    assert [row for row in divided if set(row.by) <= {"line"}] == alone


# --- series --------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 12)), min_size=1, max_size=12))
def test_between_two_shown_points_lies_nobody_or_enough(steps):
    rows, n, of = [], 0, 0
    for number, (more, newcomers) in enumerate(steps):
        of += newcomers
        n = min(n + more, of)
        rows.append(share({"result": "r", "quarter": f"20{10 + number}-Q1"}, n, of))
    rows.append(share({}, n, of))

    protected = protect(rows, ("result", "quarter"), Shape.GROWING, RULE)

    points = [row for row in protected if row.by and not row.hidden]
    for earlier, later in zip(points, points[1:], strict=False):
        assert RULE.allows(later.n - earlier.n)
        assert RULE.allows(later.of - earlier.of)


def test_month_in_which_a_coach_has_few_people_shows_only_its_total():
    rows = [
        Row({"coach": "1", "month": "2026-01"}, 17, 20),
        Row({"coach": "2", "month": "2026-01"}, 3, 20),
        Row({"month": "2026-01"}, 20, 20),
        Row({"coach": "1", "month": "2026-02"}, 15, 21),
        Row({"coach": "2", "month": "2026-02"}, 6, 21),
        Row({"month": "2026-02"}, 21, 21),
        Row({}, 21, 21),
    ]

    protected = protect(rows, ("coach", "month"), Shape.STOCK, RULE)

    assert set(shown(protected)) == {
        ("2026-01",),
        ("1", "2026-02"),
        ("2", "2026-02"),
        ("2026-02",),
        (),
    }
