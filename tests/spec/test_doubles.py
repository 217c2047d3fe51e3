"""When two names in the register of employers may stand for the same one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framsteg.rules import doubles
from framsteg.rules.doubles import alike, may_merge, name_key
from tests.oracles import doubles as oracle

KEYS = [
    ("Brödboden AB", "brodboden"),
    ("Bröd-Boden Aktiebolag", "brodboden"),
    ("Bröd & Kaffe", "brodochkafe"),
    ("Kaffe 33", "kafe33"),
    ("Café Noir", "cafenoir"),
    ("Aktiebolaget AB", "aktiebolagetab"),
    ("Riksbyggen ek. för.", "riksbygen"),
    ("Ek förskola", "ekforskola"),
    ("…", ""),
]

PAIRS = [
    ("Brödboden", "Brödboden AB", True),
    ("Brödboden", "BROD BODEN", True),
    ("Hotell Vinterljus", "Hotel Vinterljus", True),  # doubled letters say nothing
    ("Hotell Vinterljus", "Hotell Vinterljis", True),  # one letter wrong
    ("Hotell Vinterljus", "Hotell Vinterlju", True),  # one missing
    ("Hotell Vinterljus", "Hotell Vinterlujs", True),  # two have changed places
    ("Hotell Vinterljus", "Hotell Vinterlykta", False),
    ("Förskolan 3", "Förskolan 4", False),  # figures tell apart
    ("Ica 33", "Ica 3", False),
    ("Olles", "Ollas", False),  # too short for a slip
    ("Nacka kommun", "Umeå kommun", False),
    ("!", "?", False),
]


@pytest.mark.parametrize(("name", "key"), KEYS)
def test_key_of_a_name(name: str, key: str) -> None:
    assert name_key(name) == key


@pytest.mark.parametrize(("first", "second", "expected"), PAIRS)
def test_names_alike(first: str, second: str, expected: bool) -> None:
    assert alike(name_key(first), name_key(second)) is expected
    assert alike(name_key(second), name_key(first)) is expected


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("ab1", max_size=9), max_size=12))
def test_pairs_are_those_of_the_oracle(names: list[str]) -> None:
    keys = dict(enumerate(names))

    assert doubles.pairs(keys) == oracle.pairs(keys)


@pytest.mark.parametrize(
    ("same", "kept", "double", "expected"),
    [
        (False, "", "", True),
        (False, "5560125790", "", True),
        (False, "", "5560125790", True),
        (False, "5560125790", "5560125790", True),
        (False, "5560125790", "2120002973", False),
        (True, "", "", False),
    ],
)
def test_two_numbers_are_two_employers(same: bool, kept: str, double: str, expected: bool) -> None:
    assert may_merge(same=same, kept_number=kept, double_number=double).allowed is expected
