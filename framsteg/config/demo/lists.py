"""The example lists, loaded as a new user would load them: Nätkraft with its published totals."""

from datetime import date
from pathlib import Path

import framsteg
from framsteg import access
from framsteg.config.demo import own_answers
from framsteg.foundation.codes import Purpose
from framsteg.imports.fields import ListKind
from framsteg.imports.loading import examine, load
from framsteg.imports.mapping import Mapping

EXAMPLES = Path(framsteg.__file__).resolve().parents[1] / "examples"
LISTS = (
    (ListKind.CASES, "natkraft_klienter.csv"),
    (ListKind.ENQUIRIES, "natkraft_forfragningar.csv"),
)


def load_examples(today: date) -> None:
    """Load the case list and the enquiries of Nätkraft."""
    by = access.viewer_for_command(
        "natkraft", purpose=Purpose.IMPORT, today=today, where="framsteg demo"
    )
    programme_id = access.programme(by, "natkraft").line.programme_id
    for kind, name in LISTS:
        examined = examine(EXAMPLES / name, Mapping(list=kind), by=by, programme_id=programme_id)
        load(examined, by=by, programme_id=programme_id)


def tell_what_they_said(today: date) -> None:
    """Own answers of the people in the case list, noted by the one who leads the programme."""
    karin = access.viewer_by_email("karin@example.org", today=today, where="framsteg demo")
    own_answers.of_natkraft(karin, access.programme(karin, "natkraft").line.programme_id)
