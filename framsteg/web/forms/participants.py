"""A person's facts: who they are, how they are reached, and the living texts about them."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from personnummer import personnummer

from framsteg.foundation.codes import Sex
from framsteg.rules.dates import plausible_birth_year
from framsteg.web import words
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import Chips, Writing

CHANGED_AGAINST = {"required": False, "widget": forms.HiddenInput}
ENOUGH = {"autocomplete": "off", "spellcheck": "false"}


class PersonnummerField(forms.CharField):
    """Twelve digits, from any of the usual ways to write it; coordination numbers too."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Personal identity number"))
        kwargs.setdefault(
            "help_text",
            _("Or coordination number. It may wait: leave it empty if you do not know."),
        )
        attrs = {**ENOUGH, "inputmode": "numeric", "placeholder": "ååååmmdd-nnnn"}
        super().__init__(required=False, max_length=20, widget=forms.TextInput(attrs), **kwargs)

    def clean(self, value: Any) -> str:
        typed = "".join(super().clean(value).split())
        if not typed:
            return ""
        number = parsed(typed)
        if number is None:
            raise forms.ValidationError(
                _("The digits do not make a valid number. Check them, or leave the field empty.")
            )
        return str(number.format(long_format=True))


def parsed(typed: str) -> personnummer.Personnummer | None:
    """The number behind what was typed, or None when it is not one."""
    try:
        return personnummer.Personnummer(typed)
    except (ValueError, personnummer.PersonnummerException):
        return None


def born_on(number: str) -> date | None:
    """The day of birth that a valid number tells."""
    known = parsed(number) if number else None
    return known.get_date() if known else None


class Person(forms.Form):
    """Who the person is. A subclass gives `today`."""

    today: date
    given_name = forms.CharField(
        label=_("Given name"), max_length=100, required=False, widget=forms.TextInput(ENOUGH)
    )
    family_name = forms.CharField(
        label=_("Family name"), max_length=100, required=False, widget=forms.TextInput(ENOUGH)
    )
    personnummer = PersonnummerField()
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        help_text=_("Is taken from the personal identity number when there is one."),
    )
    sex = forms.ChoiceField(
        label=_("Sex, as registered"), choices=choices.of(Sex), widget=Chips(), initial=None
    )
    protected_identity = forms.BooleanField(
        label=_("Protected identity"),
        required=False,
        help_text=_(
            "The Tax Agency has marked the person's details as protected. Their address is not "
            "shown here, the person is left out of exports and only counted in figures."
        ),
    )

    def clean_birth_year(self) -> int | None:
        year = self.cleaned_data["birth_year"]
        if year is None:
            return None
        decision = plausible_birth_year(year, today=self.today)
        if not decision:
            raise forms.ValidationError(words.render(decision.reason))
        return int(year)

    def agree_on_birth(self, told: dict[str, Any]) -> None:
        """The number's year fills an empty year, and a different one is a slip in either."""
        born = born_on(told.get("personnummer", ""))
        if born is None:
            return
        if told.get("birth_year") is None and "birth_year" not in self.errors:
            told["birth_year"] = born.year
        elif told.get("birth_year") not in (None, born.year):
            self.add_error(
                "birth_year", _("The year is not the one in the personal identity number.")
            )


class IdentityForm(Person):
    """Change who the person is; two who change at once are merged."""

    version = forms.IntegerField(**CHANGED_AGAINST)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        self.agree_on_birth(told)
        if not (told.get("given_name") or told.get("family_name")):
            self.add_error("given_name", _("Write at least one name."))
        return told


class Reach(forms.Form):
    """How the person is reached."""

    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput({**ENOUGH, "type": "tel"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        widget=forms.EmailInput(ENOUGH),
        error_messages={"invalid": _("Write an address with an @ in it, like name@example.se.")},
    )
    address = forms.CharField(
        label=_("Address"), max_length=300, required=False, widget=forms.TextInput(ENOUGH)
    )
    language = forms.CharField(
        label=_("Language"),
        max_length=60,
        required=False,
        help_text=_("When the person prefers another language than Swedish."),
    )
    needs_interpreter = forms.BooleanField(label=_("Needs an interpreter"), required=False)


class ContactDetailsForm(Reach):
    """Change how the person is reached. With protected identity no address is kept."""

    version = forms.IntegerField(**CHANGED_AGAINST)

    def __init__(self, *args: Any, protected: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if protected:
            # What is not shown must not be emptied by saving: the field is not there at all.
            del self.fields["address"]


class SectionForm(forms.Form):
    """A living text, written for the person to read."""

    text = forms.CharField(label=_("Text"), widget=Writing({"rows": 12}), max_length=20_000)
    version = forms.IntegerField(**CHANGED_AGAINST)
