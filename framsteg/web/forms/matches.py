"""What a person wishes of a job, and the steps towards one."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg import access
from framsteg.access.reading.matches import LEVELS, VALUES
from framsteg.foundation.codes import (
    HardNo,
    MatchStepKind,
    MustHave,
    PlacementKind,
    Subsidy,
    ToldBy,
    WorkScale,
    WorkTime,
)
from framsteg.foundation.labels import label
from framsteg.foundation.work import SCALE_WORDS, SUPPORT_WORDS
from framsteg.web import words
from framsteg.web.forms import choices
from framsteg.web.forms.occupations import OccupationInput, code_of, named
from framsteg.web.forms.widgets import Chips, ChipsMultiple, DayInput, WithUnit, Writing

NOT_SAID = _("Not said")
LISTS = {
    "occupations": _("Wants to work as"),
    "experience": _("Knows the work of"),
    "refused_occupations": _("Does not want to work as"),
}
LEVEL_LABELS = {
    "contact": _("Contact with people, as wished"),
    "noise": _("Sound, as wished"),
    "support": _("Support at the workplace, as wished"),
    "pace": _("Pace, up to"),
    "precision": _("Precision, up to"),
    "physical": _("Physical load, up to"),
}


class WishesForm(forms.Form):
    """All in the person's own words; what is left out is not said, and weighs nothing."""

    hide_optional = True

    wants_suggestions = forms.BooleanField(label=_("I want suggestions of jobs"), required=False)
    hours_min = forms.IntegerField(
        label=_("Share of full time, from"), required=False, min_value=1, max_value=100,
        widget=WithUnit(_("percent")),
    )  # fmt: skip
    hours_max = forms.IntegerField(
        label=_("up to"), required=False, min_value=1, max_value=100, widget=WithUnit(_("percent"))
    )
    municipalities = forms.CharField(
        label=_("Municipalities"), required=False, help_text=_("Several with a comma between.")
    )
    times = forms.MultipleChoiceField(
        label=_("Can work"), required=False, choices=choices.of(WorkTime), widget=ChipsMultiple
    )
    has = forms.MultipleChoiceField(
        label=_("Has"), required=False, choices=choices.of(MustHave), widget=ChipsMultiple
    )
    lacks = forms.MultipleChoiceField(
        label=_("Does not have"), required=False, choices=choices.of(MustHave),
        widget=ChipsMultiple,
    )  # fmt: skip
    refuses = forms.MultipleChoiceField(
        label=_("Says no to"), required=False,
        choices=choices.of([no for no in HardNo if no is not HardNo.OCCUPATION]),
        widget=ChipsMultiple, help_text=_("Jobs known to be so are not suggested."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, viewer: access.Viewer, kept: Mapping[str, Any] | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        for name in LEVELS:
            told = SUPPORT_WORDS if name == "support" else SCALE_WORDS[WorkScale(name)]
            self.fields[name] = forms.TypedChoiceField(
                label=LEVEL_LABELS[name], required=False, coerce=int, empty_value=None,
                choices=[("", NOT_SAID)] + [(n, words.render(t)) for n, t in enumerate(told, 1)],
                widget=forms.Select,
            )  # fmt: skip
        for name, text in LISTS.items():
            codes = self._chosen(name, kept)
            self.fields[name] = forms.MultipleChoiceField(
                label=text, required=False, choices=named(codes), widget=ChipsMultiple,
                initial=codes,
            )  # fmt: skip
            self.fields[f"add_{name}"] = forms.CharField(
                label=_("{list}, one more").format(list=text) if codes else text,
                required=False, max_length=100,
                widget=OccupationInput,
            )  # fmt: skip

    def _chosen(self, name: str, kept: Mapping[str, Any] | None) -> list[str]:
        """What is chosen already, also what was added in a form that was only tried."""
        sent = self.data.getlist(name) if hasattr(self.data, "getlist") else []
        return list(dict.fromkeys([*(kept or {}).get(name, []), *sent]))

    def lists(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[name], self[f"add_{name}"]) for name in LISTS]

    def levels(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names]

    def surroundings(self) -> list[forms.BoundField]:
        return self.levels("contact", "noise", "support")

    def demands(self) -> list[forms.BoundField]:
        return self.levels("pace", "precision", "physical")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        low, high = told.get("hours_min"), told.get("hours_max")
        told["hours_min"], told["hours_max"] = low or high, high or low
        if low and high and low > high:
            self.add_error("hours_max", _("The highest share is below the lowest."))
        for name in LISTS:
            try:
                added = code_of(self.viewer, told.get(f"add_{name}") or "")
            except forms.ValidationError as wrong:
                self.add_error(f"add_{name}", wrong)
                continue
            told[name] = sorted({*told.get(name, []), *([added] if added else [])})
        places = told.get("municipalities") or ""
        told["municipalities"] = [place.strip() for place in places.split(",") if place.strip()]
        if both := set(told.get("has", [])) & set(told.get("lacks", [])):
            names = ", ".join(words.render(label(MustHave(one))) for one in both)
            self.add_error("lacks", _("Chosen both ways: {names}.").format(names=names))
        if told.get("refused_occupations"):
            told["refuses"] = sorted({*told.get("refuses", []), HardNo.OCCUPATION.value})
        return told

    def values(self) -> dict[str, Any]:
        """What the person says, as it is kept."""
        return {name: self.cleaned_data.get(name) for name in VALUES}


def shown(values: Mapping[str, Any]) -> dict[str, Any]:
    """Kept values as the form starts from them."""
    return {**values, "municipalities": ", ".join(values["municipalities"])}


class StepForm(forms.Form):
    """A day and a few words; an interview has a time too."""

    on = forms.DateField(label=_("When"), widget=DayInput(quick=True))
    at = forms.TimeField(
        label=_("Time"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    note = forms.CharField(label=_("Note"), required=False, widget=Writing)
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kind: MatchStepKind, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
        self.fields["once"].initial = uuid.uuid4()
        if kind is not MatchStepKind.INTERVIEW:
            del self.fields["at"]
            self.fields["on"].widget.attrs["max"] = today.isoformat()
        if hint := HINTS.get(kind):
            self.fields["note"].help_text = hint


HINTS = {
    MatchStepKind.PREPARATION: _(
        "Questions that may come, what I want to say, what I want to ask, who comes along, the "
        "journey, clothes."
    ),
    MatchStepKind.ROLE_PLAY: _(
        "What we practised, what went well, what to try another time. In the person's own words."
    ),
    MatchStepKind.SHARED: _("What was given, and to whom."),
    MatchStepKind.INTERVIEW: _("Where, and who comes along."),
    MatchStepKind.OFFER: _("What was offered: hours, pay, start."),
}


class ToldForm(forms.Form):
    """The person's choice for this job alone: what is told, by whom, what is not."""

    told_by = forms.ChoiceField(label=_("Who tells"), choices=choices.of(ToldBy), widget=Chips)
    tells = forms.CharField(
        label=_("What is told"), required=False, widget=Writing,
        help_text=_("In the words the person wants the employer to hear."),
    )  # fmt: skip
    keeps_private = forms.CharField(label=_("What is not told"), required=False, widget=Writing)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("told_by") not in (None, ToldBy.NOBODY) and not told.get("tells"):
            self.add_error("tells", _("Write what is told, or choose that nothing is."))
        return told


PLACES: Sequence[PlacementKind] = (
    PlacementKind.EMPLOYMENT, PlacementKind.SUBSIDISED, PlacementKind.INTERNSHIP,
)  # fmt: skip


class PlaceForm(forms.Form):
    kind = forms.ChoiceField(label=_("What"), choices=choices.of(PLACES), widget=Chips)
    subsidy = forms.ChoiceField(
        label=_("Form of subsidy"), required=False, choices=choices.of(Subsidy, empty=_("None"))
    )
    on = forms.DateField(label=_("Starts"), widget=DayInput(quick=True))
    percent = forms.IntegerField(
        label=_("Share of full time"), min_value=1, max_value=100, widget=WithUnit(_("percent"))
    )
