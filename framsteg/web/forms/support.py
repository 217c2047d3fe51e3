"""Around a placement: observations, meetings, steps, a longer time, the taper."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.foundation.training_codes import BasicDemand, SupportUsed
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import Chips, DayInput, WithUnit, Writing


class ObservationForm(forms.Form):
    """One thing seen at one task. It describes task, person and place; it rates nothing."""

    task = forms.CharField(
        label=_("Task"), max_length=120, help_text=_("For example unpacking the delivery.")
    )
    demand = forms.ChoiceField(
        label=_("What the task asked for"), choices=choices.of(BasicDemand), widget=Chips
    )
    support = forms.ChoiceField(
        label=_("Support that time"),
        choices=choices.of(SupportUsed),
        widget=Chips,
        help_text=_("What helped this time. No kind is better than another."),
    )
    seen = forms.CharField(
        label=_("What was seen"),
        widget=Writing,
        help_text=_("What happened, in plain words. Not how good it was."),
    )
    helps = forms.CharField(label=_("What helps"), required=False, widget=Writing)
    told = forms.BooleanField(label=_("We have gone through it together"), required=False)
    person_said = forms.CharField(
        label=_("What the person says of it"), required=False, widget=Writing
    )
    on = forms.DateField(label=_("When"), widget=DayInput(quick=True))
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        self.fields["once"].initial = uuid.uuid4()


class AmendObservationForm(ObservationForm):
    """The day stays: another day is another observation."""

    on = None  # type: ignore[assignment]
    once = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super(ObservationForm, self).__init__(*args, **kwargs)


class MeetingForm(forms.Form):
    on = forms.DateField(label=_("Day"), widget=DayInput)
    with_whom = forms.CharField(
        label=_("With whom"),
        required=False,
        max_length=200,
        help_text=_("For example the person and the supervisor."),
    )


class HoldForm(MeetingForm):
    on = forms.DateField(label=_("Held on"), widget=DayInput(quick=True))
    note = forms.CharField(
        label=_("What was said"),
        required=False,
        widget=Writing,
        help_text=_("What works, what needs to change, and what you agreed."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    field_order = ["on", "with_whom", "note"]


class ReachForm(forms.Form):
    step = forms.IntegerField(widget=forms.HiddenInput)
    on = forms.DateField(widget=DayInput)


class ExtendForm(forms.Form):
    to = forms.DateField(label=_("New last day"), widget=DayInput)
    reason = forms.CharField(
        label=_("Why it is to last longer"),
        widget=Writing,
        help_text=_("For the person: what the longer time is for. The reason is kept and shown."),
    )


class TaperForm(forms.Form):
    """A step with fewer contacts, or the exit."""

    on = forms.DateField(label=_("From"), widget=DayInput)
    every_days = forms.IntegerField(
        label=_("A contact every"),
        required=False,
        min_value=1,
        max_value=366,
        widget=WithUnit(_("days")),
    )
    exit = forms.BooleanField(label=_("This is the planned exit"), required=False)
    words = forms.CharField(
        label=_("What the support is then, and who gives it"), required=False, max_length=300
    )

    def __init__(self, *args: Any, may_exit: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_exit:
            del self.fields["exit"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.pop("exit", False):
            told["every_days"] = None
        elif told.get("every_days") is None and "every_days" not in self.errors:
            self.add_error("every_days", _("Say how often, or that this is the exit."))
        return told


class PhaseChoice(forms.Form):
    """Where the way goes on after a job; or the phase stays."""

    phase = forms.ChoiceField(label=_("The person’s phase now"), widget=Chips)

    def __init__(self, *args: Any, phases: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phase"].choices = phases
