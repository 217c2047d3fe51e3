"""Codes and keys, in words of our own."""

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.web import devices
from framsteg.web.accounts import count_on_known_device


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """A code from an app or from the paper; on a browser that is known, counted by browser."""

    def clean_code(self) -> str:
        if not devices.is_known(context.request, self.user.email or ""):
            return str(super().clean_code())
        usage = count_on_known_device(context.request, "code")
        if not usage:
            raise get_account_adapter().validation_error("too_many_login_attempts")
        code: str = self.cleaned_data["code"]
        factors = Authenticator.objects.filter(user=self.user)
        for factor in factors.exclude(type=Authenticator.Type.WEBAUTHN):
            if factor.wrap().validate_code(code):
                factor.user = self.user
                self.authenticator = factor
                usage.rollback()
                return code
        raise get_adapter().validation_error("incorrect_code")


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
