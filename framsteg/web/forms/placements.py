"""Placements: what begins, how much of full time, how it ends."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from framsteg import access
from framsteg.access.reading.employers import EmployerLine
from framsteg.foundation.codes import PlacementEnd, PlacementKind, Sector, Subsidy
from framsteg.foundation.names import fold
from framsteg.foundation.training_codes import LedTo, PlacementPurpose
from framsteg.rules.placements import is_job
from framsteg.rules.time_limits import LIMITED
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import Chips, DayInput, WithUnit, Writing

ICONS = {
    "employment": "briefcase", "subsidised": "hand-heart", "own_business": "storefront",
    "studies": "graduation-cap", "internship": "handshake", "supported_training": "path",
    "unpaid": "coffee",
}  # fmt: skip


class EmployerName(forms.CharField):
    """An employer typed by name; a known id is shown as its name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)
        self.name_of: Callable[[int], str] = str

    def prepare_value(self, value: Any) -> Any:
        return self.name_of(value) if isinstance(value, int) else value


class WithEmployer(forms.Form):
    """A form in which an employer is typed: known by its name, or added to the register."""

    employer_id = EmployerName(label=_("Employer or school"), required=False)
    add_employer = forms.BooleanField(label=_("Add it to the register"), required=False)

    def __init__(self, *args: Any, viewer: access.Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.employer: EmployerLine | None = None
        self.new_employer = ""
        self.suggested = [e.name for e in access.recent_employers(viewer, limit=20)]
        self.fields["employer_id"].name_of = lambda pk: access.employer(viewer, pk).name
        self.fields["employer_id"].widget.attrs |= {
            "list": "employer-names",
            "autocomplete": "off",
            # A comfort: names of the register as one types. Without it the latest ones are there.
            "hx-get": reverse("employers:suggest"),
            "hx-trigger": "input changed delay:200ms",
            "hx-target": "#employer-names",
            "hx-sync": "this:replace",
        }

    def clean_employer_id(self) -> int | None:
        name = self.cleaned_data["employer_id"].strip()
        if not name:
            return None
        found = access.employers(self.viewer, words=name)
        self.employer = next((e for e in found if fold(e.name) == fold(name)), None)
        if self.employer is not None:
            return self.employer.employer_id
        if self.data.get(self.add_prefix("add_employer")):
            self.new_employer = name
            return None
        raise forms.ValidationError(_unknown(name, [e.name for e in found[:5]]))


class StartForm(WithEmployer):
    """What is known when it begins; the rest can be filled in later."""

    kind = forms.ChoiceField(
        label=_("What begins"), choices=choices.of(PlacementKind), widget=Chips(icons=ICONS)
    )
    subsidy = forms.ChoiceField(
        label=_("Form of subsidy"),
        required=False,
        choices=choices.of(Subsidy, empty=_("No subsidy")),
        help_text=_("Only for a subsidised employment."),
    )
    on = forms.DateField(
        label=_("First day"), widget=DayInput, help_text=_("It may be a day to come.")
    )
    percent = forms.IntegerField(
        label=_("Share of full time"),
        required=False,
        min_value=1,
        max_value=100,
        widget=WithUnit(_("percent")),
    )
    title = forms.CharField(
        label=_("Job or course"),
        required=False,
        max_length=120,
        help_text=_("For example kitchen assistant, or welding course."),
    )
    trade = forms.CharField(label=_("Trade"), required=False, max_length=100)
    sector = forms.ChoiceField(
        label=_("Sector"),
        required=False,
        choices=choices.of(Sector, empty=_("As the employer's")),
    )
    monthly_wage = forms.IntegerField(
        label=_("Monthly wage before tax"),
        required=False,
        min_value=0,
        max_value=999_999_999,
        widget=WithUnit(_("kronor")),
        help_text=_("For the share that the person works now."),
    )
    note = forms.CharField(label=_("Note"), required=False, widget=Writing)
    purpose = forms.ChoiceField(
        label=_("For what"),
        required=False,
        choices=choices.of(PlacementPurpose),
        widget=Chips,
        help_text=_("For an internship or Supported Training."),
    )
    planned_last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=DayInput,
        help_text=_("An internship or Supported Training is for a limited time."),
    )

    field_order = [
        "kind", "subsidy", "employer_id", "add_employer", "on", "planned_last_day", "percent",
        "purpose", "title", "trade",
        "sector", "monthly_wage", "note",
    ]  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today

    def clean_monthly_wage(self) -> Decimal | None:
        return _kronor(self.cleaned_data["monthly_wage"])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        subsidised = told.get("kind") == PlacementKind.SUBSIDISED
        if subsidised and not told.get("subsidy"):
            self.add_error("subsidy", _("Say which form of subsidy the employment has."))
        if told.get("kind") in LIMITED and not told.get("planned_last_day"):
            if "planned_last_day" not in self.errors:
                self.add_error(
                    "planned_last_day", _("Say the last day: this is for a limited time.")
                )
        elif told.get("kind") not in LIMITED:
            # A form opened for an internship carries them; a job has neither.
            told |= {"planned_last_day": None, "purpose": ""}
        return told


class AmendForm(WithEmployer):
    """What may be put right later. The days and the share have their own pages."""

    title = StartForm.base_fields["title"]
    trade = StartForm.base_fields["trade"]
    sector = forms.ChoiceField(
        label=_("Sector"), required=False, choices=choices.of(Sector, empty=_("Not said"))
    )
    monthly_wage = StartForm.base_fields["monthly_wage"]
    note = StartForm.base_fields["note"]
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_monthly_wage(self) -> Decimal | None:
        return _kronor(self.cleaned_data["monthly_wage"])


class ShareForm(forms.Form):
    percent = forms.IntegerField(
        label=_("New share of full time"),
        min_value=1,
        max_value=100,
        widget=WithUnit(_("percent")),
    )
    on = forms.DateField(label=_("From"), widget=DayInput(quick=True))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today


class EndForm(forms.Form):
    last_day = forms.DateField(label=_("Last day"), widget=DayInput(quick=True))
    reason = forms.ChoiceField(label=_("How did it end"), widget=forms.RadioSelect)
    led_to = forms.ChoiceField(
        label=_("What it led to"), choices=choices.of(LedTo), widget=Chips, required=False
    )

    def __init__(self, *args: Any, kind: PlacementKind, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = choices.of(reasons(kind))
        self.fields["last_day"].initial = today
        if kind not in LIMITED:
            del self.fields["led_to"]

    @property
    def first_day_without(self) -> date:
        return self.cleaned_data["last_day"] + timedelta(days=1)


def reasons(kind: PlacementKind) -> list[PlacementEnd]:
    """The reasons that can be true of this kind."""
    left_out = set()
    if kind is not PlacementKind.STUDIES:
        left_out.add(PlacementEnd.FINISHED_STUDIES)
    if not is_job(kind):
        left_out |= {PlacementEnd.LAID_OFF, PlacementEnd.NEW_JOB}
    if is_job(kind) or kind is PlacementKind.OWN_BUSINESS:
        left_out.add(PlacementEnd.LED_TO_EMPLOYMENT)
    return [reason for reason in PlacementEnd if reason not in left_out]


def _kronor(whole: int | None) -> Decimal | None:
    return None if whole is None else Decimal(whole)


def _unknown(name: str, alike: Iterable[str]) -> str:
    """Not in the register: say what is nearest, and how to add it."""
    told = gettext("“{name}” is not in the register of employers.").format(name=name)
    near = ", ".join(alike)
    if near:
        told += " " + gettext("Did you mean {names}?").format(names=near)
    return told + " " + gettext("Otherwise tick the box to add it.")
