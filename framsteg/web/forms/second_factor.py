"""Keys: their names, in words of our own."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey that is enough by itself, or a key beside the password."""

    name = forms.CharField(
        label=_("What you call it"),
        required=False,
        max_length=100,
        help_text=_("For instance “My work phone”, so that you can tell your keys apart."),
    )
    passwordless = forms.BooleanField(
        label=_("I want to log in with it alone, without a password"),
        required=False,
        help_text=_("Then it asks for your fingerprint, your face or a code of its own."),
    )
    field_order = ("name", "passwordless", "credential")


class NameKeyForm(EditWebAuthnForm):  # type: ignore[misc]
    name = forms.CharField(label=_("What you call it"), max_length=100)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
