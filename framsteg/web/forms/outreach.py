"""An information event or a study visit: what, where, for whom, how many. Never who came."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.foundation.codes import OutreachKind
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import Chips, DayInput, Writing


class OutreachForm(forms.Form):
    hide_optional = True

    kind = forms.ChoiceField(
        label=_("What was it?"), choices=choices.of(OutreachKind), widget=Chips
    )
    occurred_on = forms.DateField(label=_("When"), widget=DayInput(quick=True))
    audience = forms.CharField(
        label=_("For whom"), max_length=200,
        help_text=_("The group or service, for example “staff at the health centre”. No names."),
    )  # fmt: skip
    people = forms.IntegerField(label=_("How many came"), required=False, min_value=0)
    place = forms.CharField(label=_("Where"), required=False, max_length=200)
    staff_ids = forms.TypedMultipleChoiceField(
        label=_("Who from us"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("Note"), required=False, widget=Writing(),
        help_text=_("What was asked, what to do next time. No names of those who came."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, staff: Iterable[tuple[int, str]], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff_ids"].choices = list(staff)
        self.fields["occurred_on"].initial = today
        self.fields["occurred_on"].widget.attrs["max"] = today.isoformat()
