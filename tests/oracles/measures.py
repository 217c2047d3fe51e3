"""The measures as slowly and obviously as they can be written, over lists of plain rows.

Each function takes the tables, a programme and a half-open window and gives
{(groups…): (n, of, …)} with None for "all groups"; the total's key holds only None.
"""

from collections import Counter
from datetime import date, timedelta
from statistics import quantiles

JOBS = ("employment", "subsidised", "own_business")
MONTH_NAMES = "%Y-%m"


def served(tables, programme, start, end):
    """The enrolments that touch the window, by person, oldest first."""
    people = {}
    for e in tables["enrolments"]:
        if e["programme"] != programme or e.get("exit_reason") == "registered_by_mistake":
            continue
        exited_on = e.get("exited_on")
        began_inside = start <= e["enrolled_on"] < end
        was_inside = e["enrolled_on"] < end and (exited_on is None or exited_on > start)
        if began_inside or was_inside:
            people.setdefault(e["person"], []).append(e)
    for enrolments in people.values():
        enrolments.sort(key=lambda e: (e["enrolled_on"], e["enrolment"]))
    return people


def starts(tables, enrolments, kinds, start, end):
    """The person's placements of these kinds that began in the window, oldest first."""
    found = [
        p
        for p in tables["placements"]
        for e in enrolments
        if p["enrolment"] == e["enrolment"]
        and p["kind"] in kinds
        and start <= p["starts_on"] < end
        and p["starts_on"] >= e["enrolled_on"]
    ]
    return sorted(found, key=lambda p: (p["starts_on"], p["placement"]))


def group_of(enrolment, by):
    """The group of a person, by the first enrolment in the window."""
    match by:
        case "sex" | "site":
            return enrolment[by]
        case "enrolled_year":
            return str(enrolment["enrolled_on"].year)
        case "source_kind":
            return enrolment.get("source_kind") or "unknown"
        case "source":
            return enrolment.get("source") or enrolment.get("source_kind") or "unknown"
        case "organisation":
            return (
                enrolment.get("source_organisation")
                or enrolment.get("source_organisation_kind")
                or enrolment.get("source_kind")
                or "unknown"
            )
        case "enrolled_quarter":
            day = enrolment["enrolled_on"]
            return f"{day.year}-Q{(day.month - 1) // 3 + 1}"
        case "programme":
            return enrolment["programme"]
        case "age_group":
            return age_group(enrolment)
    raise KeyError(by)


def age_group(enrolment):
    if enrolment.get("birth_year") is None:
        return "unknown"
    age = enrolment["enrolled_on"].year - enrolment["birth_year"]
    for limit, name in (
        (20, "under_20"),
        (25, "20_24"),
        (30, "25_29"),
        (40, "30_39"),
        (50, "40_49"),
    ):
        if age < limit:
            return name
    return "50_up"


def share(tables, programme, start, end, by, has):
    """{(group,) or (): (n, of)} of the people for whom `has` holds."""
    n, of = Counter(), Counter()
    for enrolments in served(tables, programme, start, end).values():
        for key in {(), (group_of(enrolments[0], by),)} if by else {()}:
            of[key] += 1
            n[key] += has(enrolments)
    return {key: (n[key], of[key]) for key in of} or {(): (0, 0)}


def gone_to(tables, programme, start, end, by, kinds):
    def has(enrolments):
        return bool(starts(tables, enrolments, kinds, start, end))

    return share(tables, programme, start, end, by, has)


def clients(tables, programme, start, end, by):
    found = share(tables, programme, start, end, by, lambda _: True)
    return {key: (n, found[()][0]) for key, (n, _of) in found.items()}


def spread(pairs):
    """{(category, group): (n, of)} with margins, from one (category, group) for each person."""
    pairs = list(pairs)
    categories, groups = {c for c, _ in pairs}, {g for _, g in pairs}
    by_group, by_category = Counter(g for _, g in pairs), Counter(c for c, _ in pairs)
    cells = Counter(pairs)
    found = {(c, g): (cells[c, g], by_group[g]) for c in categories for g in groups}
    found |= {(c, None): (by_category[c], len(pairs)) for c in categories}
    found |= {(None, g): (by_group[g], len(pairs)) for g in groups}
    return found | {(None, None): (len(pairs), len(pairs))}


def latest(tables, programme, start, end, by, kinds, category):
    """The latest start of each person, spread over a category of it and a group of the person."""
    pairs = []
    for enrolments in served(tables, programme, start, end).values():
        found = starts(tables, enrolments, kinds, start, end)
        if found:
            pairs.append((category(found[-1]), group_of(enrolments[0], by)))
    return spread(pairs)


def job_form(job):
    if job["kind"] == "employment":
        return "ordinary"
    if job["kind"] == "own_business":
        return "own_business"
    return f"subsidised_{job.get('subsidy') or 'unknown'}"


def extent(tables, job, end):
    steps = [
        x for x in tables["extents"] if x["placement"] == job["placement"] and x["starts_on"] < end
    ]
    if not steps:
        return "unknown"
    percent = max(steps, key=lambda x: (x["starts_on"], x["percent"]))["percent"]
    for limit, name in ((25, "under_25"), (50, "25_49"), (75, "50_74"), (100, "75_99")):
        if percent < limit:
            return name
    return "100"


def status(tables, programme, start, end, by):
    pairs = []
    for enrolments in served(tables, programme, start, end).values():
        last = enrolments[-1]
        left = last.get("exited_on") is not None and last["exited_on"] < end
        state = (last.get("exit_reason") or "unknown") if left else "active"
        pairs.append((state, group_of(enrolments[0], by)))
    return spread(pairs)


def waits(tables, programme, start, end, days):
    """(n, of, quartiles) of the days of those who enrolled in the window."""
    found, of = [], 0
    for enrolments in served(tables, programme, start, end).values():
        if enrolments[0]["enrolled_on"] >= start:
            of += 1
            wait = days(enrolments)
            if wait is not None:
                found.append(wait)
    return len(found), of, marks(found)


def marks(values):
    match len(values):
        case 0:
            return None
        case 1:
            return [float(values[0])] * 3
    return quantiles(values, n=4, method="inclusive")


def days_to_job(tables, enrolments, start, end):
    found = starts(tables, enrolments, JOBS, start, end)
    return (found[0]["starts_on"] - enrolments[0]["enrolled_on"]).days if found else None


def days_to_employer(tables, enrolments, end):
    found = [
        c["occurred_on"]
        for c in tables["employer_contacts"]
        for e in enrolments
        if c.get("enrolment") == e["enrolment"] and e["enrolled_on"] <= c["occurred_on"] < end
    ]
    return (min(found) - enrolments[0]["enrolled_on"]).days if found else None


def enquiries(tables, programme, start, end, name):
    asked = [
        q
        for q in tables["enquiries"]
        if q["programme"] == programme and start <= q["received_on"] < end
    ]
    if name == "source":
        names = Counter(q.get("source") or q["source_kind"] for q in asked)
    else:
        names = Counter(
            q.get("source_organisation") or q.get("source_organisation_kind") or q["source_kind"]
            for q in asked
        )
    return {(key,): (n, len(asked)) for key, n in names.items()} | {(): (len(asked), len(asked))}


def enquiries_reaching(tables, programme, start, end, step):
    """{(source,): (n, of)} of the enquiries that reached a step before the window's end."""
    found, of = Counter(), Counter()
    for q in tables["enquiries"]:
        if q["programme"] != programme or not start <= q["received_on"] < end:
            continue
        if step == "met":
            day = q.get("met_on")
        elif step == "taken":
            day = q.get("outcome_on") if q["outcome"] in ("accepted", "waiting") else None
        else:
            day = q.get("enrolled_on")
        for key in ((q.get("source") or q["source_kind"],), ()):
            of[key] += 1
            found[key] += day is not None and day < end
    return {key: (found[key], of[key]) for key in of} or {(): (0, 0)}


def days_to_answer(tables, programme, start, end):
    """(n, of, quartiles) of the days to the first answer, over all sources."""
    waited, of = [], 0
    for q in tables["enquiries"]:
        if q["programme"] != programme or not start <= q["received_on"] < end:
            continue
        of += 1
        answers = [day for day in (q.get("met_on"), q.get("outcome_on")) if day is not None]
        if answers and q["received_on"] <= min(answers) < end:
            waited.append((min(answers) - q["received_on"]).days)
    return len(waited), of, marks(waited)


def so_far(tables, programme, start, end, kinds, until):
    """(n, of) of people enrolled, and of those gone to `kinds`, before the day `until`."""
    n = of = 0
    for enrolments in served(tables, programme, start, end).values():
        of += max(enrolments[0]["enrolled_on"], start) < until
        found = starts(tables, enrolments, kinds, start, end)
        n += bool(found) and found[0]["starts_on"] < until
    return n, of


def caseload(tables, programme, start, end, last_day):
    """{coach: n} on a day, and under None everyone enrolled; walks day by day for each coach."""
    found = Counter()
    for enrolments in served(tables, programme, start, end).values():
        for e in enrolments:
            found[None] += inside(last_day, e["enrolled_on"], e.get("exited_on"))
            for a in tables["assignments"]:
                if a["enrolment"] == e["enrolment"]:
                    found[a["coach"]] += inside(
                        last_day, e["enrolled_on"], e.get("exited_on")
                    ) and inside(last_day, a["starts_on"], a.get("ends_on"))
    return {coach: n for coach, n in found.items() if n}


def inside(day, starts_on, ends_on):
    return starts_on <= day and (ends_on is None or day < ends_on)


def last_days(end):
    """The last days of the twelve months that end with the one that holds the day before `end`."""
    first = (end - timedelta(days=1)).replace(day=1)
    days = []
    for _ in range(12):
        days.append(next_month(first) - timedelta(days=1))
        first = (first - timedelta(days=1)).replace(day=1)
    return days


def next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
