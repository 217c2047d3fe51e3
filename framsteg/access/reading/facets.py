"""How many persons each choice of a list's filters would show: numbers only, nobody is handed out.

Every count is of what the viewer may see, with all the other filters as they stand. One reading
of the cases answers for all choices.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, Q

from framsteg.access.reading.lists import (
    CaseQuery,
    found_by,
    promised_before,
    silent_by_programme,
    without_next_step,
)
from framsteg.access.sight import in_sight, sees
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part
from framsteg.records.models import Assignment, Enrolment

MOST = 3_000
"""Beyond so many persons the choices stand without counts: reading them all would be slow."""

Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class _Seen:
    """What the filters ask of one case, each as far as the viewer may know it."""

    programme_id: int
    phase: str
    exited: bool
    named: bool
    plan: bool
    silent: bool
    no_step: bool
    promise: bool
    coaches: frozenset[int]
    mine: bool
    coached: bool


def facets(
    viewer: Viewer,
    *,
    words: str,
    chosen: Mapping[str, str],
    silent_in: tuple[tuple[int, date], ...],
) -> Counts | None:
    """{filter: {choice: how many}} for programme, state, who, phase and need.

    `chosen` holds the choice of each filter, `words` what is searched for. None when there are
    more persons than can be counted at once.
    """
    rows = _read(viewer, words.strip(), silent_in)
    if rows is None:
        return None
    found: dict[str, Counter[str]] = {}
    for name, choices_of in CHOICES.items():
        others = [other for other in CHOICES if other != name]
        counted: Counter[str] = Counter()
        for row in rows:
            if all(chosen.get(other, "") in CHOICES[other](row) for other in others):
                counted.update(choices_of(row))
        found[name] = counted
    return found


def _states(row: _Seen) -> set[str]:
    open_ = not row.exited or not row.plan
    if not row.named:
        return {"unnamed"} if open_ else set()
    return {"all"} | ({""} if open_ else set()) | ({"exited"} if row.exited and row.plan else set())


def _who(row: _Seen) -> set[str]:
    coached_by = {str(staff) for staff in row.coaches} if row.plan else set()
    return {""} | coached_by | ({"me"} if row.mine else set())


def _needs(row: _Seen) -> set[str]:
    told = {
        "silent": row.silent,
        "no_step": row.no_step,
        "promise": row.promise,
        "no_coach": row.plan and not row.coached,
    }
    return {"", *(need for need, stands in told.items() if stands)}


CHOICES: dict[str, Callable[[_Seen], set[str]]] = {
    "programme": lambda row: {"", str(row.programme_id)},
    "state": _states,
    "who": _who,
    "phase": lambda row: {"", row.phase} if row.plan else {""},
    "need": _needs,
}


def _read(
    viewer: Viewer, words: str, silent_in: tuple[tuple[int, date], ...]
) -> list[_Seen] | None:
    """Every case in sight that answers to the words, with what the filters ask. Two queries."""
    named = sees(viewer, Part.IDENTITY, enrolment="", owner="participant__owner")
    asked = {
        "seen_named": named,
        "seen_plan": sees(viewer, Part.PLAN, enrolment=""),
        "seen_silent": silent_by_programme(viewer, silent_in),
        "seen_no_step": without_next_step(viewer),
        "seen_promise": promised_before(viewer, viewer.today),
    }
    cases = Enrolment.unscoped.filter(in_sight(viewer))
    if words:
        # A name that is withheld finds nobody, not even as a number.
        by_number = ~named & found_by(CaseQuery(words=words, unnamed=True))
        cases = cases.filter((named & found_by(CaseQuery(words=words))) | by_number)
    columns = ("pk", "programme_id", "phase", "exited_on", *asked)
    told = {name: _yes_or_no(condition) for name, condition in asked.items()}
    rows = list(cases.annotate(**told).values_list(*columns)[: MOST + 1])
    if len(rows) > MOST:
        return None
    coaches: dict[int, set[int]] = defaultdict(set)
    held: set[int] = set()
    assigned = Assignment.unscoped.filter(
        Q(ends_on=None) | Q(ends_on__gt=viewer.today), enrolment__in=[row[0] for row in rows]
    )
    for case, staff, ends_on in assigned.values_list("enrolment_id", "staff_id", "ends_on"):
        coaches[case].add(staff)
        if ends_on is None:
            held.add(case)
    seen = []
    for pk, programme_id, phase, exited_on, *answers in rows:
        named_, plan, silent, no_step, promise = map(bool, answers)
        seen.append(
            _Seen(
                programme_id=programme_id,
                phase=phase,
                exited=exited_on is not None,
                named=named_,
                plan=plan,
                silent=silent,
                no_step=no_step,
                promise=promise,
                coaches=frozenset(coaches[pk]),
                mine=viewer.staff_id in coaches[pk],
                coached=pk in held,
            )
        )
    return seen


def _yes_or_no(condition: Q) -> ExpressionWrapper[Q]:
    return ExpressionWrapper(condition, output_field=BooleanField())
