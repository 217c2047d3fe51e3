"""An effort of any authority or service."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.access.reading.programmes import OrganisationLine
from framsteg.web.forms.widgets import DayInput


class EffortForm(forms.Form):
    """The names of the fields are those of `actions.efforts.Noted`."""

    what = forms.CharField(
        label=_("What is done"),
        max_length=300,
        help_text=_("For example work training, treatment, debt counselling, a course."),
    )
    organisation_id = forms.TypedChoiceField(
        label=_("Which authority or service"), required=False, coerce=int, empty_value=None
    )
    organisation_name = forms.CharField(
        label=_("Another authority or service"), required=False, max_length=200
    )
    responsible_name = forms.CharField(label=_("Responsible"), required=False, max_length=200)
    starts_on = forms.DateField(label=_("From"), widget=DayInput())
    last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=DayInput(),
        help_text=_("Leave it empty if it goes on without an end."),
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, organisations: Iterable[OrganisationLine], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        listed = [(o.organisation_id, o.name) for o in organisations]
        self.fields["organisation_id"].choices = [("", _("None chosen")), *listed]
        self.fields["once"].initial = uuid.uuid4()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("organisation_id") and not told.get("organisation_name"):
            self.add_error("organisation_id", _("Say which authority or service it is."))
        starts_on, last_day = told.get("starts_on"), told.get("last_day")
        if starts_on and last_day and last_day < starts_on:
            self.add_error("last_day", _("The last day lies before the first."))
        return told
