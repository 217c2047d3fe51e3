"""Asking another organisation about a person, and answering, each with the person's own yes."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.foundation.codes import ConsentGiven
from framsteg.foundation.person_codes import PersonKey
from framsteg.rules.dates import add_months
from framsteg.rules.person_asks import YES_MONTHS
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import Chips, DayInput

HOW = ("given", "kept_at", "given_on", "last_day")


class _WithTheYes(forms.Form):
    """How the person said yes to the own organisation telling another who they are."""

    hide_optional = True  # what is optional depends on whether the yes is recorded already

    given = forms.ChoiceField(
        label=_("How did the person say yes?"), choices=choices.of(ConsentGiven), widget=Chips(),
        required=False,
    )  # fmt: skip
    kept_at = forms.CharField(
        label=_("Where is the paper kept?"), required=False, max_length=200,
        help_text=_("For example the binder or the number in your own register."),
    )  # fmt: skip
    given_on = forms.DateField(
        label=_("Given on"), widget=DayInput(quick=True), required=False
    )  # fmt: skip
    last_day = forms.DateField(label=_("Last day it counts"), widget=DayInput(), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["given_on"].initial = today
        self.fields["given_on"].widget.attrs["max"] = today.isoformat()
        self.fields["last_day"].initial = add_months(today, YES_MONTHS)

    def the_yes(self) -> list[Any]:
        """The fields about the person's yes."""
        return [self[name] for name in HOW if name in self.fields]

    def require_the_yes(self, told: dict[str, Any]) -> None:
        """Every fault of the yes, each at its field."""
        if not told.get("given"):
            self.add_error("given", _("Say how the person said yes. Without it nobody is told."))
        if told.get("given") == ConsentGiven.WRITTEN and not told.get("kept_at"):
            self.add_error("kept_at", _("Say where the signed paper is kept."))
        for name in ("given_on", "last_day"):
            if name not in self.errors and not told.get(name):
                self.add_error(name, _("Fill in a day."))
        first, last = told.get("given_on"), told.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day cannot come before the day it was given."))


class AskForm(_WithTheYes):
    """Whom to ask, and by what. `said_yes` are organisations to which a yes is in force."""

    asked_id = forms.TypedChoiceField(label=_("Which organisation do you ask?"), coerce=int)
    by_key = forms.ChoiceField(
        label=_("By what are they to find the person?"), choices=choices.of(PersonKey),
        widget=Chips(),
    )  # fmt: skip
    reference = forms.CharField(
        label=_("Their case number"), required=False, max_length=80,
        help_text=_("As the person has been told it there. Name and year must agree as well."),
    )  # fmt: skip
    field_order = ("asked_id", "by_key", "reference", *HOW)

    def __init__(
        self,
        *args: Any,
        organisations: Iterable[tuple[int, str]],
        said_yes: Iterable[int],
        keys: Iterable[PersonKey],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.said_yes = frozenset(said_yes)
        self.fields["asked_id"].choices = [("", _("Choose")), *organisations]
        keys = tuple(keys)
        self.fields["by_key"].choices = choices.of(keys)
        if len(keys) == 1:
            self.fields["by_key"].initial = keys[0].value
        if PersonKey.REFERENCE not in keys:
            del self.fields["reference"]

    def whom(self) -> list[Any]:
        """The fields about whom to ask."""
        return [self[name] for name in ("asked_id", "by_key", "reference") if name in self.fields]

    def clean_by_key(self) -> PersonKey:
        return PersonKey(self.cleaned_data["by_key"])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("by_key") is PersonKey.REFERENCE and not told.get("reference", "").strip():
            self.add_error("reference", _("Fill in their case number."))
        told["has_yes"] = told.get("asked_id") in self.said_yes
        if told.get("asked_id") and not told["has_yes"]:
            self.require_the_yes(told)
        return told


class AnswerForm(_WithTheYes):
    """Which of the own persons it is, and the person's yes. A no needs neither."""

    enrolment_id = forms.TypedChoiceField(
        label=_("Who is it with you?"), coerce=int, widget=forms.RadioSelect
    )
    field_order = ("enrolment_id", *HOW)

    def __init__(
        self,
        *args: Any,
        persons: Iterable[tuple[int, str]],
        said_yes: Iterable[int],
        refuses: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        persons = list(persons)
        self.said_yes, self.refuses = frozenset(said_yes), refuses
        self.fields["enrolment_id"].choices = persons
        if len(persons) == 1:
            self.fields["enrolment_id"].initial = persons[0][0]
            self.fields["enrolment_id"].widget = forms.HiddenInput()
        if {pk for pk, _name in persons} <= self.said_yes:
            for name in HOW:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        told["has_yes"] = told.get("enrolment_id") in self.said_yes
        if told.get("enrolment_id") and not told["has_yes"] and not self.refuses:
            self.require_the_yes(told)
        return told
