"""The five programmes as they are published."""

import csv
from datetime import date
from pathlib import Path

import pytest

from framsteg.blueprints.load import get
from framsteg.foundation.period import Period

# programme; and for each of them: method, ages, coaches for each person, from different
# organisations, people per coach, places, how the support ends, fidelity
PUBLISHED = [
    ("natkraft", "ips_and_se", None, 1, False, (15, 20), (60, 80), "planned", None),
    ("vi-vagar", "ips", (16, 65), 1, False, None, None, "time_unlimited", None),
    ("utsikten", "se", (18, 30), 2, True, None, (None, 50), None, None),
    ("varna", "ips", None, 1, False, None, None, "time_unlimited", "throughout_the_year"),
    ("ips-forsok", "ips", None, 1, False, None, None, "time_unlimited", None),
]


def limits(found):
    return None if found is None else (found.min, found.max)


@pytest.mark.parametrize("row", PUBLISHED, ids=[row[0] for row in PUBLISHED])
def test_a_programme_is_run_as_published(row):
    blueprint = get(row[0])

    assert (
        blueprint.key,
        blueprint.method,
        limits(blueprint.eligibility.age),
        blueprint.team.coaches_per_person,
        blueprint.team.different_organisations,
        limits(blueprint.team.caseload),
        limits(blueprint.places),
        blueprint.support.exit,
        blueprint.fidelity and blueprint.fidelity.rhythm,
    ) == row


def test_natkraft_ran_until_the_end_of_2013():
    assert get("natkraft").period.period == Period(date(2006, 5, 1), date(2014, 1, 1))


def test_the_first_day_of_utsikten_is_not_published():
    assert get("utsikten").period.period is None


def test_vi_vagar_ended_before_it_was_planned_to():
    period = get("vi-vagar").period

    assert period.last_day < period.planned_last_day == date(2014, 8, 31)


def test_natkrafts_goal_was_raised_to_35_percent():
    (target,) = get("natkraft").targets

    assert [level.level for level in target.levels] == [32, 35]
    assert target.level == 35
    assert (target.measure, target.unit) == ("gone_to_work_or_studies", "percent")


def test_natkrafts_steering_group_meets_every_sixth_week_with_five_seats():
    steering = get("natkraft").steering

    assert steering.every_weeks == 6
    assert [(seat.organisation, seat.chair) for seat in steering.seats] == [
        ("kommunen", True),
        ("regionen", False),
        ("arbetsformedlingen", False),
        ("forsakringskassan", False),
        ("samordningsforbundet", False),
    ]


@pytest.mark.parametrize("list_", ["natkraft_forfragningar.csv", "natkraft_klienter.csv"])
def test_natkrafts_case_lists_name_only_known_sources(list_):
    file = Path(__file__).parents[2] / "examples" / list_
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    column = "Från" if "Från" in rows[0] else "Initierad av"

    named = {row[column] for row in rows} - {"Eget initiativ", "Anhörig"}

    assert named <= {source.name for source in get("natkraft").ways_in.sources}


def test_all_four_authorities_meet_the_person_in_utsikten():
    utsikten = get("utsikten")

    assert set(utsikten.ways_in.first_talk) == {o.key for o in utsikten.organisations}
    assert utsikten.eligibility.min_authorities == 2


def test_belonging_in_vi_vagar_is_the_persons_own_judgement():
    assert get("vi-vagar").eligibility.own_judgement
    assert get("vi-vagar").ways_in.booked_by == "together"


def test_varna_asks_for_enrolment_in_care_and_no_paid_work():
    eligibility = get("varna").eligibility

    assert eligibility.without_paid_work
    assert eligibility.enrolled_at_units.organisation == "vardgivaren"


def test_the_trial_ran_in_32_municipalities():
    assert get("ips-forsok").sites == 32
