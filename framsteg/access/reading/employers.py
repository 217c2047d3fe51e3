"""Employers, their workplaces and visits. On whose behalf a visit was is the person's own row."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from framsteg.access.files import EmployerContactLine
from framsteg.access.reading.employer_profiles import colleagues
from framsteg.access.reading.identity import NotFound
from framsteg.access.reading.rows import employer_contact
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Channel, Industry, Sector
from framsteg.foundation.names import fold
from framsteg.records.models import Employer, EmployerContact, EmployerWord, Workplace
from framsteg.rules.sharing import WRITES

PAGE = 50
VISITS_SHOWN = 50
LATEST_LOOKED_AT = 200
RARE = 3000
MOST_WORDS = 6
# How many work there, from and to: the size classes that statistics on firms use.
SIZES = {"1-9": (1, 9), "10-49": (10, 49), "50-249": (50, 249), "250-": (250, None)}


@dataclass(frozen=True)
class LastSeen:
    """When an employer was last visited or called, and by whom.

    `name` is empty where the viewer has no part in the programme it was for.
    """

    on: date
    channel: Channel
    name: str


@dataclass(frozen=True)
class EmployerLine:
    employer_id: int
    name: str
    organisation_number: str
    sector: Sector | None
    industry_code: Industry | None
    industry: str
    municipalities: tuple[str, ...]
    responsible: str | None
    last: LastSeen | None


@dataclass(frozen=True)
class WorkplaceLine:
    workplace_id: int
    name: str
    municipality: str
    address: str
    closed_on: date | None
    version: int


@dataclass(frozen=True)
class EmployerFile:
    employer_id: int  # the one that was kept, when a double was asked for
    name: str
    organisation_number: str
    sector: Sector | None
    industry_code: Industry | None
    industry: str
    employees: int | None
    needs: str
    culture: str
    responsible_id: int | None
    responsible: str | None  # empty: a colleague in a programme that the viewer has no part in
    version: int
    workplaces: tuple[WorkplaceLine, ...]
    visits: tuple[EmployerContactLine, ...]
    elsewhere: tuple[LastSeen, ...]  # contacts made in other programmes or organisations
    last: LastSeen | None


@dataclass(frozen=True)
class EmployerQuery:
    """What the register is asked for; no person stands in it. `after` is an employer's id."""

    words: str = ""
    municipality: str = ""
    industry_code: Industry | None = None
    sector: Sector | None = None
    size_band: str = ""  # a key of SIZES
    responsible_id: int | None = None
    unkept: bool = False  # those that nobody is responsible for
    after: int | None = None
    size: int = PAGE


def employers(
    viewer: Viewer,
    query: EmployerQuery | None = None,
    *,
    words: str = "",
    after: int | None = None,
) -> tuple[EmployerLine, ...]:
    """A page of employers by name, for those who work with employers."""
    query = query or EmployerQuery(words=words, after=after)
    if not viewer.programmes(WRITES):
        return ()
    rows = Employer.objects.filter(_asked(query), merged_into=None)
    if query.after is not None:
        keys = Employer.objects.filter(pk=query.after).values_list("sort_key", flat=True)
        start = keys.first() or ""
        # The first condition says nothing new, but an index can start from it.
        rows = rows.filter(Q(sort_key__gt=start) | Q(pk__gt=query.after), sort_key__gte=start)
    return _lines(viewer, rows.order_by("sort_key", "id")[: query.size])


def recent_employers(viewer: Viewer, *, limit: int = 8) -> tuple[EmployerLine, ...]:
    """The employers that the viewer's organisation was last in touch with, the latest first."""
    if not viewer.programmes(WRITES):
        return ()
    latest = EmployerContact.unscoped.filter(owner=viewer.organisation_id, employer__isnull=False)
    ids = latest.order_by("-occurred_on", "-id").values_list("employer_id", flat=True)
    wanted = list(dict.fromkeys(ids[:LATEST_LOOKED_AT]))[:limit]
    lines = _lines(viewer, Employer.objects.filter(pk__in=wanted, merged_into=None))
    return tuple(sorted(lines, key=lambda line: wanted.index(line.employer_id)))


def employer(viewer: Viewer, employer_id: int) -> EmployerFile:
    """One employer with the visits that the viewer's organisation made; else NotFound."""
    row = Employer.objects.select_related("responsible").filter(pk=employer_id).first()
    if row is None or not viewer.programmes(WRITES):
        raise NotFound
    if row.merged_into_id is not None:
        return employer(viewer, row.merged_into_id)
    return EmployerFile(
        employer_id=row.pk,
        name=row.name,
        organisation_number=row.organisation_number,
        sector=Sector(row.sector) if row.sector else None,
        industry_code=Industry(row.industry_code) if row.industry_code else None,
        industry=row.industry,
        employees=row.employees,
        needs=row.needs,
        culture=row.culture,
        responsible_id=row.responsible_id,
        responsible=_keeper(row, colleagues(viewer)),
        version=row.version,
        workplaces=tuple(
            WorkplaceLine(w.pk, w.name, w.municipality, w.address, w.closed_on, w.version)
            for w in Workplace.objects.filter(employer=row).order_by("name")
        ),
        visits=tuple(employer_contact(v, v.persons) for v in _visits(viewer, row)),
        elsewhere=_elsewhere(viewer, row),
        last=last_seen(viewer, [row.pk]).get(row.pk),
    )


def last_seen(viewer: Viewer, employer_ids: Iterable[int]) -> dict[int, LastSeen]:
    """Who was last in touch with each employer, whichever programme they work in. One query."""
    # Of the whole register's visits only day, way and staff are told: nothing about participants.
    ids = sorted(employer_ids)
    made = EmployerContact.unscoped.filter(employer=OuterRef("pk")).order_by("-occurred_on", "-id")
    latest = Employer.objects.filter(pk__in=ids).annotate(latest=made.values("pk")[:1])
    rows = EmployerContact.unscoped.filter(pk__in=latest.values("latest")).values_list(
        "employer_id", "occurred_on", "channel", "programme_id", "staff__name"
    )
    mine = viewer.programmes(WRITES)
    return {
        employer_id: LastSeen(on, Channel(channel), (name or "") if programme in mine else "")
        for employer_id, on, channel, programme, name in rows
    }


def lines_of(viewer: Viewer, employer_ids: Iterable[int]) -> tuple[EmployerLine, ...]:
    """The named employers, by name."""
    rows = Employer.objects.filter(pk__in=sorted(employer_ids), merged_into=None)
    return _lines(viewer, rows.order_by("sort_key", "id"))


def municipalities(viewer: Viewer) -> tuple[tuple[str, int], ...]:
    """Each municipality with an open workplace, and how many employers have one there."""
    if not viewer.programmes(WRITES):
        return ()
    rows = Workplace.objects.filter(closed_on=None, employer__merged_into=None)
    counted = rows.exclude(municipality="").order_by().values_list("municipality")
    found = counted.annotate(n=Count("employer", distinct=True))
    return tuple(sorted(found, key=lambda one: fold(one[0])))


def count(viewer: Viewer, query: EmployerQuery) -> int:
    """How many employers the register would list."""
    if not viewer.programmes(WRITES):
        return 0
    return Employer.objects.filter(_asked(query), merged_into=None).count()


def _keeper(row: Employer, known: Collection[int]) -> str | None:
    if row.responsible is None:
        return None
    return row.responsible.name if row.responsible_id in known else ""


def _asked(query: EmployerQuery) -> Q:
    wanted = _named(fold(query.words).split()[:MOST_WORDS])
    if query.municipality:
        there = Workplace.objects.filter(municipality=query.municipality, closed_on=None)
        wanted &= Q(pk__in=there.values("employer"))
    if query.industry_code:
        wanted &= Q(industry_code=query.industry_code)
    if query.sector:
        wanted &= Q(sector=query.sector)
    if query.size_band in SIZES:
        least, most = SIZES[query.size_band]
        wanted &= Q(employees__gte=least) & (Q() if most is None else Q(employees__lte=most))
    if query.unkept:
        wanted &= Q(responsible=None)
    if query.responsible_id is not None:
        wanted &= Q(responsible=query.responsible_id)
    return wanted


def _named(words: list[str]) -> Q:
    """Employers with a word that begins with each of these, or with such a number.

    The few that have the rarest word are looked up; when all words are common the list is walked
    until the page is full. Neither database can tell by itself which is shorter.
    """
    found = [(_beginning(word), _numbered(word)) for word in words]
    counted = [
        list({*named.values_list("employer_id", flat=True)[: RARE + 1],
              *numbered.values_list("pk", flat=True)[: RARE + 1]})
        for named, numbered in found
    ]  # fmt: skip
    rarest = min(range(len(words)), key=lambda n: len(counted[n]), default=0)
    wanted = Q()
    for n, (named, numbered) in enumerate(found):
        if n == rarest and len(counted[n]) <= RARE:
            wanted &= Q(pk__in=counted[n])
            continue
        either = Q(Exists(named.filter(employer=OuterRef("pk"))))
        if words[n][0].isdigit():
            either |= Q(pk__in=numbered.values("pk"))
        wanted &= either
    return wanted


def _beginning(word: str) -> QuerySet[EmployerWord]:
    # A range instead of LIKE: both databases answer it from the index.
    return EmployerWord.objects.filter(word__gte=word, word__lt=word + "\U0010ffff")


def _numbered(word: str) -> QuerySet[Employer]:
    number = word.replace("-", "")
    if not number.isdigit():
        return Employer.objects.none()
    # ":" is the sign after 9.
    return Employer.objects.filter(
        organisation_number__gte=number, organisation_number__lt=number + ":"
    )


def _lines(viewer: Viewer, rows: QuerySet[Any]) -> tuple[EmployerLine, ...]:
    found = list(rows.select_related("responsible"))
    ids = [e.pk for e in found]
    seen, known = last_seen(viewer, ids), colleagues(viewer)
    places: dict[int, dict[str, None]] = {pk: {} for pk in ids}
    for employer_id, municipality in (
        Workplace.objects.filter(employer__in=ids, closed_on=None)
        .exclude(municipality="")
        .order_by("municipality")
        .values_list("employer_id", "municipality")
    ):
        places[employer_id][municipality] = None
    return tuple(
        EmployerLine(
            employer_id=e.pk,
            name=e.name,
            organisation_number=e.organisation_number,
            sector=Sector(e.sector) if e.sector else None,
            industry_code=Industry(e.industry_code) if e.industry_code else None,
            industry=e.industry,
            municipalities=tuple(places[e.pk]),
            responsible=_keeper(e, known),
            last=seen.get(e.pk),
        )
        for e in found
    )


def _elsewhere(viewer: Viewer, row: Employer) -> tuple[LastSeen, ...]:
    mine = sorted(viewer.programmes(WRITES))
    others = EmployerContact.unscoped.filter(employer=row).exclude(
        owner=viewer.organisation_id, programme__in=mine
    )
    columns = ("occurred_on", "channel", "programme_id", "staff__name")
    return tuple(
        LastSeen(on, Channel(channel), (name or "") if programme in mine else "")
        for on, channel, programme, name in others.order_by("-occurred_on", "-id").values_list(
            *columns
        )[:VISITS_SHOWN]
    )


def _visits(viewer: Viewer, row: Employer) -> QuerySet[Any]:
    made = EmployerContact.unscoped.filter(
        employer=row,
        owner=viewer.organisation_id,
        programme__in=sorted(viewer.programmes(WRITES)),
    )
    made = made.select_related("employer", "staff", "owner").annotate(persons=Count("behalves"))
    return made.order_by("-occurred_on", "-id")[:VISITS_SHOWN]
