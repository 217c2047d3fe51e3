"""An employer's workplaces, tasks, contact persons, and who keeps it."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.access.reading.employers import WorkplaceLine
from framsteg.foundation.codes import Carving, ConsentGiven, TaskRhythm, TaskWay
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import Chips, DayInput, Writing


class WorkplaceForm(forms.Form):
    """`known`: municipalities already in the register, so that one is spelt in one way."""

    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("As people say: the shop on the square.")
    )
    municipality = forms.CharField(
        label=_("Municipality"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"list": "municipalities", "autocomplete": "off"}),
    )
    address = forms.CharField(label=_("Address"), required=False, max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, known: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean_municipality(self) -> str:
        told = " ".join(self.cleaned_data["municipality"].split())
        same = (name for name in self.known if name.casefold() == told.casefold())
        return next(same, told)


class CloseForm(forms.Form):
    on = forms.DateField(label=_("Closed from"), widget=DayInput(quick=True))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()


class TaskForm(forms.Form):
    """One row of the inventory: seen from the work, never from a participant."""

    what = forms.CharField(
        label=_("Task"), max_length=200, help_text=_("One thing that is done: fill the shelves.")
    )
    rhythm = forms.ChoiceField(
        label=_("How often"), required=False, choices=choices.of(TaskRhythm), widget=Chips
    )
    by_whom = forms.CharField(
        label=_("By whom today"),
        required=False,
        max_length=200,
        help_text=_("A role, not a name: the shop's assistants, nobody."),
    )
    carving = forms.ChoiceField(
        label=_("Could it be taken out of the job it is in?"),
        required=False,
        choices=choices.of(Carving),
        widget=Chips,
    )
    way = forms.ChoiceField(
        label=_("A way into a job"), required=False, choices=choices.of(TaskWay), widget=Chips
    )
    note = forms.CharField(
        label=_("Good to know"),
        required=False,
        widget=Writing,
        help_text=_("Tools, pace, with whom, what must be right."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid.uuid4()


class ContactPersonForm(forms.Form):
    """Only what is needed to get in touch."""

    name = forms.CharField(label=_("Name"), max_length=200)
    title = forms.CharField(
        label=_("Role there"), required=False, max_length=120,
        help_text=_("For example head of the shop, supervisor."),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Phone"), required=False, max_length=40, widget=forms.TextInput({"type": "tel"})
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    workplace_id = forms.TypedChoiceField(
        label=_("Workplace"), coerce=int, required=False, empty_value=None
    )
    for_all = forms.BooleanField(
        label=_("They also say yes to colleagues in other organisations seeing this"),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, workplaces: Sequence[WorkplaceLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["workplace_id"].choices = [
            ("", _("Not said")),
            *((place.workplace_id, place.name) for place in workplaces),
        ]


class NewContactPersonForm(ContactPersonForm):
    """Without the yes nothing is saved; the form says so and keeps what was typed."""

    version = None
    agreed = forms.BooleanField(
        label=_("They have said yes to our writing this down"),
        error_messages={"required": _("Ask first: without their yes nothing is saved.")},
    )
    agreed_on = forms.DateField(label=_("When they said yes"), widget=DayInput(quick=True))
    agreed_how = forms.ChoiceField(
        label=_("How they said yes"),
        choices=choices.of(ConsentGiven),
        widget=Chips,
        initial=ConsentGiven.ORAL,
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    field_order = (
        "name", "title", "phone", "email", "workplace_id", "agreed", "agreed_on", "agreed_how",
        "for_all",
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed_on"].initial = today
        self.fields["agreed_on"].widget.attrs["max"] = today.isoformat()
        self.fields["once"].initial = uuid.uuid4()


class HandOverForm(forms.Form):
    to_staff_id = forms.TypedChoiceField(label=_("To whom"), coerce=int)
    note = forms.CharField(
        label=_("What they need to know"),
        required=False,
        widget=Writing,
        help_text=_("What is under way, what was promised. Nothing about participants."),
    )

    def __init__(self, *args: Any, colleagues: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_staff_id"].choices = [("", _("Choose a colleague")), *colleagues]
