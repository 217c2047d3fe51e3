"""From a viewer and a programme to answers: scope and protection come from the viewer alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from framsteg import access
from framsteg.access import Viewer
from framsteg.access.reading.figures import coach_names
from framsteg.evaluation.answer import Answer, answer
from framsteg.evaluation.groupings import GROUPINGS
from framsteg.evaluation.measures import MEASURES
from framsteg.evaluation.provenance import SnapshotInfo
from framsteg.evaluation.question import Question, Unanswerable
from framsteg.foundation.text import say
from framsteg.snapshot.open import reading
from framsteg.snapshot.pseudonyms import coaches_by_pseudonym

NOTHING = "none"
"""What is written in place of a grouping by who wants none."""


@dataclass(frozen=True)
class Window:
    """Half-open; None is as wide as possible."""

    from_on: date | None = None
    until_on: date | None = None


def scope_of(viewer: Viewer, key: str, *, protected: bool = False) -> bool:
    """Whether small cells are to be hidden from this viewer, or because they asked for it.

    Raises NotFound for a programme whose figures the viewer may not see.
    """
    scope = access.figures_scope(viewer)
    if key not in scope.keys:
        raise access.NotFound
    return protected or key not in scope.exact


def questions(
    key: str, *, by: str = "sex", window: Window = Window(), measures: Iterable[str] = ()
) -> list[Question]:
    """A question for each measure, divided by `by` where that can be done.

    Raises Unanswerable for a measure or a grouping that does not exist.
    """
    if by != NOTHING and by not in GROUPINGS:
        raise Unanswerable(say("Figures cannot be divided by “{name}”.", name=by))
    return [
        Question(
            name,
            key,
            (by,) if name in MEASURES and by in MEASURES[name].groupings else (),
            window.from_on,
            window.until_on,
        )
        for name in measures or MEASURES
    ]


def ask(
    asked: Iterable[Question], *, key: str, protected: bool
) -> tuple[SnapshotInfo, tuple[Answer, ...]]:
    """The answers from the newest snapshot. The caller has asked `scope_of` first."""
    with reading(settings.SNAPSHOTS) as opened:
        return opened.snapshot, tuple(
            answer(
                question,
                scope=frozenset({key}),
                cursor=opened.cursor,
                snapshot=opened.snapshot,
                protected=protected,
            )
            for question in asked
        )


def names_of_coaches(viewer: Viewer, key: str, *, protected: bool) -> dict[str, str]:
    """Names for the coaches of an answer, by pseudonym; none where figures are protected."""
    if protected:
        return {}
    names = coach_names(viewer, key)
    known = coaches_by_pseudonym(names, key=settings.PSEUDONYM_KEY.encode())
    return {pseudonym: names[staff_id] for pseudonym, staff_id in known.items()}
