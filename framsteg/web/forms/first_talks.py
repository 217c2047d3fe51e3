"""The first talk with all: the person's yes, and when and with whom."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.foundation.codes import ConsentGiven
from framsteg.web.forms import choices
from framsteg.web.forms.documents import SeveralField
from framsteg.web.forms.meetings import MeetingForm
from framsteg.web.forms.widgets import Chips, DayInput

Choice = tuple[int, str]


class Organisations(SeveralField):
    """Any of the programme's organisations, as their ids."""

    def clean(self, value: Any) -> list[int]:
        return sorted(int(one) for one in super().clean(value))

    def as_choice(self, value: Any) -> dict[str, str]:
        return super().as_choice([str(one) for one in value or []])


class TogetherForm(forms.Form):
    """With whom the person wants to speak, and how the yes was given; named as the columns are."""

    together_with = Organisations(
        label=_("With whom may you speak together?"),
        error_messages={"required": _("Choose with whom the person wants to speak.")},
    )
    together_how = forms.ChoiceField(
        label=_("How was the yes given?"), choices=choices.of(ConsentGiven), widget=Chips
    )
    together_on = forms.DateField(label=_("Said on"), widget=DayInput(quick=True))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, organisations: Sequence[Choice], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["together_with"].choices = [(str(pk), name) for pk, name in organisations]
        self.fields["together_on"].widget.attrs["max"] = today.isoformat()


class FirstTalkForm(MeetingForm):
    """A booking without a person: whom it is about stands in the enquiry."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, people=(), employers=(), **kwargs)
        for name in ("kind", "enrolment_id", "employer_id", "about", "version"):
            del self.fields[name]
