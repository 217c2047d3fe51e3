"""Template tags for the parts that pages are built of; /komponenter/ shows each with an example.

`tone` is always one of neutral, accent, info, success, warning, danger, ochre, clay, and is never
the only carrier of meaning: there is always a text beside it.
"""

from typing import Any

from django import template
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

SCHEMES = ("auto", "light", "dark")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A decorative icon; with a label it speaks: {% icon "phone" label=… %}."""
    sprite = static("vendor/phosphor/icons.svg")
    if label:
        return format_html(
            '<svg class="fs-icon" role="img" aria-label="{}"><use href="{}#{}"/></svg>',
            label,
            sprite,
            name,
        )
    return format_html(
        '<svg class="fs-icon" aria-hidden="true"><use href="{}#{}"/></svg>', sprite, name
    )


@register.simple_tag(takes_context=True)
def color_scheme(context: template.Context) -> str:
    """The reader's choice from the cookie, so the server paints right at once."""
    request = context.get("request")
    chosen = request.COOKIES.get("color_scheme", "auto") if request else "auto"
    return chosen if chosen in SCHEMES else "auto"


@register.simple_tag(takes_context=True)
def here(context: template.Context) -> str:
    """This page's path with its query, to come back to after a small setting."""
    request = context.get("request")
    return request.get_full_path() if request and request.method == "GET" else "/"


# ── Boxes that hold what the page writes between the tags ──────────────────────────────────────


@register.simple_block_tag
def card(content: str, title: str = "", level: int = 2, **options: Any) -> SafeString:
    """{% card title= level= icon= lead= tone= id= more_url= more_label= %}…{% endcard %}"""
    return _box("card", content, title=title, level=level, **options)


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "", level: int = 2) -> SafeString:
    """{% notice "warning" title= %}…{% endnotice %}"""
    return _box("notice", content, tone=tone, title=title, level=level)


@register.simple_block_tag
def disclose(content: str, label: str) -> SafeString:
    """{% disclose "What this counts" %}…{% enddisclose %}: open on demand, always printed."""
    return _box("disclose", content, label=label)


@register.simple_block_tag
def figure(content: str, title: str, **options: Any) -> SafeString:
    """The frame of a picture of figures: what it counts, its table twin and its exports.

    {% figure title= caption= definition= numerator= denominator= window= source= snapshot=
    columns= rows= exports= %}<svg …>{% endfigure %}
    """
    return _box("figure", content, title=title, **options)


@register.simple_block_tag
def table(content: str, caption: str, cards: bool = True, quiet: bool = False) -> SafeString:
    """Own rows: {% table caption= %}<thead>…<tbody>…{% endtable %}; give each td a data-label."""
    return _box("table", content, caption=caption, cards=cards, quiet=quiet)


@register.simple_block_tag(takes_context=True)
def filter_bar(
    context: template.Context, content: str, target: str, clear_url: str = "", url: str = ""
) -> SafeString:
    """{% filter_bar target= clear_url= %}fields{% endfilter_bar %}: a GET form, live by htmx."""
    request = context.get("request")
    action = url or (request.path if request else "")
    return _box("filter_bar", content, target=target, clear_url=clear_url, action=action)


def _box(name: str, content: str, **options: Any) -> SafeString:
    return render_to_string(f"components/{name}.html", {"content": content, **options})


# ── Parts that are drawn from values ───────────────────────────────────────────────────────────


@register.inclusion_tag("components/stat.html")
def stat(label: str, value: Any, **options: Any) -> dict[str, Any]:
    """One figure: label, value, n=, of=, unit=, href=, note=, definition=, window=, source=."""
    return {"label": label, "value": value, **options}


@register.inclusion_tag("components/data_table.html")
def data_table(caption: str, columns: Any, rows: Any, **options: Any) -> dict[str, Any]:
    """columns: {label, numeric, sort, url}; rows: lists of str or {text, url, sub, tone, icon}."""
    shaped = [[_cell(c, v) for c, v in zip(columns, row, strict=True)] for row in rows]
    return {"caption": caption, "columns": columns, "rows": shaped, **options}


def _cell(column: dict[str, Any], value: Any) -> dict[str, Any]:
    cell = value if isinstance(value, dict) else {"text": value}
    return {**cell, "column": column}


@register.inclusion_tag("components/column.html")
def column(label: str, url: str = "", sort: str = "none", numeric: bool = False) -> dict[str, Any]:
    """A sortable heading in {% table %}; sort is ascending, descending or none."""
    return {"label": label, "url": url, "sort": sort, "numeric": numeric}


@register.inclusion_tag("components/badge.html")
def badge(text: Any, tone: str = "neutral", icon: str = "") -> dict[str, Any]:
    return {"text": text, "tone": tone, "icon": icon}


@register.inclusion_tag("components/empty.html")
def empty(title: str, text: str = "", **options: Any) -> dict[str, Any]:
    """Nothing here yet: title, text, icon=, action_url=, action_label=."""
    return {"title": title, "text": text, **options}


@register.inclusion_tag("components/timeline.html")
def timeline(phases: Any, level: int = 3) -> dict[str, Any]:
    """phases: {label, when, current, lead, events}.

    events: {title, when, text, by, url, icon, tone, milestone}
    """
    return {"phases": phases, "level": level}


@register.inclusion_tag("components/steps.html")
def steps(items: Any, label: str = "") -> dict[str, Any]:
    """items: {label, state: done|current|todo, url}"""
    return {"items": items, "label": label}


@register.inclusion_tag("components/section_nav.html")
def section_nav(items: Any, label: str) -> dict[str, Any]:
    """items: {label, url, current, count}"""
    return {"items": items, "label": label}


@register.inclusion_tag("components/facts.html")
def facts(items: Any, columns: bool = False) -> dict[str, Any]:
    """items: (term, value) pairs or {term, value, url, note}"""
    rows = [i if isinstance(i, dict) else {"term": i[0], "value": i[1]} for i in items]
    return {"items": rows, "columns": columns}


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: template.Context, target: str = "", **options: Any) -> dict[str, Any]:
    """more_url= adds rows to target= ("#people tbody"); next_url=, prev_url=, shown=, total="""
    return {"target": target, **options}


@register.inclusion_tag("components/bar_list.html")
def bar_list(rows: Any, top: float = 0, wide: bool = False, series: int = 1) -> dict[str, Any]:
    """rows: {label, value, display, of, url, note, series}; `top` is the full width."""
    rows = list(rows)
    top = top or max((row["value"] or 0 for row in rows), default=0) or 1
    shaped = [{**row, "percent": f"{100 * (row['value'] or 0) / top:.2f}%"} for row in rows]
    return {"rows": shaped, "wide": wide, "series": series}


@register.inclusion_tag("components/row_list.html")
def row_list(rows: Any) -> dict[str, Any]:
    """rows: {title, url, meta, icon, tone, badge, badge_tone, action_label, action_url}"""
    return {"rows": rows}


@register.inclusion_tag("components/person.html")
def person(name: str, url: str = "", note: Any = "") -> dict[str, Any]:
    """A person's name with neutral initials, never a photograph."""
    initials = "".join(word[0] for word in name.split()[:2] if word[0].isalpha()).upper()
    return {"name": name, "url": url, "note": note, "initials": initials}


@register.inclusion_tag("components/not_shared.html")
def not_shared(part: str, ask: str = "") -> dict[str, Any]:
    """What the reader may not see: part is its name, ask is who can share it."""
    return {"part": part, "ask": ask}


@register.inclusion_tag("components/provenance.html")
def provenance(by: str = "", on: Any = "", seen_by: Any = ()) -> dict[str, Any]:
    """Who wrote this part, when, and who may see it (seen_by: names)."""
    return {"by": by, "on": on, "seen_by": seen_by}


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """All that is wrong in the forms of a page, first on it, each a link to its field."""
    shown = [form for form in forms if form.is_bound and form.errors]
    fields = [field for form in shown for field in form if field.errors]
    general = [error for form in shown for error in form.non_field_errors()]
    hidden = [e for form in shown for f in form.hidden_fields() for e in f.errors]
    links = [
        {"id": _first_input(field), "text": _named(field.label, error)}
        for field in fields
        if not field.is_hidden
        for error in field.errors
    ]
    return {"general": general + hidden, "links": links}


def _named(label: Any, error: str) -> str:
    """The error with its field's name; a name that is a question needs no colon."""
    name = str(label)
    return f"{name} {error}" if name.endswith(("?", ".", ":", "!")) else f"{name}: {error}"


def _first_input(field: Any) -> str:
    """The id that a click should land on; a group of choices has its first choice."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label


@register.inclusion_tag("components/confirm.html", takes_context=True)
def confirm(context: template.Context, url: str, label: str, question: str, **options: Any) -> Any:
    """A button that asks first: url= (its own page without JavaScript), text=, yes=, tone=, icon=.

    The dialog posts to `url`; a GET of it shows components/confirm_page.html.
    """
    return {
        "url": url,
        "label": label,
        "question": question,
        "csrf_token": context.get("csrf_token"),
    } | options
