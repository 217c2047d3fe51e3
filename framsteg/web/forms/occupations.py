"""An occupation that is typed: found by its name, its code, or the taxonomy that was loaded."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from framsteg import access
from framsteg.foundation import occupations
from framsteg.foundation.names import fold


class OccupationInput(forms.TextInput):
    """Typed with suggestions; any words that mean just one group will do."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {
                "list": "occupation-names",
                "autocomplete": "off",
                "hx-get": "/yrken/",
                "hx-trigger": "input changed delay:200ms",
                "hx-target": "#occupation-names",
                **(attrs or {}),
            }
        )


def code_of(viewer: access.Viewer, typed: str) -> str:
    """The SSYK code that was meant; "" for nothing. Raises a form error that says what to do."""
    typed = typed.strip()
    if not typed:
        return ""
    head = typed.split(" ", 1)[0]
    if head in occupations.groups():
        return head
    found = access.occupations(viewer, typed, limit=12)
    for line in found:
        if fold(line.name) == fold(typed):
            return line.code
    begin = {o.code for o in found if len(o.code) == 4 and fold(o.name).startswith(fold(typed))}
    codes = begin if len(begin) == 1 else {line.code for line in found}
    if len(codes) == 1:
        return codes.pop()
    if not codes:
        raise forms.ValidationError(
            _("No occupation begins with “{words}”. Try another word, or the SSYK code.").format(
                words=typed
            )
        )
    raise forms.ValidationError(
        _("Several occupations can be meant: {names}. Choose one of them.").format(
            names=", ".join(dict.fromkeys(line.name for line in found[:5]))
        )
    )


def named(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Choices for codes that are chosen already."""
    return [(code, occupations.name(code)) for code in codes]
