"""The computed fidelity evidence as slowly and obviously as it can be written, and the scoring.

Each figure takes the tables, a programme and a month's window [start, end), and gives
(n, of, missing). Imports nothing from what it checks.
"""

from datetime import timedelta

PAID = ("employment", "subsidised", "own_business")
ORDINARY = ("employment", "own_business")
DAY = timedelta(days=1)


def anchor(value, marks, *, rising):
    """Go up from 1 as long as the next anchor's own condition holds."""
    reached = 1
    for step, mark in enumerate(marks, start=2):
        if (value >= mark) if rising else (value <= mark):
            reached = step
    return reached


def enrolments(tables, programme):
    return [
        e
        for e in tables["enrolments"]
        if e["programme"] == programme and e.get("exit_reason") != "registered_by_mistake"
    ]


def there_on(row, day, first="enrolled_on", last="exited_on"):
    return row[first] <= day and (row.get(last) is None or row[last] > day)


def touches(row, start, end, first, last):
    return row[first] < end and (row.get(last) is None or row[last] > start)


def jobs(tables, programme):
    people = {e["enrolment"]: e["person"] for e in enrolments(tables, programme)}
    return [
        {**p, "person": people[p["enrolment"]]}
        for p in tables["placements"]
        if p["enrolment"] in people
    ]


def year_after(day):
    """The same day a year later; the last of February has no other."""
    if (day.month, day.day) == (2, 29):
        return day.replace(year=day.year + 1, day=28)
    return day.replace(year=day.year + 1)


def contact_days(tables, programme, person):
    mine = {e["enrolment"] for e in enrolments(tables, programme) if e["person"] == person}
    return [c["occurred_on"] for c in tables["contacts"] if c["enrolment"] in mine]


def participants_per_specialist(tables, programme, start, end):
    day, pairs, coaches, without = end - DAY, 0, set(), 0
    for e in enrolments(tables, programme):
        if not there_on(e, day):
            continue
        held = [
            a
            for a in tables["assignments"]
            if a["enrolment"] == e["enrolment"] and there_on(a, day, "starts_on", "ends_on")
        ]
        pairs += len(held)
        coaches |= {a["coach"] for a in held}
        without += not held
    return pairs, len(coaches), without


def from_two_units(tables, programme, start, end):
    day, units, without = end - DAY, {}, 0
    for e in enrolments(tables, programme):
        if not there_on(e, day):
            continue
        for a in tables["assignments"]:
            if a["enrolment"] != e["enrolment"] or not there_on(a, day, "starts_on", "ends_on"):
                continue
            if e.get("source_kind") == "unit" and e.get("source"):
                units.setdefault(a["coach"], []).append(e["source"])
            else:
                without += 1
    # The two most common units of each specialist, whichever they are.
    of_each = [
        sorted((found.count(u) for u in set(found)), reverse=True) for found in units.values()
    ]
    return sum(sum(counts[:2]) for counts in of_each), sum(map(sum, of_each)), without


def days_to_employer(tables, programme, start, end):
    found, came = [], 0
    for e in enrolments(tables, programme):
        if not start <= e["enrolled_on"] < end:
            continue
        came += 1
        met = [
            c["occurred_on"]
            for c in tables["employer_contacts"]
            if c.get("enrolment") == e["enrolment"]
            and c["face_to_face"]
            and c["occurred_on"] >= e["enrolled_on"]
        ]
        if met and min(met) < end:
            found.append((min(met) - e["enrolled_on"]).days)
    return len(found), came, came - len(found), sum(found) / len(found) if found else None


def meetings_per_week(tables, programme, start, end):
    met = {}
    for c in tables["employer_contacts"]:
        if c["programme"] == programme and c["face_to_face"] and start <= c["occurred_on"] < end:
            met[c["contact"]] = met.get(c["contact"], False) or c.get("enrolment") is not None
    here = {e["enrolment"]: e for e in enrolments(tables, programme)}
    coaches = {
        a["coach"]
        for a in tables["assignments"]
        if a["enrolment"] in here
        and touches(a, start, end, "starts_on", "ends_on")
        and touches(here[a["enrolment"]], start, end, "enrolled_on", "exited_on")
    }
    weeks = len(coaches) * (end - start).days / 7
    return sum(met.values()), weeks, len(met) - sum(met.values())


def contacts_for_someone(tables, programme, start, end):
    made = {}
    for c in tables["employer_contacts"]:
        if c["programme"] == programme and start <= c["occurred_on"] < end:
            made[c["contact"]] = made.get(c["contact"], False) or c.get("enrolment") is not None
    return sum(made.values()), len(made), 0


def different_trades(tables, programme, start, end):
    held = [
        j
        for j in jobs(tables, programme)
        if j["kind"] in PAID and touches(j, start, end, "starts_on", "ends_on")
    ]
    named = [j["trade"].lower() for j in held if j.get("trade")]
    return len(set(named)), len(named), len(held) - len(named)


def different_employers(tables, programme, start, end):
    held = [
        j
        for j in jobs(tables, programme)
        if j["kind"] in PAID and touches(j, start, end, "starts_on", "ends_on")
    ]
    named = [j["employer"] for j in held if j.get("employer") is not None]
    return len(set(named)), len(named), len(held) - len(named)


def ordinary_jobs(tables, programme, start, end):
    held = [
        j
        for j in jobs(tables, programme)
        if j["kind"] != "studies" and there_on(j, end - DAY, "starts_on", "ends_on")
    ]
    return sum(j["kind"] in ORDINARY for j in held), len(held), 0


def all_jobs(tables, programme, start, end):
    held = [
        j
        for j in jobs(tables, programme)
        if j["kind"] != "studies" and there_on(j, end - DAY, "starts_on", "ends_on")
    ]
    return sum(j["kind"] in PAID for j in held), len(held), 0


def quarterly(tables, programme, start, end, kinds):
    there = {
        e["person"]
        for e in enrolments(tables, programme)
        if touches(e, start, end, "enrolled_on", "exited_on")
    }
    worked = {
        j["person"]
        for j in jobs(tables, programme)
        if j["kind"] in kinds and touches(j, start, end, "starts_on", "ends_on")
    }
    return len(there & worked), len(there), 0


def quarterly_employment(tables, programme, start, end):
    return quarterly(tables, programme, start, end, ORDINARY)


def quarterly_employment_any(tables, programme, start, end):
    return quarterly(tables, programme, start, end, PAID)


def contact_after_start(tables, programme, start, end):
    n = of = waiting = 0
    for j in jobs(tables, programme):
        if j["kind"] not in PAID or not start <= j["starts_on"] < end:
            continue
        if j["starts_on"] + 3 * DAY >= end:
            waiting += 1
            continue
        of += 1
        days = contact_days(tables, programme, j["person"])
        n += any(j["starts_on"] <= day <= j["starts_on"] + 3 * DAY for day in days)
    return n, of, waiting


def contact_before_start(tables, programme, start, end):
    n = of = 0
    for j in jobs(tables, programme):
        if j["kind"] not in PAID or not start <= j["starts_on"] < end:
            continue
        of += 1
        days = contact_days(tables, programme, j["person"])
        n += any(j["starts_on"] - 7 * DAY <= day < j["starts_on"] for day in days)
    return n, of, 0


def contact_after_end(tables, programme, start, end):
    n = of = waiting = 0
    for j in jobs(tables, programme):
        if j["kind"] not in PAID or j.get("ends_on") is None or not start <= j["ends_on"] < end:
            continue
        if j.get("end_reason") in ("new_job", "led_to_employment"):
            continue
        last = j["ends_on"] - DAY
        if last + 3 * DAY >= end:
            waiting += 1
            continue
        of += 1
        days = contact_days(tables, programme, j["person"])
        n += any(last <= day <= last + 3 * DAY for day in days)
    return n, of, waiting


def every_month_at_work(tables, programme, start, end):
    n = of = partly = 0
    for j in jobs(tables, programme):
        if j["kind"] not in PAID or not touches(j, start, end, "starts_on", "ends_on"):
            continue
        if year_after(j["starts_on"]) <= start:
            continue
        is_over = end.day == 1
        left = j.get("ends_on") is not None and j["ends_on"] < end
        if not is_over or j["starts_on"] > start or left:
            partly += 1
            continue
        of += 1
        n += any(start <= day < end for day in contact_days(tables, programme, j["person"]))
    return n, of, partly


def every_week_first_month(tables, programme, start, end):
    n = of = out = 0
    for j in jobs(tables, programme):
        if j["kind"] not in PAID or not start <= j["starts_on"] < end:
            continue
        after = j["starts_on"] + 28 * DAY
        if after > end or (j.get("ends_on") is not None and j["ends_on"] < after):
            out += 1
            continue
        of += 1
        days = contact_days(tables, programme, j["person"])
        n += all(
            any(
                j["starts_on"] + 7 * week * DAY <= day < j["starts_on"] + 7 * (week + 1) * DAY
                for day in days
            )
            for week in range(4)
        )
    return n, of, out


def time_in_community(tables, programme, start, end):
    here = {e["enrolment"] for e in enrolments(tables, programme)}
    found = [
        c for c in tables["contacts"] if c["enrolment"] in here and start <= c["occurred_on"] < end
    ]
    timed = [c for c in found if c.get("minutes") is not None]
    out = sum(c["minutes"] for c in timed if c["place"] in ("community", "workplace"))
    return out, sum(c["minutes"] for c in timed), len(found) - len(timed)
