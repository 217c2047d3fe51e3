"""Logging a contact: three things to fill in, the rest when it matters."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.foundation.codes import Channel, Place
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import Chips, DayInput, WithUnit, Writing

CHANNELS = [Channel.VISIT, Channel.PHONE, Channel.MESSAGE, Channel.VIDEO, Channel.EMAIL]
ICONS = {
    "visit": "user", "phone": "phone", "message": "chat-circle", "video": "video-camera",
    "email": "envelope-simple", "community": "coffee", "workplace": "briefcase",
    "home": "house-line", "office": "buildings", "clinic": "stethoscope", "remote": "desktop",
}  # fmt: skip


class ContactForm(forms.Form):
    """What is asked first fits on a phone without scrolling: with whom, how, what was said."""

    enrolment_id = forms.TypedChoiceField(label=_("With whom"), coerce=int)
    channel = forms.ChoiceField(
        label=_("How"), choices=choices.of(CHANNELS), widget=Chips(icons=ICONS), initial="visit"
    )
    note = forms.CharField(label=_("What was said or done"), required=False, widget=Writing())
    place = forms.ChoiceField(
        label=_("Where"), choices=choices.of(Place), widget=Chips(icons=ICONS), required=False
    )
    on = forms.DateField(label=_("When"), widget=DayInput(quick=True))
    minutes = forms.IntegerField(
        label=_("How long"),
        required=False,
        min_value=1,
        max_value=1440,
        widget=WithUnit(_("minutes")),
    )
    present = forms.CharField(label=_("Who else was there"), required=False, max_length=200)
    next_step = forms.CharField(
        label=_("Next step"), required=False, max_length=300,
        help_text=_("What you promised each other. It comes back in My day."),
    )  # fmt: skip
    next_step_on = forms.DateField(label=_("Next step by"), required=False, widget=DayInput())
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, people: list[tuple[int, str]], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = [("", _("Choose a person"))] if len(people) != 1 else []
        self.fields["enrolment_id"].choices = [*chosen, *people]
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        self.fields["once"].initial = uuid.uuid4()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("place"):
            # A call has no place of its own; a meeting without one took place with us.
            at_a_distance = told.get("channel") != Channel.VISIT
            told["place"] = Place.REMOTE if at_a_distance else Place.OFFICE
        if told.get("next_step_on") and not told.get("next_step"):
            self.add_error("next_step", _("Say what the next step is, or clear its day."))
        return told
