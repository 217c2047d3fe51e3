"""A view of a list, named."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ViewForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the view"), max_length=60,
        help_text=_("Say what it shows, like “Silent in Utsikten”. Never the name of a person."),
    )  # fmt: skip
    shared = forms.BooleanField(
        label=_("Show it to the others in the programme"), required=False,
        help_text=_("“My own” then means each reader's own persons."),
    )  # fmt: skip

    def __init__(self, *args: Any, may_share: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_share:
            del self.fields["shared"]
