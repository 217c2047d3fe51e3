"""Whether anything that the software is made of is known to be vulnerable, by PyPI's own list.

Where that cannot be asked the check says so and does not fail: code 75 means "not checked".
"""

import json
import subprocess
import sys
from pathlib import Path

NOT_CHECKED = 75
LONGEST_SECONDS = 120
LOCK = "requirements/app.lock"
# Known, looked at, and not ours to mend: the id, and why it does not concern us.
ACCEPTED: dict[str, str] = {}


def audit(lock: str) -> "subprocess.CompletedProcess[str]":
    command = [
        str(Path(sys.executable).parent / "pip-audit"), "--requirement", lock, "--disable-pip",
        "--require-hashes", "--format", "json", "--progress-spinner", "off", "--timeout", "10",
    ]  # fmt: skip
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=LONGEST_SECONDS
    )


def told(output: str) -> list[str]:
    """One line for each vulnerability that is not accepted, of pip-audit's JSON."""
    return [
        f"{one['name']} {one['version']}: {fault['id']}, mended in "
        f"{', '.join(fault['fix_versions']) or 'no version yet'}"
        for one in json.loads(output)["dependencies"]
        for fault in one.get("vulns", [])
        if fault["id"] not in ACCEPTED
    ]


def main() -> int:
    try:
        output = audit(LOCK).stdout
        found, unknown = told(output), not_looked_up(output)
    except (subprocess.TimeoutExpired, json.JSONDecodeError, KeyError):
        print("not checked: the list of vulnerabilities could not be reached")
        return NOT_CHECKED
    if found:
        print("\n".join(found))
        return 1
    if unknown:
        print(f"not checked: {unknown} parts are not in the list that was reached")
        return NOT_CHECKED
    return 0


def not_looked_up(output: str) -> int:
    return sum("skip_reason" in one for one in json.loads(output)["dependencies"])


if __name__ == "__main__":
    sys.exit(main())
