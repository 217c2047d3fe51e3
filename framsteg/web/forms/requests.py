"""What a person asks for, the answer, and the restriction of use."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.foundation.codes import RequestKind, RequestOutcome, RestrictionGround
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import Chips, DayInput, Writing


class _Dated(forms.Form):
    """Days that have been: `today` is the last that can be chosen."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.initial = today
                field.widget.attrs["max"] = today.isoformat()


class RequestForm(_Dated):
    kind = forms.ChoiceField(
        label=_("What does the person ask for?"), choices=choices.of(RequestKind), widget=Chips
    )
    words = forms.CharField(
        label=_("In the person's words"), widget=Writing(),
        help_text=_("What is wrong, and how should it be?"),
    )  # fmt: skip
    asked_on = forms.DateField(
        label=_("When did the person ask?"), widget=DayInput(quick=True),
        help_text=_("It is to be answered within a month from that day."),
    )  # fmt: skip

    def clean_kind(self) -> RequestKind:
        return RequestKind(self.cleaned_data["kind"])


class AnswerForm(_Dated):
    hide_optional = True

    outcome = forms.ChoiceField(
        label=_("What became of it?"), widget=Chips,
        choices=choices.of(one for one in RequestOutcome if one is not RequestOutcome.OPEN),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why, if not all of it was done"), required=False, widget=Writing(),
        help_text=_("The person gets this in writing, and how to appeal or complain."),
    )  # fmt: skip
    statement = forms.CharField(
        label=_("The person's own statement"), required=False, widget=Writing(),
        help_text=_("Shown beside the file for those of your organisation who work there."),
    )  # fmt: skip
    told_others = forms.CharField(
        label=_("Who else has been told of the change"), required=False, max_length=300,
        help_text=_("Those who have received what was wrong are told, where it can be done."),
    )  # fmt: skip
    answered_on = forms.DateField(label=_("When was it answered?"), widget=DayInput(quick=True))

    def clean_outcome(self) -> RequestOutcome:
        return RequestOutcome(self.cleaned_data["outcome"])


class RestrictForm(_Dated):
    hide_optional = True

    ground = forms.ChoiceField(
        label=_("Why is the use restricted?"), choices=choices.of(RestrictionGround), widget=Chips
    )
    starts_on = forms.DateField(label=_("From"), widget=DayInput(quick=True))
    note = forms.CharField(
        label=_("What it is about"), required=False, widget=Writing(),
        help_text=_("Read within your organisation."),
    )  # fmt: skip

    def clean_ground(self) -> RestrictionGround:
        return RestrictionGround(self.cleaned_data["ground"])


class LiftForm(_Dated):
    told_on = forms.DateField(
        label=_("When was the person told that it is lifted?"), widget=DayInput(quick=True),
        help_text=_("The person is to know before it is lifted."),
    )  # fmt: skip
