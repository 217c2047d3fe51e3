"""A PostgreSQL of a test's own, which it may stop, kill and starve."""

import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parents[2]


def _tool() -> ModuleType:
    """tools/postgres, which knows where PostgreSQL lies and how to run it without root."""
    loader = SourceFileLoader("postgres_tool", str(ROOT / "tools" / "postgres"))
    module = ModuleType(loader.name)
    loader.exec_module(module)
    return module


TOOL = _tool()


class Server:
    """Started on a socket in a folder of its own; `most_bytes` is the longest file it may write."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"

    @property
    def address(self) -> str:
        return f"postgresql://framsteg@/framsteg?host={self.folder}"

    def make(self) -> None:
        made = ("-A", "trust", "-U", "framsteg", "--locale=C.UTF-8", "-E", "UTF8", "--no-sync",
                "--wal-segsize=1")  # fmt: skip
        TOOL.as_postgres(str(TOOL.programs() / "initdb"), "-D", str(self.data), *made)
        self.start()
        create = str(TOOL.programs() / "createdb")
        TOOL.as_postgres(create, "-h", str(self.folder), "-U", "framsteg", "framsteg")

    def start(self, *options: str, data: Path | None = None, most_bytes: int = 0) -> None:
        # Its words in English, whatever the machine speaks: a test reads them.
        told = " ".join(
            [f"-k {self.folder} -c listen_addresses= -c lc_messages=C -c fsync=off", *options]
        )
        control = [str(TOOL.programs() / "pg_ctl"), "-D", str(data or self.data), "-w", "-l",
                   str(self.folder / "log"), "-o", told, "start"]  # fmt: skip
        limit = ["prlimit", f"--fsize={most_bytes}", "--"] if most_bytes else []
        TOOL.as_postgres(*limit, *control)

    def stop(self, how: str = "fast", data: Path | None = None) -> None:
        stop = ["-D", str(data or self.data), "-m", how, "stop"]
        TOOL.as_postgres(str(TOOL.programs() / "pg_ctl"), *stop)

    def run(self, program: str, *arguments: str) -> None:
        TOOL.as_postgres(str(TOOL.programs() / program), *arguments)

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.address, autocommit=True) as connection:
            cursor = connection.execute(statement)  # type: ignore[call-overload]
            return cursor.fetchall() if cursor.description else []


@contextmanager
def own_server() -> Iterator[Server]:
    # A socket's path may not be long, and others may not enter a test's own folder.
    folder = Path(tempfile.mkdtemp(prefix="framsteg-own-", dir="/tmp"))
    if os.getuid() == 0:
        os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
    folder.chmod(0o755)
    server = Server(folder)
    try:
        server.make()
        yield server
    finally:
        for data in folder.glob("*/postmaster.pid"):
            server.stop("immediate", data.parent)
        shutil.rmtree(folder, ignore_errors=True)
