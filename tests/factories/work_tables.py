"""Generated tables of a programme's daily work: enrolments, coaches, jobs, contacts, employers."""

from datetime import date, timedelta

from hypothesis import strategies as st

TODAY = date(2025, 8, 20)
FIRST = date(2024, 1, 1)
PROGRAMME = {"programme": "p", "name": "P", "owner_organisation": "K", "blueprint": "natkraft",
             "blueprint_version": "1", "starts_on": FIRST}  # fmt: skip
KINDS = ("employment", "subsidised", "own_business", "internship", "studies")
CAME = ("unit", "unit", "unit", "self", None)
DAYS = st.dates(FIRST, TODAY)


def later(day):
    return st.one_of(st.none(), st.integers(1, 400).map(lambda n: day + timedelta(days=n)))


@st.composite
def worlds(draw):
    tables = {
        "programmes": [PROGRAMME], "enrolments": [], "assignments": [], "placements": [],
        "contacts": [], "employer_contacts": [],
    }  # fmt: skip
    for number in range(draw(st.integers(0, 6))):
        enrolled = draw(DAYS)
        tables["enrolments"].append({
            "enrolment": number, "person": number // 2, "programme": "p", "site": "K",
            "sex": "woman", "enrolled_on": enrolled, "exited_on": draw(later(enrolled)),
            "exit_reason": draw(st.sampled_from([None, "moved", "registered_by_mistake"])),
            "phase": "a", "source_kind": draw(st.sampled_from(CAME)),
            "source": draw(st.sampled_from(["x", "y", "z", None])),
        })  # fmt: skip
        for coach in draw(st.lists(st.integers(1, 3), max_size=2, unique=True)):
            starts = draw(DAYS)
            tables["assignments"].append({
                "enrolment": number, "coach": coach, "coach_organisation": "K",
                "starts_on": starts, "ends_on": draw(later(starts)),
            })  # fmt: skip
        for kind in draw(st.lists(st.sampled_from(KINDS), max_size=3)):
            starts = draw(DAYS)
            ends = draw(later(starts))
            tables["placements"].append({
                "placement": len(tables["placements"]), "enrolment": number, "kind": kind,
                "trade": draw(st.sampled_from([None, "Kök", "kök", "Bygg"])),
                "employer": draw(st.sampled_from([None, 1, 2])),
                "starts_on": starts, "ends_on": ends,
                "end_reason": draw(st.sampled_from([None, "new_job", "laid_off"])),
            })  # fmt: skip
            near = [starts + timedelta(days=gap)
                    for gap in draw(st.lists(st.integers(-8, 30), max_size=6))]  # fmt: skip
            if ends:
                near += [ends + timedelta(days=gap)
                         for gap in draw(st.lists(st.integers(-2, 4), max_size=1))]  # fmt: skip
            for on in near:
                tables["contacts"].append({
                    "enrolment": number, "occurred_on": on,
                    "minutes": draw(st.sampled_from([None, 30, 60])), "channel": "visit",
                    "place": draw(st.sampled_from(["community", "workplace", "office"])),
                })  # fmt: skip
        for _ in range(draw(st.integers(0, 3))):
            tables["employer_contacts"].append({
                "contact": draw(st.integers(1, 4)), "programme": "p",
                "enrolment": draw(st.sampled_from([None, number])), "coach": 1,
                "occurred_on": TODAY - timedelta(days=draw(st.integers(0, 60))),
                "face_to_face": draw(st.booleans()), "purpose": "learn_needs",
            })  # fmt: skip
    # One contact is on one day and of one kind, for however many it was made.
    last = {c["contact"]: c for c in tables["employer_contacts"]}
    for c in tables["employer_contacts"]:
        c |= {key: last[c["contact"]][key] for key in ("occurred_on", "face_to_face")}
    return tables
