"""The plan's forms: a goal in own words, what to do and who, how it went."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.access.reading.programmes import ColleagueLine, OrganisationLine
from framsteg.foundation.plan_codes import GoalStatus, Responsible
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import Chips, DayInput, Writing

ICONS = {
    "participant": "user", "coach": "hand-heart", "authority": "buildings",
    "employer": "storefront", "relative": "heart",
}  # fmt: skip


class _Sent(forms.Form):
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid.uuid4()


class GoalForm(_Sent):
    words = forms.CharField(
        label=_("Goal, in own words"),
        widget=Writing,
        help_text=_("Write it as the person says it."),
    )


class CloseGoalForm(forms.Form):
    status = forms.ChoiceField(
        label=_("What became of it"),
        choices=choices.of([GoalStatus.REACHED, GoalStatus.LET_GO]),
        widget=Chips,
    )


class ActionForm(_Sent):
    """The names of the fields are those of `actions.plans.Asked`."""

    what = forms.CharField(label=_("What is to be done"), max_length=300)
    responsible = forms.ChoiceField(
        label=_("Who does it"), choices=choices.of(Responsible), widget=Chips(icons=ICONS)
    )
    staff_id = forms.TypedChoiceField(
        label=_("Which coach or case officer"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("It comes to their My day when it is due, whatever organisation they are in."),
    )
    organisation_id = forms.TypedChoiceField(
        label=_("Which authority or service"), required=False, coerce=int, empty_value=None
    )
    responsible_name = forms.CharField(
        label=_("Name of the one responsible"),
        required=False,
        max_length=200,
        help_text=_("An employer, a relative, or someone who does not log in here."),
    )
    due_on = forms.DateField(label=_("By when"), required=False, widget=DayInput())

    def __init__(
        self,
        *args: Any,
        staff: Iterable[ColleagueLine],
        organisations: Iterable[OrganisationLine],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        none = ("", _("Nobody chosen"))
        people = [(one.staff_id, f"{one.name}, {one.organisation}") for one in staff]
        listed = [(o.organisation_id, o.name) for o in organisations]
        self.fields["staff_id"].choices = [none, *people]
        self.fields["organisation_id"].choices = [("", _("None chosen")), *listed]


class DoneForm(forms.Form):
    on = forms.DateField(label=_("When"), widget=DayInput(quick=True))
    result = forms.CharField(label=_("What it led to"), required=False, widget=Writing)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()


class DropForm(forms.Form):
    reason = forms.CharField(label=_("Why it is dropped"), max_length=300)


class ReviewForm(_Sent):
    on = forms.DateField(label=_("When"), widget=DayInput(quick=True))
    note = forms.CharField(
        label=_("What we agreed on"),
        required=False,
        widget=Writing,
        help_text=_("What goes well, what should be done otherwise, what is new."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()
