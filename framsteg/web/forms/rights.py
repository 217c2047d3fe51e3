"""Whom a request is about, and what becomes of an extract of the register."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.web.forms.widgets import DayInput, Search


class FindForm(forms.Form):
    """Posted, so that no name stands in an address."""

    told = forms.CharField(
        label=_("Personal identity number or name"), max_length=100, widget=Search(),
        help_text=_("The search is logged as a reading of those it finds."),
    )  # fmt: skip


class BeginForm(forms.Form):
    asked_on = forms.DateField(
        label=_("When did the person ask?"), widget=DayInput(quick=True),
        help_text=_("The extract is to be given out within a month from that day."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked_on"].initial = today
        self.fields["asked_on"].widget.attrs["max"] = today.isoformat()


class GivenForm(forms.Form):
    on = forms.DateField(label=_("When was it given out?"), widget=DayInput(quick=True))
    how = forms.CharField(
        label=_("How was it given out?"), max_length=200,
        help_text=_("For example: by hand at the office, identity card seen."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()
