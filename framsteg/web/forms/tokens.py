"""A key for a program: what it is for, what it opens, until when."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.foundation.codes import TokenScope
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import DayInput

USUAL = timedelta(days=180)


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("What it is for"),
        max_length=100,
        help_text=_("For example the program that reads, and who looks after it."),
    )
    programme_id = forms.TypedChoiceField(label=_("Programme"), coerce=int)
    scopes = forms.TypedMultipleChoiceField(
        label=_("What it opens"),
        coerce=TokenScope,
        choices=choices.of(TokenScope),
        widget=forms.CheckboxSelectMultiple,
    )
    expires_on = forms.DateField(
        label=_("Ends on"), widget=DayInput, help_text=_("Within a year. Then you make a new one.")
    )

    def __init__(
        self, *args: Any, programmes: Sequence[tuple[int, str]], today: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["programme_id"].choices = [("", _("Choose")), *programmes]
        self.fields["expires_on"].initial = today + USUAL
