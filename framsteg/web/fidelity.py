"""From a viewer and a programme to the computed evidence, protected as the viewer is."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.conf import settings

from framsteg import access
from framsteg.access import Viewer
from framsteg.access.reading.fidelity import ReviewFile
from framsteg.access.reading.figures import SupervisionWeek, supervision_weeks
from framsteg.access.reading.programmes import ProgrammeLine
from framsteg.evaluation.fidelity.evidence import Evidence, evidence, of_counts
from framsteg.evaluation.fidelity.figures import FIGURES
from framsteg.evaluation.fidelity.kept import from_kept, to_keep
from framsteg.evaluation.fidelity.of_the_work import SUPERVISION
from framsteg.evaluation.fidelity.scale import IPS
from framsteg.snapshot.open import reading
from framsteg.web import figures, freshness


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
    weeks = weeks_of(viewer, programme, months, until_on)
    held = of_counts(
        SUPERVISION,
        [_month(on, weeks) for on in months],
        snapshot=found[0].snapshot,
        protected=protected,
    )
    return (*found, held)


def weeks_of(
    viewer: Viewer, programme: ProgrammeLine, months: Sequence[date], until_on: date | None
) -> tuple[SupervisionWeek, ...]:
    """The weeks of supervision that begin before `until_on`."""
    weeks = supervision_weeks(viewer, programme.programme_id, months)
    return tuple(w for w in weeks if until_on is None or w.starts_on < until_on)


def _month(on: date, weeks: Iterable[SupervisionWeek]) -> tuple[str, int, int, int]:
    """A month's weeks of supervision together: held, in all, away."""
    here = [w for w in weeks if (w.starts_on.year, w.starts_on.month) == (on.year, on.month)]
    return (
        f"{on:%Y-%m}", sum(w.held for w in here), sum(w.of for w in here),
        sum(w.away for w in here),
    )  # fmt: skip


def of_review(viewer: Viewer, file: ReviewFile, item_key: str = "") -> tuple[Evidence, ...]:
    """The computed evidence of a review's own period, protected as the viewer is.

    As it was kept when the review was agreed; from the newest snapshot before that. None for a
    scale that is not measured.
    """
    line = file.line
    if line.scale != IPS:
        return ()
    protected = figures.scope_of(viewer, line.programme_key)
    if file.basis is not None:
        found = from_kept(file.basis, protected=protected)
    else:
        freshness.fresh(viewer)
        programme = access.programme(viewer, line.programme_key).line
        found = computed(viewer, programme, protected=protected, until_on=line.ends_on)
    return tuple(one for one in found if item_key in ("", one.figure.item))


def basis_to_keep(viewer: Viewer, file: ReviewFile) -> dict[str, Any] | None:
    """The evidence as it stands now, to be kept when the review is agreed on.

    Exact also where the viewer reads protected figures: protection follows whoever reads it.
    """
    line = file.line
    if line.scale != IPS:
        return None
    figures.scope_of(viewer, line.programme_key)
    freshness.fresh(viewer)
    programme = access.programme(viewer, line.programme_key).line
    return to_keep(computed(viewer, programme, protected=False, until_on=line.ends_on))
