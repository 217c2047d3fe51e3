"""The options of a <select>, written at once: as nodes of a template a hundred coaches are slow."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

Group = tuple[Any, Iterable[Mapping[str, Any]], int]


@register.filter
def options(groups: Iterable[Group]) -> SafeString:
    """`groups` are as Django's Select widget gives them: name, choices, number."""
    return mark_safe("".join(_group(name, choices) for name, choices, _number in groups))


def _group(name: Any, choices: Iterable[Mapping[str, Any]]) -> str:
    inside = "".join(map(_option, choices))
    if not name:
        return inside
    return format_html('<optgroup label="{}">{}</optgroup>', name, mark_safe(inside))


def _option(choice: Mapping[str, Any]) -> str:
    selected = " selected" if choice["selected"] else ""
    return f'<option value="{escape(choice["value"])}"{selected}>{escape(choice["label"])}</option>'
