"""A mixed coach's day against `framsteg serve`, with more and more coaches, on both databases.

    python bench/day.py [--participants 2000] [--seconds 30] [--soak 120] [--only sqlite]

Closed loop over the loopback only: each coach asks, reads the whole answer, thinks one to three
seconds, asks again. Steps of coaches until p95 reaches 300 ms or anything fails; then a soak at
half the highest good step (two coaches at least), with the memory of the web processes and the
worker before and after. The coaches (locust) share the processors with what they measure.
It needs `tools/install load`. docs/performance.md says what it came to.
"""

import argparse
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import databases

HERE = Path(__file__).resolve().parent
DATABASES = {"sqlite": databases.sqlite, "postgresql": databases.postgresql}
STEPS = (2, 5, 10, 20, 40, 60, 80, 120, 160)
GOAL_MS = 300
COACHES = 24
PEOPLE = 12


def main() -> int:
    told = _arguments()
    if told.make:
        make(told.participants, told.make)
        return 0
    for name in [told.only] if told.only else DATABASES:
        place = databases.folder(told.participants)
        with DATABASES[name](place) as environment:
            day = place / f"{name}-day.json"
            command = [sys.executable, __file__, "--participants", str(told.participants)]
            subprocess.run([*command, "--make", str(day)], env=environment, check=True)
            with serving(environment) as (port, process):
                measure(name, port, process, {**environment, "BENCH_DAY": str(day)}, told)
    return 0


def make(participants: int, target: Path) -> None:
    """The world, and coaches who are logged in, each with people of their own."""
    sys.argv = [sys.argv[0]]
    import web_requests
    import world

    web_requests.make_ready(participants)
    own = world.coaches_of(world.OWNER)[:COACHES]
    coaches = [
        {"session": web_requests.session(coach), "people": people}
        for coach in own
        if (people := web_requests.people_in_sight(coach, PEOPLE))
    ]
    contact = web_requests.contact_form(0)
    target.write_text(
        json.dumps(
            {
                "cookie": web_requests.settings.SESSION_COOKIE_NAME,
                "csrf": web_requests.CSRF,
                "contact": contact,
                "results": "/resultat/bench/",
                "coaches": coaches,
            }
        )
    )


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "framsteg.config.cli", "serve", "--port", str(port)]
    quiet = {**environment, "FRAMSTEG_LANGUAGE": "en"}
    process = subprocess.Popen(command, env=quiet, stderr=subprocess.DEVNULL)
    try:
        _until_ready(port)
        yield port, process
    finally:
        process.terminate()
        process.wait(timeout=60)


def _until_ready(port: int) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            with urlopen(f"http://127.0.0.1:{port}/ready", timeout=60):
                return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError("the server did not start")


def measure(
    name: str, port: int, process: "subprocess.Popen[bytes]", environment: dict[str, str], told: Any
) -> None:
    pages(port, STEPS[1], told.warm, environment)  # the first answer of each process loads it
    best = 0
    print(f"{name}: coaches | requests/s | p50 | p95 | p99 ms | errors", flush=True)
    for coaches in STEPS:
        found = ask(port, coaches, told.seconds, environment)
        print(f"{name}: {coaches:>7} | " + line(found), flush=True)
        if found["p95"] >= GOAL_MS or found["errors"]:
            break
        best = coaches
    if told.soak:
        few = max(2, best // 2)
        before = memory(process.pid)
        found = ask(port, few, told.soak, environment)
        after = memory(process.pid)
        print(f"{name}: soak {told.soak} s with {few} coaches | {line(found)}")
        print(f"{name}: memory {before:.0f} MB before, {after:.0f} MB after", flush=True)


def line(found: dict[str, Any]) -> str:
    figures = " | ".join(f"{found[key]:.0f}" for key in ("p50", "p95", "p99"))
    failed = f" ({', '.join(found['failed'])})" if found["failed"] else ""
    return f"{found['rate']:.1f} | {figures} | {found['errors']}{failed}"


def ask(port: int, coaches: int, seconds: int, environment: dict[str, str]) -> dict[str, Any]:
    return summary(pages(port, coaches, seconds, environment))


def pages(
    port: int, coaches: int, seconds: int, environment: dict[str, str]
) -> list[dict[str, Any]]:
    """What locust counted of each page."""
    command = [
        sys.executable, "-m", "locust", "-f", str(HERE / "day_users.py"), "--headless",
        "--host", f"http://127.0.0.1:{port}", "--users", str(coaches), "--spawn-rate", str(coaches),
        "--run-time", f"{seconds}s", "--json", "--loglevel", "ERROR", "--exit-code-on-error", "0",
    ]  # fmt: skip
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    counted: list[dict[str, Any]] = json.loads(done.stdout[done.stdout.index("[") :])
    return counted


def summary(pages: list[dict[str, Any]]) -> dict[str, Any]:
    """All pages together: milliseconds are locust's, rounded by it to two digits."""
    if not pages:
        raise RuntimeError("nothing was answered: the machine is too busy to measure")
    times: dict[float, int] = {}
    for page in pages:
        for milliseconds, count in page["response_times"].items():
            times[float(milliseconds)] = times.get(float(milliseconds), 0) + count
    number = sum(times.values())
    seconds = max(page["last_request_timestamp"] for page in pages) - min(
        page["start_time"] for page in pages
    )
    return {
        "rate": number / seconds,
        "errors": sum(page["num_failures"] for page in pages),
        "failed": [page["name"] for page in pages if page["num_failures"]],
        **{f"p{share}": _percentile(times, number * share / 100) for share in (50, 95, 99)},
    }


def _percentile(times: dict[float, int], rank: float) -> float:
    seen = 0
    for milliseconds in sorted(times):
        seen += times[milliseconds]
        if seen >= rank:
            return milliseconds
    raise ValueError("nothing was answered")


def memory(pid: int) -> float:
    """What the process and all below it hold for themselves, in MB."""
    own = 0.0
    for text in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if text.startswith(("Private_Clean", "Private_Dirty")):
            own += int(text.split()[1]) / 1024
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return own + sum(memory(int(child)) for child in children)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--participants", type=int, default=2000)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--warm", type=int, default=20)
    parser.add_argument("--soak", type=int, default=120)
    parser.add_argument("--only", choices=sorted(DATABASES))
    parser.add_argument("--make", type=Path, help="used by the program itself")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
