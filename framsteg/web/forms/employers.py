"""Employers: the register, workplaces, and a visit or a call logged in seconds."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from organisationsnummer import organisationsnummer

from framsteg import access
from framsteg.access.reading.employer_doubles import alike
from framsteg.access.reading.employers import EmployerLine, WorkplaceLine
from framsteg.foundation.codes import Channel, EmployerPurpose, Industry, Sector
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import Chips, ChipsMultiple, DayInput, Search, WithUnit, Writing

CHANNELS = [Channel.VISIT, Channel.PHONE, Channel.EMAIL, Channel.MESSAGE, Channel.VIDEO]
ICONS = {
    "visit": "user", "phone": "phone", "email": "envelope-simple", "message": "chat-circle",
    "video": "video-camera",
}  # fmt: skip


SIZE_WORDS = {
    "1-9": _("1–9"), "10-49": _("10–49"), "50-249": _("50–249"), "250-": _("250 or more"),
}  # fmt: skip


class EmployerSearch(forms.Form):
    hide_optional = True
    q = forms.CharField(
        label=_("Name or organisation number"), required=False, max_length=100, widget=Search
    )
    person = forms.IntegerField(required=False, widget=forms.HiddenInput)


class EmployerFilter(forms.Form):
    """The register's filters, kept in the address: an employer is no person."""

    hide_optional = True
    q = forms.CharField(
        label=_("Name or organisation number"), required=False, max_length=100, widget=Search
    )
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    industry = forms.ChoiceField(
        label=_("Industry"), required=False, choices=choices.of(Industry, empty=_("All"))
    )
    sector = forms.ChoiceField(
        label=_("Sector"), required=False, choices=choices.of(Sector, empty=_("All"))
    )
    size = forms.ChoiceField(label=_("How many work there"), required=False)
    who = forms.ChoiceField(
        label=_("Responsible"),
        required=False,
        choices=[("", _("All")), ("me", _("I am")), ("nobody", _("Nobody yet"))],
    )

    def __init__(self, *args: Any, municipalities: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].choices = [
            ("", _("All")), *((name, name) for name in municipalities),
        ]  # fmt: skip
        self.fields["size"].choices = [("", _("All")), *SIZE_WORDS.items()]

    def told(self) -> dict[str, str]:
        """What was chosen and is known; a word from elsewhere is as if nothing was chosen."""
        self.is_valid()
        return {name: str(v).strip() for name, v in self.cleaned_data.items() if str(v).strip()}


class EmployerForm(forms.Form):
    """Facts of an employer. `known` is set when the register already has it."""

    name = forms.CharField(label=_("Name"), max_length=200)
    organisation_number = forms.CharField(
        label=_("Organisation number"),
        required=False,
        max_length=15,
        help_text=_("Ten digits, as in 556012-5790."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    sector = forms.ChoiceField(
        label=_("Sector"), required=False, choices=choices.of(Sector, empty=_("Not said"))
    )
    industry_code = forms.ChoiceField(
        label=_("Industry"), required=False, choices=choices.of(Industry, empty=_("Not said"))
    )
    industry = forms.CharField(
        label=_("What they do"),
        required=False,
        max_length=100,
        help_text=_("For example bakery, care of the elderly, warehouse."),
    )
    employees = forms.IntegerField(
        label=_("How many work there"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        widget=WithUnit(_("people")),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, viewer: access.Viewer, employer_id: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.viewer, self.employer_id = viewer, employer_id
        self.known: EmployerLine | None = None

    def clean_organisation_number(self) -> str:
        return _digits(self.cleaned_data["organisation_number"])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        number = told.get("organisation_number")
        if number and (known := self._in_register(number)):
            self.known = known
            self.add_error("organisation_number", _("The employer is already in the register."))
        return told

    def _in_register(self, number: str) -> EmployerLine | None:
        found = access.employers(self.viewer, words=number)
        same = [line for line in found if line.organisation_number == number]
        return next((line for line in same if line.employer_id != self.employer_id), None)


class NewEmployerForm(EmployerForm):
    """A second employer of nearly the same name is asked about: it is most often the same one."""

    needs = forms.CharField(
        label=_("What the employer needs"),
        required=False,
        widget=Writing,
        help_text=_(
            "Tasks that are left undone, that could be gathered into a job, or that somebody "
            "would gladly hand over."
        ),
    )
    another = forms.BooleanField(label=_("It is another employer"), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        name = told.get("name", "")
        found = alike(self.viewer, name) if name and not told.get("another") else ()
        if found and not self.known:
            self.known = found[0]
            self.add_error("name", _("An employer with such a name is already in the register."))
        return told


class ProfileForm(forms.Form):
    """What the employer needs, and what it is like to work there."""

    needs = forms.CharField(
        label=_("What the employer needs"),
        required=False,
        widget=Writing,
        help_text=_(
            "Tasks that are left undone, that could be gathered into a job, or that somebody "
            "would gladly hand over."
        ),
    )
    culture = forms.CharField(
        label=_("What it is like there"),
        required=False,
        widget=Writing,
        help_text=_(
            "How people talk and take breaks, sounds and pace, who thrives there. Nothing about "
            "participants: everyone who works with employers reads this."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class EmployerContactForm(forms.Form):
    """How, why and what was said; the rest when it matters."""

    channel = forms.ChoiceField(
        label=_("How"), choices=choices.of(CHANNELS), widget=Chips(icons=ICONS), initial="visit"
    )
    purpose = forms.ChoiceField(label=_("Why"), choices=choices.of(EmployerPurpose), widget=Chips)
    on_behalf_of = forms.TypedMultipleChoiceField(
        label=_("For whom"),
        coerce=int,
        required=False,
        widget=ChipsMultiple,
        help_text=_("Choose nobody if the visit was for the programme as a whole."),
    )
    spoke_with = forms.CharField(
        label=_("Who you spoke with"),
        required=False,
        max_length=200,
        help_text=_(
            "Their role is enough. A name is written down as a contact person, with a yes."
        ),
    )
    note = forms.CharField(label=_("What was said"), required=False, widget=Writing)
    next_step = forms.CharField(label=_("Next step"), required=False, max_length=300)
    next_step_on = forms.DateField(label=_("Next step by"), required=False, widget=DayInput)
    on = forms.DateField(label=_("When"), widget=DayInput(quick=True))
    minutes = forms.IntegerField(
        label=_("How long"),
        required=False,
        min_value=1,
        max_value=1440,
        widget=WithUnit(_("minutes")),
    )
    workplace_id = forms.TypedChoiceField(
        label=_("Workplace"), coerce=int, required=False, empty_value=None
    )
    programme_id = forms.TypedChoiceField(label=_("Programme"), coerce=int)
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        people: Sequence[tuple[int, str]],
        workplaces: Sequence[WorkplaceLine],
        programmes: Sequence[tuple[int, str]],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on_behalf_of"].choices = people
        self.fields["workplace_id"].choices = [
            ("", _("Not said")),
            *((place.workplace_id, place.name) for place in workplaces if not place.closed_on),
        ]
        self.fields["programme_id"].choices = programmes
        self.fields["programme_id"].initial = programmes[0][0] if programmes else None
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        self.fields["once"].initial = uuid.uuid4()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("next_step_on") and not told.get("next_step"):
            self.add_error("next_step", _("Say what the next step is, or clear its day."))
        return told


def _digits(number: str) -> str:
    """The ten digits of an organisation number; a personal number does not go into the register."""
    if not number.strip():
        return ""
    try:
        parsed = organisationsnummer.parse("".join(number.split()))
    except organisationsnummer.OrganisationsnummerException:
        raise forms.ValidationError(
            _("This is not an organisation number: a digit may be wrong or missing.")
        ) from None
    if parsed.is_personnummer():
        raise forms.ValidationError(
            _("This is a personal number. Leave it empty for someone who runs their own firm.")
        )
    return parsed.format()
