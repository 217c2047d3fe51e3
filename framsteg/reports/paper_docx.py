"""A Paper as a Word file: real headings, tables with heading rows, a language, no layout tricks."""

import io
import re

from docx import Document
from docx.document import Document as DocumentFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from framsteg.reports.harmless import printable
from framsteg.reports.paper import Block, Facts, Grid, Items, Paper, Paragraph, Picture
from framsteg.reports.pictures import png

LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
SMALL = Pt(9)


def docx(paper: Paper) -> bytes:
    """The file's bytes."""
    file = Document()
    _set_up(file, paper)
    file.add_heading(printable(paper.title), level=0)
    if paper.subtitle:
        file.add_paragraph(printable(paper.subtitle), style="Subtitle")
    if paper.facts:
        _facts(file, Facts(paper.facts))
    for section in paper.sections:
        file.add_heading(printable(section.title), level=1)
        for block in section.blocks:
            _block(file, block)
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


def _set_up(file: DocumentFile, paper: Paper) -> None:
    page = file.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    page.footer.paragraphs[0].text = printable(paper.foot)
    tag = LANGUAGES.get(paper.language, paper.language)
    file.core_properties.title = printable(paper.title)
    file.core_properties.author = paper.author
    file.core_properties.language = tag
    style = file.styles["Normal"].element.get_or_add_rPr()
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), tag)
    style.append(lang)
    defaults = file.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    if defaults is not None:
        defaults.set(qn("w:val"), tag)


def _block(file: DocumentFile, block: Block) -> None:
    if isinstance(block, Paragraph):
        _running(file, block)
    elif isinstance(block, Facts):
        _facts(file, block)
    elif isinstance(block, Items):
        for one in block.items:
            file.add_paragraph(printable(one), style="List Bullet")
    elif isinstance(block, Grid):
        _grid(file, block)
    else:
        _picture(file, block)


def _running(file: DocumentFile, block: Paragraph) -> None:
    for part in re.split(r"\n\s*\n", block.text):
        run = file.add_paragraph().add_run(printable(part))
        if block.muted:
            run.font.size = SMALL


def _facts(file: DocumentFile, block: Facts) -> None:
    for term, said in block.items:
        told = file.add_paragraph()
        told.add_run(printable(term)).bold = True
        told.add_run(f"\n{printable(said)}")


def _grid(file: DocumentFile, block: Grid) -> None:
    file.add_paragraph(printable(block.caption), style="Caption")
    table = file.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, block.columns, strict=True):
        cell.paragraphs[0].add_run(printable(text)).bold = True
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = printable(text)
    file.add_paragraph()


def _picture(file: DocumentFile, block: Picture) -> None:
    shape = file.add_picture(io.BytesIO(png(block.svg)), width=Cm(16))
    shape._inline.docPr.set("descr", block.alt)
    if block.caption:
        file.add_paragraph(printable(block.caption), style="Caption")
