"""Every measure over a nation's exports, against reading what they need and against an analyst.

    python bench/nation.py [--participants 100000] [--contacts-per 40] [--rounds 5] [--analyst]

Floor S: pyarrow reads just the columns that ours reads, two files at a time, into memory.
Ours: find the exports, open them, answer every measure that is asked of many programmes (divided by
sex where the command does), each run in a process of its own, imports not counted.
The analyst (`--analyst`): pandas and lifelines, a tenth of the list; see `analyst`.
Curves: Kaplan–Meier with its band for 290 sites from (days, event, site), against lifelines' loop.
"""

import argparse
import multiprocessing
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd  # here for the analyst; pyarrow would import it, where it is, within the time
import pyarrow.parquet as pq

from framsteg.config.exports import divided, programmes_of
from framsteg.evaluation.answer import answers
from framsteg.evaluation.engines.parquet import Sites
from framsteg.evaluation.measure import ONE_PROGRAMME_ONLY
from framsteg.evaluation.measures import MEASURES
from framsteg.evaluation.question import EVERY, Question
from framsteg.evaluation.sites import find, together
from framsteg.evaluation.survival import Curves, curves, histogram
from framsteg.evaluation.synthetic import write_sites

GOAL, GATE, SITES = 1.5, 3.0, 290
ASKED = [name for name, m in MEASURES.items() if m.shape not in ONE_PROGRAMME_ONLY]


Columns = dict[str, list[str]]  # of each table


def ours(folder: Path) -> Columns:
    sites = find([folder])
    scope, snapshot = frozenset(programmes_of(sites)), together(sites)
    questions = [Question(name, EVERY, divided(name, None)) for name in ASKED]
    engine = Sites(sites)
    found = answers(questions, scope=scope, engine=engine, snapshot=snapshot, protected=False)
    assert all(one.rows for one in found)
    return {table: sorted(names) for table, names in engine.read.items()}


def floor(folder: Path, columns: Columns) -> int:
    def read(file: Path) -> int:
        with pq.ParquetFile(file, memory_map=True) as parquet:
            return parquet.read(columns=columns[file.stem], use_threads=False).num_rows

    files = [site.file(table) for table in columns for site in find([folder])]
    with ThreadPoolExecutor(2) as pool:
        return sum(pool.map(read, sorted(files, key=lambda file: -file.stat().st_size)))


def analyst(folder: Path) -> int:
    """Ten of the measures, as they are commonly written: everything read, joined and grouped."""
    from lifelines import KaplanMeierFitter

    def table(name: str) -> pd.DataFrame:
        return pd.concat([pd.read_parquet(site.file(name)) for site in find([folder])])

    end = pd.Timestamp("2026-01-01")
    enrolments = table("enrolments")
    for name in ("enrolled_on", "exited_on"):
        enrolments[name] = pd.to_datetime(enrolments[name])
    people = enrolments.sort_values("enrolled_on").groupby("person").agg(
        sex=("sex", "first"), enrolled_on=("enrolled_on", "first"), exited_on=("exited_on", "last")
    )  # fmt: skip
    placements = table("placements").merge(enrolments[["enrolment", "person"]], on="enrolment")
    placements["starts_on"] = pd.to_datetime(placements["starts_on"])
    placements["ends_on"] = pd.to_datetime(placements["ends_on"])
    jobs = placements[placements["kind"].isin(["employment", "subsidised", "own_business"])]
    people["first_job"] = jobs.groupby("person")["starts_on"].min()
    rates = people.groupby("sex", observed=True)["first_job"].agg(["count", "size"])
    due = jobs[jobs["starts_on"] + pd.Timedelta(days=91) < end]
    lasted = (due["ends_on"].isna() | ((due["ends_on"] - due["starts_on"]).dt.days >= 91)).mean()
    until = people["exited_on"].fillna(end).clip(upper=end)
    days = (people["first_job"].fillna(until) - people["enrolled_on"]).dt.days.clip(lower=0)
    happened = people["first_job"].notna()
    KaplanMeierFitter().fit(days, happened)
    for _, sex in people.groupby("sex", observed=True):
        KaplanMeierFitter().fit(days[sex.index], happened[sex.index])
    contacts = table("contacts").merge(enrolments[["enrolment", "person"]], on="enrolment")
    outside = contacts["place"].isin(["community", "workplace"]).mean()
    intensity = contacts.groupby("person").size()
    employers = table("employer_contacts").merge(
        enrolments[["enrolment", "person"]], on="enrolment"
    )
    first = pd.to_datetime(employers.groupby("person")["occurred_on"].min())
    waits = (first - people["enrolled_on"]).dt.days.quantile([0.25, 0.5, 0.75])
    return len(rates) + len(waits) + len(intensity) + int(lasted + outside > 0)


def curves_of(days: np.ndarray, happened: np.ndarray, sites: np.ndarray) -> Curves:
    return curves(*histogram(days, happened, sites, SITES))


def loop_of(days: np.ndarray, happened: np.ndarray, sites: np.ndarray) -> list[object]:
    from lifelines import KaplanMeierFitter

    return [
        KaplanMeierFitter().fit(days[sites == site], happened[sites == site])
        for site in range(SITES)
    ]


class Run(NamedTuple):
    """Seconds, processor seconds and megabytes at the peak, and what the job gave."""

    seconds: float
    worked: float
    peak: float
    gave: Any


def measured(job: Callable[..., object], *told: object) -> Run:
    """One run in a fresh process."""
    context = multiprocessing.get_context("fork")
    answer = context.SimpleQueue()

    def run() -> None:
        started, worked = time.perf_counter(), time.process_time()
        gave = job(*told)
        seconds, worked = time.perf_counter() - started, time.process_time() - worked
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        answer.put(Run(seconds, worked, peak, gave))

    process = context.Process(target=run)
    process.start()
    found: Run = answer.get()
    process.join()
    return found


def spread(ratios: list[float]) -> str:
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"


def main() -> None:
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="framsteg-nation-") as place:
        folder = asked.folder or Path(place) / "exports"
        if asked.folder is None:
            sizes = {"participants": asked.participants, "contacts_per": asked.contacts_per}
            list(write_sites(folder, **sizes, sites=SITES, exports=4, seed=1))
        columns = measured(ours, folder).gave
        rounds = [
            (measured(floor, folder, columns), measured(ours, folder)) for _ in range(asked.rounds)
        ]
        base, mine = ([one[at] for one in rounds] for at in (0, 1))
        seconds = statistics.median(one.seconds for one in mine)
        worked = statistics.median(one.worked for one in mine)
        ratio = spread([m.seconds / b.seconds for b, m in rounds])
        print(
            f"nation, {len(ASKED)} measures: ratio {ratio} to the floor in {asked.rounds} rounds "
            f"(goal {GOAL}, gate {GATE}); ours {seconds:.2f} s, floor "
            f"{statistics.median(one.seconds for one in base):.2f} s, "
            f"peak {max(one.peak for one in mine):.0f} MB"
        )
        print(
            "the same in processor seconds, which others' work moves less: ratio "
            f"{spread([m.worked / b.worked for b, m in rounds])}; floor "
            f"{statistics.median(one.worked for one in base):.2f} s, ours {worked:.2f} s"
        )
        if asked.analyst:
            run = measured(analyst, folder)
            print(
                f"analyst, 10 measures: ratio {run.seconds / seconds:.1f}, in processor seconds "
                f"{run.worked / worked:.1f}; {run.seconds:.1f} s, peak {run.peak:.0f} MB"
            )
    if not asked.no_curves:
        _curves(asked.participants)


def _curves(people: int) -> None:
    draw = np.random.default_rng(1)
    days = np.minimum(draw.exponential(500, people), 3650).astype(np.int64)
    happened, sites = (draw.random(people) < 0.6) & (days < 3650), draw.integers(0, SITES, people)
    mine = curves_of(days, happened, sites)
    seconds: dict[object, float] = {}
    for job, times in ((curves_of, 9), (loop_of, 1)):
        told = []
        for _ in range(times):
            started = time.perf_counter()
            found = job(days, happened, sites)
            told.append(time.perf_counter() - started)
        seconds[job] = statistics.median(told)
    apart = max(
        float(np.abs(mine.staying[site, fitted.survival_function_.index.to_numpy().astype(int)]
                     - fitted.survival_function_["KM_estimate"].to_numpy()).max())
        for site, fitted in enumerate(found)
    )  # fmt: skip
    print(
        f"curves of {SITES} sites with bands: ratio {seconds[loop_of] / seconds[curves_of]:.0f} "
        f"(goal ≥ 400); {seconds[curves_of] * 1000:.1f} ms, lifelines {seconds[loop_of]:.2f} s, "
        f"apart by {apart:.1e}"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--participants", type=int, default=100_000)
    parser.add_argument("--contacts-per", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--analyst", action="store_true")
    parser.add_argument("--no-curves", action="store_true")
    parser.add_argument("--folder", type=Path, help="exports that are there already")
    return parser.parse_args()


if __name__ == "__main__":
    main()
