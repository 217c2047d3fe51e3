"""Why a follow-up is not held."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.foundation.follow_up_codes import ExemptReason
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import Chips


class ExemptForm(forms.Form):
    """`days` are those of follow-ups that were not held, and of the next one."""

    due_on = forms.TypedChoiceField(
        label=_("Which follow-up, by the day it was due"), coerce=date.fromisoformat, widget=Chips
    )
    because = forms.ChoiceField(
        label=_("Why it is not held"), choices=choices.of(ExemptReason), widget=Chips
    )
    words = forms.CharField(
        label=_("More about why"),
        required=False,
        max_length=300,
        help_text=_("No more than a colleague needs to know."),
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, days: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].choices = days
        self.fields["due_on"].initial = days[0][0] if days else None
        self.fields["once"].initial = uuid.uuid4()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("because") == ExemptReason.OTHER and not told.get("words"):
            self.add_error("words", _("Write why."))
        return told
