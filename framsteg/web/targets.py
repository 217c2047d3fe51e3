"""What a programme's targets are set against."""

from framsteg.access.reading.programmes import ProgrammeFile
from framsteg.evaluation.answer import Answer
from framsteg.evaluation.measures import MEASURES
from framsteg.web import figures


def answers(file: ProgrammeFile, *, protected: bool) -> tuple[Answer, ...]:
    """Results over time, caseloads, and each target's own measure as it stands.

    The caller has asked `figures.scope_of` first.
    """
    wanted = {"target_against_result", "caseload", *(line.measure for line in file.targets)}
    asked = figures.questions(
        file.line.key, by=figures.NOTHING, measures=sorted(wanted & set(MEASURES))
    )
    _snapshot, found = figures.ask(asked, key=file.line.key, protected=protected)
    return found
