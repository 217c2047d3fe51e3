"""Who may be the same person, and when two files may become one."""

import pytest

from framsteg.rules.same_person import Known, may_be_same, may_put_together

N1, N2 = "199001012384", "199102022385"


def known(name, number="", year=None, protected=False):
    given, _blank, family = name.partition(" ")
    return Known(given, family, number, year, protected)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        # The number decides where both have one.
        (known("Åsa Ek", N1), known("Bea Al", N1), True),
        (known("Åsa Ek", N1), known("Åsa Ek", N2), False),
        # Otherwise the whole name, written in any way, with the year where both are known.
        (known("Åsa Ek"), known("åsa  ek"), True),
        (known("Åsa Ek"), known("Ek Åsa"), True),
        (known("Åsa Ek", N1), known("Åsa Ek"), True),
        (known("Åsa Ek", year=1990), known("Åsa Ek", year=1990), True),
        (known("Åsa Ek", year=1990), known("Åsa Ek", year=1991), False),
        (known("Åsa Ek", year=1990), known("Åsa Ek"), True),
        (known("Åsa Ek"), known("Asa Ek"), False),
        (known("Åsa Ek"), known("Åsa Eklund"), False),
        (known("Åsa"), known("Åsa Ek"), False),
        (known(""), known(""), False),
        # A protected person is reached by the number alone.
        (known("Åsa Ek", protected=True), known("Åsa Ek"), False),
        (known("Åsa Ek", N1, protected=True), known("Åsa Ek"), False),
        (known("Åsa Ek", N1, protected=True), known("Bea Al", N1), True),
    ],
)  # fmt: skip
def test_who_may_be_the_same(first, second, same):
    assert may_be_same(first, second) is same
    assert may_be_same(second, first) is same


SETTLED = {
    "same": False, "own": True, "numbers": (N1, ""), "consents": ((), ()),
    "asked_for_consent": (False, False), "both_in_crisis": False, "both_handed_over": False,
    "same_job_twice": False,
}  # fmt: skip
ONE = ((1, 2, "plan"),)


@pytest.mark.parametrize(
    ("facts", "allowed"),
    [
        ({}, True),
        ({"same": True}, False),
        ({"own": False}, False),
        ({"numbers": (N1, N2)}, False),
        ({"numbers": (N1, N1)}, True),
        # One file in which nobody has asked follows the other; two must say the same.
        ({"consents": (ONE, ()), "asked_for_consent": (True, False)}, True),
        ({"consents": ((), ONE), "asked_for_consent": (False, True)}, True),
        ({"consents": (ONE, ()), "asked_for_consent": (True, True)}, False),
        ({"consents": (ONE, ONE), "asked_for_consent": (True, True)}, True),
        ({"both_in_crisis": True}, False),
        ({"both_handed_over": True}, False),
        ({"same_job_twice": True}, False),
    ],
)
def test_when_two_files_become_one(facts, allowed):
    assert bool(may_put_together(**{**SETTLED, **facts})) is allowed
