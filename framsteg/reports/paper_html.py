"""A Paper as one HTML file that needs no other: to read on a screen, to print, to send."""

from html import escape

from framsteg.reports.paper import Block, Facts, Grid, Items, Paper, PaperSection, Paragraph, Quote

_STYLE = """
body { font: 1.0625rem/1.55 system-ui, sans-serif; color: #211e1a; background: #fffdf9;
  max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.9rem; line-height: 1.2; } h2 { font-size: 1.3rem; margin-top: 2.2rem; }
.muted, footer { color: #4d463b; font-size: .9rem; }
dt { font-weight: 700; margin-top: .6rem; } dd { margin: 0; }
.table { overflow-x: auto; } table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
caption { text-align: left; font-weight: 700; margin-bottom: .3rem; }
th, td { text-align: left; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid #b9b1a3;
  vertical-align: top; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: .25rem solid #1d5a4c; }
figure { margin: 1rem 0; } figure svg { width: 100%; height: auto; }
figcaption { font-weight: 700; }
@media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; } }
"""


def html(paper: Paper) -> str:
    """The whole file. All text is escaped; drawings are ours."""
    title = escape(paper.title)
    parts = [
        "<!doctype html>",
        f'<html lang="{escape(paper.language)}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{title}</h1>",
        f"<p>{escape(paper.subtitle)}</p>" if paper.subtitle else "",
        _facts(paper.facts),
    ]
    for section in paper.sections:
        parts += [_heading(section), *map(_block, section.blocks)]
    parts.append(f"</main><footer><p>{escape(paper.foot)}</p></footer></body></html>")
    return "\n".join(part for part in parts if part) + "\n"


def _heading(section: PaperSection) -> str:
    level = section.level + 1
    return f"<h{level}>{escape(section.title)}</h{level}>"


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        named = ' class="muted"' if block.muted else ""
        return "".join(f"<p{named}>{escape(part)}</p>" for part in block.text.split("\n\n"))
    if isinstance(block, Facts):
        return _facts(block.items)
    if isinstance(block, Items):
        return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in block.items)}</ul>"
    if isinstance(block, Grid):
        return _grid(block)
    if isinstance(block, Quote):
        return f"<blockquote><p>{escape(block.text)}</p></blockquote>"
    caption = f"<figcaption>{escape(block.caption)}</figcaption>" if block.caption else ""
    return f'<figure role="img" aria-label="{escape(block.alt)}">{block.svg}{caption}</figure>'


def _facts(items: tuple[tuple[str, str], ...]) -> str:
    if not items:
        return ""
    told = "".join(f"<dt>{escape(term)}</dt><dd>{escape(said)}</dd>" for term, said in items)
    return f"<dl>{told}</dl>"


def _to_the_right(grid: Grid, place: int) -> str:
    return ' class="number"' if place in grid.numbers else ""


def _grid(grid: Grid) -> str:
    head = "".join(
        f'<th scope="col"{_to_the_right(grid, place)}>{escape(column)}</th>'
        for place, column in enumerate(grid.columns)
    )
    rows = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(
            f"<td{_to_the_right(grid, place)}>{escape(cell)}</td>"
            for place, cell in enumerate(rest, start=1)
        )
        + "</tr>"
        for first, *rest in grid.rows
    )
    return (
        f'<div class="table" tabindex="0"><table><caption>{escape(grid.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
