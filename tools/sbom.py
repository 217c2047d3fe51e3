"""What the software is made of, as CycloneDX: `tools/sbom.py FILE`, or `--check` to try it only.

From the lock: every part with its version and the hashes that `make install` holds it to. The
time and the serial number are left out, so that the same lock gives the same file.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

LOCK = "requirements/app.lock"


def make(target: str) -> "subprocess.CompletedProcess[str]":
    command = [
        str(Path(sys.executable).parent / "cyclonedx-py"), "requirements", LOCK,
        "--pyproject", "pyproject.toml", "--mc-type", "application", "--output-reproducible",
        "--output-format", "JSON", "--output-file", target, "--validate",
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, check=False)


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "sbom.json") if arguments == ["--check"] else arguments[0]
        done = make(target)
    if done.returncode:
        print(done.stderr.strip())
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
