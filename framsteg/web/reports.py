"""From a programme and a kind of report to its paper and tables, for page and command alike.

Facts are told as the organisation that owns the programme, so that the report is the same whoever
makes it; figures are protected unless the viewer sees exact ones and asks for them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from framsteg import access
from framsteg.access import Viewer
from framsteg.access.reading import reports as reading
from framsteg.access.reading.programmes import ProgrammeLine
from framsteg.access.reading.quotes import quotes_to_print
from framsteg.access.reading.reports import ReportFile, ReportLine
from framsteg.blueprints.load import get
from framsteg.blueprints.schema import Aim
from framsteg.evaluation.aims import measures_of
from framsteg.evaluation.measures import MEASURES
from framsteg.evaluation.question import Question
from framsteg.foundation.codes import Purpose, ReportKind
from framsteg.foundation.period import Period
from framsteg.reports import open_data
from framsteg.reports.paper import Paper
from framsteg.reports.report_paper import Asked, Stock, asked_in, report_paper, section_text
from framsteg.reports.sheet import Sheet, sheet_of
from framsteg.rules.reports import REPORTS, ReportShape, Told
from framsteg.web import figures
from framsteg.web.presenters.words import span
from framsteg.web.report_facts import TARGET_FIGURES, Ground, facts


@dataclass(frozen=True)
class Made:
    """A report as it stands now: to read, and its figures as tables."""

    paper: Paper
    sheets: tuple[Sheet, ...]
    snapshot: str
    stock: Stock


def make(file: ReportFile, *, exact: bool, today: date, also: str = "") -> Made:
    """The report with the newest snapshot's figures; `also` is a text whose figures are asked too.

    The caller has asked `figures.scope_of`, and has let only who sees exact figures ask for them.
    """
    line = file.line
    viewer = access.viewer_for_command(
        line.programme_key, purpose=Purpose.EVALUATION, today=today, where="report"
    )
    programme = access.programme(viewer, line.programme_key)
    shape = REPORTS[line.kind]
    asked = _asked(file, shape, also)
    blueprint = get(programme.line.blueprint_key, programme.line.blueprint_version)
    against = _against(shape, [target.measure for target in programme.targets], blueprint.aims)
    snapshot, found = figures.ask(
        [_question(line, one) for one in (*asked, *against)],
        key=line.programme_key,
        protected=not exact,
    )
    answers = found[: len(asked)]
    ground = Ground(viewer, programme, blueprint, file, found[len(asked) :], answers)
    stock = Stock(
        answers=dict(zip(asked, answers, strict=True)),
        facts=facts(ground, _told(shape)),
        time=time_words(line, programme.line),
        folder=settings.CHARTS,
        quotes=quotes_to_print(viewer, line.programme_id),
    )
    paper = report_paper(file, stock, today=today)
    return Made(paper, tuple(sheet_of(answer) for answer in answers), snapshot.id, stock)


def open_figures(viewer: Viewer, key: str) -> bytes:
    """The programme's figures as open data (ZIP), over its whole time: always protected."""
    line = access.programme(viewer, key).line
    questions = [Question(measure, key, by) for measure, by in open_data.asked()]
    _snapshot, answers = figures.ask(questions, key=key, protected=True)
    return open_data.open_data(answers, title=line.name, owner=line.owner, day=viewer.today)


def not_begun(viewer: Viewer, key: str, kind: ReportKind, period: Period | None) -> ReportFile:
    """The report as it would be if somebody began it: only what is suggested is written."""
    line = access.programme(viewer, key).line
    return ReportFile(
        ReportLine(
            report_id=0, programme_id=line.programme_id, programme_key=key, programme=line.name,
            kind=kind, starts_on=period.start if period else None,
            ends_on=period.end if period else None, begun_on=viewer.today, editions=(),
            writes=False, approves=False,
        )
    )  # fmt: skip


def of_kind(viewer: Viewer, key: str, kind: ReportKind, period: Period | None) -> ReportFile:
    """The report of the kind and time that has been begun, or as it would begin."""
    programme_id = access.programme(viewer, key).line.programme_id
    begun = reading.report_of(viewer, programme_id, kind, period.start if period else None)
    return begun or not_begun(viewer, key, kind, period)


def time_words(line: ReportLine, programme: ProgrammeLine) -> str:
    """The time that a report is about, in words."""
    if line.starts_on is None:
        return span(programme.starts_on, programme.ends_on)
    return span(line.starts_on, line.ends_on)


def _asked(file: ReportFile, shape: ReportShape, also: str) -> tuple[Asked, ...]:
    """Each question once: those of the declaration, and those that the texts refer to."""
    found = dict.fromkeys(shape.asked)
    for section in shape.written:
        found |= dict.fromkeys(asked_in(section_text(file, section)))
    return tuple(found | dict.fromkeys(asked_in(also)))


def _against(shape: ReportShape, targets: Iterable[str], aims: Iterable[Aim]) -> tuple[Asked, ...]:
    told = _told(shape)
    wanted = {*TARGET_FIGURES, *targets} if Told.TARGETS in told else set()
    if Told.AIMS in told:
        wanted.update(measures_of(aims))
    return tuple((name, ()) for name in sorted(wanted & set(MEASURES)))


def _told(shape: ReportShape) -> tuple[Told, ...]:
    return tuple(
        part for section in shape.sections for part in section.parts if isinstance(part, Told)
    )


def _question(line: ReportLine, asked: Asked) -> Question:
    measure, by = asked
    return Question(measure, line.programme_key, by, line.starts_on, line.ends_on)
