"""Every report is whole: figures that exist, suggestions that can be read, sections once."""

import pytest

from framsteg.evaluation.measures import MEASURES
from framsteg.evaluation.question import Question, Unanswerable
from framsteg.evaluation.references import Reference, groupings_of, read, references_in
from framsteg.foundation.codes import ReportKind
from framsteg.rules.reports import REPORTS, Beside, Told
from framsteg.web.presenters.reports import ADDRESSES
from framsteg.web.report_facts import _TELL

SHAPES = list(REPORTS.values())
shapes = pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.kind)


def test_each_kind_is_declared_and_has_an_address():
    assert set(REPORTS) == set(ReportKind) == set(ADDRESSES)
    assert len(set(ADDRESSES.values())) == len(ADDRESSES)


@shapes
def test_figures_of_a_report_can_be_asked(shape):
    for measure, by in shape.asked:
        Question(measure, "natkraft", by)


@shapes
def test_sections_stand_once_and_begin_at_the_top(shape):
    keys = [section.key for section in shape.sections]

    assert len(keys) == len(set(keys))
    assert shape.sections[0].level == 1
    assert all(section.ask.msgid for section in shape.written)


@shapes
def test_rows_that_are_called_something_are_all_called(shape):
    for section in shape.sections:
        for part in section.parts:
            if isinstance(part, Beside) and part.called:
                assert len(part.called) == len(part.measures)


@shapes
def test_suggestions_refer_to_figures_that_are_there(shape):
    for section in shape.sections:
        for reference in references_in(section.suggestion.msgid):
            Question(reference.measure, "natkraft", reference.by)


def test_every_fact_can_be_told():
    assert set(_TELL) == set(Told)


@pytest.mark.parametrize("measure", MEASURES)
def test_a_reference_reads_as_it_is_written(measure):
    references = [Reference(measure, part) for part in ("n", "of", "value")]
    references += [
        Reference(measure, "n", (name, "woman")) for name in groupings_of(measure) if name == "sex"
    ]

    for reference in references:
        assert read(str(reference)[2:-2]) == reference
        Question(measure, "natkraft", reference.by)


@pytest.mark.parametrize(
    "inside",
    ["", "clients", "clients:", "clients:sum", "nothing:n", "clients:n:sex", "clients:n:sex=all",
     "clients:n:trade=x", "clients:n:quarter=2013-Q1", "target_against_result:n:quarter=2013-Q1"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_reason(inside):
    with pytest.raises(Unanswerable) as refused:
        read(inside)

    assert str(refused.value.reason)
