"""A Paper as a Word file: real headings, tables with heading rows, a language, no layout tricks."""

import io
import re

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from framsteg.reports.docx_contents import contents, mark
from framsteg.reports.harmless import printable
from framsteg.reports.paper import Block, Facts, Grid, Items, Paper, Paragraph, Picture, Quote
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
    if paper.contents:
        contents(file, paper)
    for number, section in enumerate(paper.sections):
        mark(file.add_heading(printable(section.title), level=section.level), number)
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
    elif isinstance(block, Quote):
        file.add_paragraph(printable(block.text), style="Intense Quote")
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
    caption = file.add_paragraph(printable(block.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = file.add_table(rows=len(block.rows) + 1, cols=len(block.columns), style="Table Grid")
    # All cells at once: to ask the table for each row anew takes longer for each row there is.
    lines = (block.columns, *block.rows)
    cells = iter(table._cells)
    for number, line in enumerate(lines):
        for place, (text, cell) in enumerate(zip(line, cells, strict=False)):
            told = cell.paragraphs[0]
            told.add_run(printable(text)).bold = True if number == 0 else None
            if place in block.numbers:
                told.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for row in table._tbl.tr_lst:
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table._tbl.tr_lst[0].get_or_add_trPr().append(head)
    file.add_paragraph()


def _picture(file: DocumentFile, block: Picture) -> None:
    shape = file.add_picture(io.BytesIO(png(block.svg)), width=Cm(16))
    shape._inline.docPr.set("descr", block.alt)
    if block.caption:
        file.add_paragraph(printable(block.caption), style="Caption")
