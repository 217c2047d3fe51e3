"""A file with the texts of an instrument, read and put in place."""

from pathlib import Path

from django.utils import timezone

from framsteg import access
from framsteg.actions import instruments
from framsteg.actions.instruments import Texts
from framsteg.blueprints.problems import BlueprintError
from framsteg.blueprints.read import read
from framsteg.config.refusals import Refused
from framsteg.foundation.text import say

WHERE = "framsteg instrument load"
LINES = ("key", "language", "title", "question", "licence", "source")


def load(path: Path) -> Texts:
    """Read and keep. Raises Refused for another file, Denied for texts that cannot be used."""
    try:
        values = read(path).values
    except BlueprintError as fault:
        raise Refused(fault.problems[0].text) from None
    values = values if isinstance(values, dict) else {}
    items, answers = values.get("items"), values.get("answers")
    lines = {name: str(values.get(name) or "").strip() for name in LINES}
    whole = all(lines.values())
    if not (whole and isinstance(items, list) and isinstance(answers, list)):
        names = [*LINES, "items", "answers"]
        raise Refused(say("The file must have {names}.", names=", ".join(names)))
    texts = Texts(**lines, items=[str(i) for i in items], answers=[str(a) for a in answers])
    viewer = access.viewer_for_installation(today=timezone.localdate(), where=WHERE)
    instruments.load(by=viewer, texts=texts)
    return texts
