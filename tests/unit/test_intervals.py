"""Wilson's interval against statsmodels, and at the edges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from framsteg.evaluation.intervals import wilson


@given(st.integers(1, 100_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_wilson_equals_statsmodels(counts):
    n, of = counts

    assert wilson(n, of) == pytest.approx(
        proportion_confint(n, of, alpha=0.05, method="wilson"), abs=1e-9
    )


@pytest.mark.parametrize(("n", "of"), [(0, 0), (3, 2), (-1, 5)])
def test_what_is_no_share_is_refused(n, of):
    with pytest.raises(ValueError, match="no share"):
        wilson(n, of)


def test_published_example():
    # Newcombe (1998), table I: 81 of 263 gives 0.2553–0.3662.
    low, high = wilson(81, 263)

    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
