"""The container file, the compose file and systemd's units, by linters that need no engine.

Where systemd itself is not at hand its units are not looked at, and the check says so (code 75).
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

NOT_CHECKED = 75
BIN = Path(sys.executable).parent
DEPLOY = Path("deploy")


def run(*command: str) -> list[str]:
    """What a linter complains of, or nothing."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [] if done.returncode == 0 else [f"{done.stdout}{done.stderr}".strip() or command[0]]


def units() -> list[str]:
    """systemd wants each program to be there: a program that is stands in for ours."""
    with tempfile.TemporaryDirectory() as folder:
        copies = []
        for unit in sorted(DEPLOY.glob("systemd/*")):
            copy = Path(folder) / unit.name
            copy.write_text(
                re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", unit.read_text(), flags=re.M)
            )
            copies.append(str(copy))
        return run("systemd-analyze", "verify", "--man=no", *copies)


def main() -> int:
    compose = ["--builtin-schema", "vendor.compose-spec", str(DEPLOY / "compose.yaml")]
    found = run(str(BIN / "hadolint"), str(DEPLOY / "Dockerfile"))
    found += run(str(BIN / "check-jsonschema"), *compose)
    has_systemd = shutil.which("systemd-analyze") is not None
    if has_systemd:
        found += units()
    print("\n".join(found) if found or has_systemd else "not checked: systemd is not here")
    return 1 if found else 0 if has_systemd else NOT_CHECKED


if __name__ == "__main__":
    sys.exit(main())
