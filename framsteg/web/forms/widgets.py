"""Inputs with more to them than the browser's own."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise


class _Icons(forms.widgets.ChoiceWidget):
    """Choices with an icon each; `icons` maps a value to an icon name."""

    template_name = "forms/widgets/chips.html"

    def __init__(self, *args: Any, icons: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.icons = dict(icons or {})

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        option["icon"] = self.icons.get(str(option["value"]), "")
        return option


class Chips(_Icons, forms.RadioSelect):
    """One of a few choices, each big enough for a thumb."""


class ChipsMultiple(_Icons, forms.CheckboxSelectMultiple):
    """Any number of a few choices."""


class DayInput(forms.DateInput):
    """A day, with quick buttons for today and yesterday where there is JavaScript."""

    input_type = "date"
    template_name = "forms/widgets/day.html"

    def __init__(self, attrs: dict[str, Any] | None = None, quick: bool = False) -> None:
        super().__init__(attrs, format="%Y-%m-%d")
        self.quick = quick

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["quick"] = self.quick
        return context


class Search(forms.TextInput):
    input_type = "search"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "spellcheck": "false", **(attrs or {})})


class WithUnit(forms.NumberInput):
    """A number followed by what it counts, e.g. `WithUnit(_("minutes"))`."""

    template_name = "forms/widgets/with_unit.html"

    def __init__(self, unit: str | Promise, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", **(attrs or {})})
        self.unit = unit

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["unit"] = self.unit
        return context


class Writing(forms.Textarea):
    """Free words that grow as one writes, and are kept on the server meanwhile (`web.drafts`)."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 3, "data-grow": True, **(attrs or {})})
