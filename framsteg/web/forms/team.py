"""Absence and who covers; a person's back-up; a crisis; how the support is to end."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.blueprints.labels import LABELS
from framsteg.blueprints.schema import ExitKind
from framsteg.foundation.codes import AbsenceReason
from framsteg.web import words
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import Chips, DayInput, Writing

Choice = tuple[int, str]


class AbsenceForm(forms.Form):
    """The last day as people say it is inside; `cleaned_data["ends_on"]` is the day after it."""

    staff_id = forms.TypedChoiceField(label=_("Who is away"), coerce=int)
    starts_on = forms.DateField(label=_("From"), widget=DayInput())
    last_day = forms.DateField(
        label=_("To and including"), required=False, widget=DayInput(),
        help_text=_("Leave it empty when it is not known."),
    )  # fmt: skip
    reason = forms.ChoiceField(
        label=_("Why"), choices=choices.of(AbsenceReason), widget=Chips, initial="holiday",
        help_text=_("Seen by the one who is away and the lead only."),
    )  # fmt: skip
    cover_id = forms.TypedChoiceField(
        label=_("Who covers"), coerce=int, required=False, empty_value=None,
        help_text=_("Persons with a named back-up go to that colleague; the others to this one."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, away: Sequence[Choice], covers: Sequence[Choice], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff_id"].choices = list(away)
        self.fields["cover_id"].choices = [("", _("Nobody yet")), *covers]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        last = told.pop("last_day", None)
        told["ends_on"] = last + timedelta(days=1) if last else None
        if last and told.get("starts_on") and last < told["starts_on"]:
            self.add_error("last_day", _("The last day cannot come before the first."))
        return told


class BackUpForm(forms.Form):
    staff_id = forms.TypedChoiceField(
        label=_("Who steps in"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args: Any, colleagues: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff_id"].choices = [("", _("Nobody")), *colleagues]


class CrisisForm(forms.Form):
    """That a crisis goes on, since when, and what is good to know."""

    on = forms.DateField(label=_("Since"), widget=DayInput(quick=True))
    note = forms.CharField(
        label=_("What is good to know"), required=False, widget=Writing,
        help_text=_("What the person wants us to do now, and who else knows."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, today: date, over: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        if over:
            self.fields["on"].label = _("Over since")


class PlannedEndForm(forms.Form):
    """How the support is to end, as agreed with the person."""

    ends = forms.ChoiceField(label=_("How the support is to end"), required=False, widget=Chips)
    on = forms.DateField(
        label=_("Planned day"), required=False, widget=DayInput(),
        help_text=_("Only for a planned exit."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, by_blueprint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends"].choices = [
            ("", by_blueprint),
            *((kind.value, words.render(LABELS[kind])) for kind in ExitKind),
        ]
