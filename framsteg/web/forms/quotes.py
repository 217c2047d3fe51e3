"""A quote: the person's words, and how they said yes to having them printed."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.foundation.codes import ConsentGiven
from framsteg.foundation.labels import label
from framsteg.rules.quotes import LONGEST
from framsteg.web.forms.widgets import Chips, DayInput, Writing
from framsteg.web.words import render


class QuoteForm(forms.Form):
    words = forms.CharField(
        label=_("The person's words"),
        max_length=LONGEST,
        widget=Writing,
        help_text=_("As they were said, without names and without what would tell who it is."),
    )
    given = forms.ChoiceField(label=_("How the permission was given"), widget=Chips)
    given_on = forms.DateField(label=_("Day"), widget=DayInput(quick=True))
    kept_at = forms.CharField(label=_("Where the paper is kept"), required=False, max_length=200)
    allowed = forms.BooleanField(
        label=_("The person has seen the words and lets them be printed, without a name."),
        help_text=_("They can take it back at any time."),
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["given"].choices = [(one.value, render(label(one))) for one in ConsentGiven]
        self.fields["given_on"].initial = today
        self.fields["once"].initial = uuid.uuid4()
