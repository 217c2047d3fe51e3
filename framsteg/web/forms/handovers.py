"""Hand-over: which service is asked, and what it and the person say."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.foundation.codes import HandOverAnswer, PersonSays
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import Chips, DayInput, Writing


class AskForm(forms.Form):
    """A service from the list, or one that is written; the written one goes before."""

    hide_optional = True

    service = forms.ChoiceField(label=_("Which service is asked?"), required=False)
    other = forms.CharField(
        label=_("Or another service"), required=False, max_length=200,
        help_text=_("Its name, and if you can who there."),
    )  # fmt: skip
    on = forms.DateField(label=_("Asked on"), widget=DayInput(quick=True))

    def __init__(self, *args: Any, services: Iterable[str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [("", "–"), *((name, name) for name in services)]
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        other = told.pop("other", "").strip()
        told["service"] = other or told.get("service", "")
        if not told["service"]:
            self.add_error("service", _("Choose a service, or write its name."))
        return told


class AskOneForm(AskForm):
    """As AskForm, for one person who may have been asked themselves."""

    person_says = forms.ChoiceField(
        label=_("What does the person say?"), choices=choices.of(PersonSays), widget=Chips,
        initial=PersonSays.NOT_ASKED,
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), required=False, widget=Writing())


class ManyForm(AskForm):
    """As AskForm, for those who are ticked."""

    people = forms.TypedMultipleChoiceField(
        label=_("Who is it about?"), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one person.")},
    )  # fmt: skip
    field_order = ("people", "service", "other", "on")

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = people


class AnswerForm(forms.Form):
    """What the service says and what the person says, noted apart."""

    hide_optional = True

    answer = forms.ChoiceField(
        label=_("What does the service say?"), choices=choices.of(HandOverAnswer), widget=Chips
    )
    on = forms.DateField(label=_("Answered on"), required=False, widget=DayInput(quick=True))
    reason = forms.CharField(
        label=_("Why, if the service says no"), required=False, max_length=300,
        help_text=_("The service's own reason. Never a verdict on the person."),
    )  # fmt: skip
    person_says = forms.ChoiceField(
        label=_("What does the person say?"), choices=choices.of(PersonSays), widget=Chips
    )
    note = forms.CharField(label=_("Note"), required=False, widget=Writing())
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        self.fields["on"].initial = today


class AnswerManyForm(forms.Form):
    """One service's answer about those who are ticked."""

    hide_optional = True

    people = forms.TypedMultipleChoiceField(
        label=_("Who is it about?"), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one person.")},
    )  # fmt: skip
    answer = forms.ChoiceField(label=_("What does the service say?"), widget=Chips)
    on = forms.DateField(label=_("Answered on"), widget=DayInput(quick=True))
    reason = forms.CharField(
        label=_("Why, if the service says no"), required=False, max_length=300,
        help_text=_("The service's own reason. Never a verdict on the person."),
    )  # fmt: skip
    person_says = forms.ChoiceField(
        label=_("What have they said themselves?"), required=False, widget=Chips,
        help_text=_("Only what each of them has told you. Otherwise leave it as it is."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, people: Sequence[tuple[int, str]], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        answers = choices.of(HandOverAnswer)()
        self.fields["people"].choices = people
        self.fields["answer"].choices = [c for c in answers if c[0] != HandOverAnswer.WAITING]
        self.fields["person_says"].choices = [
            ("", _("As it stands")), *choices.of(PersonSays)()
        ]  # fmt: skip
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()


class DayForm(forms.Form):
    """The last day."""

    on = forms.DateField(label=_("Last day"), widget=DayInput(quick=True))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()
