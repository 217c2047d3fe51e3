"""Made-up sites of any size, written site by site, with the truth beside them.

Nobody in them exists: persons are numbers, and what happens to them is drawn. The truth is
counted from what was drawn, by other ways than measures count, so that answers can be checked
against it; and the time to the first job is exponential with a known rate at each site, so that
a curve can be checked against the one it was drawn from.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from framsteg.evaluation.arrow import ROWS_PER_GROUP, arrow_schema
from framsteg.evaluation.provenance import SnapshotInfo
from framsteg.evaluation.relations.own_answers import ITEMS
from framsteg.evaluation.sites import write_description
from framsteg.evaluation.tables import SCHEMA_VERSION, TABLES

LAST_DAY = date(2025, 12, 31)
FIRST_YEAR = 2016
COACH_FOR = 20
RETURNING = 20  # every so many people come back once
DAYS_TO_JOB = (300.0, 1200.0)  # mean days to the first job, from the best site to the worst

_EPOCH = date(1970, 1, 1).toordinal()
_END = LAST_DAY.toordinal() - _EPOCH + 1
_START = date(FIRST_YEAR, 1, 1).toordinal() - _EPOCH

Numbers = NDArray[np.int64]
_Columns = dict[str, Any]
_NONE = -(10**9)  # in place of an empty day or number


@dataclass
class Truth:
    """What was drawn, over all sites: counts by name, and each site's mean days to a first job."""

    counts: Counter[str] = field(default_factory=Counter)
    mean_days_to_job: dict[str, float] = field(default_factory=dict)

    def to_dict(self) -> dict[str, object]:
        return {
            "counts": {name: int(count) for name, count in sorted(self.counts.items())},
            "mean_days_to_job": self.mean_days_to_job,
        }


def write_sites(
    folder: Path, *, participants: int, contacts_per: int, sites: int, exports: int, seed: int
) -> Iterator[Truth]:
    """Write the sites one after the other; gives the truth so far after each of them.

    The sites are spread over so many exports, as one installation may run several programmes.
    Memory holds one site and what of the next row groups is not full yet. The same numbers and
    seed give the same sites.
    """
    truth = Truth()
    share, more = divmod(participants, sites)
    for batch in np.array_split(np.arange(sites), exports):
        with Writing(folder / f"export-{int(batch[0]) + 1:03d}", seed) as writing:
            for number in batch.tolist():
                key = f"plats-{number + 1:03d}"
                mean = _mean_days(number, sites)
                truth.mean_days_to_job[key] = mean
                draw = np.random.default_rng([seed, number])
                cases = _Cases(draw, share + (number < more), first_year=FIRST_YEAR + number % 4)
                truth.counts["participants"] += share + (number < more)
                truth.counts["enrolments"] += cases.many
                writing.add(key, _tables(draw, key, cases, mean, contacts_per, truth))
                yield truth


class Writing:
    """One export being written: tables grow site by site, a full row group at a time."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._seed = folder, seed
        self._waiting: dict[str, list[pa.Table]] = {name: [] for name in TABLES}
        self._counts: Counter[str] = Counter()
        self._programmes: dict[str, str] = {}

    def __enter__(self) -> "Writing":
        self._folder.mkdir(parents=True)
        self._files = {
            name: pq.ParquetWriter(
                self._folder / f"{name}.parquet", arrow_schema(table), compression="zstd"
            )
            for name, table in TABLES.items()
        }
        return self

    def add(self, key: str, tables: dict[str, _Columns]) -> None:
        self._programmes[key] = _name(key)
        for name, columns in tables.items():
            made = _table(name, columns)
            self._waiting[name].append(made)
            self._counts[name] += made.num_rows
            if sum(part.num_rows for part in self._waiting[name]) >= ROWS_PER_GROUP:
                self._flush(name)

    def _flush(self, name: str) -> None:
        waiting = pa.concat_tables(self._waiting[name]).unify_dictionaries()
        self._files[name].write_table(waiting, row_group_size=ROWS_PER_GROUP)
        self._waiting[name] = []

    def __exit__(self, *_fault: object) -> None:
        for name in TABLES:
            if self._waiting[name]:
                self._flush(name)
            self._files[name].close()
        made_at = datetime(LAST_DAY.year, LAST_DAY.month, LAST_DAY.day, 12, tzinfo=UTC)
        name = f"synth-{self._seed}-{self._folder.name}"
        counts = {table: self._counts[table] for table in TABLES}
        info = SnapshotInfo(name, made_at, LAST_DAY, SCHEMA_VERSION, counts, "synthetic")
        write_description(self._folder, info, self._programmes)


def _mean_days(number: int, sites: int) -> float:
    low, high = DAYS_TO_JOB
    return float(low * (high / low) ** (number / max(1, sites - 1)))


def _tables(
    draw: np.random.Generator, key: str, cases: "_Cases", mean: float, each: int, truth: Truth
) -> dict[str, _Columns]:
    """A fifth of the contacts are with employers."""
    to_person = each * 4 // 5
    placements = _placements(draw, cases, mean, truth)
    return {
        "programmes": _programme(key, cases),
        "enrolments": _enrolments(draw, key, cases),
        "assignments": _assignments(cases),
        "placements": placements,
        "extents": _extents(draw, placements),
        "contacts": _contacts(draw, cases, to_person, truth),
        "employer_contacts": _employer_contacts(draw, key, cases, each - to_person),
        "enquiries": _enquiries(draw, key, cases),
        "follow_ups": _follow_ups(draw, cases),
    }


def _name(key: str) -> str:
    return key.replace("plats-", "Plats ")


class _Cases:
    """A site's enrolments, in the order of their numbers; a few people have two."""

    def __init__(self, draw: np.random.Generator, people: int, first_year: int) -> None:
        first = date(first_year, 1, 1).toordinal() - _EPOCH
        person = _apart(draw, people)
        entered = draw.integers(first, _END, people)
        stays = draw.exponential(500, people).astype(np.int64) + 30
        left = np.where(draw.random(people) < 0.8, entered + stays, _END + 1)
        back = np.flatnonzero((np.arange(people) % RETURNING == 0) & (left + 100 < _END))
        self.person = np.concatenate([person, person[back]])
        self.enrolled = np.concatenate([entered, left[back] + 60])
        self.exited = np.concatenate([left, np.full(len(back), _END + 1)])
        self.is_first = np.concatenate([np.ones(people, bool), np.zeros(len(back), bool)])
        self.many = len(self.person)
        self.enrolment = np.sort(_apart(draw, self.many))
        order = draw.permutation(self.many)
        for name in ("person", "enrolled", "exited", "is_first"):
            setattr(self, name, getattr(self, name)[order])
        self.seen_until = np.minimum(self.exited, _END)


def _apart(draw: np.random.Generator, many: int) -> Numbers:
    """Random numbers that are all different."""
    found = np.unique(draw.integers(-(2**62), 2**62, many + 16))
    return draw.permutation(found)[:many]


def _programme(key: str, cases: _Cases) -> _Columns:
    return {
        "programme": [key], "name": [_name(key)], "owner_organisation": ["Kommunen"],
        "blueprint": ["ips-forsok"], "blueprint_version": ["1"], "method": ["ips"],
        "starts_on": np.array([int(cases.enrolled.min())]), "places": [cases.many],
    }  # fmt: skip


def _enrolments(draw: np.random.Generator, key: str, cases: _Cases) -> _Columns:
    many, source = cases.many, draw.integers(0, 5, cases.many)
    of_person = cases.person % 1000
    unit = draw.integers(0, 8, many)
    reasons = np.array(["employment", "own_choice", "moved", "health", "other_service"])
    left = cases.exited <= _END
    return {
        "enrolment": cases.enrolment, "person": cases.person, "programme": [key] * many,
        "site": [key.replace("plats", "Kommun")] * many,
        "sex": np.array(["woman", "man"])[of_person % 2], "birth_year": 1965 + of_person % 40,
        "source_kind": np.array(["self", "relative", "unit", "unit", "unit"])[source],
        "source": _where(source > 1, np.char.add("Enhet ", unit.astype(str))),
        "source_organisation": _where(source > 1, np.char.add("Org ", (unit % 3).astype(str))),
        "source_organisation_kind": _where(source > 1, np.full(many, "region")),
        "channel": ["letter"] * many, "enrolled_on": cases.enrolled,
        "exited_on": np.where(left, cases.exited, _NONE),
        "exit_reason": _where(left & (draw.random(many) < 0.97), draw.choice(reasons, many)),
        "phase": ["job_search"] * many,
        "profile_on": np.where(draw.random(many) < 0.8, cases.enrolled + 20, _NONE),
    }  # fmt: skip


def _assignments(cases: _Cases) -> _Columns:
    coach = (np.arange(cases.many) // COACH_FOR).astype(np.int64)
    return {
        "enrolment": cases.enrolment, "coach": cases.enrolment[coach * COACH_FOR],
        "coach_organisation": ["Kommunen"] * cases.many, "starts_on": cases.enrolled,
        "ends_on": np.where(cases.exited <= _END, cases.exited, _NONE),
    }  # fmt: skip


def _placements(draw: np.random.Generator, cases: _Cases, mean: float, truth: Truth) -> _Columns:
    first_job = cases.enrolled + np.floor(draw.exponential(mean, cases.many)).astype(np.int64)
    second_job = first_job + 30 + draw.integers(0, 500, cases.many)
    other = cases.enrolled + draw.integers(5, 400, cases.many)
    kinds = np.array(["employment", "employment", "employment", "subsidised", "own_business"])
    others = np.array(["studies", "internship", "unpaid", "internship"])
    spells = [
        (first_job, kinds[draw.integers(0, 5, cases.many)], draw.random(cases.many) < 1),
        (second_job, kinds[draw.integers(0, 5, cases.many)], draw.random(cases.many) < 0.3),
        (other, others[draw.integers(0, 4, cases.many)], draw.random(cases.many) < 0.6),
    ]
    parts = []
    for starts, kind, drawn in spells:
        at = np.flatnonzero(drawn & (starts < cases.seen_until))
        lasts = draw.exponential(250, len(at)).astype(np.int64) + 1
        lasts[draw.random(len(at)) < 0.4] = _END  # these run on
        ends = starts[at] + lasts
        parts.append((at, starts[at], np.where(ends < _END, ends, _NONE), kind[at]))
    at, starts, ends, kind = (np.concatenate(column) for column in zip(*parts, strict=True))
    _count_jobs(cases, at, starts, ends, kind, truth)
    many = len(at)
    return {
        "placement": _apart(draw, many), "enrolment": cases.enrolment[at], "kind": kind,
        "subsidy": _where(kind == "subsidised", np.full(many, "wage_subsidy")),
        "sector": draw.choice(["private", "municipal", "regional"], many, p=[0.6, 0.2, 0.2]),
        "trade": np.char.add("Bransch ", draw.integers(0, 20, many).astype(str)),
        "starts_on": starts, "ends_on": ends,
        "end_reason": _where(
            ends != _NONE, draw.choice(["new_job", "agreed_end", "laid_off"], many)
        ),
        "monthly_wage": 1000 * draw.integers(8, 32, many),
    }  # fmt: skip


def _count_jobs(
    cases: _Cases, at: Numbers, starts: Numbers, ends: Numbers, kind: NDArray[np.str_], truth: Truth
) -> None:
    job = np.isin(kind, ["employment", "subsidised", "own_business"])
    due = job & (starts + 91 < _END)
    running = (ends == _NONE) | (ends >= _END)
    there = cases.person[cases.exited >= _END]
    truth.counts.update(
        {
            "with_a_job": len(np.unique(cases.person[at[job]])),
            "with_studies": len(np.unique(cases.person[at[kind == "studies"]])),
            "job_starts": int(job.sum()),
            "due_13_weeks": int(due.sum()),
            "lasted_13_weeks": int((due & ((ends == _NONE) | (ends - starts >= 91))).sum()),
            "enrolled_now": len(there),
            "in_work_now": len(np.intersect1d(cases.person[at[job & running]], there)),
        }
    )


def _extents(draw: np.random.Generator, placements: _Columns) -> _Columns:
    job = np.flatnonzero(np.isin(placements["kind"], ["employment", "subsidised", "own_business"]))
    grew = job[draw.random(len(job)) < 0.3]
    both = np.concatenate([job, grew])
    later = np.concatenate([np.zeros(len(job), int), np.full(len(grew), 60)])
    return {
        "placement": placements["placement"][both],
        "percent": np.array([25, 50, 75, 100])[draw.integers(0, 4, len(both))],
        "starts_on": placements["starts_on"][both] + later,
    }


def _spread_over(draw: np.random.Generator, cases: _Cases, each: int) -> tuple[Numbers, Numbers]:
    """(case, day) of events, `each` for a case in the mean, in the order of cases and days."""
    at = np.repeat(np.arange(cases.many), draw.poisson(each, cases.many))
    spans = np.maximum(1, cases.seen_until - cases.enrolled)
    day = cases.enrolled[at] + (draw.random(len(at)) * spans[at]).astype(np.int64)
    order = np.lexsort((day, at))
    return at[order], day[order]


def _contacts(draw: np.random.Generator, cases: _Cases, each: int, truth: Truth) -> _Columns:
    at, day = _spread_over(draw, cases, each)
    place = draw.integers(0, 6, len(at))
    names = np.array(["community", "workplace", "home", "office", "clinic", "remote"])
    truth.counts.update(
        {"contacts": len(at), "outside": int((place < 2).sum()), "placed": int((place < 5).sum())}
    )
    return {
        "enrolment": cases.enrolment[at], "occurred_on": day, "minutes": 15 + day % 60,
        "channel": _coded(np.where(place == 5, 1, 0), np.array(["visit", "phone"])),
        "place": _coded(place, names),
    }  # fmt: skip


def _employer_contacts(draw: np.random.Generator, key: str, cases: _Cases, each: int) -> _Columns:
    at, day = _spread_over(draw, cases, each)
    many = len(at)
    return {
        "contact": _apart(draw, many), "enrolment": cases.enrolment[at],
        "programme": _coded(np.zeros(many, int), np.array([key])),
        "coach": cases.enrolment[at // COACH_FOR * COACH_FOR], "occurred_on": day,
        "face_to_face": day % 2 == 0,
        "purpose": _coded(np.zeros(many, int), np.array(["learn_needs"])),
    }  # fmt: skip


def _enquiries(draw: np.random.Generator, key: str, cases: _Cases) -> _Columns:
    waited = draw.integers(3, 60, cases.many)
    return {
        "enquiry": _apart(draw, cases.many), "programme": [key] * cases.many,
        "received_on": cases.enrolled - waited, "source_kind": ["self"] * cases.many,
        "channel": ["letter"] * cases.many, "formality": ["formal"] * cases.many,
        "outcome": ["accepted"] * cases.many, "outcome_on": cases.enrolled - waited // 2,
        "met_on": cases.enrolled - waited // 2, "enrolled_on": cases.enrolled,
    }  # fmt: skip


def _follow_ups(draw: np.random.Generator, cases: _Cases) -> _Columns:
    at = np.repeat(np.arange(cases.many), 2)
    day = cases.enrolled[at] + np.tile([0, 90], cases.many)
    seen = day < cases.seen_until[at]
    at, day = at[seen], day[seen]
    answers = draw.integers(1, 6, (3, len(at)))
    silent = draw.random((3, len(at))) < 0.1
    answers[silent | (draw.random((3, len(at))) < 0.05)] = _NONE
    return {
        "enrolment": cases.enrolment[at], "occurred_on": day, "kind": ["monthly"] * len(at),
        **dict(zip(ITEMS, answers, strict=True)),
        **{f"declined_{item}": said for item, said in zip(ITEMS, silent, strict=True)},
    }  # fmt: skip


def _where(so: NDArray[np.bool_], values: NDArray[np.str_]) -> list[str | None]:
    return [value if one else None for one, value in zip(so.tolist(), values.tolist(), strict=True)]


def _coded(codes: NDArray[np.integer], names: NDArray[np.str_]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int16)), names.tolist())


def _table(name: str, columns: _Columns) -> pa.Table:
    schema = arrow_schema(TABLES[name])
    many = len(next(iter(columns.values())))
    arrays = [_array(columns.get(column.name), column, many) for column in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def _array(values: Any, column: pa.Field, many: int) -> pa.Array:
    if values is None:
        return pa.nulls(many, column.type)
    if isinstance(values, pa.DictionaryArray):
        return values.cast(column.type)
    if pa.types.is_dictionary(column.type):
        return pa.array(values, pa.string()).dictionary_encode().cast(column.type)
    if pa.types.is_date32(column.type):
        return pa.array(values.astype(np.int32), mask=values == _NONE).cast(pa.date32())
    if pa.types.is_int32(column.type):
        values = np.asarray(values)
        return pa.array(values.astype(np.int32), mask=values == _NONE)
    return pa.array(values).cast(column.type)
