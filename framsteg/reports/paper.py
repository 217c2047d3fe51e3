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
    """A table with a heading row. `caption` says what it shows; `numbers` names the columns (from
    0) that hold numbers, which stand to the right."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A drawing (SVG), with what it shows in words for who cannot see it."""

    svg: str
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class Quote:
    """What a participant has said and agreed to have printed, without a name. `quote_id` tells
    which permission it stands on."""

    text: str
    quote_id: int = 0


Block = Paragraph | Facts | Items | Grid | Picture | Quote


@dataclass(frozen=True)
class PaperSection:
    """`level` 2 lies under the section before it."""

    title: str
    blocks: tuple[Block, ...]
    level: int = 1


@dataclass(frozen=True)
class Paper:
    """`language` is a tag such as "sv"; `foot` stands at the bottom of each page. `contents` is the
    heading of a table of contents, empty for none."""

    title: str
    language: str
    sections: tuple[PaperSection, ...]
    subtitle: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    foot: str = ""
    contents: str = ""
    author: str = field(default="Framsteg")
