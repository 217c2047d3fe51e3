"""Every document as PDF and Word, opened by other programs: its words, language and headings."""

import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from framsteg.access.document_files import Answers, DocumentFile, DocumentLine
from framsteg.foundation.codes import DocumentKind, Part
from framsteg.reports.document_paper import document_paper
from framsteg.reports.paper_docx import docx
from framsteg.reports.paper_pdf import pdf
from framsteg.rules.documents import SHAPES, FieldKind, FieldShape
from framsteg.web import words

pytestmark = pytest.mark.process
TODAY = date(2026, 3, 10)
HOSTILE = "<b>&amp; å\x07ä ö </b> {{ 1 }} #let x = 1 $ \\ * _"


def value(field: FieldShape) -> Any:
    """An answer of each kind; text holds what a file format could stumble on."""
    plain: dict[FieldKind, Any] = {
        FieldKind.LINE: f"Svar på {field.key}", FieldKind.WRITING: f"{HOSTILE}\n\n{field.key}",
        FieldKind.DAY: "2026-03-09", FieldKind.NUMBER: 20, FieldKind.OCCUPATIONS: ["9412"],
    }  # fmt: skip
    if field.kind is FieldKind.ROWS:
        return [{c.key: value(c) for c in field.columns}, {field.columns[0].key: "En till"}]
    if field.kind is FieldKind.CHOICE:
        return field.choices[0].key
    if field.kind is FieldKind.CHOICES:
        return [one.key for one in field.choices]
    return plain[field.kind]


def filled(kind: DocumentKind) -> DocumentFile:
    shape = SHAPES[kind]
    line = DocumentLine(
        1, 1, kind, shape.part, "Bageriet Åkern", TODAY, None, None, "", 1, "Kommunen", "Anna", 1
    )
    return DocumentFile(
        line=line, name="Maja Holm", protected_identity=False, programme_name="Insats",
        blueprint_key="natkraft", blueprint_version=1, enrolled_by="Kommunen",
        sections={
            s.key: (Answers(1, 1, "Kommunen", "Anna", TODAY, 1, told),)
            for s in shape.sections
            for told in [{f.key: value(f) for f in s.fields}]
        },
        editions=(), edition=None, readers={Part.PLAN: ()}, may_write=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All documents as files, the Word ones opened and told as text by LibreOffice in one go."""
    folder = tmp_path_factory.mktemp("printed")
    with translation.override("sv"):
        for kind in DocumentKind:
            paper = document_paper(filled(kind), today=TODAY)
            (folder / f"{kind.value}.docx").write_bytes(docx(paper))
            (folder / f"{kind.value}.pdf").write_bytes(pdf(paper))
    files = sorted(map(str, folder.glob("*.docx")))
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
         "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder), *files],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return folder


def expected(kind: DocumentKind) -> list[str]:
    """The headings of a document, and an answer from each section."""
    with translation.override("sv"):
        return [words.render(section.title) for section in SHAPES[kind].sections]


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\xad", ""))


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_pdf_is_tagged_and_says_what_was_written(printed: Path, kind: DocumentKind) -> None:
    file = str(printed / f"{kind.value}.pdf")
    text = flat(
        subprocess.run(
            ["pdftotext", file, "-"], capture_output=True, text=True, errors="replace"
        ).stdout
    )
    info = subprocess.run(
        ["pdfinfo", file], capture_output=True, text=True, errors="replace"
    ).stdout
    tags = subprocess.run(
        ["pdfinfo", "-struct", file], capture_output=True, text=True, errors="replace"
    ).stdout

    assert [heading for heading in expected(kind) if heading not in text] == []
    assert "å" in text and "{{ 1 }}" in text
    assert re.search(r"Tagged:\s+yes", info)
    assert len(re.findall(r"^\s*H2", tags, re.MULTILINE)) >= len(expected(kind))
    assert b"/Lang(sv)" in (printed / f"{kind.value}.pdf").read_bytes() or "sv" in tags + info


@pytest.mark.parametrize("kind", DocumentKind)
def test_libreoffice_reads_the_word_file(printed: Path, kind: DocumentKind) -> None:
    text = flat((printed / f"{kind.value}.txt").read_text(encoding="utf-8-sig"))

    assert [heading for heading in expected(kind) if heading not in text] == []
    assert "<b>&amp; å" in text and "{{ 1 }}" in text


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_word_file_has_headings_a_language_and_heading_rows(
    printed: Path, kind: DocumentKind
) -> None:
    with zipfile.ZipFile(printed / f"{kind.value}.docx") as file:
        body = file.read("word/document.xml").decode()
        styles = file.read("word/styles.xml").decode()

    assert body.count('w:val="Heading1"') >= len(expected(kind))
    assert 'w:lang w:val="sv-SE"' in styles
    assert body.count("<w:tbl>") == body.count("<w:tblHeader")


@pytest.mark.parametrize("kind", [k for k in DocumentKind if SHAPES[k].for_others])
def test_what_is_sent_holds_no_notes_of_ours(printed: Path, kind: DocumentKind) -> None:
    text = (printed / f"{kind.value}.txt").read_text(encoding="utf-8-sig")

    assert "Kommunen" not in text
    assert "Insats" not in text


@pytest.mark.parametrize("name", ["Łukasz Żak", "Иван Петров", "محمد", "张伟 🙂"])
def test_a_name_in_any_letters_can_be_printed(name: str) -> None:
    with translation.override("sv"):
        paper = document_paper(replace(filled(DocumentKind.AGREEMENT), name=name), today=TODAY)

        assert pdf(paper).startswith(b"%PDF")
        assert docx(paper).startswith(b"PK")
