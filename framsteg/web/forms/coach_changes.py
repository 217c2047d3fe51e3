"""Persons to another coach: who, to whom, from when, and a word about them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.web.forms.widgets import DayInput, Writing


class PassOnForm(forms.Form):
    """The persons are those who are ticked in the list."""

    people = forms.TypedMultipleChoiceField(
        label=_("Who is it about?"), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one person.")},
    )  # fmt: skip
    to_staff_id = forms.TypedChoiceField(label=_("New main coach"), coerce=int)
    on = forms.DateField(label=_("From"), widget=DayInput(quick=True))
    note = forms.CharField(
        label=_("What your colleague needs to know"), widget=Writing({"rows": 5}), max_length=4_000,
        help_text=_("Stands in their My day with each person until they have read it."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        people: Sequence[tuple[int, str]],
        staff: Sequence[tuple[int, str]],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = people
        self.fields["to_staff_id"].choices = [("", _("Choose")), *staff]
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()
