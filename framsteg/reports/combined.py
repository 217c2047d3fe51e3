"""One report over many sites: where people stand, the employers, the sites within chance, how it
was counted. It holds protected or exact figures, as its answers do, and never names a coach."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from framsteg.evaluation.answer import Answer
from framsteg.evaluation.benchmarks import UNCHECKED, Comparison, beside
from framsteg.evaluation.funnel import Funnel, funnel
from framsteg.evaluation.row import Row
from framsteg.foundation.text import Text, say
from framsteg.reports.answer_blocks import answer_blocks
from framsteg.reports.chart_specs import chart_frame
from framsteg.reports.charts import printed
from framsteg.reports.funnel_chart import funnel_spec
from framsteg.reports.paper import Block, Grid, Paper, PaperSection, Paragraph, Picture
from framsteg.reports.sheet import about, group_words
from framsteg.reports.words import moment, number, percent, render

Ask = Callable[..., Answer]
"""Gives the answer to a measure by name, divided by what else is named."""


@dataclass(frozen=True)
class Scope:
    """What the report is of: its name, how many sites and coaches, and what divides the sites."""

    title: str
    sites: int
    coaches: int
    grouping: str  # "programme" where each site is one, else "site"


def answers_for(ask: Ask, grouping: str) -> tuple[Answer, ...]:
    """Every answer in the report, in its order: also what its workbook holds."""
    return (
        ask("in_work_now"),
        ask("occupied_now"),
        ask("occupation_now"),
        ask("receiving_sector_now"),
        ask("clients", "sex"),
        ask("occupied_now", grouping),
        ask("in_work_now", grouping),
        ask("jobs_per_year", grouping),
        ask("ips_quarterly_rate"),
        ask("time_to_first_job"),
        ask("gone_to_work_or_studies"),
        ask("gone_to_employment"),
        ask("sustained_13_weeks"),
    )


def combined_paper(answers: tuple[Answer, ...], scope: Scope) -> Paper:
    work, occupied, occupation, sectors, clients, *rest = answers
    occupied_by_site, work_by_site, per_year, quarters, curve, *ever = rest
    first = answers[0]
    return Paper(
        title=scope.title,
        subtitle=render(first.window_words),
        language="sv",
        facts=(
            (render(say("Sites")), number(scope.sites)),
            (render(say("Coaches")), number(scope.coaches)),
            (render(say("Participants")), _count(clients.total)),
            (render(say("Snapshot")), moment(first.snapshot.made_at)),
        ),
        sections=(
            PaperSection(
                render(say("Summary")),
                tuple(_summary(scope, work.total, occupied.total, clients.total, sectors)),
            ),
            _section(say("Occupation on the day"), occupation),
            _section(say("The employers"), sectors),
            PaperSection(
                render(say("The sites beside each other")),
                tuple(_sites(scope, occupied_by_site, work_by_site)),
            ),
            PaperSection(
                render(say("Different starts")), tuple(_starts(per_year, quarters, curve))
            ),
            PaperSection(
                render(say("Beside what is published")),
                tuple(_published((work, occupied, quarters, curve, *ever))),
            ),
            PaperSection(render(say("How it was counted")), tuple(_counted(answers))),
        ),
        foot=f"{scope.title} · {moment(first.snapshot.made_at)}",
    )


# --- sections ---------------------------------------------------------------------------------


def _summary(
    scope: Scope, work: Row, occupied: Row, clients: Row, sectors: Answer
) -> Iterator[Block]:
    if work.n is None or occupied.n is None or work.value is None or occupied.value is None:
        yield Paragraph(render(say("The numbers are too small to be shown.")))
        return
    none = (occupied.of or 0) - occupied.n
    yield Paragraph(
        render(
            say(
                "{people} people have taken part at {sites} sites with {coaches} coaches. "
                "{enrolled} were enrolled on the last day. Of them {n} ({share}) were in work, "
                "with or without subsidy. {occupied} ({occupied_share}) had some occupation and "
                "{none} ({none_share}) had none yet.",
                people=_count(clients), sites=number(scope.sites), coaches=number(scope.coaches),
                enrolled=number(work.of or 0), n=number(work.n), share=_whole(work.value),
                occupied=number(occupied.n), occupied_share=_whole(occupied.value),
                none=number(none), none_share=_whole(1 - occupied.value),
            )
        )
    )  # fmt: skip
    private = next((row for row in sectors.rows if dict(row.by) == {"sector": "private"}), None)
    if private is not None and private.value is not None:
        share = say("Of the employers who have received someone {share} are private.",
                    share=_whole(private.value))  # fmt: skip
        yield Paragraph(render(share))


def _section(title: Text, answer: Answer) -> PaperSection:
    return PaperSection(render(title), tuple(answer_blocks(answer)))


def _sites(scope: Scope, *answers: Answer) -> Iterator[Block]:
    yield Paragraph(
        render(
            say(
                "A small site's share swings more than a large one's. Each point is a site; "
                "within the lines lie nineteen of twenty, and 998 of 1,000, when all sites are "
                "alike. What lies outside calls for a talk about that place's conditions: it is "
                "no verdict, and the sites are not ranked."
            )
        )
    )
    for answer in answers:
        made = funnel(answer.rows, scope.grouping)
        if made is not None and made.points:
            yield from _funnel(answer, made)
    yield _site_table(scope, *answers)


def _funnel(answer: Answer, made: Funnel) -> Iterator[Block]:
    outside = sum(not point.within_95 for point in made.points)
    title = render(answer.measure.title)
    alt = say(
        "{title}: {n} sites around {rate}, {outside} of them outside the limits for nineteen of "
        "twenty.", title=title, n=len(made.points), rate=percent(made.rate), outside=outside,
    )  # fmt: skip
    yield Picture(printed(funnel_spec(made, chart_frame())), render(alt), title)
    if made.hidden:
        yield Paragraph(
            render(say("{n} sites are not drawn: their numbers are too small.", n=made.hidden)),
            muted=True,
        )


def _site_table(scope: Scope, *answers: Answer) -> Grid:
    """The sites by name, each measure as counts and share; a hidden one says so."""
    by_site: dict[str, list[str]] = {}
    for answer in answers:
        rows = [row for row in answer.rows if set(row.by) == {scope.grouping}]
        for row in sorted(rows, key=lambda row: group_words(scope.grouping, row)):
            by_site.setdefault(group_words(scope.grouping, row), []).append(_of(row))
    columns = (render(say("Site")), *(render(answer.measure.title) for answer in answers))
    rows_of = tuple((name, *cells) for name, cells in sorted(by_site.items()))
    return Grid(render(say("The sites by name")), columns, rows_of)


def _starts(per_year: Answer, quarters: Answer, curve: Answer) -> Iterator[Block]:
    yield Paragraph(
        render(
            say(
                "Sites began at different times. Three ways to see them together: job starts for "
                "each year that people have been enrolled, the calendar's quarters, and the time "
                "since each person's own start."
            )
        )
    )
    for answer in (per_year, quarters, curve):
        yield from answer_blocks(answer)


def _published(answers: tuple[Answer, ...]) -> Iterator[Block]:
    columns = tuple(
        map(render, (say("Published"), say("Share"), say("Here"), say("Source"), say("Remark")))
    )
    rows = tuple(map(_published_row, beside(answers)))
    yield Grid(
        render(say("Published figures, beside our own where the two count the same")), columns, rows
    )


def _published_row(compared: Comparison) -> tuple[str, ...]:
    mark = compared.benchmark
    of = say("{share} of {n}", share=percent(mark.value), n=number(mark.n)) if mark.n else None
    remarks = [compared.reason, None if mark.checked else UNCHECKED]
    return (
        mark.study,
        render(of) if of else percent(mark.value),
        _of(compared.own) if compared.own else "–",
        mark.source,
        " ".join(render(remark) for remark in remarks if remark),
    )


def _counted(answers: tuple[Answer, ...]) -> Iterator[Block]:
    columns = (render(say("What")), render(say("How")))
    for answer in {answer.measure.name: answer for answer in answers}.values():
        yield Grid(render(answer.measure.title), columns, about(answer))


# --- words ------------------------------------------------------------------------------------


def _count(row: Row) -> str:
    return "–" if row.n is None else number(row.n)


def _of(row: Row) -> str:
    if row.n is None or row.value is None:
        return render(say("hidden")) if row.hidden else "–"
    return (
        render(say("{n} of {of}", n=number(row.n), of=number(row.of or 0)))
        + f" ({percent(row.value)})"
    )


def _whole(share: float) -> str:
    return f"{number(100 * share)}\N{NO-BREAK SPACE}%"
