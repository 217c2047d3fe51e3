"""Who takes over after somebody who leaves."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.web.forms.widgets import DayInput, Writing


class LeaverForm(forms.Form):
    to_staff_id = forms.TypedChoiceField(label=_("Who takes over?"), coerce=int)
    on = forms.DateField(label=_("From"), widget=DayInput(quick=True))
    note = forms.CharField(
        label=_("What your colleague needs to know"), widget=Writing({"rows": 4}), required=False,
        max_length=4_000,
        help_text=_("Stands in their My day with each person until they have read it."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, staff: Sequence[tuple[int, str]], today: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["to_staff_id"].choices = [("", _("Choose")), *staff]
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()
