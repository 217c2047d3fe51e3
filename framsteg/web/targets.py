"""What a programme's targets and aims are set against."""

from framsteg.access.reading.programmes import ProgrammeFile
from framsteg.blueprints.load import get
from framsteg.evaluation.aims import measures_of
from framsteg.evaluation.answer import Answer
from framsteg.evaluation.measures import MEASURES
from framsteg.web import figures


def answers(file: ProgrammeFile, *, protected: bool) -> tuple[Answer, ...]:
    """Results over time, caseloads, and the measure of each target and aim as it stands.

    The caller has asked `figures.scope_of` first.
    """
    aims = get(file.line.blueprint_key, file.line.blueprint_version).aims
    wanted = {"target_against_result", "caseload", *measures_of(aims)}
    wanted |= {line.measure for line in file.targets}
    asked = figures.questions(
        file.line.key, by=figures.NOTHING, measures=sorted(wanted & set(MEASURES))
    )
    _snapshot, found = figures.ask(asked, key=file.line.key, protected=protected)
    return found
