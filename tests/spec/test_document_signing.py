"""When a document may be begun, kept, signed and ended; one case a row."""

from datetime import date

import pytest

from framsteg.foundation.codes import DocumentKind, SignedHow
from framsteg.rules.documents import SHAPES
from framsteg.rules.documents import signing as rule

TODAY = date(2026, 3, 10)
YESTERDAY, TOMORROW = date(2026, 3, 9), date(2026, 3, 11)
PROFILE, DISCLOSURE = SHAPES[DocumentKind.PROFILE], SHAPES[DocumentKind.DISCLOSURE]

STARTS = [
    # shape, subject, on, open now, allowed
    (PROFILE, "", TODAY, 0, True),
    (PROFILE, "", TODAY, 1, False),
    (PROFILE, "", TOMORROW, 0, False),
    (DISCLOSURE, "Bageriet", TODAY, 3, True),
    (DISCLOSURE, "  ", TODAY, 0, False),
]


@pytest.mark.parametrize(("shape", "subject", "on", "open_now", "allowed"), STARTS)
def test_a_document_is_begun_when_its_rule_allows(shape, subject, on, open_now, allowed):
    decision = rule.may_start(shape=shape, subject=subject, on=on, today=TODAY, open_now=open_now)

    assert bool(decision) is allowed


SIGNATURES = [
    # how, name, reason, kept at, signed on, allowed
    (SignedHow.ON_SCREEN, "Åsa Ek", "", "", TODAY, True),
    (SignedHow.ON_SCREEN, " ", "", "", TODAY, False),
    (SignedHow.ON_SCREEN, "Åsa Ek", "", "", TOMORROW, False),
    (SignedHow.ON_SCREEN, "Åsa Ek", "", "", date(2026, 3, 8), False),
    (SignedHow.ON_PAPER, "Åsa Ek", "", "Pärm 3", date(2026, 3, 8), True),
    (SignedHow.ON_PAPER, "Åsa Ek", "", "", TODAY, False),
    (SignedHow.FOR_SOMEONE, "God man", "Åsa har en god man", "", TODAY, True),
    (SignedHow.FOR_SOMEONE, "God man", "", "", TODAY, False),
]


@pytest.mark.parametrize(("how", "name", "reason", "kept_at", "signed_on", "allowed"), SIGNATURES)
def test_a_signature_is_taken_when_its_rule_allows(how, name, reason, kept_at, signed_on, allowed):
    decision = rule.may_sign(
        how=how, name=name, reason=reason, kept_at=kept_at, signed_on=signed_on,
        made_on=YESTERDAY, today=TODAY,
    )  # fmt: skip

    assert bool(decision) is allowed


ENDS = [
    # ended on, on, allowed
    (None, TODAY, True),
    (None, YESTERDAY, True),
    (None, date(2026, 3, 8), False),
    (None, TOMORROW, False),
    (YESTERDAY, TODAY, False),
]


@pytest.mark.parametrize(("ended_on", "on", "allowed"), ENDS)
def test_a_document_ends_once_and_not_before_it_began(ended_on, on, allowed):
    decision = rule.may_end(started_on=YESTERDAY, ended_on=ended_on, on=on, today=TODAY)

    assert bool(decision) is allowed
