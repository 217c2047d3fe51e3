"""Where a measured value falls on an item's anchors: each cut-off as rows of its own."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.blueprints.load import get
from framsteg.evaluation.fidelity.scale import IPS, STAGES, file_questions, scale_on, scales_of
from framsteg.evaluation.fidelity.scoring import score_of, total_of
from tests.oracles import fidelity as oracle

SCALE = scale_on(IPS, date(2026, 11, 1), get("natkraft"))
SCORED = [item for item in SCALE.items if item.cut_offs]

# item, value, how many it rests on, anchor
CASES = [
    ("caseload_size", 20, None, 5), ("caseload_size", 20.1, None, 4),
    ("caseload_size", 25, None, 4), ("caseload_size", 30, None, 3),
    ("caseload_size", 40, None, 2), ("caseload_size", 40.5, None, 1),
    ("caseload_size", 0, None, 5), ("caseload_size", None, None, None),
    ("rapid_search", 0, None, 5), ("rapid_search", 30, None, 5), ("rapid_search", 30.5, None, 4),
    ("rapid_search", 60, None, 4), ("rapid_search", 150, None, 3), ("rapid_search", 270, None, 2),
    ("rapid_search", 271, None, 1),
    ("employer_contacts", 1.99, None, 1), ("employer_contacts", 2, None, 2),
    ("employer_contacts", 3.9, None, 2), ("employer_contacts", 4, None, 3),
    ("employer_contacts", 5, None, 4), ("employer_contacts", 6, None, 5),
    ("job_diversity", 0.499, None, 1), ("job_diversity", 0.50, None, 2),
    ("job_diversity", 0.60, None, 3), ("job_diversity", 0.70, None, 4),
    ("job_diversity", 0.8499, None, 4), ("job_diversity", 0.85, None, 5),
    ("employer_diversity", 1, None, 5),
    ("competitive_jobs", 1.0, 9, 1), ("competitive_jobs", 1.0, 10, 5),
    ("competitive_jobs", 0.6499, 50, 1), ("competitive_jobs", 0.65, 50, 2),
    ("competitive_jobs", 0.75, 50, 3), ("competitive_jobs", 0.85, 50, 4),
    ("competitive_jobs", 0.95, 50, 5),
    ("in_community", 0.2999, None, 1), ("in_community", 0.30, None, 2),
    ("in_community", 0.40, None, 3), ("in_community", 0.50, None, 4),
    ("in_community", 0.6499, None, 4), ("in_community", 0.65, None, 5),
]  # fmt: skip


@pytest.mark.parametrize(("key", "value", "counted", "expected"), CASES)
def test_a_value_falls_at_its_anchor(key, value, counted, expected):
    assert score_of(SCALE.item(key).cut_offs, value, counted=counted) == expected


@given(item=st.sampled_from(SCORED), value=st.floats(0, 400, allow_nan=False))
def test_every_value_falls_where_the_slow_way_says(item, value):
    marks = item.cut_offs.rising or item.cut_offs.falling

    found = score_of(item.cut_offs, value, counted=100)

    assert found == oracle.anchor(value, marks, rising=item.cut_offs.rising is not None)


@pytest.mark.parametrize(
    ("points", "band"),
    [(125, "Exemplary fidelity"), (115, "Exemplary fidelity"), (114, "Good fidelity"),
     (100, "Good fidelity"), (99, "Fair fidelity"), (74, "Fair fidelity"), (73, "Not yet IPS"),
     (25, "Not yet IPS")],
)  # fmt: skip
def test_a_whole_review_has_a_band(points, band):
    each, more = divmod(points, 25)
    anchors = {key: each + (place < more) for place, key in enumerate(SCALE.keys)}

    total = total_of(SCALE, anchors)

    assert (total.points, total.band.name.en) == (points, band)


def test_a_review_that_is_not_whole_has_no_band():
    total = total_of(SCALE, dict.fromkeys(SCALE.keys[:24], 5))

    assert (total.points, total.answered, total.band) == (120, 24, None)


def test_stages_are_the_programmes_own_and_are_not_added_up():
    blueprint = get("natkraft")

    scale = scale_on(STAGES, date(2026, 11, 1), blueprint)

    assert [item.name for item in scale.items] == [phase.name for phase in blueprint.phases]
    assert [item.about for item in scale.items] == [phase.purpose for phase in blueprint.phases]
    assert total_of(scale, dict.fromkeys(scale.keys, 5)) is None


def test_the_scale_is_whole_and_says_what_is_not_checked():
    assert len(SCALE.items) == 25
    assert SCALE.most == 125
    checked = [item.key for item in SCALE.items if not item.to_be_checked]
    assert checked == ["caseload_size", "employment_only"]
    assert {question.item for question in file_questions()} <= set(SCALE.keys)


@pytest.mark.parametrize(("blueprint", "scales"), [("natkraft", (IPS, STAGES)), ("varna", (IPS,))])
def test_a_programme_is_looked_at_by_the_scales_of_its_method(blueprint, scales):
    assert scales_of(get(blueprint)) == scales
