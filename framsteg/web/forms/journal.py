"""Which system an entry was copied to."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class CopiedForm(forms.Form):
    system = forms.CharField(
        label=_("Copied to"),
        max_length=100,
        help_text=_("The system's name, for example Lifecare."),
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid.uuid4()
