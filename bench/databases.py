"""The two databases with the large world in them, kept between runs in a temporary folder."""

import hashlib
import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
# As a server that is trusted with the only copy would not be set: see docs/performance.md.
SERVER = "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c shared_buffers=1GB"


def folder(participants: int) -> Path:
    """A folder for this size, these tables and this generator; older ones are removed."""
    kept = Path(tempfile.gettempdir())
    sources = [ROOT / "bench" / "world.py", *sorted(ROOT.glob("framsteg/records/migrations/*.py"))]
    version = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:12]
    path = kept / f"framsteg-bench-{participants}-{version}"
    for other in kept.glob(f"framsteg-bench-{participants}-*"):
        if other != path:
            shutil.rmtree(other, ignore_errors=True)
    path.mkdir(mode=0o755, exist_ok=True)
    return path


@contextmanager
def sqlite(place: Path) -> Iterator[dict[str, str]]:
    """The environment of a process that works on the SQLite file."""
    yield _environment(place / "sqlite", "")


@contextmanager
def postgresql(place: Path) -> Iterator[dict[str, str]]:
    """The same for a PostgreSQL that runs as long as this does."""
    tool = _tool()
    home = place / "postgresql"
    home.mkdir(mode=0o755, exist_ok=True)
    if os.getuid() == 0:
        os.chown(home, pwd.getpwnam("postgres").pw_uid, -1)
    control, log, server = str(tool.programs() / "pg_ctl"), str(home / "log"), str(home / "server")
    made = (home / "server").exists()
    if not made:
        options = ("-A", "trust", "-U", "framsteg", "--locale=C.UTF-8", "-E", "UTF8", "--no-sync")
        tool.as_postgres(str(tool.programs() / "initdb"), "-D", server, *options)
    tool.as_postgres(control, "-D", server, "-w", "-l", log, "-o", f"-k {home} {SERVER}", "start")
    try:
        if not made:
            create = str(tool.programs() / "createdb")
            tool.as_postgres(create, "-h", str(home), "-U", "framsteg", "framsteg")
        yield _environment(
            place / "postgresql-files", f"postgresql://framsteg@/framsteg?host={home}"
        )
    finally:
        tool.as_postgres(control, "-D", server, "-m", "fast", "stop")


def _environment(data: Path, url: str) -> dict[str, str]:
    others = {name: value for name, value in os.environ.items() if "FRAMSTEG_" not in name}
    return {
        **others,
        "FRAMSTEG_DATA": str(data),
        "FRAMSTEG_DATABASE_URL": url,
        "FRAMSTEG_DEBUG": "0",
        "FRAMSTEG_LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "framsteg.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "bench"), os.environ.get("PYTHONPATH", "")]),
    }


def _tool() -> ModuleType:
    """tools/postgres, which knows where PostgreSQL lies and how to run it without root."""
    loader = SourceFileLoader("postgres_tool", str(ROOT / "tools" / "postgres"))
    module = ModuleType(loader.name)
    loader.exec_module(module)
    return module
