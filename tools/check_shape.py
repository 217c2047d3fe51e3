"""Limits that keep the house readable: length of modules and functions, and names that say
nothing. They have no exceptions: what outgrows them is divided by subject."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
EMPTY_NAMES = {
    "common", "core", "data", "handler", "handlers", "helper", "helpers", "info", "manager",
    "misc", "process", "util", "utils",
}  # fmt: skip
LEFT_UNDONE = ("TODO", "FIXME", "XXX")


def faults(path: Path) -> Iterator[str]:
    source = path.read_text(encoding="utf-8")
    lines = source.count("\n")
    if lines > LONGEST_MODULE:
        yield f"{path}: {lines} lines (at most {LONGEST_MODULE})"
    if path.stem in EMPTY_NAMES or path.parent.name in EMPTY_NAMES:
        yield f"{path}: the name says nothing about the subject"
    for mark in LEFT_UNDONE:
        if mark in source and path != Path(__file__).relative_to(Path.cwd()):  # it names them
            yield f"{path}: something is left undone ({mark})"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{path}:{node.lineno}: {node.name} has {length} lines"


def modules() -> Iterator[Path]:
    for folder in ("framsteg", "tests", "tools", "bench"):
        for path in sorted(Path(folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


found = [fault for path in modules() for fault in faults(path)]
print("\n".join(found))
sys.exit(1 if found else 0)
