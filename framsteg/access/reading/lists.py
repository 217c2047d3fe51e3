"""Lists of persons: one page, a fixed number of queries, each person shown logged."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from framsteg.access import log
from framsteg.access.files import NOT_SHARED, CaseLine, CasePage, Coach, Summary
from framsteg.access.sight import in_force, in_sight, of_case, sees
from framsteg.access.sightline import Sightline
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part
from framsteg.foundation.names import fold
from framsteg.records.models import Assignment, CaseSummary, Enrolment, Ground, NameToken

PAGE = 20
RARE = 10_000


@dataclass(frozen=True)
class CaseQuery:
    """What a list is asked for. `after`/`before` are enrolment ids: no name stands in a URL."""

    programme_id: int | None = None
    words: str = ""
    active: bool | None = True  # False: exited; None: all
    mine: bool = False
    coach_id: int | None = None
    phase: str = ""
    enrolled_since: date | None = None
    silent_since: date | None = None  # no contact after this day, and enrolled by then
    silent_in: tuple[tuple[int, date], ...] = ()  # the same, by programme: (id, day)
    without_next_step: bool = False
    promise_before: date | None = None  # the next step was for a day before this one
    without_coach: bool = False
    unnamed: bool = False  # cases whose name is not shared with the viewer
    enrolment_ids: tuple[int, ...] | None = None
    after: int | None = None
    before: int | None = None
    size: int = PAGE


class _Row(NamedTuple):
    """What a list takes of a case, before the access rule has cut it."""

    pk: int
    programme_id: int
    owner_id: int
    reference: str
    phase: str
    enrolled_on: date
    exited_on: date | None
    person_owner_id: int
    given_name: str
    family_name: str
    protected_identity: bool


class Told(NamedTuple):
    """What one organisation's rows say of a case (CaseSummary)."""

    enrolment_id: int
    owner_id: int
    contact_count: int
    last_contact_on: date | None
    next_step: str
    next_step_on: date | None
    last_follow_up_on: date | None
    first_employer_contact_on: date | None


def case_files(viewer: Viewer, query: CaseQuery | None = None) -> CasePage:
    """One page of persons in alphabetical order (those without a shared name: by number)."""
    query = query or CaseQuery()
    rows, more = _page(viewer, _matching(viewer, query), query)
    lines = _lines(viewer, rows)
    backwards = query.before is not None
    has_more_after = more if not backwards else True
    has_more_before = more if backwards else query.after is not None
    return CasePage(
        lines=lines,
        after=str(rows[-1].pk) if rows and has_more_after else None,
        before=str(rows[0].pk) if rows and has_more_before else None,
    )


def my_cases(viewer: Viewer, *, limit: int = 200) -> tuple[CaseLine, ...]:
    """The open cases whose coach the viewer is."""
    return cases(viewer, CaseQuery(mine=True), limit=limit)


def cases(viewer: Viewer, query: CaseQuery, *, limit: int = 200) -> tuple[CaseLine, ...]:
    """The cases asked for, also those whose name is not shared with the viewer."""
    return _lines(viewer, _named_or_not(viewer, query, limit))


def cases_to_count(viewer: Viewer, query: CaseQuery, *, limit: int = 500) -> tuple[CaseLine, ...]:
    """The same, for a number only: no names, numbers or words, and so nobody is shown or logged."""
    rows = _named_or_not(viewer, query, limit)
    told = summaries_by_case(row.pk for row in rows)
    sight = Sightline.to(viewer, rows)
    lines = (_line(sight, row, (), told.get(row.pk, ())) for row in rows)
    return tuple(_nameless(line) for line in lines)


def _nameless(line: CaseLine) -> CaseLine:
    summary = replace(line.summary, next_step="…" if line.summary.next_step else "")
    return replace(line, name=NOT_SHARED, reference="", summary=summary)


def _named_or_not(viewer: Viewer, query: CaseQuery, limit: int) -> list[_Row]:
    found = _matching(viewer, query) | _matching(viewer, replace(query, unnamed=True))
    return rows_of(found.order_by("sort_key", "id"), limit)


def line_of(viewer: Viewer, enrolment_id: int) -> CaseLine | None:
    """One case as it would stand in a list, open or not, named or not; None out of sight."""
    found = Enrolment.unscoped.filter(in_sight(viewer), pk=enrolment_id)
    return next(iter(_lines(viewer, rows_of(found, 1))), None)


def count_without_coach(viewer: Viewer, programme_id: int) -> int:
    """How many open cases have no one responsible (a number, no persons)."""
    return _matching(viewer, CaseQuery(programme_id=programme_id, without_coach=True)).count()


def _matching(viewer: Viewer, query: CaseQuery) -> QuerySet[Enrolment]:
    named = sees(viewer, Part.IDENTITY, enrolment="", owner="participant__owner")
    wanted = [Q(programme=query.programme_id)] if query.programme_id is not None else []
    if query.enrolment_ids is not None:
        wanted.append(Q(pk__in=query.enrolment_ids))
    wanted += _by_plan(viewer, query) + _by_work(viewer, query)
    if query.words.strip():
        wanted.append(found_by(query))
    # In this order: what leaves fewest rows and costs least to ask is asked first.
    return Enrolment.unscoped.filter(*wanted, in_sight(viewer), ~named if query.unnamed else named)


def _by_plan(viewer: Viewer, query: CaseQuery) -> list[Q]:
    """Filters on the plan only match where the plan is in sight; a filter must not tell more."""
    plan = sees(viewer, Part.PLAN, enrolment="")
    wanted = []
    if query.active is True:
        wanted.append(Q(exited_on=None) | ~plan)
    if query.active is False:
        wanted.append(Q(exited_on__isnull=False) & plan)
    if query.enrolled_since is not None:
        wanted.append(Q(enrolled_on__gte=query.enrolled_since) & plan)
    if query.phase:
        wanted.append(Q(phase=query.phase) & plan)
    if query.coach_id is not None and query.coach_id != viewer.staff_id:
        wanted.append(Q(Exists(_coached_by(viewer, query.coach_id))) & plan)
    return wanted


def _by_work(viewer: Viewer, query: CaseQuery) -> list[Q]:
    wanted = []
    if query.mine or (query.coach_id is not None and query.coach_id == viewer.staff_id):
        wanted.append(Q(Exists(_coached_by(viewer, viewer.staff_id))))
    if query.without_coach:
        coached = Assignment.unscoped.filter(enrolment=OuterRef("pk"), ends_on=None)
        wanted.append(~Q(Exists(coached)) & sees(viewer, Part.PLAN, enrolment=""))
    if query.silent_since is not None:
        wanted.append(silent(viewer, query.silent_since))
    if query.silent_in:
        wanted.append(silent_by_programme(viewer, query.silent_in))
    if query.without_next_step:
        wanted.append(without_next_step(viewer))
    if query.promise_before is not None:
        wanted.append(promised_before(viewer, query.promise_before))
    return wanted


def silent(viewer: Viewer, since: date) -> Q:
    """Nobody in sight has had a contact after that day, and the person was enrolled by then.

    The same as `rules.deadlines.silence` says of one person, as is each condition below.
    """
    lately = summaries_in_sight(viewer).filter(last_contact_on__gt=since)
    plan = sees(viewer, Part.PLAN, enrolment="")
    return Q(enrolled_on__lte=since) & plan & ~Q(Exists(lately))


def silent_by_programme(viewer: Viewer, days: Iterable[tuple[int, date]]) -> Q:
    """Each programme has a patience of its own."""
    found = Q(pk__in=[])
    for programme_id, since in days:
        found |= Q(programme=programme_id) & silent(viewer, since)
    return found


def without_next_step(viewer: Viewer) -> Q:
    """Nothing in sight says what happens next."""
    promised = summaries_in_sight(viewer).exclude(next_step="")
    return sees(viewer, Part.PLAN, enrolment="") & ~Q(Exists(promised))


def promised_before(viewer: Viewer, today: date) -> Q:
    """The next step in sight was for a day that has passed."""
    late = summaries_in_sight(viewer).exclude(next_step="").filter(next_step_on__lt=today)
    return sees(viewer, Part.PLAN, enrolment="") & Q(Exists(late))


def found_by(query: CaseQuery) -> Q:
    """By the beginning of each name, or by the case's number; a withheld name finds nothing."""
    by_name = Q(pk__in=[]) if query.unnamed else _named(fold(query.words).split())
    if query.unnamed or any(letter.isdigit() for letter in query.words):
        return Q(reference=query.words.strip()) | by_name
    return by_name


def _named(words: list[str]) -> Q:
    """Persons with a name that begins with each of the words.

    The few who have a rare name are looked up; for a common one the list is walked until the page
    is full. Neither database can tell by itself which is shorter: the limit says it.
    """
    # A range instead of LIKE: both databases answer it from the index.
    tokens = [NameToken.unscoped.filter(token__gte=w, token__lt=w + "\U0010ffff") for w in words]
    counted = [(found[: RARE + 1].count(), n) for n, found in enumerate(tokens)]
    fewest, rarest = min(counted, default=(0, 0))
    wanted = Q()
    for n, found in enumerate(tokens):
        if n == rarest and fewest <= RARE:
            wanted &= Q(participant__in=found.values("participant")[:fewest])
        else:
            wanted &= Q(Exists(found.filter(participant=OuterRef("participant"))))
    return wanted


def _coached_by(viewer: Viewer, staff_id: int | None) -> QuerySet[Assignment]:
    return Assignment.unscoped.filter(
        Q(ends_on=None) | Q(ends_on__gt=viewer.today), enrolment=OuterRef("pk"), staff=staff_id
    )


def summaries_in_sight(viewer: Viewer) -> QuerySet[CaseSummary]:
    given = Ground.unscoped.filter(
        of_case(), in_force(viewer), part=Part.CONTACTS, giver=OuterRef("owner")
    )
    seen = Q(owner=viewer.organisation_id) | Q(Exists(given))
    return CaseSummary.unscoped.filter(seen, enrolment=OuterRef("pk"))


def _page(viewer: Viewer, cases: QuerySet[Enrolment], query: CaseQuery) -> tuple[list[_Row], bool]:
    key = ("id",) if query.unnamed else ("sort_key", "id")
    start = query.after if query.after is not None else query.before
    backwards = query.before is not None
    if start is not None:
        cases = cases.filter(_beyond(viewer, start, query))
    order = [f"-{column}" for column in key] if backwards else list(key)
    rows = rows_of(cases.order_by(*order), query.size + 1)
    more = len(rows) > query.size
    rows = rows[: query.size]
    return (rows[::-1] if backwards else rows), more


def _beyond(viewer: Viewer, start: int, query: CaseQuery) -> Q:
    past = "lt" if query.before is not None else "gt"
    if query.unnamed:
        return Q(**{f"id__{past}": start})
    # Only a name in sight may be asked for: its place in the alphabet tells of it.
    named = sees(viewer, Part.IDENTITY, enrolment="", owner="participant__owner")
    key = Enrolment.unscoped.filter(named, pk=start).values_list("sort_key", flat=True).first()
    if key is None:  # the row is gone, or out of sight: begin anew
        return Q()
    # The first condition says nothing new, but an index can start from it.
    return Q(**{f"sort_key__{past}e": key}) & (
        Q(**{f"sort_key__{past}": key}) | Q(**{f"id__{past}": start})
    )


def rows_of(cases: QuerySet[Enrolment], limit: int) -> list[_Row]:
    """What a list takes of each case: within the room only, not yet cut."""
    columns = (
        "pk", "programme_id", "owner_id", "reference", "phase", "enrolled_on", "exited_on",
        "participant__owner_id", "participant__given_name", "participant__family_name",
        "participant__protected_identity",
    )  # fmt: skip
    return [_Row(*values) for values in cases.values_list(*columns)[:limit]]


def _lines(viewer: Viewer, rows: list[_Row]) -> tuple[CaseLine, ...]:
    sight = Sightline.to(viewer, rows)
    lines = lines_unlogged(sight, rows)
    log.record(viewer, (sight.shown(line.enrolment_id, parts_of(line)) for line in lines))
    return lines


def lines_unlogged(sight: Sightline, rows: Iterable[_Row]) -> tuple[CaseLine, ...]:
    """The lines, cut to what is in sight; whoever hands one out of the room logs it."""
    rows = list(rows)
    coaches = open_coaches(row.pk for row in rows)
    summaries = summaries_by_case(row.pk for row in rows)
    return tuple(
        _line(sight, row, coaches.get(row.pk, ()), summaries.get(row.pk, ())) for row in rows
    )


def _line(
    sight: Sightline, row: _Row, coaches: tuple[Coach, ...], told: Iterable[Told]
) -> CaseLine:
    named = sight.sees(row.pk, Part.IDENTITY, row.person_owner_id)
    plan = sight.sees(row.pk, Part.PLAN, row.owner_id)
    return CaseLine(
        enrolment_id=row.pk,
        programme_id=row.programme_id,
        reference=row.reference,
        name=f"{row.given_name} {row.family_name}".strip() if named else NOT_SHARED,
        protected_identity=row.protected_identity,
        phase=row.phase if plan else NOT_SHARED,
        enrolled_on=row.enrolled_on if plan else NOT_SHARED,
        exited_on=row.exited_on if plan else NOT_SHARED,
        coaches=coaches if plan else NOT_SHARED,
        summary=summed(sight, row.pk, told),
    )


def parts_of(line: CaseLine) -> set[Part]:
    """The parts that a line tells of, for the log."""
    seen = {Part.CONTACTS}
    if line.name is not NOT_SHARED:
        seen.add(Part.IDENTITY)
    if line.phase is not NOT_SHARED:
        seen.add(Part.PLAN)
    return seen


def open_coaches(enrolment_ids: Iterable[int]) -> dict[int, tuple[Coach, ...]]:
    """The main coaches of each case, oldest assignment first. One query."""
    found: dict[int, tuple[Coach, ...]] = defaultdict(tuple)
    rows = Assignment.unscoped.filter(enrolment__in=list(enrolment_ids), ends_on=None)
    columns = (
        "enrolment_id", "staff_id", "staff__name", "staff__organisation__name",
        "staff__organisation_id", "starts_on", "ends_on", "id",
    )  # fmt: skip
    for enrolment_id, *coach in rows.order_by("starts_on", "id").values_list(*columns):
        found[enrolment_id] += (Coach(*coach),)
    return found


def summaries_by_case(enrolment_ids: Iterable[int]) -> dict[int, list[Told]]:
    """What each organisation's rows say of each case. One query."""
    found: dict[int, list[Told]] = defaultdict(list)
    rows = CaseSummary.unscoped.filter(enrolment__in=list(enrolment_ids))
    for values in rows.values_list(*Told._fields):
        found[values[0]].append(Told(*values))
    return found


def summed(sight: Sightline, enrolment_id: int, told: Iterable[Told]) -> Summary:
    """The summaries that the viewer may see, put together: latest contact, nearest next step."""
    told = list(told)
    contacts = [t for t in told if sight.sees(enrolment_id, Part.CONTACTS, t.owner_id)]
    follow_ups = [t for t in told if sight.sees(enrolment_id, Part.FOLLOW_UPS, t.owner_id)]
    dealings = [t for t in told if sight.sees(enrolment_id, Part.EMPLOYER_DEALINGS, t.owner_id)]
    step = min((t for t in contacts if t.next_step), key=_step_day, default=None)
    return Summary(
        last_contact_on=max(filter(None, (t.last_contact_on for t in contacts)), default=None),
        contact_count=sum(t.contact_count for t in contacts),
        next_step=step.next_step if step else "",
        next_step_on=step.next_step_on if step else None,
        last_follow_up_on=max(
            filter(None, (t.last_follow_up_on for t in follow_ups)), default=None
        ),
        first_employer_contact_on=min(
            filter(None, (t.first_employer_contact_on for t in dealings)), default=None
        ),
    )


def _step_day(told: Told) -> date:
    return told.next_step_on or date.max


def expiring_grounds(
    viewer: Viewer, enrolment_ids: Iterable[int], *, within: timedelta
) -> dict[int, date]:
    """The nearest day on which a consent of each case runs out, if that is soon. One query."""
    soon: dict[int, date] = {}
    rows = Ground.unscoped.filter(
        enrolment__in=list(enrolment_ids),
        ends_on__gt=viewer.today,
        ends_on__lte=viewer.today + within,
        consent__withdrawn_on=None,
    ).filter(
        Q(receiver=viewer.organisation_id)
        | Q(giver=viewer.organisation_id)
        | Q(consent__owner=viewer.organisation_id)
    )
    for enrolment_id, ends_on in rows.values_list("enrolment_id", "ends_on"):
        if ends_on is not None:
            soon[enrolment_id] = min(soon.get(enrolment_id, ends_on), ends_on)
    return soon
