"""Questions to exported sites, for commands that never start Django."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from framsteg.config.refusals import Refused
from framsteg.config.words import _
from framsteg.evaluation.answer import Answer, UnknownProgramme, answer, answers
from framsteg.evaluation.engines import Engine
from framsteg.evaluation.engines.connect import connect
from framsteg.evaluation.groupings import GROUPINGS
from framsteg.evaluation.measure import ONE_PROGRAMME_ONLY
from framsteg.evaluation.measures import MEASURES
from framsteg.evaluation.provenance import SnapshotInfo
from framsteg.evaluation.question import EVERY, Question, Unanswerable
from framsteg.evaluation.sites import NoSites, Site, find, together
from framsteg.foundation.text import say
from framsteg.reports import words

if TYPE_CHECKING:
    from framsteg.reports.combined import Scope


def opened(folders: Iterable[Path]) -> tuple[tuple[Site, ...], Engine]:
    """The exports in the folders, and an engine that has read them."""
    words.speak(words.Language(_))
    try:
        sites = find(folders)
    except NoSites as problem:
        raise Refused(problem.reason) from None
    return sites, connect(sites)


def programmes_of(sites: Sequence[Site]) -> dict[str, str]:
    """Every programme's name by its key."""
    return {key: name for site in sites for key, name in site.programmes.items()}


def answers_of(
    folders: Iterable[Path],
    programme: str,
    measures: Sequence[str],
    by: str | None,
    *,
    protected: bool,
) -> tuple[SnapshotInfo, tuple[Answer, ...]]:
    """The answers over all exported programmes together, or over the one that is named."""
    try:
        asked = questions(programme or EVERY, measures, by)
    except Unanswerable as problem:
        raise Refused(problem.reason) from None
    sites, engine = opened(folders)
    snapshot, scope = together(sites), frozenset(programmes_of(sites))
    try:
        return snapshot, answers(
            asked, scope=scope, engine=engine, snapshot=snapshot, protected=protected
        )
    except UnknownProgramme:
        raise Refused(say("There is no programme “{key}”.", key=programme)) from None


def questions(programme: str, measures: Sequence[str], by: str | None) -> list[Question]:
    """One for each measure that can be asked of so many, divided where it can be."""
    if by is not None and by not in GROUPINGS:
        raise Unanswerable(say("Figures cannot be divided by “{name}”.", name=by))
    can = [
        name
        for name, measure in MEASURES.items()
        if programme != EVERY or measure.shape not in ONE_PROGRAMME_ONLY
    ]
    return [Question(name, programme, divided(name, by)) for name in measures or can]


def divided(name: str, by: str | None) -> tuple[str, ...]:
    """By what is asked for where the measure can be, else by sex, or by nothing more."""
    measure = MEASURES.get(name)
    if measure is None:
        return ()  # the question refuses it by name
    if by is not None:
        return (by,) if by in measure.groupings else ()
    return ("sex",) if "sex" in measure.groupings and not measure.dimensions else ()


def write_report(folders: Iterable[Path], file: Path, title: str, *, protected: bool) -> None:
    """The combined report over all exports, in the form that the file's ending names."""
    if file.suffix not in _FORMS:
        raise Refused(say("A report is one of {forms}.", forms=sorted(_FORMS)))
    from framsteg.reports import combined

    sites, engine = opened(folders)
    programmes = programmes_of(sites)
    snapshot = together(sites)

    def ask(measure: str, *by: str) -> Answer:
        question = Question(measure, EVERY, by)
        return answer(
            question,
            scope=frozenset(programmes),
            cursor=engine,
            snapshot=snapshot,
            protected=protected,
        )

    grouping = "programme" if len(programmes) > 1 else "site"
    answers = combined.answers_for(ask, grouping)
    scope = combined.Scope(
        title=title or _("The sites together"),
        sites=_how_many(engine, grouping, "enrolments"),
        coaches=_how_many(engine, "coach", "assignments"),
        grouping=grouping,
    )
    file.write_bytes(_FORMS[file.suffix](answers, scope))


def _how_many(engine: Engine, column: str, table: str) -> int:
    [(many,)] = engine.rows(f"SELECT count(DISTINCT {column}) AS n FROM {table}")[1]
    return int(many)


def _pdf(answers: "tuple[Answer, ...]", scope: "Scope") -> bytes:
    from framsteg.reports.combined import combined_paper
    from framsteg.reports.paper_pdf import pdf

    return pdf(combined_paper(answers, scope))


def _docx(answers: "tuple[Answer, ...]", scope: "Scope") -> bytes:
    from framsteg.reports.combined import combined_paper
    from framsteg.reports.paper_docx import docx

    return docx(combined_paper(answers, scope))


def _html(answers: "tuple[Answer, ...]", scope: "Scope") -> bytes:
    from framsteg.reports.combined import combined_paper
    from framsteg.reports.paper_html import html

    return html(combined_paper(answers, scope)).encode()


def _xlsx(answers: "tuple[Answer, ...]", _scope: "Scope") -> bytes:
    from framsteg.reports.xlsx_form import as_xlsx

    return as_xlsx(answers)


_FORMS: "dict[str, Callable[[tuple[Answer, ...], Scope], bytes]]" = {
    ".pdf": _pdf,
    ".docx": _docx,
    ".html": _html,
    ".xlsx": _xlsx,
}
