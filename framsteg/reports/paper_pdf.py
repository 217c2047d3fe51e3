"""A Paper as PDF: tagged, PDF/UA-1, with the page's own typeface. Nothing is fetched."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

import typst

from framsteg.reports.harmless import printable
from framsteg.reports.paper import Block, Paper

HERE = Path(__file__).parent
TEMPLATE = HERE / "paper.typ"
FONTS = HERE / "fonts"


def pdf(paper: Paper) -> bytes:
    """The file's bytes. Typst refuses what a screen reader could not read (a missing alt text).

    Our typeface has the letters of Western Europe, typst's own those of the rest of Europe. A
    name in other letters takes a typeface of the machine; where that has none either, the file
    is made without the claim of PDF/UA rather than not at all.
    """
    content = json.dumps(_plain(paper), ensure_ascii=False)
    try:
        return _compiled(content, own_fonts_only=True)
    except typst.TypstError as refused:
        if "could not be displayed" not in str(refused):
            raise
    try:
        return _compiled(content, own_fonts_only=False)
    except typst.TypstError:
        return _compiled(content, own_fonts_only=False, accessible=False)


@cache
def _fonts(own_only: bool) -> typst.Fonts:
    """The typefaces, read once: to look for them again takes as long as to write a paper."""
    return typst.Fonts(include_system_fonts=not own_only, font_paths=[FONTS])


def _compiled(content: str, *, own_fonts_only: bool, accessible: bool = True) -> bytes:
    return typst.compile(
        TEMPLATE,
        font_paths=_fonts(own_fonts_only),
        sys_inputs={"paper": content},
        format="pdf",
        pdf_standards="ua-1" if accessible else None,
    )


def _plain(paper: Paper) -> object:
    told = asdict(paper)
    told["sections"] = [
        {"title": s.title, "level": s.level, "blocks": [_block(b) for b in s.blocks]}
        for s in paper.sections
    ]
    return _clean(told)


def _block(block: Block) -> dict[str, object]:
    return {"kind": type(block).__name__.lower(), **asdict(block)}


def _clean(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(one) for one in value]
    return value
