"""A job as the team knows it, and what was found when it was analysed."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg import access
from framsteg.access.reading.employers import EmployerFile
from framsteg.foundation.analyses import ITEMS
from framsteg.foundation.codes import (
    AnalysisKind,
    JobOrigin,
    JobStatus,
    MustHave,
    WorkScale,
    WorkTime,
)
from framsteg.foundation.labels import label
from framsteg.foundation.work import SCALE_WORDS, SUPPORT_WORDS
from framsteg.web import words
from framsteg.web.forms import choices
from framsteg.web.forms.occupations import OccupationInput, code_of
from framsteg.web.forms.widgets import Chips, ChipsMultiple, DayInput, Search, WithUnit, Writing

NOT_KNOWN = _("Not known")
FOUND = [JobOrigin.OWN_FIND, JobOrigin.CARVED, JobOrigin.ADVERTISEMENT]


class JobSearch(forms.Form):
    hide_optional = True
    q = forms.CharField(label=_("Words"), required=False, max_length=100, widget=Search)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    origin = forms.ChoiceField(
        label=_("How it was found"), required=False, choices=choices.of(JobOrigin, empty=_("All"))
    )
    status = forms.ChoiceField(label=_("Status"), required=False, choices=choices.of(JobStatus))

    def __init__(self, *args: Any, municipalities: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].choices = [
            ("", _("All")),
            *((name, name) for name in municipalities),
        ]


def scale_choices(scale: WorkScale) -> list[tuple[str, Any]]:
    return [("", NOT_KNOWN)] + [
        (str(step), words.render(told)) for step, told in enumerate(SCALE_WORDS[scale], start=1)
    ]


def support_choices() -> list[tuple[str, Any]]:
    return [("", NOT_KNOWN)] + [
        (str(step), words.render(told)) for step, told in enumerate(SUPPORT_WORDS, start=1)
    ]


class JobForm(forms.Form):
    """Only the title is asked for; all that is left out is "not known", and is asked about."""

    origin = forms.ChoiceField(
        label=_("How it was found"), choices=choices.of(FOUND), widget=Chips, initial="own_find"
    )
    title = forms.CharField(label=_("What the job is called"), max_length=200)
    occupation = forms.CharField(
        label=_("Occupation"),
        required=False,
        widget=OccupationInput,
        help_text=_("Write a few letters and choose, for example städare."),
    )
    tasks = forms.CharField(
        label=_("Tasks"),
        required=False,
        widget=Writing,
        help_text=_("What one does, in the order of a usual day."),
    )
    workplace_id = forms.TypedChoiceField(
        label=_("Workplace"), coerce=int, required=False, empty_value=None
    )
    municipality = forms.CharField(label=_("Municipality"), required=False, max_length=100)
    hours_min = forms.IntegerField(
        label=_("Share of full time, from"), required=False, min_value=1, max_value=100,
        widget=WithUnit(_("percent")),
    )  # fmt: skip
    hours_max = forms.IntegerField(
        label=_("up to"), required=False, min_value=1, max_value=100, widget=WithUnit(_("percent"))
    )
    times = forms.MultipleChoiceField(
        label=_("When one works"), required=False, choices=choices.of(WorkTime),
        widget=ChipsMultiple,
    )  # fmt: skip
    support = forms.TypedChoiceField(
        label=_("Support at the workplace"), required=False, coerce=int, empty_value=None,
        choices=support_choices, widget=Chips,
    )  # fmt: skip
    must_haves = forms.MultipleChoiceField(
        label=_("What the job cannot do without"), required=False, choices=choices.of(MustHave),
        widget=ChipsMultiple,
    )  # fmt: skip
    no_must_haves = forms.BooleanField(
        label=_("I have asked: nothing in particular is required"), required=False
    )
    requirements = forms.CharField(
        label=_("More about what is required"), required=False, widget=Writing
    )
    apply_by = forms.DateField(label=_("Apply by"), required=False, widget=DayInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, viewer: access.Viewer, employer: EmployerFile | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        for scale in WorkScale:
            self.fields[scale.value] = forms.TypedChoiceField(
                label=words.render(label(scale)), required=False, coerce=int, empty_value=None,
                choices=scale_choices(scale), widget=Chips,
            )  # fmt: skip
        self.fields["workplace_id"].choices = [
            ("", _("Not said")),
            *((w.workplace_id, w.name) for w in (employer.workplaces if employer else ())),
        ]
        self.fields["once"].initial = uuid.uuid4()

    def scales(self) -> list[forms.BoundField]:
        return [self[scale.value] for scale in WorkScale]

    def clean_occupation(self) -> str:
        return code_of(self.viewer, self.cleaned_data["occupation"])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        low, high = told.get("hours_min"), told.get("hours_max")
        if (low or high) and not self.errors.keys() & {"hours_min", "hours_max"}:
            told["hours_min"], told["hours_max"] = low or high, high or low
            if told["hours_min"] > told["hours_max"]:
                self.add_error("hours_max", _("The highest share is below the lowest."))
        told["times"] = told.get("times") or None
        if told.pop("no_must_haves", False) and not told.get("must_haves"):
            told["must_haves"] = []
        else:
            told["must_haves"] = told.get("must_haves") or None
        return told


class AnalysisForm(forms.Form):
    """The questions of a job analysis or a workplace analysis (`foundation.analyses`)."""

    on = forms.DateField(label=_("When"), widget=DayInput(quick=True))
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kind: AnalysisKind, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = ITEMS[kind]
        for item in self.items:
            self.fields[item.key] = forms.CharField(
                label=words.render(item.label), help_text=words.render(item.asks), required=False,
                widget=Writing,
            )  # fmt: skip
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        self.fields["once"].initial = uuid.uuid4()

    def questions(self) -> list[forms.BoundField]:
        return [self[item.key] for item in self.items]

    def told(self) -> dict[str, str]:
        return {item.key: self.cleaned_data[item.key] for item in self.items}
