"""Template tags for the parts that pages are built of; /komponenter/ shows each with an example.

`tone` is always one of neutral, accent, info, success, warning, danger, ochre, clay, and is never
the only carrier of meaning: there is always a text beside it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

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
    """This page's path with its query, to come back to after a small setting.

    A page sets `here_is` where its own address must not be repeated.
    """
    if there := context.get("here_is"):
        return str(there)
    request = context.get("request")
    return request.get_full_path() if request and request.method == "GET" else "/"


@register.simple_tag
def undo(message: Message) -> str:
    """Where what the message tells of is taken back: its page gave the extra tag `undo:ADDRESS`."""
    tags = str(message.extra_tags or "").split()
    return next((tag.removeprefix("undo:") for tag in tags if tag.startswith("undo:")), "")


@register.inclusion_tag("components/keep_draft.html", takes_context=True)
def keep_draft(context: template.Context) -> dict[str, Any]:
    """Beside the button that saves: keep a long form unfinished, where no script does it."""
    return {"shown": context.get("keeps_draft", False)}


# ── Boxes that hold what the page writes between the tags ──────────────────────────────────────

COUNTS = {
    "definition": "",
    "numerator": "",
    "denominator": "",
    "window": "",
    "source": "",
    "snapshot": "",
}


@register.simple_block_tag
def card(content: str, title: Any = "", level: int = 2, **options: Any) -> SafeString:
    """{% card title= level= icon= lead= tone= id= more_url= more_label= %}…{% endcard %}"""
    known = {"icon": "", "lead": "", "tone": "", "id": "", "more_url": "", "more_label": ""}
    return _box("card", content, title=title, level=level, **_options(options, known))


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: Any = "", level: int = 2) -> SafeString:
    """{% notice "warning" title= level= %}…{% endnotice %}"""
    return _box("notice", content, tone=tone, title=title, level=level)


@register.simple_block_tag
def disclose(content: str, label: Any) -> SafeString:
    """{% disclose "What this counts" %}…{% enddisclose %}: open on demand, always printed."""
    return _box("disclose", content, label=label)


@register.simple_block_tag
def figure(content: str, title: Any, level: int = 3, **options: Any) -> SafeString:
    """The frame of a picture of figures: what it counts, its table twin and its exports.

    {% figure title= level= caption= definition= numerator= denominator= window= source= snapshot=
    columns= rows= foot= exports= id= %}<svg …>{% endfigure %}
    """
    known = {
        **COUNTS,
        "caption": "",
        "id": "",
        "columns": (),
        "rows": (),
        "foot": (),
        "exports": (),
    }
    return _box("figure", content, title=title, level=level, **_options(options, known))


@register.simple_block_tag
def table(content: str, caption: Any, **options: Any) -> SafeString:
    """Own rows: {% table caption= id= cards= quiet= %}<thead>…<tbody>…{% endtable %}

    Give each td a data-label, which stands before its value where rows are cards (on a phone).
    """
    known = {"id": "", "cards": True, "quiet": False}
    return _box("table", content, caption=caption, **_options(options, known))


@register.simple_block_tag(takes_context=True)
def filter_bar(context: template.Context, content: str, target: str, **options: Any) -> SafeString:
    """{% filter_bar target= clear_url= url= also= %}fields{% endfilter_bar %}: a live GET form.

    `also` names what else on the page changes with the list: the choices with their counts.
    """
    request = context.get("request")
    shown = _options(options, {"clear_url": "", "url": "", "also": ""})
    shown["action"] = shown.pop("url") or (request.path if request else "")
    return _box("filter_bar", content, target=target, **shown)


def _box(name: str, content: str, **options: Any) -> SafeString:
    return render_to_string(f"components/{name}.html", {"content": content, **options})


def _options(given: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """The given options over the known ones; a misspelt one is refused by name."""
    if unknown := given.keys() - known.keys():
        raise TypeError(f"no such option: {', '.join(sorted(unknown))}")
    return known | given


def _filled(items: Iterable[Mapping[str, Any]], **defaults: Any) -> list[dict[str, Any]]:
    """Each item with a value for every key its template asks for."""
    return [{**defaults, **item} for item in items]


# ── Parts that are drawn from values ───────────────────────────────────────────────────────────


@register.inclusion_tag("components/stat.html")
def stat(label: Any, value: Any, **options: Any) -> dict[str, Any]:
    """One figure: n= of= unit= href= note= definition= numerator= denominator= window= source="""
    known = {**COUNTS, "n": "", "of": "", "unit": "", "href": "", "note": ""}
    return {"label": label, "value": value, **_options(options, known)}


CELL = {"text": "", "url": "", "sub": "", "tone": "", "icon": ""}


@register.inclusion_tag("components/data_table.html")
def data_table(caption: Any, columns: Any, rows: Any, **options: Any) -> dict[str, Any]:
    """columns: {label, numeric, sort, url}; rows: lists of str or {text, url, sub, tone, icon}."""
    known = {"id": "", "quiet": False, "cards": True, "foot": ()}
    heads = _filled(columns, numeric=False, sort="none", url="")
    shaped = [[_cell(c, v) for c, v in zip(heads, row, strict=True)] for row in rows]
    foot = [_cell(c, v) for c, v in zip(heads, options.pop("foot", ()), strict=False)]
    return {"caption": caption, "columns": heads, "rows": shaped} | (
        _options(options, known) | {"foot": foot}
    )


def _cell(column: dict[str, Any], value: Any) -> dict[str, Any]:
    cell = value if isinstance(value, Mapping) else {"text": value}
    return {**CELL, **cell, "column": column}


@register.inclusion_tag("components/column.html")
def column(label: Any, url: str = "", sort: str = "none", numeric: bool = False) -> dict[str, Any]:
    """A heading in {% table %}, sortable with a url; sort is ascending, descending or none."""
    return {"label": label, "url": url, "sort": sort, "numeric": numeric}


@register.inclusion_tag("components/badge.html")
def badge(text: Any, tone: str = "neutral", icon: str = "") -> dict[str, Any]:
    """A status: always in words, coloured besides."""
    return {"text": text, "tone": tone, "icon": icon}


@register.inclusion_tag("components/empty.html")
def empty(title: Any, text: Any = "", **options: Any) -> dict[str, Any]:
    """Nothing here yet: icon= level= action_url= action_label="""
    known = {"icon": "plant", "level": 3, "action_url": "", "action_label": ""}
    return {"title": title, "text": text, **_options(options, known)}


EVENT = {"when": "", "text": "", "by": "", "url": "", "icon": "circle", "tone": "neutral"}


@register.inclusion_tag("components/timeline.html")
def timeline(phases: Any, level: int = 3) -> dict[str, Any]:
    """phases: {label, when, current, lead, events}.

    events: {title, when, text, by, url, icon, tone, milestone}
    """
    shaped = _filled(phases, when="", current=False, lead="", events=())
    for phase in shaped:
        phase["events"] = _filled(phase["events"], **EVENT, milestone=False)
    return {"phases": shaped, "level": level}


@register.inclusion_tag("components/steps.html")
def steps(items: Any, label: Any = "") -> dict[str, Any]:
    """items: {label, state: done|current|todo, url}"""
    return {"items": _filled(items, url=""), "label": label}


@register.inclusion_tag("components/section_nav.html")
def section_nav(items: Any, label: Any) -> dict[str, Any]:
    """items: {label, url, current, count}"""
    return {"items": _filled(items, current=False, count=None), "label": label}


@register.inclusion_tag("components/facts.html")
def facts(items: Any, columns: bool = False) -> dict[str, Any]:
    """items: (term, value) pairs or {term, value, url, note, id, change_url}

    With `change_url` a fact is changed in its place: that page has the form in `#id`.
    """
    rows = [i if isinstance(i, Mapping) else {"term": i[0], "value": i[1]} for i in items]
    return {"items": _filled(rows, url="", note="", id="", change_url=""), "columns": columns}


@register.inclusion_tag("components/pager.html")
def pager(target: str = "", **options: Any) -> dict[str, Any]:
    """more_url= adds its rows to target= (a tbody's id); next_url= prev_url= shown= total="""
    known = {"more_url": "", "next_url": "", "prev_url": "", "shown": "", "total": ""}
    return {"target": target.removeprefix("#"), **_options(options, known)}


@register.inclusion_tag("components/bar_list.html")
def bar_list(rows: Any, top: float = 0, wide: bool = False, series: int = 1) -> dict[str, Any]:
    """rows: {label, value, display, of, url, note, series}; `top` is the full width."""
    shaped = _filled(rows, display=None, of="", url="", note="", series=series)
    top = top or max((row["value"] or 0 for row in shaped), default=0) or 1
    for row in shaped:
        row["percent"] = f"{min(100.0, 100 * float(row['value'] or 0) / float(top)):.2f}%"
        row["display"] = row["value"] if row["display"] is None else row["display"]
    return {"rows": shaped, "wide": wide}


ROW = {"url": "", "meta": "", "icon": "", "tone": "neutral", "badge": "", "badge_icon": ""}


def filled_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """One row as components/row.html draws it."""
    return {**ROW, "badge_tone": "neutral", "action_url": "", "action_label": "", **row}


@register.inclusion_tag("components/row_list.html")
def row_list(rows: Any, first: int = 0) -> dict[str, Any]:
    """rows: {title, url, meta, icon, tone, badge, badge_tone, badge_icon, action_label, action_url}

    The title is a name or a matter, the meta why it stands here, the action what to do about it.
    With `first`, the rows after so many lie behind a line that says how many they are.
    """
    filled = [filled_row(row) for row in rows]
    # One or two more are quicker to read than to open.
    shown = first if first and len(filled) > first + 2 else len(filled)
    return {"rows": filled[:shown], "more": filled[shown:]}


@register.inclusion_tag("components/person.html")
def person(name: str, url: str = "", note: Any = "") -> dict[str, Any]:
    """A person's name with neutral initials, never a photograph."""
    initials = "".join(word[0] for word in str(name).split()[:2] if word[0].isalpha()).upper()
    return {"name": name, "url": url, "note": note, "initials": initials}


@register.inclusion_tag("components/not_shared.html")
def not_shared(part: Any, ask: Any = "") -> dict[str, Any]:
    """What the reader may not see: part is its name, ask is who can share it."""
    return {"part": part, "ask": ask}


@register.inclusion_tag("components/provenance.html")
def provenance(by: Any = "", on: Any = "", seen_by: Any = ()) -> dict[str, Any]:
    """Who wrote this part, when, and who may see it (seen_by: names)."""
    return {"by": by, "on": on, "seen_by": seen_by}


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """All that is wrong in the forms of a page, first on it, each a link to its field."""
    shown = [form for form in forms if form.is_bound and form.errors]
    general = [error for form in shown for error in form.non_field_errors()]
    hidden = [e for form in shown for f in form.hidden_fields() for e in f.errors]
    links = [
        {"id": _first_input(field), "text": _named(field.label, error)}
        for form in shown
        for field in form.visible_fields()
        for error in field.errors
    ]
    return {"general": general + hidden, "links": links}


def _named(label: Any, error: str) -> str:
    """The error with its field's name; a name that is a question needs no colon."""
    name = str(label)
    return f"{name} {error}" if name.endswith(("?", ".", ":", "!")) else f"{name}: {error}"


def _first_input(field: BoundField) -> str:
    """The id that a click should land on; a group of choices has its first choice."""
    return f"{field.auto_id}_0" if field.use_fieldset else str(field.id_for_label)


@register.inclusion_tag("components/confirm.html", takes_context=True)
def confirm(
    context: template.Context, url: str, label: Any, question: Any, **options: Any
) -> dict[str, Any]:
    """A button that asks first: text= yes= tone= icon= variant=

    The dialog posts to `url`; without JavaScript a GET of it shows components/confirm_page.html.
    """
    known = {"text": "", "yes": label, "tone": "accent", "icon": "", "variant": "secondary"}
    name = f"confirm-{slugify(url)}"
    told = {"url": url, "label": label, "question": question, "name": name}
    return told | _options(options, known) | {"csrf_token": context.get("csrf_token", "")}
