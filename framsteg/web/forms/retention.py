"""How long something is kept, and why a proposal is sent back."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.rules.retention import CountsFrom
from framsteg.web.forms.widgets import Chips, DayInput, WithUnit

COUNTS_FROM = {
    CountsFrom.LAST_NOTE: _("the last note in it, or the end if that is later"),
    CountsFrom.END: _("the day it ended"),
}


class DecisionForm(forms.Form):
    """`least` is how many years law asks for."""

    years = forms.IntegerField(
        label=_("For how long is it kept?"), min_value=0, max_value=100,
        widget=WithUnit(_("years")),
    )  # fmt: skip
    counts_from = forms.ChoiceField(
        label=_("Counted from"), choices=[(c.value, words) for c, words in COUNTS_FROM.items()],
        widget=Chips, initial=CountsFrom.LAST_NOTE.value,
    )  # fmt: skip
    research_days = forms.BooleanField(
        label=_("Persons born on the 5th, 15th or 25th are kept for research"), required=False
    )
    source = forms.CharField(
        label=_("Which decision is it?"), max_length=300,
        help_text=_("For example: the board's records plan, 12 May 2026, section 40."),
    )  # fmt: skip
    from_on = forms.DateField(label=_("From which day does it count?"), widget=DayInput())

    def __init__(self, *args: Any, least: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["years"].initial = least or 5
        self.fields["years"].widget.attrs["min"] = least
        self.fields["from_on"].initial = today
        self.fields["from_on"].widget.attrs["min"] = today.isoformat()

    def clean_counts_from(self) -> CountsFrom:
        return CountsFrom(self.cleaned_data["counts_from"])


class SendBackForm(forms.Form):
    reason = forms.CharField(label=_("Why is it not carried out?"), max_length=300)
