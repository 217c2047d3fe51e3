"""Consents: part by part to organisation by organisation, and the other legal grounds."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from framsteg.foundation.codes import ConsentGiven, GroundKind, Part
from framsteg.rules.dates import add_months
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import Chips, DayInput, Writing

ALL = "all"


class ConsentForm(forms.Form):
    """What the person says yes to. Nothing is ticked beforehand: a yes is given, not left.

    `parties` says, for each organisation's id, its name, a note about it and the parts that the
    blueprint asks for; the other parts can be chosen too.
    """

    purpose = forms.CharField(label=_("What for"), max_length=300, widget=Writing({"rows": 2}))
    given = forms.ChoiceField(
        label=_("How was it given?"), choices=choices.of(ConsentGiven), widget=Chips()
    )
    with_interpreter = forms.BooleanField(label=_("With an interpreter"), required=False)
    given_on = forms.DateField(label=_("Given on"), widget=DayInput(quick=True))
    last_day = forms.DateField(
        label=_("Last day it counts"),
        widget=DayInput(),
        help_text=_("Then it runs out by itself. You are reminded a month before."),
    )

    def __init__(
        self,
        *args: Any,
        parties: Mapping[int, tuple[str, str, Sequence[Part]]],
        purpose: str,
        months: int,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parties = parties
        self.fields["purpose"].initial = purpose
        self.fields["given_on"].initial = today
        self.fields["given_on"].widget.attrs["max"] = today.isoformat()
        self.fields["last_day"].initial = add_months(today, months)
        for organisation_id, (name, _note, asked) in parties.items():
            self._offer(f"asked_{organisation_id}", name, asked, whole=True)
            rest = [part for part in Part if part not in asked]
            self._offer(f"more_{organisation_id}", name, rest, whole=False)

    def _offer(self, field: str, name: str, parts: Sequence[Part], *, whole: bool) -> None:
        if not parts:
            return
        offered = choices.of(parts)()
        if whole and len(parts) > 1:
            everything = gettext("All parts for {organisation}").format(organisation=name)
            offered = [(ALL, everything), *offered]
        self.fields[field] = forms.MultipleChoiceField(
            label=name, choices=offered, widget=forms.CheckboxSelectMultiple, required=False
        )

    def grid(self) -> list[dict[str, Any]]:
        """For each organisation its two lists of parts, to draw side by side."""
        return [
            {
                "name": name,
                "note": note,
                "asked": self[f"asked_{key}"] if f"asked_{key}" in self.fields else None,
                "more": self[f"more_{key}"] if f"more_{key}" in self.fields else None,
                "more_open": bool(self.data.getlist(f"more_{key}")) if self.is_bound else False,
            }
            for key, (name, note, _asked) in self.parties.items()
        ]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        told["shares"] = self._shares(told)
        if not told["shares"]:
            self.add_error(
                None, _("Tick at least one part for one organisation, as the person has said.")
            )
        first, last = told.get("given_on"), told.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day cannot come before the day it was given."))
        return told

    def _shares(self, told: Mapping[str, Any]) -> dict[int, list[Part]]:
        shares = {}
        for key, (_name, _note, asked) in self.parties.items():
            ticked = set(told.get(f"asked_{key}") or ()) | set(told.get(f"more_{key}") or ())
            if ALL in ticked:
                ticked = ticked - {ALL} | set(asked)
            if ticked:
                shares[key] = [part for part in Part if part in ticked]
        return shares


class WithdrawForm(forms.Form):
    """A withdrawal needs no reason; one may be noted."""

    reason = forms.CharField(
        label=_("Something the person wants noted"),
        required=False,
        max_length=300,
        help_text=_("No reason is needed to take a consent back."),
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
