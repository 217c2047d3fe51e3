"""What is printed, before it is a PDF or a Word file: a title, sections, and blocks of few kinds.

Both renderers take the same `Paper`, so that the two never say different things. All words are in
the reader's language already.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Paragraph:
    """Running text; blank lines divide it. `muted`: said beside, in small."""

    text: str
    muted: bool = False


@dataclass(frozen=True)
class Facts:
    """Terms with what is said of each."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table with a heading row. `caption` says what it shows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A drawing (SVG), with what it shows in words for who cannot see it."""

    svg: str
    alt: str
    caption: str = ""


Block = Paragraph | Facts | Items | Grid | Picture


@dataclass(frozen=True)
class PaperSection:
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Paper:
    """`language` is a tag such as "sv"; `foot` stands at the bottom of each page."""

    title: str
    language: str
    sections: tuple[PaperSection, ...]
    subtitle: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    foot: str = ""
    author: str = field(default="Framsteg")
