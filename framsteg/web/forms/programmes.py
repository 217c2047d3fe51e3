"""Programmes: started from a blueprint, with its people and its money."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.access.reading.programmes import ColleagueLine, OrganisationLine
from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.codes import Role
from framsteg.foundation.labels import label
from framsteg.web import words
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import DayInput, WithUnit

ROLES = [role for role in Role if role is not Role.ADMINISTRATOR]
NAME = "organisation_{key}"


class StartForm(forms.Form):
    """What a programme has of its own; all else is the blueprint's."""

    name = forms.CharField(label=_("Name of the programme"), max_length=200)
    starts_on = forms.DateField(label=_("First day"), widget=DayInput)
    last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=DayInput,
        help_text=_("Leave it empty for a programme without an end."),
    )
    places = forms.IntegerField(
        label=_("Places"), required=False, min_value=1, widget=WithUnit(_("people"))
    )
    key = forms.SlugField(
        label=_("Short name"),
        max_length=80,
        help_text=_("Stands in addresses and commands: small letters, digits and hyphens."),
    )

    def __init__(self, *args: Any, blueprint: Blueprint, key: str, today: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.blueprint = blueprint
        period = blueprint.period.period
        initial = {
            "name": blueprint.name,
            "key": key,
            "starts_on": period.start if period else today,
            "last_day": blueprint.period.last_day,
            "places": blueprint.places.max if blueprint.places else None,
        }
        for name, value in initial.items():
            self.fields[name].initial = value
        for organisation in blueprint.organisations:
            kind = words.render(label(organisation.kind))
            self.fields[NAME.format(key=organisation.key)] = forms.CharField(
                label=", ".join(filter(None, [kind, organisation.division])),
                initial=organisation.name,
                max_length=200,
            )

    def organisation_fields(self) -> list[forms.BoundField]:
        return [self[NAME.format(key=o.key)] for o in self.blueprint.organisations]

    def asked(self) -> dict[str, Any]:
        """The cleaned values as the action takes them."""
        told = self.cleaned_data
        last = told["last_day"]
        return {
            "blueprint_key": self.blueprint.key,
            "key": told["key"],
            "name": told["name"],
            "starts_on": told["starts_on"],
            "ends_on": last + timedelta(days=1) if last else None,
            "places": told["places"],
            "names": {o.key: told[NAME.format(key=o.key)] for o in self.blueprint.organisations},
        }


class StaffForm(forms.Form):
    """Someone who is known already, or someone new; and the role."""

    staff_id = forms.TypedChoiceField(label=_("Who"), required=False, coerce=int, empty_value=None)
    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    email = forms.EmailField(
        label=_("E-mail address"), required=False, help_text=_("To log in with.")
    )
    organisation_id = forms.TypedChoiceField(
        label=_("Works for"), required=False, coerce=int, empty_value=None
    )
    role = forms.ChoiceField(label=_("Role"), choices=choices.of(ROLES), widget=forms.RadioSelect)
    starts_on = forms.DateField(label=_("From"), widget=DayInput)

    def __init__(
        self,
        *args: Any,
        colleagues: Sequence[ColleagueLine],
        organisations: Sequence[OrganisationLine],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff_id"].choices = [
            ("", _("Someone new")),
            *((c.staff_id, f"{c.name}, {c.organisation}") for c in colleagues),
        ]
        self.fields["organisation_id"].choices = [
            ("", _("Choose an organisation")),
            *((o.organisation_id, o.name) for o in organisations),
        ]
        self.fields["starts_on"].initial = today

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("staff_id"):
            return told
        for name in ("name", "email", "organisation_id"):
            if not told.get(name) and name not in self.errors:
                self.add_error(name, _("Someone new needs this."))
        return told


class FundingForm(forms.Form):
    source = forms.CharField(
        label=_("Who pays"),
        max_length=200,
        help_text=_("For example the coordination association."),
    )
    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)
    amount = forms.IntegerField(
        label=_("Amount"),
        min_value=0,
        max_value=999_999_999_999,
        widget=WithUnit(_("kronor")),
        help_text=_("The same source and year again corrects the amount."),
    )

    def clean_amount(self) -> Decimal:
        return Decimal(self.cleaned_data["amount"])
