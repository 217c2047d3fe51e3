"""The drawing of the network: nothing covers anything else, for up to thirty people."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framsteg.foundation.plan_codes import Ring
from framsteg.web.presenters.network_map import MARK, ROW, SHAPES, Spot, layout, outline

crowds = st.lists(st.sampled_from(list(Ring)), min_size=1, max_size=30)


@settings(max_examples=60)
@given(rings=crowds, wide=st.booleans())
def test_no_mark_touches_another_nor_leaves_the_picture(rings: list[Ring], wide: bool) -> None:
    drawn = layout(rings, wide=wide)

    for n, spot in enumerate(drawn.spots):
        assert MARK < spot.x < drawn.width - MARK
        assert MARK < spot.y < drawn.height - MARK
        for other in drawn.spots[n + 1 :]:
            assert math.dist((spot.x, spot.y), (other.x, other.y)) >= 2 * MARK


@settings(max_examples=60)
@given(rings=crowds)
def test_no_name_stands_upon_another(rings: list[Ring]) -> None:
    drawn = layout(rings, wide=True)

    for side in (True, False):
        heights = sorted(label.y for label in drawn.labels if label.left is side)
        assert all(b - a >= ROW - 0.01 for a, b in zip(heights, heights[1:], strict=False))
        assert all(ROW / 2 <= y <= drawn.height - ROW / 2 for y in heights)


@settings(max_examples=60)
@given(rings=crowds)
def test_closer_is_always_further_in(rings: list[Ring]) -> None:
    drawn = layout(rings, wide=False)
    far = [
        (math.dist((s.x, s.y), (drawn.centre.x, drawn.centre.y)), ring)
        for s, ring in zip(drawn.spots, rings, strict=True)
    ]

    for distance, ring in far:
        outer = drawn.bounds[list(Ring).index(ring)]
        inner = drawn.bounds[list(Ring).index(ring) - 1] if ring is not Ring.NEAR else 0
        assert inner < distance < outer


@pytest.mark.parametrize("ring", list(Ring))
def test_thirty_people_in_one_ring_fit_on_a_phone(ring: Ring) -> None:
    assert layout([ring] * 30, wide=False).width <= 358


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_is_drawn(shape: str) -> None:
    assert outline(shape, Spot(0, 0), MARK).startswith("M")
