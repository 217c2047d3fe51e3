"""From a viewer and a programme to the computed evidence, protected as the viewer is."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings

from framsteg.access import Viewer
from framsteg.access.reading.figures import supervision_weeks
from framsteg.access.reading.programmes import ProgrammeLine
from framsteg.evaluation.fidelity.evidence import Evidence, evidence, of_counts
from framsteg.evaluation.fidelity.figures import FIGURES
from framsteg.evaluation.fidelity.of_the_work import SUPERVISION
from framsteg.snapshot.open import reading


def computed(
    viewer: Viewer,
    programme: ProgrammeLine,
    *,
    protected: bool,
    until_on: date | None = None,
    names: Iterable[str] = FIGURES,
) -> tuple[Evidence, ...]:
    """Every figure of the twelve months until `until_on` (or now), from the newest snapshot.

    The caller has asked `figures.scope_of` first.
    """
    with reading(settings.SNAPSHOTS) as opened:
        found = evidence(
            opened.cursor,
            programme=programme.key,
            snapshot=opened.snapshot,
            protected=protected,
            until_on=until_on,
            names=names,
        )
    if not found:
        return found
    months = [date.fromisoformat(f"{point.month}-01") for point in found[0].points]
    held = of_counts(
        SUPERVISION,
        supervision_weeks(viewer, programme.programme_id, months),
        snapshot=found[0].snapshot,
        protected=protected,
    )
    return (*found, held)
