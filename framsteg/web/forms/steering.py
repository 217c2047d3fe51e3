"""The steering group: call a meeting, note who came, write down what was decided."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from framsteg.access.reading.steering import SeatLine
from framsteg.web.forms.fidelity import NO_NAMES
from framsteg.web.forms.meetings import TimeInput, moment
from framsteg.web.forms.widgets import Chips, DayInput, Writing

CAME = [("yes", _("Came")), ("no", _("Empty seat")), ("", _("Not noted"))]


class CallForm(forms.Form):
    """When and where, and what is on the agenda beside the pack."""

    on = forms.DateField(label=_("Day"), widget=DayInput())
    at = forms.TimeField(label=_("Time"), widget=TimeInput(format="%H:%M"))
    place = forms.CharField(label=_("Where"), required=False, max_length=200)
    agenda = forms.CharField(label=_("Agenda"), required=False, widget=Writing, help_text=NO_NAMES)
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid.uuid4()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "on" in told and "at" in told:
            told["starts_at"] = moment(told.pop("on"), told.pop("at"))
        return told


class NoteForm(forms.Form):
    """Whether it was held, each seat filled or empty, and the minutes."""

    held = forms.ChoiceField(
        label=_("Did it take place?"), choices=[("yes", _("Yes")), ("no", _("No"))], widget=Chips
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, seats: Sequence[SeatLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = tuple(seats)
        for seat in self.seats:
            chair = gettext("chair")
            name = f"{seat.name} ({chair})" if seat.chair else seat.name
            came = "" if seat.came is None else "yes" if seat.came else "no"
            self.fields[f"came_{seat.seat_id}"] = forms.ChoiceField(
                label=name, choices=CAME, required=False, widget=Chips, initial=came
            )
            self.fields[f"who_{seat.seat_id}"] = forms.CharField(
                label=gettext("Who came for {seat}").format(seat=seat.name), required=False,
                max_length=200, initial=seat.who,
            )  # fmt: skip
        self.fields["minutes"] = forms.CharField(
            label=gettext("Minutes"), required=False, widget=Writing, help_text=NO_NAMES,
            initial=(kwargs.get("initial") or {}).get("minutes", ""),
        )  # fmt: skip

    def noted(self) -> dict[int, tuple[bool, str]]:
        """Came or not, and who, by seat; seats that are not noted are left out."""
        told = self.cleaned_data
        return {
            seat.seat_id: (told[f"came_{seat.seat_id}"] == "yes", told[f"who_{seat.seat_id}"])
            for seat in self.seats
            if told[f"came_{seat.seat_id}"]
        }


class DecisionForm(forms.Form):
    what = forms.CharField(label=_("What was decided"), max_length=400, help_text=NO_NAMES)
    organisation_id = forms.TypedChoiceField(label=_("Which organisation answers"), coerce=int)
    due_on = forms.DateField(label=_("By when"), widget=DayInput(), required=False)
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, organisations: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation_id"].choices = [("", gettext("Choose one")), *organisations]
        self.fields["once"].initial = uuid.uuid4()


class FollowUpForm(forms.Form):
    done = forms.BooleanField(label=_("It is carried out"), required=False, initial=True)
    outcome = forms.CharField(
        label=_("How it went"), required=False, widget=Writing, help_text=NO_NAMES
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
