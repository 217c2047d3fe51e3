"""Where a person comes from: by themselves, through someone close, or from a unit."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.access.reading.programmes import OrganisationLine, UnitLine
from framsteg.foundation.codes import Channel, SourceKind
from framsteg.web import words
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import Chips

CHANNELS = [Channel.PHONE, Channel.EMAIL, Channel.LETTER, Channel.REFERRAL, Channel.VISIT]
ICONS = {
    "self": "user", "relative": "hand-heart", "unit": "buildings", "phone": "phone",
    "email": "envelope-simple", "letter": "file-text", "referral": "file-text",
    "visit": "door-open",
}  # fmt: skip
MOST_CHARACTERS = 200


class Suggested(forms.TextInput):
    """A text with suggestions to choose from while one writes; works as a plain text without."""

    template_name = "pages/enquiries/suggested.html"

    def __init__(
        self, suggestions: Sequence[str] = (), attrs: dict[str, Any] | None = None
    ) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.suggestions = suggestions

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        own = context["widget"]["attrs"]
        own["list"] = f"{own.get('id', name)}_list"
        context["widget"]["suggestions"] = self.suggestions
        return context


class SourceForm(forms.Form):
    """Who made the first contact, and how. A unit is found by its name, or added.

    `clean` adds `unit_id`, or `new_unit` (organisation id, name) when the unit is to be added.
    """

    source_kind = forms.ChoiceField(
        label=_("Who made the first contact?"),
        choices=choices.of(SourceKind),
        widget=Chips(icons=ICONS),
    )
    unit = forms.CharField(
        label=_("Which unit?"),
        required=False,
        max_length=MOST_CHARACTERS,
        help_text=_("When it comes from a unit. Start writing, and choose from the list."),
    )
    unit_organisation = forms.TypedChoiceField(
        label=_("If the unit is new: it belongs to"), required=False, coerce=int, empty_value=None
    )
    channel = forms.ChoiceField(
        label=_("How did it come?"), choices=choices.of(CHANNELS), widget=Chips(icons=ICONS)
    )

    def know(self, units: Iterable[UnitLine], organisations: Iterable[OrganisationLine]) -> None:
        """Give the form the units to suggest and the organisations a new one may belong to."""
        units = tuple(units)
        self.known = unit_names(units)
        self.fields["unit"].widget = Suggested(
            [full_name(unit) for unit in units], {"maxlength": str(MOST_CHARACTERS)}
        )
        self.fields["unit_organisation"].choices = [
            ("", _("The unit is in the list")),
            *((o.organisation_id, o.name) for o in organisations),
        ]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        told["unit_id"], told["new_unit"] = None, None
        if told.get("source_kind") == SourceKind.UNIT:
            self._clean_unit(told)
        return told

    def _clean_unit(self, told: dict[str, Any]) -> None:
        typed = " ".join(told.get("unit", "").split())
        ids = self.known.get(typed.casefold(), ())
        if not typed:
            self.add_error("unit", _("Write which unit the enquiry comes from."))
        elif len(ids) == 1:
            told["unit_id"] = next(iter(ids))
        elif ids:
            self.add_error("unit", _("Several units have this name. Choose one from the list."))
        elif told.get("unit_organisation"):
            told["new_unit"] = (told["unit_organisation"], typed)
        else:
            self.add_error(
                "unit_organisation",
                _("The unit is not in the list. Choose which organisation it belongs to."),
            )


def full_name(unit: UnitLine) -> str:
    return f"{words.told(unit.name)} ({unit.organisation})"


def unit_names(units: Iterable[UnitLine]) -> Mapping[str, set[int]]:
    """The ids behind a unit's name, with or without its organisation."""
    known: dict[str, set[int]] = {}
    for unit in units:
        for name in (words.told(unit.name), full_name(unit)):
            known.setdefault(name.casefold(), set()).add(unit.unit_id)
    return known
