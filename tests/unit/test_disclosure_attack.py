"""An attacker asks for whatever may be asked, and computes: what follows about a few people?

The attacker knows that counts are whole numbers and not negative, how rounding works, and how
people add up: over groups, over what they have and lack, over quarters of enrolment. All that the
protected answers say becomes bounds on sums of cells (sex × quarter of enrolment × gone to work or
not), and the bounds are narrowed until nothing changes. A cell of a few people is learnt when its
least and most meet and no shown row says it outright ("none" of many).
"""

from collections import Counter
from datetime import date, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from framsteg.evaluation.answer import answer
from framsteg.evaluation.disclosure import rule_on
from framsteg.evaluation.disclosure_windows import STEP, whole_quarters
from framsteg.evaluation.question import Question
from tests.factories.evaluation_tables import open_tables
from tests.factories.worlds import programme

FIRST, TODAY = date(2011, 1, 1), date(2012, 12, 31)
MINE = "mine"
QUARTERS = [f"{year}-Q{n}" for year in (2011, 2012) for n in (1, 2, 3, 4)]
CELLS = list(product(("woman", "man"), QUARTERS, (True, False)))
RULE = rule_on(TODAY)


@st.composite
def people(draw):
    """How many of each sex came in each quarter, with and without a job that began at once."""
    counts = st.one_of(st.integers(0, 4), st.integers(0, 15))
    return {cell: draw(counts) for cell in CELLS}


def tables(counts):
    enrolments, placements = [], []
    for (sex, quarter, has_job), count in counts.items():
        first = date(int(quarter[:4]), int(quarter[-1]) * 3 - 2, 1)
        for number in range(count):
            enrolled_on = first + timedelta(days=number * 5 % 80)
            key = len(enrolments) + 1
            enrolments.append(
                {"enrolment": key, "person": key, "programme": MINE, "site": "Norr", "sex": sex,
                 "source_kind": "self", "enrolled_on": enrolled_on, "phase": "job_search"}
            )  # fmt: skip
            if has_job:
                placements.append(
                    {"placement": key, "enrolment": key, "kind": "employment",
                     "starts_on": enrolled_on}
                )  # fmt: skip
    return {"programmes": [programme(MINE)], "enrolments": enrolments, "placements": placements}


ends = st.integers(0, (TODAY - FIRST).days).map(lambda n: FIRST + timedelta(days=n))
questions = st.lists(
    st.tuples(
        st.sampled_from(["gone_to_employment", "clients"]),
        st.sampled_from([(), ("sex",), ("enrolled_quarter",), ("sex", "enrolled_quarter")]),
        st.one_of(st.none(), ends),
    ),
    min_size=3,
    max_size=14,
)


def said(row, measure, by, until_on, rounded):
    """What a shown row says: [(cells, least, most)]."""

    def bounds(count):
        return (count - STEP // 2, count + STEP // 2) if rounded else (count, count)

    def cells(*jobs):
        return frozenset(
            (sex, quarter, job)
            for sex, quarter, job in CELLS
            if row.by.get("sex", sex) == sex
            and row.by.get("enrolled_quarter", quarter) == quarter
            and (until_on is None or before(quarter, until_on))
            and job in jobs
        )

    if measure == "gone_to_employment":
        yield cells(True), *bounds(row.n)
        yield cells(True, False), *bounds(row.of)
    else:
        yield cells(True, False), *bounds(row.n)


def before(quarter, day):
    return date(int(quarter[:4]), int(quarter[-1]) * 3 - 2, 1) < day


def asked(cursor, snapshot, asked_for):
    facts = []
    for measure, by, until_on in asked_for:
        question = Question(measure, MINE, by, None, until_on)
        found = answer(
            question, scope=frozenset({MINE}), cursor=cursor, snapshot=snapshot, protected=True
        )
        widened = whole_quarters(
            None, until_on, starts_on=FIRST, ends_on=TODAY + timedelta(days=1)
        )[1]
        for row in found.rows:
            if row.hidden:
                continue
            for cells, least, most in said(row, measure, by, widened, widened is not None):
                if cells:
                    facts.append((cells, max(0, least), max(0, most)))
    return facts


def learnt(facts):
    """The least and most of each cell, from all facts and from what facts within facts leave."""
    known = {}
    for cells, least, most in facts:
        low, high = known.get(cells, (0, 10_000))
        known[cells] = (max(low, least), min(high, most))
    changed, rounds = True, 0
    while changed and rounds < 2:
        changed, rounds = False, rounds + 1
        for one, other in list(product(known, known)):
            if one < other:  # what is in the other and not in the one
                rest = other - one
                least = max(0, known[other][0] - known[one][1])
                most = known[other][1] - known[one][0]
                low, high = known.get(rest, (0, 10_000))
                new = (max(low, least), min(high, most))
                if new != (low, high) and len(known) < 150:
                    known[rest] = new
                    changed = True
    return known


@settings(max_examples=15, deadline=None)
@given(people(), questions)
def test_no_sequence_of_questions_tells_how_many_a_few_people_are(counts, asked_for):
    with open_tables(tables(counts), day=TODAY) as (cursor, snapshot):
        facts = asked(cursor, snapshot, asked_for)
        known = learnt(facts)

    few = {
        cells: low
        for cells, (low, high) in known.items()
        if low == high and 0 < low < RULE.smallest_shown
    }
    assert few == {}, [(sorted(cells), n) for cells, n in few.items()]
    for cells, (low, high) in known.items():
        assert low <= sum(counts[cell] for cell in cells) <= high


def test_what_an_attacker_learns_of_a_week_by_week_series():
    """The report: a programme of two years, asked about every week's end in six ways."""
    counts = {cell: (3 * at + len(cell[1])) % 12 for at, cell in enumerate(CELLS)}
    weeks = [FIRST + timedelta(days=n) for n in range(0, (TODAY - FIRST).days, 7)]
    asked_for = [
        (measure, by, until_on)
        for measure in ("gone_to_employment", "clients")
        for by in ((), ("sex",), ("enrolled_quarter",))
        for until_on in (None, *weeks)
    ]
    with open_tables(tables(counts), day=TODAY) as (cursor, snapshot):
        facts = asked(cursor, snapshot, asked_for)
        by_quarter = [
            ask for ask in asked_for if ask[2] is None or ask[2] in _one_each_quarter(weeks)
        ]
        fewer = asked(cursor, snapshot, by_quarter)
    known = learnt(facts)

    learnt_exactly = sorted(low for low, high in known.values() if low == high)
    told = Counter("nobody" if n == 0 else "few" if n < RULE.smallest_shown else "enough"
                   for n in learnt_exactly)  # fmt: skip
    # Every week asks no more than every quarter, and no exact number of a few people follows.
    assert set(fewer) == set(facts)
    assert len(asked_for) > 600 and told["enough"] and not told["few"], told


def _one_each_quarter(weeks):
    return {(day.year, (day.month - 1) // 3): day for day in weeks}.values()
