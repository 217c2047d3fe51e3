"""A review of the method as a Paper: what it is, the result, every item, what is to be done."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from framsteg.access.reading.fidelity import ReviewFile
from framsteg.evaluation.fidelity.scale import Item, Scale
from framsteg.reports.paper import Block, Facts, Grid, Items, Paper, PaperSection, Paragraph
from framsteg.reports.words import render


def review_paper(
    file: ReviewFile,
    scale: Scale,
    *,
    basis: Mapping[str, Sequence[str]],
    facts: Sequence[tuple[str, str]],
    total: str,
    today: date,
) -> Paper:
    """The review for print. `basis`: the computed figures of each item, in words."""
    first: list[Block] = []
    if total:
        first.append(Paragraph(total))
    if file.summary:
        first.append(Paragraph(file.summary))
    sections = [PaperSection(_("Result"), tuple(first))] if first else []
    for section in scale.sections:
        blocks: list[Block] = []
        for item in scale.items:
            if item.section == section.key:
                blocks.extend(_item(file, scale, item, basis.get(item.key, ())))
        sections.append(PaperSection(render(section.name.text), tuple(blocks)))
    if file.actions:
        sections.append(PaperSection(_("To be done"), (_todo(file),)))
    return Paper(
        title=_("Review: {scale}").format(scale=render(scale.name.text)),
        subtitle=file.line.programme,
        language=(get_language() or "sv").split("-")[0],
        sections=tuple(sections),
        facts=tuple(facts),
        foot=_("{programme} · printed {day}").format(
            programme=file.line.programme, day=date_format(today, "j F Y")
        ),
    )


def _item(file: ReviewFile, scale: Scale, item: Item, basis: Sequence[str]) -> list[Block]:
    anchor = file.line.shared.get(item.key)
    found = f"{anchor}: {render(item.anchors[anchor - 1].text)}" if anchor else "–"
    shared = next((a for a in file.answers.get(item.key, ()) if a.reviewer_id is None), None)
    name = f"{scale.number(item.key)}. {render(item.name.text)}"
    if item.to_be_checked:
        to_check = _("to be checked against the original")
        name = f"{name} ({to_check})"
    blocks: list[Block] = [Facts(((name, found),))]
    if shared is not None and shared.note:
        blocks.append(Paragraph(shared.note))
    if basis:
        blocks.append(Items(tuple(_("Computed basis: {words}").format(words=one) for one in basis)))
    return blocks


def _todo(file: ReviewFile) -> Grid:
    return Grid(
        caption=_("What the review leads to"),
        columns=(_("What"), _("Who"), _("By when"), _("Done")),
        rows=tuple(
            (
                line.what,
                line.responsible,
                str(date_format(line.due_on, "j F Y")),
                str(date_format(line.done_on, "j F Y")) if line.done_on else "–",
            )
            for line in file.actions
        ),
    )
