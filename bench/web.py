"""The pages over 100 000 participants and 5 million contacts, against their own SQL, raw.

    python bench/web.py [--participants 100000] [--rounds 9] [--requests 100] [--only sqlite]

docs/performance.md says what is measured and why. `--on` is used by the program itself: one
process for each database, as Django's settings are one to a process.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import databases
from paired import Result, table

HERE = Path(__file__).resolve().parent
DATABASES = {"sqlite": databases.sqlite, "postgresql": databases.postgresql}


def main() -> int:
    results = measure(_arguments())
    print(table(results))
    return 0


def measure(arguments: argparse.Namespace) -> list[Result]:
    """Every comparison on each database, one after the other."""
    place = databases.folder(arguments.participants)
    results = []
    for name in [arguments.only] if arguments.only else DATABASES:
        with DATABASES[name](place) as environment:
            out = place / f"{name}.json"
            command = [
                sys.executable, str(HERE / "web_requests.py"), str(out),
                "--participants", str(arguments.participants), "--rounds", str(arguments.rounds),
                "--requests", str(arguments.requests),
            ]  # fmt: skip
            subprocess.run(command, env=environment, check=True)
            results += [Result(**one) for one in json.loads(out.read_text())]
    return results


def arguments_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--participants", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--requests", type=int, default=100)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments_of(parser)
    parser.add_argument("--only", choices=sorted(DATABASES))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
