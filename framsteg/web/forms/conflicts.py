"""A conflict of interest: that it is there is enough; why may be left out."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ConflictForm(forms.Form):
    hide_optional = True

    reason = forms.CharField(
        label=_("Why, if you want to say"), required=False, max_length=300,
        help_text=_("Others who work with the person can read this. You need not say more."),
    )  # fmt: skip
