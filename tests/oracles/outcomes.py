"""The later measures as slowly and obviously as they can be written: day by day, person by person.

As in `measures`, each function takes the tables, a programme and a half-open window and gives
{(groups…): (n, of, …)} with None for "all groups".
"""

from collections import Counter
from datetime import timedelta

from tests.oracles.measures import JOBS, group_of, inside, marks, served, spread, starts

DAY = timedelta(days=1)
ORDINARY = ("employment", "own_business")
RANK = (
    "employment", "own_business", "subsidised", "studies", "internship", "supported_training",
    "unpaid",
)  # fmt: skip


def people(tables, programme, start, end):
    """(enrolments, group-giving first enrolment) of everyone served."""
    return list(served(tables, programme, start, end).values())


def counted(pairs):
    """{group or None: (n, of)} of (group, whether it is so)."""
    n, of = Counter(), Counter()
    for group, so in pairs:
        for key in (group, None):
            of[key] += 1
            n[key] += so
    return {key: (n[key], of[key]) for key in of} or {None: (0, 0)}


def still_there(enrolments, end):
    left = enrolments[-1].get("exited_on")
    return left is None or left >= end


def occupation(tables, enrolments, last_day):
    """The first in rank of what runs on a day, with its sector; ("none", None) without."""
    running = [
        (RANK.index(p["kind"]), p.get("sector") or "~", p["kind"], p.get("sector") or "unknown")
        for p in tables["placements"]
        for e in enrolments
        if p["enrolment"] == e["enrolment"] and inside(last_day, p["starts_on"], p.get("ends_on"))
    ]
    return min(running)[2:] if running else ("none", None)


def standing(tables, programme, start, end, by):
    """[(occupation, sector, group)] of those enrolled on the last day."""
    return [
        (*occupation(tables, es, end - DAY), group_of(es[0], by))
        for es in people(tables, programme, start, end)
        if still_there(es, end)
    ]


def quarter(day):
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"


def days_between(first, until):
    while first < until:
        yield first
        first += DAY


def quarterly(tables, programme, start, end, by, kinds):
    """{(quarter, group or None): (n, of)}: each person walked day by day."""
    n, of = Counter(), Counter()
    for es in people(tables, programme, start, end):
        there, working = set(), set()
        for e in es:
            first = max(e["enrolled_on"], start)
            until = max(min(e.get("exited_on") or end, end), first + DAY)
            mine = {quarter(day) for day in days_between(first, until)}
            there |= mine
            for p in tables["placements"]:
                if p["enrolment"] == e["enrolment"] and p["kind"] in kinds and p["starts_on"] < end:
                    lasts = max(min(p.get("ends_on") or end, end), p["starts_on"] + DAY)
                    jobs = {quarter(day) for day in days_between(p["starts_on"], lasts)}
                    working |= jobs & mine
        for group in (group_of(es[0], by), None):
            for name in there:
                of[name, group] += 1
                n[name, group] += name in working
    return {key: (n[key], of[key]) for key in of}


def jobs(tables, programme, start, end):
    """[(job, enrolments)] for every job started in the window."""
    return [
        (job, es)
        for es in people(tables, programme, start, end)
        for job in starts(tables, es, JOBS, start, end)
    ]


def sustained(tables, programme, start, end, by, days):
    """{group or None: (n, of, not yet due)}"""
    n, of, early = Counter(), Counter(), Counter()
    for job, es in jobs(tables, programme, start, end):
        due = job["starts_on"] + timedelta(days=days)
        for key in (group_of(es[0], by), None):
            if due > end - DAY:
                early[key] += 1
            else:
                of[key] += 1
                n[key] += job.get("ends_on") is None or job["ends_on"] >= due
    keys = {None, *of, *early}
    return {key: (n[key], of[key], early[key]) for key in keys}


def worked(tables, programme, start, end):
    """[(days worked, longest, first percent, latest percent, most)] of those who began a job."""
    found = []
    for es in people(tables, programme, start, end):
        mine = starts(tables, es, JOBS, start, end)
        if not mine:
            continue
        spells = [
            set(days_between(j["starts_on"], min(j.get("ends_on") or end, end))) for j in mine
        ]
        numbers = {j["placement"] for j in mine}
        steps = sorted(
            (x["starts_on"], x["placement"], x["percent"])
            for x in tables["extents"]
            if x["placement"] in numbers and x["starts_on"] < end
        )
        percents = [percent for _, _, percent in steps] or [None]
        most = max((percent for _, _, percent in steps), default=None)
        found.append(
            (len(set().union(*spells)), max(map(len, spells)), percents[0], percents[-1], most)
        )
    return found


def median_of(values):
    """(n, of, quartiles) where None is no value."""
    known = [value for value in values if value is not None]
    return len(known), len(values), marks(known)


def last_seen(enrolments, end):
    left = min(enrolments[-1].get("exited_on") or end, end)
    return max(enrolments[0]["enrolled_on"], left - DAY)


def waiting(tables, programme, start, end, event_on):
    """[(days, happened)] of those who enrolled in the window."""
    found = []
    for es in people(tables, programme, start, end):
        if es[0]["enrolled_on"] >= start:
            day = event_on(es)
            until = day or last_seen(es, end)
            found.append(((until - es[0]["enrolled_on"]).days, day is not None))
    return found


def first_job_on(tables, start, end):
    def of(es):
        found = starts(tables, es, JOBS, start, end)
        return found[0]["starts_on"] if found else None

    return of


def job_losses(tables, programme, start, end):
    found = []
    for es in people(tables, programme, start, end):
        mine = starts(tables, es, JOBS, start, end)
        if mine:
            job = mine[0]
            ended = job.get("ends_on") is not None and job["ends_on"] < end
            until = job["ends_on"] if ended else end - DAY
            went_on = job.get("end_reason") in ("new_job", "led_to_employment")
            found.append(((until - job["starts_on"]).days, ended and not went_on))
    return found


def kaplan_meier(spells, day):
    """(events until a day, how many, the share it has happened to, at risk on the day)."""
    staying = 1.0
    for d in range(day + 1):
        at_risk = sum(days >= d for days, _ in spells)
        events = sum(days == d and happened for days, happened in spells)
        if at_risk:
            staying *= 1 - events / at_risk
    so_far = sum(days <= day and happened for days, happened in spells)
    return so_far, len(spells), 1 - staying, sum(days >= day for days, _ in spells)


def contacts_of(tables, enrolments, start, end):
    return [
        c
        for c in tables["contacts"]
        for e in enrolments
        if c["enrolment"] == e["enrolment"]
        and max(e["enrolled_on"], start) <= c["occurred_on"] < end
    ]


def days_enrolled(enrolments, start, end):
    return sum(
        len(list(days_between(max(e["enrolled_on"], start), min(e.get("exited_on") or end, end))))
        for e in enrolments
    )


def own_answers(tables, programme, start, end, item):
    """{quarter: (answered, asked, mean)}: the last answer of each person in each quarter."""
    told = {}
    for number, es in enumerate(people(tables, programme, start, end)):
        mine = {e["enrolment"] for e in es}
        for f in tables["follow_ups"]:
            if f["enrolment"] in mine and start <= f["occurred_on"] < end:
                answers = told.setdefault((quarter(f["occurred_on"]), number), [])
                if f.get(item) is not None:
                    answers.append((f["occurred_on"], f[item]))
    found = {}
    for name in {name for name, _ in told}:
        last = [max(a)[1] for (q, _), a in told.items() if q == name and a]
        asked = sum(q == name for q, _ in told)
        found[name] = (len(last), asked, sum(last) / len(last) if last else None)
    return found


def exits(tables, programme, start, end):
    """[(day, reason, enrolments)] of the enrolments that ended in the window."""
    return [
        (e["exited_on"], e.get("exit_reason"), es)
        for es in people(tables, programme, start, end)
        for e in es
        if e.get("exited_on") is not None and start <= e["exited_on"] < end
    ]


def engaged(tables, programme, start, end, by):
    """{group or None: (n, of)} of people whose profile was begun before the window's end."""
    pairs = []
    for es in people(tables, programme, start, end):
        begun = es[0].get("profile_on")
        pairs.append((group_of(es[0], by), begun is not None and begun < end))
    return counted(pairs)


def kinds_of_jobs(tables, programme, start, end, by):
    """Every job started in the window by whether it is subsidised, with margins."""
    return spread(
        ("subsidised" if job["kind"] == "subsidised" else "unsubsidised", group_of(es[0], by))
        for job, es in jobs(tables, programme, start, end)
    )


def wages(tables, programme, start, end):
    """(n, of, quartiles) of the wage in each person's latest job started in the window."""
    told = []
    for es in people(tables, programme, start, end):
        mine = starts(tables, es, JOBS, start, end)
        if mine:
            told.append(mine[-1].get("monthly_wage"))
    return median_of(told)


def days_to_enrolment(tables, programme, start, end):
    """(n, of, quartiles) of the days from an enquiry to the enrolment that it led to."""
    waited = []
    for asked in tables["enquiries"]:
        if asked["programme"] == programme and start <= asked["received_on"] < end:
            day = asked.get("enrolled_on")
            counts = day is not None and asked["received_on"] <= day < end
            waited.append((day - asked["received_on"]).days if counts else None)
    return median_of(waited)


def own_movements(tables, programme, start, end, item, by):
    """[(where the answer has gone, the latest answer or None, group)] of everyone served."""
    found = []
    for es in people(tables, programme, start, end):
        mine = [
            f
            for f in tables["follow_ups"]
            if f["enrolment"] in {e["enrolment"] for e in es} and start <= f["occurred_on"] < end
        ]
        told = sorted((f["occurred_on"], f[item]) for f in mine if f.get(item) is not None)
        if not told:
            silent = any(f.get(f"declined_{item}") for f in mine)
            went, latest = "declined" if silent else "not_answered", None
        else:
            (first_on, first), (latest_on, latest) = told[0], told[-1]
            if first_on == latest_on:
                went = "once"
            elif latest == first:
                went = "unchanged"
            else:
                went = "up" if latest > first else "down"
        found.append((went, latest, group_of(es[0], by)))
    return found
