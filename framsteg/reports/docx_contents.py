"""A table of contents in a Word file: a field that Word can make anew, filled in from the start.

Filled in, because neither a reader that prints nor one that converts the file makes fields anew.
Its lines are links to the headings; page numbers come when Word updates the field.
"""

from docx.document import Document as DocumentFile
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm
from docx.text.paragraph import Paragraph as DocxParagraph

from framsteg.reports.harmless import printable
from framsteg.reports.paper import Paper

FIELD = 'TOC \\o "1-2" \\h \\n'
"""Headings of two levels, as links, without page numbers."""


def contents(file: DocumentFile, paper: Paper) -> None:
    """The heading and the lines; `mark` gives each heading the name that its line links to."""
    _add_styles(file)
    file.add_paragraph(printable(paper.contents), style="TOC Heading")
    lines = [
        _line(file, section.title, section.level, number)
        for number, section in enumerate(paper.sections)
    ]
    if not lines:
        return
    begin, code, middle = (OxmlElement("w:r") for _ in range(3))
    begin.append(_sign("begin"))
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = FIELD
    code.append(text)
    middle.append(_sign("separate"))
    place = 1 if lines[0]._p.pPr is not None else 0
    for number, run in enumerate((begin, code, middle)):
        lines[0]._p.insert(place + number, run)
    end = OxmlElement("w:r")
    end.append(_sign("end"))
    lines[-1]._p.append(end)


def mark(heading: DocxParagraph, number: int) -> None:
    """Give a heading the bookmark that the line of contents with this number links to."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for one in (start, end):
        one.set(qn("w:id"), str(number + 1))
    start.set(qn("w:name"), _name(number))
    heading._p.insert(1 if heading._p.pPr is not None else 0, start)
    heading._p.append(end)


def _add_styles(file: DocumentFile) -> None:
    for name, indent in (("TOC Heading", 0.0), ("TOC 1", 0.0), ("TOC 2", 0.6)):
        if name not in file.styles:
            style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = file.styles["Normal"]
            style.paragraph_format.left_indent = Cm(indent)
            style.font.bold = name == "TOC Heading"


def _line(file: DocumentFile, title: str, level: int, number: int) -> DocxParagraph:
    line = file.add_paragraph(style=f"TOC {level}")
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), _name(number))
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = printable(title)
    run.append(text)
    link.append(run)
    line._p.append(link)
    return line


def _sign(kind: str) -> BaseOxmlElement:
    sign = OxmlElement("w:fldChar")
    sign.set(qn("w:fldCharType"), kind)
    return sign


def _name(number: int) -> str:
    return f"_Toc{number + 1:08d}"
