"""Generated worlds and windows for the measures, and how to ask about them."""

from contextlib import contextmanager
from datetime import date, timedelta

from hypothesis import strategies as st

from framsteg.evaluation.answer import answer
from framsteg.evaluation.question import Question
from tests.factories.evaluation_tables import open_tables

TODAY = date(2013, 12, 20)
FIRST = date(2011, 1, 1)
MINE, OTHER = "mine", "other"

# Few different days, so that starts, ends and windows often meet on the same one.
steps = st.integers(0, 12).map(lambda n: 91 * n)
days = st.one_of(steps, st.integers(0, 1100)).map(lambda n: FIRST + timedelta(days=n))
later = st.one_of(st.none(), steps, st.integers(0, 700))


def after(day, offset):
    return None if offset is None else day + timedelta(days=offset)


@st.composite
def enrolment(draw, number):
    enrolled_on = draw(days)
    exited_on = after(enrolled_on, draw(later))
    reasons = ["moved", "health", "registered_by_mistake", None]
    kind = draw(st.sampled_from(["self", "relative", "unit", None]))
    return {
        "enrolment": number,
        "person": draw(st.integers(1, 5)),
        "programme": draw(st.sampled_from([MINE, MINE, MINE, OTHER])),
        "site": draw(st.sampled_from(["Norr", "Söder"])),
        "sex": draw(st.sampled_from(["woman", "man", "unknown"])),
        "birth_year": draw(st.one_of(st.none(), st.integers(1955, 1996))),
        "source_kind": kind,
        "source": "Mottagningen" if kind == "unit" else None,
        "source_organisation_kind": "region" if kind == "unit" else None,
        "profile_on": after(enrolled_on, draw(later)),
        "enrolled_on": enrolled_on,
        "exited_on": exited_on,
        "exit_reason": draw(st.sampled_from(reasons)) if exited_on else None,
        "phase": "job_search",
    }


@st.composite
def placement(draw, number, some):
    kinds = ["employment", "subsidised", "own_business", "studies", "internship", "unpaid"]
    starts_on = draw(days)
    ends_on = after(starts_on, draw(later))
    reasons = ["new_job", "laid_off", "own_choice", None]
    return {
        "placement": number,
        "enrolment": draw(some),
        "kind": draw(st.sampled_from(kinds)),
        "subsidy": draw(st.sampled_from(["new_start", None])),
        "sector": draw(st.sampled_from(["private", "municipal", None])),
        "trade": draw(st.sampled_from(["It", "Service", None])),
        "starts_on": starts_on,
        "ends_on": ends_on,
        "end_reason": draw(st.sampled_from(reasons)) if ends_on else None,
        "monthly_wage": draw(st.sampled_from([12000, 23000, None])),
    }


@st.composite
def worlds(draw):
    """A few people in two programmes, with everything that the measures look at."""
    enrolments = [draw(enrolment(n)) for n in range(1, draw(st.integers(1, 8)) + 1)]
    some = st.sampled_from([e["enrolment"] for e in enrolments])
    placements = [draw(placement(n, some)) for n in range(1, draw(st.integers(0, 8)) + 1)]
    return {
        "programmes": [programme(MINE), programme(OTHER)],
        "enrolments": enrolments,
        "placements": placements,
        **draw(what_goes_with_them(some)),
        **draw(what_was_done(some)),
    }


@st.composite
def what_goes_with_them(draw, some):
    """Shares of full time, coaches, employer contacts and enquiries."""
    return {
        "extents": [
            {
                "placement": draw(st.integers(1, 8)),
                "percent": draw(st.integers(1, 100)),
                "starts_on": day,
            }
            for day in draw(st.lists(days, max_size=6))
        ],
        "employer_contacts": [
            {
                "contact": number,
                "enrolment": draw(st.one_of(st.none(), some)),
                "programme": MINE,
                "occurred_on": day,
                "face_to_face": True,
                "purpose": "learn_needs",
            }
            for number, day in enumerate(draw(st.lists(days, max_size=6)))
        ],
        "assignments": [
            {
                "enrolment": draw(some),
                "coach": draw(st.integers(1, 3)),
                "coach_organisation": "Kommunen",
                "starts_on": day,
                "ends_on": after(day, draw(later)),
            }
            for day in draw(st.lists(days, max_size=6))
        ],
        "enquiries": [
            {
                "enquiry": number,
                "programme": draw(st.sampled_from([MINE, OTHER])),
                "received_on": day,
                "source_kind": "unit",
                "source": draw(st.sampled_from(["Mottagningen", "Rehab", None])),
                "source_organisation": draw(st.sampled_from(["Regionen", None])),
                "source_organisation_kind": draw(st.sampled_from(["region", None])),
                "channel": "letter",
                "outcome": draw(st.sampled_from(["accepted", "waiting", "declined"])),
                "outcome_on": after(day, draw(later)),
                "met_on": after(day, draw(later)),
                "enrolled_on": after(day, draw(later)),
            }
            for number, day in enumerate(draw(st.lists(days, max_size=5)))
        ],
    }


@st.composite
def what_was_done(draw, some):
    """Contacts and the persons' own answers."""
    return {
        "contacts": [
            {
                "enrolment": draw(some),
                "occurred_on": day,
                "minutes": 30,
                "channel": "visit",
                "place": draw(st.sampled_from(["community", "workplace", "office", "remote"])),
            }
            for day in draw(st.lists(days, max_size=8))
        ],
        "follow_ups": [
            {
                "enrolment": draw(some),
                "occurred_on": day,
                "kind": "monthly",
                **answered("life_situation", draw(st.sampled_from([1, 3, 5, 0, None]))),
                **answered("support_quality", draw(st.integers(1, 5))),
                **answered("influence", draw(st.sampled_from([None, 0, 2, 4]))),
            }
            for day in draw(st.lists(days, max_size=6))
        ],
    }


def answered(item, answer):
    """0 stands for "prefers not to say", None for no answer."""
    return {item: answer or None, f"declined_{item}": answer == 0}


def programme(key):
    return {
        "programme": key,
        "name": key,
        "owner_organisation": "Kommunen",
        "blueprint": key,
        "blueprint_version": "1",
        "starts_on": FIRST,
    }


windows = st.one_of(
    st.just((None, None)),
    st.tuples(st.one_of(st.none(), days), st.one_of(st.none(), days)).filter(
        lambda w: (w[0] or FIRST) < (w[1] or TODAY)
    ),
)


class World:
    """An open world with a window, to ask the measures and the oracle the same."""

    def __init__(self, tables, window, cursor, snapshot):
        self.tables, self.cursor, self.snapshot = tables, cursor, snapshot
        self.window = window
        self.start = window[0] or date.min
        self.end = window[1] or TODAY + timedelta(days=1)

    def ask(self, measure, *by):
        question = Question(measure, MINE, by, *self.window)
        return answer(
            question,
            scope=frozenset({MINE}),
            cursor=self.cursor,
            snapshot=self.snapshot,
            protected=False,
        )

    def counts(self, measure, *by):
        """{(group of each dimension or None): (n, of)}"""
        found = self.ask(measure, *by)
        names = found.question.dimensions
        return {tuple(row.by.get(name) for name in names): (row.n, row.of) for row in found.rows}

    @property
    def about(self):
        return self.tables, MINE, self.start, self.end


@contextmanager
def opened(tables, window):
    with open_tables(tables, day=TODAY) as (cursor, snapshot):
        yield World(tables, window, cursor, snapshot)


def keyed(found):
    """The oracle's () for the total as the (None,) of an answer with one dimension."""
    return {key or (None,): value for key, value in found.items()}
