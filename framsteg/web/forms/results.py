"""What the figures are asked about: a window, and what to divide by. All of it lies in the URL."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from framsteg.access.reading.programmes import ProgrammeLine
from framsteg.evaluation.groupings import GROUPINGS
from framsteg.evaluation.measure import OF_PEOPLE
from framsteg.web import words
from framsteg.web.figure_groups import GROUPS, OVERVIEW
from framsteg.web.figures import NOTHING, Window
from framsteg.web.forms.widgets import DayInput

ONE_DAY = timedelta(days=1)


def groupings() -> list[tuple[str, str]]:
    return [
        *((name, words.render(GROUPINGS[name].title)) for name in OF_PEOPLE),
        (NOTHING, _("Nothing")),
    ]


class FiguresForm(forms.Form):
    """Days are asked for as people say them: the last day is inside."""

    hide_optional = True

    fran = forms.DateField(label=gettext_lazy("From"), required=False, widget=DayInput())
    till = forms.DateField(
        label=gettext_lazy("Until and including"), required=False, widget=DayInput()
    )
    delat = forms.ChoiceField(label=gettext_lazy("Divide by"), choices=groupings, required=False)
    grupp = forms.ChoiceField(
        choices=[(name, name) for name in GROUPS], required=False, widget=forms.HiddenInput
    )
    skydd = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, asked: Any, *, programme: ProgrammeLine, today: date) -> None:
        ended = programme.ends_on is not None and programme.ends_on <= today
        self.period = Window(programme.starts_on, programme.ends_on if ended else None)
        last = self.period.until_on - ONE_DAY if self.period.until_on else None
        given = {"fran": programme.starts_on, "till": last, "delat": "sex"}
        texts = {name: str(value) for name, value in given.items() if value}
        super().__init__({**texts, **{k: v for k, v in asked.items() if k in self.base_fields}})

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        start, last = told.get("fran"), told.get("till")
        if start and last and last < start:
            self.add_error("till", _("The last day comes before the first."))
        return told

    @property
    def window(self) -> Window:
        """The window asked for; the programme's own period where the days make no sense."""
        if not self.is_valid():
            return self.period
        last = self.cleaned_data["till"]
        return Window(self.cleaned_data["fran"], last + ONE_DAY if last else None)

    @property
    def is_whole_period(self) -> bool:
        return self.window == self.period

    @property
    def by(self) -> str:
        return (self.is_valid() and self.cleaned_data["delat"]) or NOTHING

    @property
    def group(self) -> str:
        """Which page of figures; the overview where it is not one of them."""
        return (self.is_valid() and self.cleaned_data["grupp"]) or OVERVIEW

    @property
    def protect(self) -> bool:
        return self.is_valid() and self.cleaned_data["skydd"]

    def query(self, **changes: str) -> str:
        """The address's query with some values changed; an empty one is left out."""
        values = {name: self.data.get(name, "") for name in self.base_fields}
        asked = {name: value for name, value in {**values, **changes}.items() if value}
        return urlencode(asked)
