"""The first password, chosen by the one who was invited."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model, password_validation
from django.utils.translation import gettext_lazy as _


class WelcomeForm(forms.Form):
    """A password, written twice."""

    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. Three or four words that you remember are good."),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, name: str, email: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.whose = get_user_model()(name=name, email=email)

    def clean_password(self) -> str:
        chosen: str = self.cleaned_data["password"]
        password_validation.validate_password(chosen, self.whose)
        return chosen

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("password") and told.get("again") and told["password"] != told["again"]:
            self.add_error("again", _("The two passwords are not the same."))
        return told
