"""Every measure over a nation's exports, against reading what they need and against an analyst.

    python bench/nation.py [--participants 100000] [--contacts-per 40] [--rounds 5] [--analyst]

Floor S: pyarrow reads just the columns that the measures need, two files at a time, into memory.
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

import numpy as np
import pandas as pd  # here for the analyst; pyarrow would import it, where it is, within the time
import pyarrow.parquet as pq

from framsteg.config.exports import divided, programmes_of
from framsteg.evaluation.answer import answers
from framsteg.evaluation.engines.connect import connect
from framsteg.evaluation.engines.parquet import needed_columns
from framsteg.evaluation.measure import ONE_PROGRAMME_ONLY
from framsteg.evaluation.measures import MEASURES
from framsteg.evaluation.question import EVERY, Question
from framsteg.evaluation.sites import find, together
from framsteg.evaluation.survival import Curves, curves, histogram
from framsteg.evaluation.synthetic import write_sites
from framsteg.evaluation.tables import TABLES

GOAL, GATE, SITES = 1.5, 3.0, 290
ASKED = [name for name, m in MEASURES.items() if m.shape not in ONE_PROGRAMME_ONLY]


def ours(folder: Path) -> int:
    sites = find([folder])
    scope, snapshot = frozenset(programmes_of(sites)), together(sites)
    questions = [Question(name, EVERY, divided(name, None)) for name in ASKED]
    engine = connect(sites, groups=frozenset({"sex"}))
    found = answers(questions, scope=scope, engine=engine, snapshot=snapshot, protected=False)
    return sum(len(one.rows) for one in found)


def floor(folder: Path) -> int:
    rows = 0
    with ThreadPoolExecutor(2) as pool:
        for table in TABLES:
            columns = list(needed_columns(table))

            def read(site: object, table: str = table, columns: list[str] = columns) -> int:
                file = pq.ParquetFile(site.file(table), memory_map=True)  # type: ignore[attr-defined]
                return file.read(columns=columns, use_threads=False).num_rows

            rows += sum(pool.map(read, find([folder])))
    return rows


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


def measured(job: Callable[[Path], int], folder: Path) -> tuple[float, float, float]:
    """Seconds, megabytes at the peak and processor seconds of one run in a fresh process."""
    context = multiprocessing.get_context("fork")
    told = context.SimpleQueue()

    def run() -> None:
        started, worked = time.perf_counter(), time.process_time()
        job(folder)
        seconds, worked = time.perf_counter() - started, time.process_time() - worked
        told.put((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, worked))

    process = context.Process(target=run)
    process.start()
    found: tuple[float, float, float] = told.get()
    process.join()
    return found


def main() -> None:
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="framsteg-nation-") as place:
        folder = asked.folder or Path(place) / "exports"
        if asked.folder is None:
            sizes = {"participants": asked.participants, "contacts_per": asked.contacts_per}
            list(write_sites(folder, **sizes, sites=SITES, exports=4, seed=1))
        rounds = [(measured(floor, folder), measured(ours, folder)) for _ in range(asked.rounds)]
        ratios = sorted(mine[0] / base[0] for base, mine in rounds)
        print(
            f"nation, {len(ASKED)} measures: {statistics.median(ratios):.2f} × floor (range "
            f"{ratios[0]:.2f}–{ratios[-1]:.2f}, {asked.rounds} rounds; goal {GOAL}, gate {GATE}); "
            f"floor {statistics.median(base[0] for base, _mine in rounds):.2f} s, "
            f"ours {statistics.median(mine[0] for _base, mine in rounds):.2f} s, "
            f"peak {max(mine[1] for _base, mine in rounds):.0f} MB"
        )
        worked = statistics.median(mine[2] / base[2] for base, mine in rounds)
        print(f"the same in processor seconds, which others' work moves less: ratio {worked:.2f}")
        if asked.analyst:
            seconds, peak, _ = measured(analyst, folder)
            ratio = seconds / statistics.median(mine[0] for _base, mine in rounds)
            print(f"analyst, 10 measures: ratio {ratio:.1f}; {seconds:.1f} s, peak {peak:.0f} MB")
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
    parser.add_argument("--folder", type=Path, help="exports that are there already")
    return parser.parse_args()


if __name__ == "__main__":
    main()
