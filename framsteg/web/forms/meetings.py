"""Meetings: when, where, with whom; what came of them; what the team decided."""

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.foundation.codes import MeetingKind, Place, SupervisionTopic
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import Chips, ChipsMultiple, DayInput, WithUnit, Writing

ICONS = {
    "person": "user", "first_talk": "users-three", "interview": "chat-circle",
    "employer": "storefront", "team": "users", "supervision": "chat-text",
    "own": "calendar-blank",
    "community": "coffee", "workplace": "briefcase", "home": "house-line",
    "office": "buildings", "clinic": "stethoscope", "remote": "desktop",
}  # fmt: skip
Choice = tuple[int, str]
ZONE = ZoneInfo("Europe/Stockholm")


class TimeInput(forms.TimeInput):
    input_type = "time"


class MeetingForm(forms.Form):
    """A booking. Only kind, day, time and place must be said."""

    kind = forms.ChoiceField(
        label=_("What kind of meeting"), choices=choices.of(MeetingKind), widget=Chips(icons=ICONS)
    )
    enrolment_id = forms.TypedChoiceField(
        label=_("With whom"), coerce=int, required=False, empty_value=None
    )
    employer_id = forms.TypedChoiceField(
        label=_("With which employer"), coerce=int, required=False, empty_value=None
    )
    on = forms.DateField(label=_("Day"), widget=DayInput())
    at = forms.TimeField(label=_("Time"), widget=TimeInput(format="%H:%M"))
    minutes = forms.IntegerField(
        label=_("How long"), min_value=5, max_value=1440, initial=60, widget=WithUnit(_("minutes"))
    )
    place = forms.ChoiceField(
        label=_("Where"), choices=choices.of(Place), widget=Chips(icons=ICONS), initial="office"
    )
    where = forms.CharField(
        label=_("Room or address"), required=False, max_length=200,
        help_text=_("Everyone who is asked sees this. Write no names of participants."),
    )  # fmt: skip
    about = forms.CharField(label=_("What it is about"), required=False, widget=Writing)
    staff_ids = forms.TypedMultipleChoiceField(
        label=_("Colleagues who are asked"), coerce=int, required=False, widget=ChipsMultiple
    )
    organisation_ids = forms.TypedMultipleChoiceField(
        label=_("Organisations that are asked"), coerce=int, required=False, widget=ChipsMultiple,
        help_text=_("When it is not settled who comes."),
    )  # fmt: skip
    invite = forms.BooleanField(
        label=_("Send an invitation by e-mail"), required=False, initial=True,
        help_text=_("It says when, and what kind of place. Never whom it is about."),
    )  # fmt: skip
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        people: Sequence[Choice],
        employers: Sequence[Choice],
        colleagues: Sequence[Choice],
        organisations: Sequence[Choice],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        nobody, nowhere = ("", _("Nobody in particular")), ("", _("No employer"))
        self.fields["enrolment_id"].choices = [nobody, *people]
        self.fields["employer_id"].choices = [nowhere, *employers]
        self.fields["staff_ids"].choices = list(colleagues)
        self.fields["organisation_ids"].choices = list(organisations)
        self.fields["once"].initial = uuid.uuid4()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "on" in told and "at" in told:
            told["starts_at"] = moment(told.pop("on"), told.pop("at"))
        return told


class NoteForm(forms.Form):
    """How it went: whether it took place, who came, what was said."""

    held = forms.ChoiceField(
        label=_("Did it take place?"), choices=[("yes", _("Yes")), ("no", _("No"))], widget=Chips,
        initial="yes",
    )  # fmt: skip
    came = forms.TypedMultipleChoiceField(
        label=_("Who came"), coerce=int, required=False, widget=ChipsMultiple
    )
    topics = forms.MultipleChoiceField(
        label=_("What you spoke about"), required=False, widget=ChipsMultiple,
        choices=choices.of(SupervisionTopic),
    )  # fmt: skip
    notes = forms.CharField(label=_("Notes"), required=False, widget=Writing)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, guests: Sequence[Choice], kind: MeetingKind, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["came"].choices = list(guests)
        if kind is not MeetingKind.SUPERVISION:
            del self.fields["topics"]
        if kind in {MeetingKind.TEAM, MeetingKind.SUPERVISION}:
            self.fields["notes"].help_text = _("Write no names of participants here.")
        if kind is MeetingKind.TEAM:
            self.fields["notes"].label = _("Minutes")


class AgendaForm(forms.Form):
    about = forms.CharField(
        label=_("Agenda"), required=False, widget=Writing,
        help_text=_("Write no names of participants here. Those who are new, in crisis, silent "
                    "or without a next step stand below by themselves."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class DecisionForm(forms.Form):
    """A decision: what, who, by when; about a person only where that is needed."""

    what = forms.CharField(label=_("What is to be done"), max_length=300)
    responsible_id = forms.TypedChoiceField(label=_("Who does it"), coerce=int)
    due_on = forms.DateField(label=_("By when"), widget=DayInput())
    enrolment_id = forms.TypedChoiceField(
        label=_("About a person"), coerce=int, required=False, empty_value=None
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        people: Sequence[Choice],
        colleagues: Sequence[Choice],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible_id"].choices = [("", _("Choose someone")), *colleagues]
        self.fields["enrolment_id"].choices = [("", _("Nobody in particular")), *people]
        self.fields["once"].initial = uuid.uuid4()


class NoticesForm(forms.Form):
    """Whether one gets the mail of the day, and when."""

    daily = forms.BooleanField(label=_("Send me one e-mail a day when something waits"),
                               required=False)  # fmt: skip
    at_hour = forms.TypedChoiceField(
        label=_("When"), coerce=int, choices=[(h, f"{h:02}:00") for h in range(5, 19)]
    )


def moment(on: date, at: time) -> datetime:
    """A day and a time as people say them here; the hour that is skipped in March moves on."""
    return datetime.combine(on, at, tzinfo=ZONE).astimezone(UTC)
