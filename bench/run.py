"""All the benches, one after the other, and what they came to at the end (`make bench`).

    python bench/run.py [name …]

Each is a script of its own beside this one and can be run alone; docs/performance.md says what
they measure. Lines with a ratio are gathered; the exit code is 1 when one is over its goal.
"""

import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BENCHES = {
    "web": "pages, search and logging over 100 000 participants and 5 million contacts",
    "evaluation": "the first questions over 100 000 participants and 4 million contacts",
    "nation": "every measure over the exports of 290 sites",
    "imports": "a list of 100 000 rows from a workbook",
    "reports": "a final report by command and button, against an HTML engine",
    "matching": "jobs for one person among 60 000, and words found in them",
}
TELLING = re.compile(r"× floor|ratio|\bok$|\bOVER$")


def main(names: list[str]) -> int:
    unknown = set(names) - set(BENCHES)
    if unknown:
        print(f"No such bench: {', '.join(sorted(unknown))}. There are: {', '.join(BENCHES)}")
        return 2
    codes, told = [], []
    for name in names or BENCHES:
        print(f"── {name}: {BENCHES[name]}", flush=True)
        code, lines = run(HERE / f"{name}.py")
        codes.append(code)
        told += [f"── {name}", *[line for line in lines if TELLING.search(line)]]
    print("\n" + "\n".join(told))
    return max(codes)


def run(script: Path) -> tuple[int, list[str]]:
    """Show what the script says while it says it; its exit code and its lines."""
    lines = []
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, bufsize=1
    ) as running:
        for line in running.stdout or ():
            print(line, end="", flush=True)
            lines.append(line.rstrip())
    return running.returncode, lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
