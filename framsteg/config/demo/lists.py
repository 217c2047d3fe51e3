"""The example lists, loaded as a new user would load them."""

from datetime import date
from pathlib import Path


def load_examples(today: date) -> None:
    raise SystemExit(str(Path.cwd()) + str(today))
