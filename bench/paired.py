"""Ours and the floor timed in turn, compared round by round, told in one table."""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

Job = Callable[[int], object]


@dataclass(frozen=True)
class Result:
    """Milliseconds over all rounds, and the ratio of each round's 95th percentiles and medians."""

    name: str
    database: str
    statements: int
    goal: float | None
    ours_p50: float
    ours_p95: float
    floor_p50: float
    floor_p95: float
    ratios_p50: tuple[float, ...]
    ratios_p95: tuple[float, ...]

    @property
    def ratio(self) -> float:
        return statistics.median(self.ratios_p95)

    @property
    def reached(self) -> bool:
        return self.goal is None or self.ratio <= self.goal

    def plain(self) -> dict[str, object]:
        return asdict(self)


def compare(
    name: str,
    ours: Job,
    floor: Job,
    *,
    database: str,
    statements: int,
    goal: float | None,
    rounds: int,
    requests: int,
) -> Result:
    """Run both `requests` times a round, one after the other, so that noise meets them alike."""
    for number in range(20):
        ours(number), floor(number)
    each = [_round(ours, floor, number * requests, requests) for number in range(rounds)]
    all_ours = [one for mine, _floor in each for one in mine]
    all_floors = [one for _mine, base in each for one in base]
    result = Result(
        name=name,
        database=database,
        statements=statements,
        goal=goal,
        ours_p50=percentile(all_ours, 50),
        ours_p95=percentile(all_ours, 95),
        floor_p50=percentile(all_floors, 50),
        floor_p95=percentile(all_floors, 95),
        ratios_p50=tuple(percentile(m, 50) / percentile(f, 50) for m, f in each),
        ratios_p95=tuple(percentile(m, 95) / percentile(f, 95) for m, f in each),
    )
    print(f"  {database}, {name}: {result.ratio:.2f}", file=sys.stderr, flush=True)
    return result


def _round(ours: Job, floor: Job, first: int, requests: int) -> tuple[list[float], list[float]]:
    mine, base = [], []
    for number in range(first, first + requests):
        pair = [(ours, mine), (floor, base)]
        for job, times in pair if number % 2 else reversed(pair):
            started = time.perf_counter()
            job(number)
            times.append((time.perf_counter() - started) * 1000)
    return mine, base


def percentile(values: Sequence[float], share: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


def table(results: Sequence[Result]) -> str:
    """One line a comparison: ratios as median (lowest–highest), then milliseconds."""
    lines = [
        f"{'':<34} {'database':<11} {'SQL':>3}  {'ratio p95':<19} {'ratio p50':<19} "
        f"{'goal':>5}  {'ours ms p50/p95':>16}  {'floor ms p50/p95':>16}"
    ]
    for one in results:
        verdict = "" if one.goal is None else ("ok" if one.reached else "OVER")
        goal = "" if one.goal is None else f"{one.goal:g}"
        lines.append(
            f"{one.name:<34} {one.database:<11} {one.statements:>3}  {spread(one.ratios_p95):<19} "
            f"{spread(one.ratios_p50):<19} {goal:>5}  {one.ours_p50:>7.2f} / {one.ours_p95:>6.2f}  "
            f"{one.floor_p50:>7.2f} / {one.floor_p95:>6.2f}  {verdict}"
        )
    return "\n".join(lines)


def spread(ratios: Sequence[float]) -> str:
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"
