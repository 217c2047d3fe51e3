"""Room: a coach's people and a programme's places against their limits."""

import pytest

from framsteg.blueprints.load import get
from framsteg.rules.capacity import Fill, Load, caseload, may_take_on, places


@pytest.mark.parametrize(
    ("n", "fill", "words", "room"),
    [
        (0, Fill.BELOW, "0 of 15–20", True),
        (14, Fill.BELOW, "14 of 15–20", True),
        (15, Fill.WITHIN, "15 of 15–20", True),
        (19, Fill.WITHIN, "19 of 15–20", True),
        (20, Fill.FULL, "20 of 15–20", False),
        (21, Fill.ABOVE, "21 of 15–20", False),
    ],
)
def test_a_coach_of_natkraft_has_15_to_20_people(n, fill, words, room):
    load = caseload(get("natkraft"), n)

    assert (load.fill, str(load.words), may_take_on(load).allowed) == (fill, words, room)


@pytest.mark.parametrize(
    ("programme", "n", "agreed", "fill", "words"),
    [
        ("natkraft", 60, None, Fill.WITHIN, "60 of 60–80"),
        ("utsikten", 49, None, Fill.WITHIN, "49 of at most 50"),
        ("utsikten", 50, None, Fill.FULL, "50 of at most 50"),
        ("utsikten", 50, 55, Fill.WITHIN, "50 of at most 55"),  # the programme's own agreement
        ("varna", 12, None, Fill.NO_LIMIT, "12 people"),
    ],
)
def test_places_are_the_programmes_own_or_the_blueprints(programme, n, agreed, fill, words):
    load = places(get(programme), n, agreed=agreed)

    assert (load.fill, str(load.words)) == (fill, words)


def test_a_least_number_alone_never_fills():
    load = Load(n=200, least=15, most=None)

    assert (load.fill, str(load.words)) == (Fill.WITHIN, "200, at least 15")
    assert may_take_on(load)


def test_a_full_caseload_says_how_full():
    assert str(may_take_on(Load(20, 15, 20)).reason) == "There is no room: 20 of 15–20."
