"""Tasks for the tests of the queue: they fail, are slow, or count how often they were done."""

from pathlib import Path
from time import sleep

from django_tasks import task

NAME_OF_SOMEBODY = "Maja Åström"
NUMBER_OF_SOMEBODY = "19900101-1234"


class Refused(Exception):
    """Carries what an error may carry: something about a person."""


@task()
def fails() -> None:
    raise Refused(NAME_OF_SOMEBODY, NUMBER_OF_SOMEBODY)


@task()
def goes_well() -> None:
    """Nothing to do."""


@task()
def told(text: str) -> None:
    if text == "wrong":
        raise Refused(text)


@task()
def slow_at_first(file: str) -> None:
    """Is still at it when it is killed the first time; comes to its end the second."""
    path = Path(file)
    first = not path.exists()
    with path.open("a") as lines:
        lines.write("begun\n")
    if first:
        sleep(120)
    with path.open("a") as lines:
        lines.write("done\n")
