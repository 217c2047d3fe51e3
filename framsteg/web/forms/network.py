"""Someone on the network map: who, how close, what they contribute, and whether we may call."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.access.reading.programmes import OrganisationLine
from framsteg.foundation.plan_codes import MayContact, Ring, Sphere
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import Chips, DayInput

ICONS = {"private": "heart", "professional": "briefcase"}


class NetworkPersonForm(forms.Form):
    """The names of the fields are those of `actions.network.Placed`."""

    name = forms.CharField(label=_("Name"), max_length=200)
    sphere = forms.ChoiceField(
        label=_("In private or by profession"),
        choices=choices.of(Sphere),
        widget=Chips(icons=ICONS),
    )
    ring = forms.ChoiceField(
        label=_("How close"),
        choices=choices.of(Ring),
        widget=Chips,
        help_text=_("As the person says it. Nobody else decides who is close."),
    )
    role = forms.CharField(
        label=_("Role"),
        required=False,
        max_length=120,
        help_text=_("For example mother, friend, job coach, case officer."),
    )
    organisation_id = forms.TypedChoiceField(
        label=_("Organisation"), required=False, coerce=int, empty_value=None
    )
    organisation_name = forms.CharField(
        label=_("Another organisation"), required=False, max_length=200
    )
    contributes = forms.CharField(label=_("What they contribute"), required=False, max_length=400)
    may_contact = forms.ChoiceField(
        label=_("May we contact them?"),
        choices=choices.of(MayContact),
        widget=Chips,
        initial=MayContact.NOT_ASKED.value,
    )
    phone = forms.CharField(label=_("Phone"), required=False, max_length=40)
    email = forms.EmailField(label=_("E-mail"), required=False)
    since = forms.DateField(label=_("Since when"), required=False, widget=DayInput())
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        organisations: Iterable[OrganisationLine],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        listed = [(o.organisation_id, o.name) for o in organisations]
        self.fields["organisation_id"].choices = [("", _("None, or another")), *listed]
        self.fields["since"].widget.attrs["max"] = today.isoformat()
        self.fields["once"].initial = uuid.uuid4()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("organisation_id") and told.get("organisation_name"):
            self.add_error("organisation_name", _("Choose from the list, or write: not both."))
        return told
