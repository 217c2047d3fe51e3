"""What a look at a reading came to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.foundation.codes import LogOutcome
from framsteg.web.forms import choices


class ReviewForm(forms.Form):
    outcome = forms.TypedChoiceField(
        label=_("What did you find?"),
        coerce=LogOutcome,
        choices=choices.of(LogOutcome),
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Whom you asked and what they said. It cannot be changed afterwards."),
    )
