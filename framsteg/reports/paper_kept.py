"""A Paper as plain values and back, so that what was given out can be kept as it was."""

from dataclasses import asdict
from typing import Any

from framsteg.reports.paper import (
    Block,
    Facts,
    Grid,
    Items,
    Paper,
    PaperSection,
    Paragraph,
    Picture,
    Quote,
)

_KINDS: dict[str, type[Block]] = {
    kind.__name__.lower(): kind for kind in (Paragraph, Facts, Items, Grid, Picture, Quote)
}


def kept(paper: Paper) -> dict[str, Any]:
    """Ready for JSON."""
    told = asdict(paper)
    told["sections"] = [
        {"title": one.title, "level": one.level, "blocks": [_block(block) for block in one.blocks]}
        for one in paper.sections
    ]
    return told


def paper_of(told: dict[str, Any]) -> Paper:
    """The inverse of `kept`. KeyError or TypeError for anything else."""
    sections = tuple(
        PaperSection(
            one["title"], tuple(_of(block) for block in one["blocks"]), one.get("level", 1)
        )
        for one in told["sections"]
    )
    facts = tuple((term, value) for term, value in told["facts"])
    return Paper(**{**told, "sections": sections, "facts": facts})


def _block(block: Block) -> dict[str, Any]:
    return {"kind": type(block).__name__.lower(), **asdict(block)}


def _of(told: dict[str, Any]) -> Block:
    values = {name: _tuples(value) for name, value in told.items() if name != "kind"}
    return _KINDS[told["kind"]](**values)


def _tuples(value: Any) -> Any:
    """Lists as the tuples that they were."""
    return tuple(_tuples(one) for one in value) if isinstance(value, (list, tuple)) else value
