"""Every check that needs no test run: two at a time, each told on one line, faults in full.

`python tools/check.py [name …]` runs all or the named ones.
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BIN = Path(sys.executable).parent
PYTHON = str(BIN / "python")

CHECKS = {
    "types": [str(BIN / "mypy")],
    "format": [str(BIN / "ruff"), "format", "--check", "."],
    "lint": [str(BIN / "ruff"), "check", "."],
    "contracts": [str(BIN / "lint-imports"), "--no-logo"],
    "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "django": [PYTHON, "manage.py", "check", "--fail-level", "WARNING"],
    "templates": [str(BIN / "djlint"), "framsteg/web/templates", "--lint", "--quiet"],
    "translations": [PYTHON, "tools/translations.py", "check"],
    "locks": [PYTHON, "tools/check_locks.py"],
    "shape": [PYTHON, "tools/check_shape.py"],
    "older versions": [PYTHON, "tools/check_migrations.py"],
    "parts": [PYTHON, "tools/sbom.py", "--check"],
    "vulnerable": [PYTHON, "tools/check_vulnerabilities.py"],
    "deploy": [PYTHON, "tools/check_deploy.py"],
}
NOT_CHECKED = 75
"""The code of a check that could not look (no network, no systemd) and says so."""


def run(name: str, environment: dict[str, str]) -> bool:
    began = time.monotonic()
    done = subprocess.run(
        CHECKS[name],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    could_not = done.returncode == NOT_CHECKED
    verdict = "ok" if done.returncode == 0 else "" if could_not else "FAILED"
    line = f"{name:<14} {verdict:<7} {time.monotonic() - began:4.1f} s"
    if could_not:
        line += f"  {done.stdout.strip()}"
    print(
        line if could_not or not done.returncode else f"{line}\n{done.stdout.rstrip()}\n",
        flush=True,
    )
    return could_not or done.returncode == 0


def main(names: list[str]) -> int:
    unknown = set(names) - set(CHECKS)
    if unknown:
        print(f"No such check: {', '.join(sorted(unknown))}. There are: {', '.join(CHECKS)}")
        return 2
    others = {name: value for name, value in os.environ.items() if "FRAMSTEG_" not in name}
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        environment = {**others, "FRAMSTEG_DATA": folder}
        good = list(pool.map(lambda name: run(name, environment), names or CHECKS))
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
