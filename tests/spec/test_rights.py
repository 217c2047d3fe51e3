"""A person's rights: who handles them, by when they are answered, how passages are masked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.foundation.codes import Role
from framsteg.rules import rights


@pytest.mark.parametrize(
    ("role", "minds"),
    [
        (Role.DATA_PROTECTION_OFFICER, True),
        (Role.TEAM_LEAD, True),
        (Role.EMPLOYMENT_SPECIALIST, False),
        (Role.ADMINISTRATOR, False),
        (Role.EVALUATOR, False),
        (Role.STEERING_MEMBER, False),
        (Role.CLINICAL_PARTNER, False),
        (Role.AGENCY_PARTNER, False),
    ],
)
def test_who_handles_requests(role, minds):
    assert bool(rights.may_mind([role])) is minds


@pytest.mark.parametrize(
    ("asked_on", "last_day"),
    [
        ("2026-03-10", "2026-04-10"),
        ("2026-01-31", "2026-02-28"),  # no such date: the month's last day
        ("2028-01-31", "2028-02-29"),
        ("2026-12-15", "2027-01-15"),
    ],
)
def test_a_request_is_answered_within_a_month(asked_on, last_day):
    assert rights.answer_by(date.fromisoformat(asked_on)) == date.fromisoformat(last_day)


@pytest.mark.parametrize(
    ("asked", "open_already", "allowed"),
    [("2026-03-10", False, True), ("2026-03-11", False, False), ("2026-03-10", True, False)],
)
def test_one_extract_at_a_time_for_what_has_been_asked(asked, open_already, allowed):
    decision = rights.may_begin(
        asked_on=date.fromisoformat(asked), today=date(2026, 3, 10), open_already=open_already
    )

    assert bool(decision) is allowed


@pytest.mark.parametrize(
    ("closed", "unread", "allowed"), [(False, 0, True), (False, 1, False), (True, 0, False)]
)
def test_given_out_when_every_text_is_read(closed, unread, allowed):
    assert bool(rights.may_give_out(closed=closed, unread=unread)) is allowed


@pytest.mark.parametrize(
    ("on", "allowed"), [("2026-03-01", False), ("2026-03-02", True), ("2026-03-10", True),
                        ("2026-03-11", False)]
)  # fmt: skip
def test_given_from_the_day_it_was_made_until_today(on, allowed):
    decision = rights.may_be_given(
        on=date.fromisoformat(on), made_on=date(2026, 3, 2), today=date(2026, 3, 10)
    )

    assert bool(decision) is allowed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("En mening", ("En mening",)),
        ("Hej. Då!", ("Hej. ", "Då!")),
        ("Rad ett\nRad två", ("Rad ett\n", "Rad två")),
        ("Vägen är 1.5 km.", ("Vägen är 1.5 km.",)),
    ],
)
def test_a_text_in_passages(text, expected):
    assert rights.passages(text) == expected


@given(st.text(alphabet="Aa.!? \n", max_size=40))
def test_the_passages_are_the_text(text):
    assert "".join(rights.passages(text)) == text


@pytest.mark.parametrize(
    ("hidden", "expected"),
    [
        ((), "Ringde Lars. Han är sjuk.\nVi ses."),
        ((0,), "[…] Han är sjuk.\nVi ses."),
        ((1,), "Ringde Lars. […]\nVi ses."),
        ((0, 1, 2), "[…] […]\n[…]"),
        ((9,), "Ringde Lars. Han är sjuk.\nVi ses."),
    ],
)
def test_masked_passages_are_gone_and_nothing_else(hidden, expected):
    assert rights.masked("Ringde Lars. Han är sjuk.\nVi ses.", hidden, "[…]") == expected


@given(st.text(alphabet="ab.!? \n", max_size=40), st.sets(st.integers(0, 9)))
def test_nothing_of_a_masked_passage_is_left(text, hidden):
    told = rights.masked(text, hidden, "")
    kept = [one for n, one in enumerate(rights.passages(text)) if n not in hidden]

    assert told.split() == "".join(kept).split() or set(told) - set("".join(kept)) <= set(" \n")


@pytest.mark.parametrize(
    ("passage", "names", "expected"),
    [
        ("Ringde lars, som svarade.", ["Lars Ek"], True),
        ("Ringde Larsson.", ["Lars Ek"], False),
        ("Hon såg Bo.", ["Bo Al"], False),  # too short to be told from other words
        ("Mötte Åsa.", ["Åsa-Lena Öst"], True),
    ],
)
def test_a_passage_that_names_someone(passage, names, expected):
    assert rights.names_someone(passage, names) is expected
