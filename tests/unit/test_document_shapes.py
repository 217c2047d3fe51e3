"""Every declared document: whole, within its rules, and without a score of anybody."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.blueprints.load import get
from framsteg.foundation.codes import DocumentKind, Part
from framsteg.rules.documents import SHAPES, FieldKind
from framsteg.rules.documents.answers import cleaned, faults, is_blank, tidy, to_explore
from framsteg.rules.documents.describing import TAKEN_FROM, described

FIELDS = [
    (shape, section, field)
    for shape in SHAPES.values()
    for section in shape.sections
    for field in section.fields
]
JUDGING = re.compile(r"\b(score|rating|readiness|motivat|grade|level of function|ability)\b", re.I)


def test_every_kind_is_declared():
    assert set(SHAPES) == set(DocumentKind)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=lambda shape: shape.kind.value)
def test_keys_stand_once_and_columns_are_plain(shape):
    keys = [section.key for section in shape.sections]
    assert len(keys) == len(set(keys))
    for section in shape.sections:
        names = [field.key for field in section.fields]
        assert len(names) == len(set(names))
        for field in section.fields:
            assert bool(field.columns) is (field.kind is FieldKind.ROWS)
            assert all(c.kind in (FieldKind.LINE, FieldKind.DAY) for c in field.columns)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=lambda shape: shape.kind.value)
def test_no_document_weighs_a_person(shape):
    said = [str(shape.lead)] + [
        str(text)
        for section in shape.sections
        for field in section.fields
        for text in (section.title, field.label, field.hint)
    ]

    assert [one for one in said if JUDGING.search(one)] == []


def test_one_document_that_is_signed_has_a_part_that_can_be_shared():
    assert all(shape.part in Part for shape in SHAPES.values() if shape.signed)


def test_each_programme_uses_documents_and_only_the_training_programme_those_of_training():
    used = {key: get(key).documents for key in ("natkraft", "varna", "utsikten", "vi-vagar")}

    assert all(DocumentKind.PROFILE in kinds for kinds in used.values())
    with_training = [k for k, kinds in used.items() if DocumentKind.TRAINING_AGREEMENT in kinds]
    assert with_training == ["natkraft"]


rows = st.lists(st.dictionaries(st.sampled_from(["who", "what", "by", "x"]), st.text(), max_size=3))
values = st.one_of(st.text(), st.none(), st.integers(), st.lists(st.text()), rows)


@pytest.mark.parametrize("at", range(0, len(FIELDS), 7))
@given(value=values)
def test_what_is_accepted_is_kept_as_it_was_and_again_accepted(at, value):
    _shape, section, field = FIELDS[at]
    if field.kind in (FieldKind.ROWS,) and not isinstance(value, list):
        return
    if field.kind in (FieldKind.CHOICES, FieldKind.OCCUPATIONS) and not isinstance(value, list):
        return

    once = cleaned(section, {field.key: value})
    if list(faults(section, once)):
        return

    stored = json.loads(json.dumps(once))
    assert cleaned(section, stored) == once
    assert list(faults(section, stored)) == []


def test_an_answer_to_a_question_that_is_not_there_is_refused():
    section = SHAPES[DocumentKind.AGREEMENT].section("goals")

    assert [fault.field for fault in faults(section, {"gaol": "x"})] == ["gaol"]


def test_blank_rows_go_and_a_day_in_a_row_is_told_by_row_and_column():
    section = SHAPES[DocumentKind.AGREEMENT].section("promises")
    sent = {"promises": [{"who": " Anna "}, {"who": ""}, {"who": "Bo", "by": "i morgon"}]}

    told = cleaned(section, sent)

    assert [row["who"] for row in told["promises"]] == ["Anna", "Bo"]
    (fault,) = faults(section, told)
    assert (fault.row, fault.column) == (2, "by")


def test_what_nobody_has_answered_is_to_be_explored():
    section = SHAPES[DocumentKind.PROFILE].section("wishes")

    left = to_explore(section, {"dream": "Bageri"})

    assert [field.key for field in left] == ["occupations", "interests"]


def test_a_description_takes_nothing_of_health_or_money():
    profile = SHAPES[DocumentKind.PROFILE]
    description = SHAPES[DocumentKind.PERSONAL_DESCRIPTION]

    for section, fields in TAKEN_FROM.items():
        for field, (from_section, from_field) in fields.items():
            assert profile.section(from_section).part is Part.PROFILE
            kind = profile.section(from_section).field(from_field).kind
            assert description.section(section).field(field).kind is kind


def test_a_description_never_writes_over_what_stands():
    profile = {"wishes": {"dream": "Bageri"}, "experience": {"jobs": [{"what": "Kock"}]}}

    found = described(profile, {"about": {"presentation": "Jag är Åsa"}})

    assert found == {"experience": {"jobs": [{"what": "Kock"}]}}


def test_tidy_gives_each_kind_its_own_nothing():
    for _shape, _section, field in FIELDS:
        assert is_blank(tidy(field, None))
