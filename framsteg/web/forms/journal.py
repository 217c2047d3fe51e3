"""Which system an entry was copied to."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CopiedForm(forms.Form):
    system = forms.CharField(
        label=_("Copied to"),
        max_length=100,
        help_text=_("The system's name, for example Lifecare."),
    )
