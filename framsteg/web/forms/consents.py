"""Consents: part by part to organisation by organisation, and the other legal grounds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from framsteg.foundation.codes import ConsentGiven, GroundKind, Part
from framsteg.rules.dates import add_months
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import Chips, DayInput, Writing

ALL, SOME, NO, YES = "all", "some", "no", "yes"
_HOW = ("kept_at", "with_interpreter", "interpreter", "interpreter_language")
_FOR = ("signed_by", "signed_for_reason")


@dataclass(frozen=True)
class Party:
    """An organisation the person is asked about: its parts in the blueprint, and earlier words.

    `before` is what a consent that is being renewed said, in words: shown, never ticked.
    """

    name: str
    asked: tuple[Part, ...] = ()
    note: str = ""
    before: str = ""


class ConsentForm(forms.Form):
    """What the person says yes and no to. Nothing is chosen beforehand: a yes is given, not left.

    `parties` are the organisations by id; `others` those whose own rows the person may also open.
    """

    hide_optional = True  # what is optional depends on how the yes was given

    also_from = forms.TypedMultipleChoiceField(
        label=_("Does the yes also go for what these have written?"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each of them confirms for itself. Until then, what it wrote stays closed."),
    )
    purpose = forms.CharField(label=_("What for"), max_length=300, widget=Writing({"rows": 2}))
    given = forms.ChoiceField(
        label=_("How was it given?"), choices=choices.of(ConsentGiven), widget=Chips()
    )
    kept_at = forms.CharField(
        label=_("Where is the paper kept?"), required=False, max_length=200,
        help_text=_("For example the binder or the number in your own register."),
    )  # fmt: skip
    with_interpreter = forms.BooleanField(label=_("With an interpreter"), required=False)
    interpreter = forms.CharField(label=_("The interpreter"), required=False, max_length=120)
    interpreter_language = forms.CharField(
        label=_("Language, and how"), required=False, max_length=80,
        help_text=_("For example Somali, by phone; or Swedish sign language, on the spot."),
    )  # fmt: skip
    signed_by = forms.CharField(
        label=_("Who said yes in their stead?"), required=False, max_length=120
    )
    signed_for_reason = forms.CharField(
        label=_("Why they may do that"), required=False, max_length=300,
        help_text=_("For example guardian of somebody under 18, or an appointed trustee."),
    )  # fmt: skip
    given_on = forms.DateField(label=_("Given on"), widget=DayInput(quick=True))
    last_day = forms.DateField(
        label=_("Last day it counts"),
        widget=DayInput(),
        help_text=_("Then it runs out by itself. You are reminded a month before."),
    )

    def __init__(
        self,
        *args: Any,
        parties: Mapping[int, Party],
        others: Iterable[tuple[int, str]],
        purpose: str,
        months: int,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parties = parties
        self.fields["also_from"].choices = list(others)
        if not self.fields["also_from"].choices:
            del self.fields["also_from"]
        self.fields["purpose"].initial = purpose
        self.fields["given_on"].initial = today
        self.fields["given_on"].widget.attrs["max"] = today.isoformat()
        self.fields["last_day"].initial = add_months(today, months)
        for key, party in parties.items():
            self._ask_about(key, party)

    def _ask_about(self, key: int, party: Party) -> None:
        whole = [(ALL, gettext("Yes, to all that is asked"))] if party.asked else []
        whole += [(SOME, gettext("Yes, to some")), (NO, gettext("No"))]
        self.fields[f"party_{key}"] = forms.ChoiceField(
            label=party.name, choices=whole, widget=Chips(), required=False
        )
        for part, name in choices.of(Part)():
            self.fields[f"part_{key}_{part}"] = forms.ChoiceField(
                label=name,
                choices=[(YES, gettext("Yes")), (NO, gettext("No"))],
                widget=Chips(),
                required=False,
            )

    def grid(self) -> list[dict[str, Any]]:
        """For each organisation its answer as a whole and part by part, to draw side by side."""
        return [
            {
                "party": party,
                "whole": self[f"party_{key}"],
                "asked": [self._yes_or_no(key, part) for part in party.asked],
                "more": [self._yes_or_no(key, p) for p in Part if p not in party.asked],
                "open": self._answered(key, party.asked),
                "more_open": self._answered(key, [p for p in Part if p not in party.asked]),
            }
            for key, party in self.parties.items()
        ]

    def how(self) -> list[Any]:
        """The fields about paper and interpreter."""
        return [self[name] for name in _HOW]

    def in_their_stead(self) -> dict[str, Any]:
        """The fields for when somebody else says yes; `open` when one of them is filled in."""
        fields = [self[name] for name in _FOR]
        return {"fields": fields, "open": any(f.value() or f.errors for f in fields)}

    def _yes_or_no(self, key: int, part: Part) -> dict[str, str]:
        field = self[f"part_{key}_{part}"]
        return {"name": field.html_name, "label": field.label, "said": field.value() or ""}

    def _answered(self, key: int, parts: Iterable[Part]) -> bool:
        return self.is_bound and any(self.data.get(f"part_{key}_{part}") for part in parts)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        told["shares"], told["refuses"] = self._answers(told)
        told.setdefault("also_from", [])
        if not told["shares"] and not told["refuses"] and not self.errors:
            self.add_error(None, _("Note at least one yes or no, as the person has said it."))
        if told.get("given") == ConsentGiven.WRITTEN and not told.get("kept_at"):
            self.add_error("kept_at", _("Say where the signed paper is kept."))
        if told.get("with_interpreter") and not told.get("interpreter_language"):
            self.add_error("interpreter_language", _("Say which language it was."))
        first, last = told.get("given_on"), told.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day cannot come before the day it was given."))
        return told

    def _answers(
        self, told: Mapping[str, Any]
    ) -> tuple[dict[int, list[Part]], dict[int, list[Part]]]:
        """Yes and no by organisation. What is said of one part counts before the whole."""
        yes: dict[int, list[Part]] = {}
        no: dict[int, list[Part]] = {}
        for key, party in self.parties.items():
            whole = told.get(f"party_{key}")
            one_by_one = {part: told.get(f"part_{key}_{part}") for part in Part}
            asked = party.asked or tuple(Part)
            default = {ALL: YES, NO: NO}.get(whole or "")
            answers = {p: one_by_one[p] or (default if p in asked else None) for p in Part}
            said_yes = [part for part, answer in answers.items() if answer == YES]
            if whole == NO and said_yes:
                self.add_error(f"party_{key}", _("A no to all, and a yes to a part: which is it?"))
            if whole == SOME and not said_yes:
                self.add_error(f"party_{key}", _("Say which parts, one by one below."))
            if said_yes:
                yes[key] = said_yes
            if said_no := [part for part, answer in answers.items() if answer == NO]:
                no[key] = said_no
        return yes, no


class WithdrawForm(forms.Form):
    """A withdrawal needs no reason; one may be noted."""

    reason = forms.CharField(
        label=_("Something the person wants noted"),
        required=False,
        max_length=300,
        help_text=_("No reason is needed to take a consent back."),
    )


class GiverForm(forms.Form):
    """What an organisation says of its own rows in a consent that another received."""

    reason = forms.CharField(
        label=_("Something to note, if you keep it closed"), required=False, max_length=300
    )


class OtherGroundForm(forms.Form):
    """A ground in law or an emergency: which, why, for whom, what, and how long."""

    kind = forms.ChoiceField(
        label=_("Which ground?"),
        choices=choices.of([GroundKind.STATUTE, GroundKind.EMERGENCY]),
        widget=Chips(),
    )
    reason = forms.CharField(
        label=_("The rule, and why it applies here"), max_length=300, widget=Writing(),
        help_text=_("For example the section of the law, and what has happened."),
    )  # fmt: skip
    receiver_id = forms.TypedChoiceField(
        label=_("Who may read?"), coerce=int, widget=forms.RadioSelect
    )
    parts = forms.MultipleChoiceField(
        label=_("What may they read?"),
        choices=choices.of(Part),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what the ground covers."),
    )
    starts_on = forms.DateField(label=_("From"), widget=DayInput(quick=True))
    last_day = forms.DateField(
        label=_("Last day"), required=False, widget=DayInput(),
        help_text=_("An emergency always has one."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, receivers: Iterable[tuple[int, str]], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver_id"].choices = list(receivers)
        self.fields["starts_on"].initial = today
        self.fields["starts_on"].widget.attrs["max"] = today.isoformat()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        first, last = told.get("starts_on"), told.get("last_day")
        if told.get("kind") == GroundKind.EMERGENCY and last is None:
            self.add_error("last_day", _("An emergency passes: say which day the sharing ends."))
        if first and last and last < first:
            self.add_error("last_day", _("The last day cannot come before the first."))
        return told
