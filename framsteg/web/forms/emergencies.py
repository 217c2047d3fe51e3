"""Emergency access: which parts, for how long, and why."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from framsteg.foundation.codes import Part
from framsteg.rules.emergencies import HOURS
from framsteg.web.forms import choices


class EmergencyForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "What has happened, and what you need to know. The person and the data protection "
            "officer read it."
        ),
    )
    parts = forms.TypedMultipleChoiceField(
        label=_("What do you need to read?"), coerce=Part, widget=forms.CheckboxSelectMultiple
    )
    hours = forms.TypedChoiceField(label=_("For how long?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, parts: Sequence[Part], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parts"].choices = choices.of(parts)
        self.fields["hours"].choices = [
            (n, ngettext("{n} hour", "{n} hours", n).format(n=n)) for n in HOURS
        ]
        self.fields["hours"].initial = HOURS[0]
