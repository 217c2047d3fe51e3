"""Progress on long work: on stderr, and only where somebody watches."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Advance(Protocol):
    """Call with how many more are done."""

    def __call__(self, done: int = 1) -> None: ...


@contextmanager
def progress(text: str, total: int | None = None) -> Iterator[Advance]:
    """A bar with a caption; without a total it only shows that work goes on.

    `with progress(_("Reading rows"), total=rows) as advance: … advance(100)`
    """
    if not sys.stderr.isatty():
        yield _silent
        return

    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(text, total=total)
        yield lambda done=1: bar.advance(task, done)


def _silent(done: int = 1) -> None:
    """Nobody watches."""
