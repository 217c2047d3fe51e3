"""Jobs for one person among 60 000, and words found in them, each against its floor.

    python bench/matching.py [--jobs 60000] [--rounds 9] [--only sqlite]

Three comparisons, told as the median of the rounds (lowest–highest):

- scoring: `JobColumns.scan` for a hundred persons who say different things, against streaming the
  columns once (40 bytes a job read by numpy, however close they are packed); and the same for
  persons of whom none has been asked for before, so that nothing is remembered of them;
- the request: the list that follows when a wish is changed (log-in, roles, the person's access,
  the scan, the reasons of the first 20, the page's part), inside the process, p95 in milliseconds;
- search: two words among the jobs by the database's own index, against LIKE over the same texts.

docs/performance.md says what they came to.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode

import databases

HERE = Path(__file__).resolve().parent
DATABASES = {"sqlite": databases.sqlite, "postgresql": databases.postgresql}
SCORING, REQUEST, SEARCH = 5.0, 10.0, 50.0
FLOOR_BYTES = 40  # a job's columns when the floor was set; packing them closer does not lower it
PLACES = [f"Kommun {n}" for n in range(290)]
WORDS = ("städa diska baka packa sortera bära hjälpa möta räkna skriva kund lager kök butik "
         "trädgård kontor maskin bil verktyg rutin schema lag kollega ansvar vana glad lugn "
         "noggrann snabb").split()  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--jobs", type=int, default=60_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", choices=sorted(DATABASES))
    parser.add_argument("--on", help="used by the program itself")
    told = parser.parse_args()
    if told.on:
        return run(told.on, told.jobs, told.rounds)
    codes = []
    with tempfile.TemporaryDirectory(prefix="framsteg-bench-") as folder:
        os.chmod(folder, 0o755)  # PostgreSQL runs as a user of its own
        for name in [told.only] if told.only else DATABASES:
            with DATABASES[name](Path(folder)) as environment:
                command = [sys.executable, __file__, "--on", name, "--jobs", str(told.jobs),
                           "--rounds", str(told.rounds)]  # fmt: skip
                codes.append(subprocess.run(command, env=environment).returncode)
    return max(codes)


def run(database: str, jobs: int, rounds: int) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "framsteg.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    client, enrolment_id = _world(jobs)
    reached = [
        _scoring(database, rounds),
        _request(database, rounds, client, enrolment_id),
        _search(database, rounds),
    ]
    return 0 if all(reached) else 1


def _world(jobs: int) -> tuple[Any, int]:
    """Jobs made of numbers, one person, one coach logged in."""
    sys.path.insert(0, str(HERE.parent))
    from django.conf import settings
    from django.test import Client

    from framsteg.actions.jobs import load_adverts
    from framsteg.records.models import Job
    from tests.factories.world import World

    settings.ALLOWED_HOSTS = ["testserver"]
    rng = random.Random(1)
    world = World(blueprint="natkraft")
    from django.utils import timezone

    world.today = timezone.localdate()
    load_adverts(by=world.viewer(world.anna), adverts=(_advert(rng, n) for n in range(jobs)))
    described = list(Job.objects.order_by("pk").values_list("pk", flat=True)[::3])
    scales = ("pace", "precision", "contact", "noise", "physical", "support")
    rows = [
        Job(pk=pk, times=rng.randint(1, 15), **{name: rng.randint(1, 3) for name in scales})
        for pk in described
    ]
    Job.objects.bulk_update(rows, ["times", *scales], batch_size=500)
    client = Client()
    client.force_login(world.anna)
    return client, world.case(given="Maja", family="Holm", phase="agreement").pk


def _advert(rng: random.Random, n: int) -> Any:
    from framsteg.foundation.adverts import Advert
    from framsteg.foundation.occupations import groups

    codes = [code for code in groups() if len(code) == 4]
    low = rng.choice((25, 50, 75, 100))
    text = " ".join(f"{rng.choice(WORDS)}{rng.randint(0, 400)}" for _ in range(190))
    return Advert(
        key=str(n), title=f"{rng.choice(WORDS)} {rng.choice(WORDS)}", employer=f"Firma {n % 9000}",
        text=text, occupation=codes[int(len(codes) * rng.random() ** 2)],
        municipality=PLACES[int(290 * rng.random() ** 2)],
        hours=(low, min(100, low + rng.choice((0, 25)))) if n % 4 else None,
        must_haves=frozenset(["driving_licence"] if n % 5 == 0 else []),
    )  # fmt: skip


def _wishes(rng: random.Random) -> dict[str, Any]:
    """What a form sends: some say much, some say little."""
    told: dict[str, Any] = {"wants_suggestions": "on"}
    if rng.random() < 0.7:
        told["occupations"] = rng.sample(["9111", "9412", "5222", "4322", "4119", "6113"], 2)
    for name in ("contact", "noise", "support", "pace", "precision", "physical"):
        if rng.random() < 0.6:
            told[name] = str(rng.randint(1, 3))
    if rng.random() < 0.8:
        told |= {"hours_min": "25", "hours_max": str(rng.choice((50, 75)))}
        told["municipalities"] = ", ".join(rng.sample(PLACES[:40], 2))
    told["times"] = ["day"]
    told["refuses"] = rng.sample(["night", "noise", "driving"], rng.randint(0, 2))
    return told


def _scoring(database: str, rounds: int) -> bool:
    import numpy as np
    from django.utils import timezone

    from framsteg.access.reading.matches import VALUES, as_wishes
    from framsteg.access.reading.open_jobs import open_jobs

    columns = open_jobs(timezone.localdate())
    rng = random.Random(2)
    persons = []
    for _ in range(100 * (rounds + 2)):
        told = {name: [] for name in VALUES} | _wishes(rng)
        numbers = ("contact", "noise", "support", "pace", "precision", "physical", "hours_min",
                   "hours_max")  # fmt: skip
        told |= {name: int(told[name]) if told[name] else None for name in numbers}
        told["municipalities"] = [m for m in str(told["municipalities"] or "").split(", ") if m]
        persons.append(as_wishes(told))
    held = list(np.ones((FLOOR_BYTES // 8, len(columns.ids)), np.int64))

    def floor(_n: int) -> object:
        return [np.bitwise_xor.reduce(one) for one in held]

    same, new = persons[:100], iter(persons[100:])
    reached = True
    for name, scan in (
        ("scoring / streaming the columns", lambda n: columns.scan(same[n])),
        ("the same, persons not met before", lambda _n: columns.scan(next(new))),
    ):
        ratios, ours, floors = _paired(rounds, 100, scan, floor)
        _tell(database, name, ratios, SCORING, ours, floors)
        reached = reached and median(ratios) <= SCORING
    return reached


def _request(database: str, rounds: int, client: Any, enrolment_id: int) -> bool:
    rng = random.Random(3)
    asked = [_wishes(rng) for _ in range(50)]
    for wishes in asked:  # occupations chosen before are choices of the form
        wishes["add_experience"] = rng.choice(["9412", "5222", ""])
    address = f"/deltagare/{enrolment_id}/jobb/prova/"
    form = "application/x-www-form-urlencoded"  # as the page sends it
    bodies = [urlencode(wishes, doseq=True) for wishes in asked]
    p95s, worked = [], []
    for _ in range(rounds):
        times = []
        for body in bodies:
            started, began = time.perf_counter(), time.thread_time()
            answer = client.post(address, body, content_type=form)
            times.append((time.perf_counter() - started) * 1000)
            worked.append((time.thread_time() - began) * 1000)
            assert answer.status_code == 200 and b"fs-card" in answer.content
        p95s.append(quantiles(times, n=100, method="inclusive")[94])
    verdict = "ok" if median(p95s) <= REQUEST else "OVER"
    print(f"{database:<11} whole request, reasons of 20   p95 {median(p95s):.1f} ms "
          f"({min(p95s):.1f}–{max(p95s):.1f})   goal ≤ {REQUEST:g} ms  {verdict}")  # fmt: skip
    print(f"{database:<11} its own processor time, which others' work moves less: "
          f"p50 {median(worked):.1f}, p95 {quantiles(worked, n=100)[94]:.1f} ms")  # fmt: skip
    return median(p95s) <= REQUEST


def _search(database: str, rounds: int) -> bool:
    from framsteg.records.job_words import found_by
    from framsteg.records.models import Job

    rng = random.Random(4)
    pairs = [[f"{rng.choice(WORDS)}{rng.randint(10, 400)}" for _ in range(2)] for _ in range(20)]

    def indexed(n: int) -> object:
        rows = Job.objects.filter(found_by(" ".join(pairs[n % 20]))).order_by("-pk")
        return list(rows.values_list("pk", flat=True)[:50])

    def plain(n: int) -> object:
        rows = Job.objects.order_by("-pk")
        for word in pairs[n % 20]:
            rows = rows.filter(tasks__icontains=word)
        return list(rows.values_list("pk", flat=True)[:50])

    ratios, ours, floors = _paired(max(3, rounds // 3), 10, plain, indexed)
    _tell(database, "LIKE / search by index", ratios, SEARCH, floors, ours, least=True)
    return median(ratios) >= SEARCH


def _paired(
    rounds: int, times: int, ours: Callable[[int], object], floor: Callable[[int], object]
) -> tuple[list[float], list[float], list[float]]:
    """Ratios of the rounds' medians, and all milliseconds of either."""
    ratios, all_ours, all_floors = [], [], []
    for n in range(5):
        ours(n), floor(n)
    for _ in range(rounds):
        mine, base = [], []
        for n in range(times):
            for job, kept in ((ours, mine), (floor, base)):
                started = time.perf_counter()
                job(n)
                kept.append((time.perf_counter() - started) * 1000)
        ratios.append(median(mine) / median(base))
        all_ours += mine
        all_floors += base
    return ratios, all_ours, all_floors


def _tell(
    database: str, name: str, ratios: list[float], goal: float, ours: list[float],
    floors: list[float], *, least: bool = False,
) -> None:  # fmt: skip
    reached = median(ratios) >= goal if least else median(ratios) <= goal
    print(
        f"{database:<11} {name:<32} ratio {median(ratios):.1f} "
        f"({min(ratios):.1f}–{max(ratios):.1f})   goal {'≥' if least else '≤'} {goal:g}   "
        f"{median(ours):.3f} / {median(floors):.3f} ms  {'ok' if reached else 'OVER'}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
