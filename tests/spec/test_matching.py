"""The equal-weight rule: one row a case, and the quick way held against the slow one."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framsteg.foundation.codes import HardNo, MustHave, WorkTime
from framsteg.rules.matching import Aspect, Fit, JobFacts, Wishes, meet
from framsteg.rules.matching_columns import columns_of
from tests.oracles import matching as oracle

DAY, EVENING, NIGHT, WEEKEND = WorkTime
LICENCE, EDUCATION, EXPERIENCE, SWEDISH, EXTRACT = MustHave


def one(*codes):
    return frozenset(codes)


ASPECTS = [
    # what,                     the person says,                         the job,                               aspect, fit
    ("the very group",          Wishes(occupations=one("9111")),         JobFacts(occupation="9111"),           Aspect.OCCUPATION, Fit.FITS),
    ("in a wider group",        Wishes(occupations=one("91")),           JobFacts(occupation="9120"),           Aspect.OCCUPATION, Fit.FITS),
    ("a group close by",        Wishes(occupations=one("9111")),         JobFacts(occupation="9120"),           Aspect.OCCUPATION, Fit.PARTLY),
    ("another field",           Wishes(occupations=one("9111")),         JobFacts(occupation="5222"),           Aspect.OCCUPATION, Fit.NOT),
    ("one digit is no closeness", Wishes(occupations=one("9")),          JobFacts(occupation="8111"),           Aspect.OCCUPATION, Fit.NOT),
    ("occupation not known",    Wishes(occupations=one("9111")),         JobFacts(),                            Aspect.OCCUPATION, Fit.ASK),
    ("hours meet",              Wishes(hours=(25, 50)),                  JobFacts(hours=(50, 100)),             Aspect.HOURS, Fit.FITS),
    ("hours a quarter apart",   Wishes(hours=(25, 50)),                  JobFacts(hours=(75, 100)),             Aspect.HOURS, Fit.PARTLY),
    ("hours further apart",     Wishes(hours=(25, 50)),                  JobFacts(hours=(76, 100)),             Aspect.HOURS, Fit.NOT),
    ("fewer hours than wished", Wishes(hours=(75, 100)),                 JobFacts(hours=(50, 50)),              Aspect.HOURS, Fit.PARTLY),
    ("hours not known",         Wishes(hours=(25, 50)),                  JobFacts(),                            Aspect.HOURS, Fit.ASK),
    ("in a named municipality", Wishes(municipalities=one("nacka")),     JobFacts(municipality="nacka"),        Aspect.PLACE, Fit.FITS),
    ("elsewhere",               Wishes(municipalities=one("nacka")),     JobFacts(municipality="boden"),        Aspect.PLACE, Fit.NOT),
    ("as much contact as wished", Wishes(contact=3),                     JobFacts(contact=3),                   Aspect.CONTACT, Fit.FITS),
    ("less contact than wished", Wishes(contact=3),                      JobFacts(contact=1),                   Aspect.CONTACT, Fit.NOT),
    ("a little more noise",     Wishes(noise=1),                         JobFacts(noise=2),                     Aspect.NOISE, Fit.PARTLY),
    ("more support than asked", Wishes(support=1),                       JobFacts(support=3),                   Aspect.SUPPORT, Fit.FITS),
    ("a step less support",     Wishes(support=3),                       JobFacts(support=2),                   Aspect.SUPPORT, Fit.PARTLY),
    ("nobody to ask",           Wishes(support=3),                       JobFacts(support=1),                   Aspect.SUPPORT, Fit.NOT),
    ("work that one knows",     Wishes(experience=one("5120")),          JobFacts(occupation="5120"),           Aspect.TASKS, Fit.FITS),
    ("work that is new",        Wishes(experience=one("5120")),          JobFacts(occupation="9111"),           Aspect.TASKS, Fit.NOT),
    ("a calmer pace than one manages", Wishes(pace=3),                   JobFacts(pace=1),                      Aspect.PACE, Fit.FITS),
    ("a step faster",           Wishes(pace=1),                          JobFacts(pace=2),                      Aspect.PACE, Fit.PARTLY),
    ("two steps faster",        Wishes(pace=1),                          JobFacts(pace=3),                      Aspect.PACE, Fit.NOT),
    ("pace not known",          Wishes(pace=1),                          JobFacts(),                            Aspect.PACE, Fit.ASK),
    ("all its times are free",  Wishes(times=one(DAY, EVENING)),         JobFacts(times=one(DAY)),              Aspect.TIMES, Fit.FITS),
    ("some of its times",       Wishes(times=one(DAY)),                  JobFacts(times=one(DAY, WEEKEND)),     Aspect.TIMES, Fit.PARTLY),
    ("none of its times",       Wishes(times=one(DAY)),                  JobFacts(times=one(NIGHT)),            Aspect.TIMES, Fit.NOT),
    ("has what is asked for",   Wishes(has=one(LICENCE)),                JobFacts(must_haves=one(LICENCE)),     Aspect.REQUIREMENTS, Fit.FITS),
    ("nothing is asked for",    Wishes(lacks=one(LICENCE)),              JobFacts(must_haves=one()),            Aspect.REQUIREMENTS, Fit.FITS),
    ("lacks what is asked for", Wishes(lacks=one(LICENCE)),              JobFacts(must_haves=one(LICENCE)),     Aspect.REQUIREMENTS, Fit.NOT),
    ("has not said",            Wishes(has=one(SWEDISH)),                JobFacts(must_haves=one(LICENCE)),     Aspect.REQUIREMENTS, Fit.ASK),
    ("requirements not known",  Wishes(has=one(SWEDISH)),                JobFacts(),                            Aspect.REQUIREMENTS, Fit.ASK),
]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "wishes", "job", "aspect", "fit"),
    ASPECTS,
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_aspect(what, wishes, job, aspect, fit):
    assert meet(wishes, job).fits == {aspect: fit}


HARD_NOES = [
    ("night is known",           Wishes(refuses=one(HardNo.NIGHT)),      JobFacts(times=one(DAY, NIGHT)),  (HardNo.NIGHT,)),
    ("night is not known",       Wishes(refuses=one(HardNo.NIGHT)),      JobFacts(),                       ()),
    ("no to something else",     Wishes(refuses=one(HardNo.WEEKEND)),    JobFacts(times=one(DAY, NIGHT)),  ()),
    ("a noisy place",            Wishes(refuses=one(HardNo.NOISE)),      JobFacts(noise=3),                (HardNo.NOISE,)),
    ("some noise is not noisy",  Wishes(refuses=one(HardNo.NOISE)),      JobFacts(noise=2),                ()),
    ("two at once",              Wishes(refuses=one(HardNo.NIGHT, HardNo.PACE)), JobFacts(times=one(NIGHT), pace=3), (HardNo.NIGHT, HardNo.PACE)),
    ("driving",                  Wishes(refuses=one(HardNo.DRIVING)),    JobFacts(must_haves=one(LICENCE)), (HardNo.DRIVING,)),
    ("elsewhere",                Wishes(refuses=one(HardNo.ELSEWHERE), municipalities=one("nacka")), JobFacts(municipality="boden"), (HardNo.ELSEWHERE,)),
    ("place not known",          Wishes(refuses=one(HardNo.ELSEWHERE), municipalities=one("nacka")), JobFacts(), ()),
    ("elsewhere than nowhere",   Wishes(refuses=one(HardNo.ELSEWHERE)),  JobFacts(municipality="boden"),   ()),
    ("an occupation",            Wishes(refuses=one(HardNo.OCCUPATION), refused_occupations=one("5242")), JobFacts(occupation="5242"), (HardNo.OCCUPATION,)),
    ("another occupation",       Wishes(refuses=one(HardNo.OCCUPATION), refused_occupations=one("5242")), JobFacts(occupation="5241"), ()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "wishes", "job", "noes"), HARD_NOES, ids=lambda v: v if isinstance(v, str) else ""
)
def test_hard_no(what, wishes, job, noes):
    assert meet(wishes, job).refused == noes


HALF = Fraction(1, 2)
ORDERS = [
    # what,                                     the person says,                      the job,                              weaker,          stronger
    ("both sides whole",                        Wishes(occupations=one("91"), pace=3), JobFacts(occupation="9111", pace=3), 1,               1),
    ("the person's side does not make up",      Wishes(occupations=one("91"), pace=1), JobFacts(occupation="9111", pace=3), 0,               1),
    ("nor does the job's side",                 Wishes(occupations=one("91"), pace=3), JobFacts(occupation="5222", pace=1), 0,               1),
    ("nothing is known of the job",             Wishes(occupations=one("91"), pace=3), JobFacts(),                          HALF,            HALF),
    ("a side nothing is said of is half",       Wishes(occupations=one("91")),         JobFacts(occupation="9111"),         HALF,            1),
    ("nothing said at all",                     Wishes(),                              JobFacts(occupation="9111"),         HALF,            HALF),
    ("sides of different length are shares",    Wishes(occupations=one("91"), noise=1, pace=1), JobFacts(occupation="9111", noise=3, pace=2), HALF, HALF),
]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "wishes", "job", "weaker", "stronger"),
    ORDERS,
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_order(what, wishes, job, weaker, stronger):
    assert meet(wishes, job).order == (weaker, stronger)


OCCUPATIONS = st.sampled_from(["", "9111", "9120", "5222", "5242", "8321", "0110", "1111"])
LEVEL = st.none() | st.integers(1, 3)
HOURS = st.none() | st.tuples(st.integers(1, 100), st.integers(1, 100)).map(
    lambda h: (min(h), max(h))
)
GROUPS = st.frozensets(st.sampled_from(["9111", "91", "9", "522", "5242", "01"]), max_size=3)
PLACES = st.sampled_from(["", "nacka", "v{rmd}", "boden"])
SETS = {code: st.frozensets(st.sampled_from(list(code))) for code in (WorkTime, MustHave, HardNo)}

JOBS = st.builds(
    JobFacts, occupation=OCCUPATIONS, hours=HOURS, municipality=PLACES, contact=LEVEL, noise=LEVEL,
    support=LEVEL, times=st.none() | st.frozensets(st.sampled_from(list(WorkTime)), min_size=1),
    pace=LEVEL, precision=LEVEL, physical=LEVEL, must_haves=st.none() | SETS[MustHave],
)  # fmt: skip
WISHES = st.builds(
    Wishes, occupations=GROUPS, hours=HOURS, municipalities=st.frozensets(PLACES.filter(bool)),
    contact=LEVEL, noise=LEVEL, support=LEVEL, experience=GROUPS, times=SETS[WorkTime], pace=LEVEL,
    precision=LEVEL, physical=LEVEL, has=SETS[MustHave], lacks=SETS[MustHave],
    refuses=SETS[HardNo], refused_occupations=GROUPS,
)  # fmt: skip
WORLDS = st.lists(JOBS, max_size=120).map(lambda jobs: list(enumerate(jobs, start=7)))


@settings(max_examples=60, deadline=None)
@given(wishes=WISHES, job=JOBS)
def test_rule_is_the_oracles(wishes, job):
    told = meet(wishes, job)

    assert told.order == oracle.order(wishes, job)
    assert list(told.refused) == oracle.noes(wishes, job)
    assert told.order[0] <= told.persons_side and told.order[0] <= told.jobs_side


@settings(max_examples=60, deadline=None)
@given(wishes=WISHES, jobs=WORLDS, top=st.integers(1, 12))
def test_columns_put_jobs_in_the_order_of_the_rule(wishes, jobs, top):
    found = columns_of(jobs).scan(wishes, top=top)

    assert found.job_ids == oracle.first_jobs(wishes, jobs, top)
    assert {why.value: n for why, n in found.hidden.items()} == oracle.hidden(wishes, jobs)
    assert found.open_jobs == len(jobs)


MANY_OCCUPATIONS = ["", "9111", "9120", "5222", "5242", *(f"{n}110" for n in range(1, 9)),
                    *(f"2{n}10" for n in range(1, 10)), *(f"33{n}0" for n in range(10))]  # fmt: skip
MANY_PLACES = ["", "nacka", "boden", *(f"ort {n}" for n in range(40))]
SHARES = [None, (25, 25), (50, 50), (50, 75), (75, 100), (100, 100)]


def register(seed, described):
    """Enough unlike jobs for every way through the columns; `described` is a share of them."""
    rng = Random(seed)

    def level(known):
        return rng.choice((None, 1, 2, 3)) if known else None

    def some(code):
        return frozenset(rng.sample(list(code), rng.randint(1, 2)))

    jobs = []
    for _ in range(700):
        known = rng.random() < described
        jobs.append(
            JobFacts(
                occupation=rng.choice(MANY_OCCUPATIONS), hours=rng.choice(SHARES),
                municipality=rng.choice(MANY_PLACES),
                must_haves=rng.choice((None, frozenset(), some(MustHave))),
                times=some(WorkTime) if known else None, contact=level(known),
                noise=level(known), support=level(known), pace=level(known),
                precision=level(known), physical=level(known),
            )
        )  # fmt: skip
    return list(enumerate(jobs, start=3))


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    described=st.sampled_from([0.0, 0.02, 0.4, 1.0]),
    persons=st.lists(WISHES, min_size=2, max_size=2),
    top=st.sampled_from([1, 4, 20]),
)
def test_large_registers_are_in_the_order_of_the_rule(seed, described, persons, top):
    jobs = register(seed, described)
    columns = columns_of(jobs)

    for wishes in [*persons, persons[0]]:  # what was said before is remembered, and still true
        found = columns.scan(wishes, top=top)
        assert found.job_ids == oracle.first_jobs(wishes, jobs, top)
        assert {why.value: n for why, n in found.hidden.items()} == oracle.hidden(wishes, jobs)


def test_jobs_known_to_fit_come_before_newer_ones_that_nobody_has_described():
    known, unknown = JobFacts(noise=1, pace=1), JobFacts(municipality="nacka")
    columns = columns_of([(n, known if n <= 400 else unknown) for n in range(1, 801)])

    assert columns.scan(Wishes(noise=1, pace=3), top=3).job_ids == [400, 399, 398]
    assert columns.scan(Wishes(municipalities=one("nacka")), top=3).job_ids == [800, 799, 798]


def test_what_is_remembered_is_let_go_and_still_true():
    jobs = [(n, JobFacts(hours=(n, n))) for n in range(1, 101)]
    columns = columns_of(jobs)

    for low in range(1, 40):
        for high in range(low, 40):
            assert columns.scan(Wishes(hours=(low, high)), top=1).job_ids == [high]


@settings(max_examples=60, deadline=None)
@given(wishes=WISHES, jobs=WORLDS, why=st.sampled_from(list(HardNo)))
def test_refused_jobs_can_be_opened(wishes, jobs, why):
    refused = [
        i
        for i, job in jobs
        if why in oracle.noes(Wishes(**{**vars(wishes), "refuses": one(why)}), job)
    ]

    assert columns_of(jobs).refused(wishes, why, top=500) == refused[::-1]
