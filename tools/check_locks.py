"""The locks hold names, versions and hashes: no address of a registry, and nothing unhashed."""

import re
import sys
from pathlib import Path

PIN = re.compile(r"^[A-Za-z0-9._-]+(\[[a-z0-9,._-]+\])?==[^ ;\\]+( ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def faults(lock: Path) -> list[str]:
    return [
        f"{lock}:{number}: {line}"
        for number, line in enumerate(lock.read_text().splitlines(), 1)
        if "://" in line or not (PIN.match(line) or HASH.match(line))
    ]


found = [fault for lock in sorted(Path("requirements").glob("*.lock")) for fault in faults(lock)]
print("\n".join(found))
sys.exit(1 if found else 0)
