"""Kaplan–Meier with its band: against lifelines, and against a table worked by hand."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from lifelines import KaplanMeierFitter

from framsteg.evaluation.survival import curves, histogram

spells = st.integers(1, 60).flatmap(
    lambda many: st.tuples(
        arrays(np.int64, many, elements=st.integers(0, 40)),
        arrays(np.bool_, many),
        arrays(np.int64, many, elements=st.integers(0, 2)),
    )
)


@given(spells)
@example((np.array([0] * 7), np.array([0, 1, 1, 1, 0, 0, 0], bool), np.array([0] + [1] * 6)))
def test_every_group_equals_lifelines_with_its_band(spells):
    days, happened, groups = spells

    made = curves(*histogram(days, happened, groups, many=3))

    for group in set(groups.tolist()):
        mine = groups == group
        fitted = KaplanMeierFitter().fit(days[mine], happened[mine])
        at = fitted.survival_function_.index.to_numpy().astype(int)
        np.testing.assert_allclose(
            made.staying[group, at], fitted.survival_function_["KM_estimate"], atol=1e-12
        )
        band = fitted.confidence_interval_.to_numpy()
        known = np.isfinite(band).all(axis=1) & np.isfinite(made.low[group, at])
        np.testing.assert_allclose(made.low[group, at][known], band[known, 0], atol=1e-12)
        np.testing.assert_allclose(made.high[group, at][known], band[known, 1], atol=1e-12)
        np.testing.assert_array_equal(
            made.at_risk[group, at], [(days[mine] >= day).sum() for day in at]
        )
        # lifelines' own median misses a half that its last digit is above.
        half = fitted.survival_function_["KM_estimate"].round(12)
        reached = half.index[half <= 0.5]
        assert made.median(group) == (reached[0] if len(reached) else None)


def test_curve_worked_by_hand():
    # Ten persons. Day 2: two of ten, one more leaves. Day 5: one of seven. Day 6: three leave.
    # Day 9: one of three.
    days = np.array([2, 2, 2, 5, 6, 6, 6, 9, 10, 10])
    happened = np.array([1, 1, 0, 1, 0, 0, 0, 1, 0, 0], dtype=bool)

    made = curves(*histogram(days, happened, np.zeros(10, dtype=int), many=1))

    assert made.staying[0, [1, 2, 5, 9]] == pytest.approx(
        [1, 8 / 10, 8 / 10 * 6 / 7, 8 / 10 * 6 / 7 * 2 / 3], abs=1e-12
    )
    assert made.at_risk[0, [0, 2, 5, 9, 10]].tolist() == [10, 10, 7, 3, 2]
    # Greenwood on the log(-log) scale: exp(±1.96 · sqrt(Σ d / r(r−d)) / ln S).
    spread = np.sqrt(2 / (10 * 8) + 1 / (7 * 6)) / np.log(24 / 35)
    assert made.low[0, 5] == pytest.approx((24 / 35) ** np.exp(-1.959963984540054 * spread))
    assert made.high[0, 5] == pytest.approx((24 / 35) ** np.exp(1.959963984540054 * spread))
    assert made.median() == 9


@given(spells)
def test_counts_of_sites_add_up_to_the_curve_of_all(spells):
    days, happened, groups = spells

    events, censored = histogram(days, happened, groups, many=3)
    together = curves(events.sum(axis=0, keepdims=True), censored.sum(axis=0, keepdims=True))
    at_once = curves(*histogram(days, happened, np.zeros_like(groups), many=1))

    np.testing.assert_array_equal(together.staying, at_once.staying)
    np.testing.assert_array_equal(together.low, at_once.low)


def test_curves_of_290_sites_equal_a_loop_of_lifelines():
    draw = np.random.default_rng(5)
    many, people = 290, 29_000
    days = np.minimum(draw.exponential(500, people), 3650).astype(np.int32)
    happened, sites = draw.random(people) < 0.6, draw.integers(0, many, people).astype(np.int16)

    made = curves(*histogram(days, happened, sites, many))

    for site in range(0, many, 29):
        fitted = KaplanMeierFitter().fit(days[sites == site], happened[sites == site])
        at = fitted.survival_function_.index.to_numpy().astype(int)
        expected = np.hstack([fitted.survival_function_, fitted.confidence_interval_])
        ours = np.stack(
            [shares[site, at] for shares in (made.staying, made.low, made.high)], axis=1
        )
        np.testing.assert_allclose(ours[:-1], expected[:-1], atol=1e-12)
