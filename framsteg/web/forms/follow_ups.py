"""A follow-up: three questions that the person answers as they like, and own words."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from framsteg.blueprints.schema import SelfReportItem
from framsteg.foundation.codes import AnsweredBy, FollowUpKind
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import Chips, DayInput, Writing

PREFERS_NOT_TO_SAY = 0
QUESTIONS: dict[SelfReportItem, str | Promise] = {
    SelfReportItem.LIFE_SITUATION: _("How is your life right now?"),
    SelfReportItem.SUPPORT_QUALITY: _("How is the support that you get from us?"),
    SelfReportItem.INFLUENCE: _("How much can you influence what happens?"),
}
_GOOD_OR_BAD = {
    1: _("Bad"), 2: _("Rather bad"), 3: _("Neither good nor bad"), 4: _("Rather good"),
    5: _("Good"), PREFERS_NOT_TO_SAY: _("Prefer not to say"),
}  # fmt: skip
_MUCH_OR_LITTLE = {
    1: _("Not at all"), 2: _("A little"), 3: _("Partly"), 4: _("Rather much"), 5: _("Very much"),
    PREFERS_NOT_TO_SAY: _("Prefer not to say"),
}  # fmt: skip
ANSWERS: dict[SelfReportItem, dict[int, Any]] = {
    SelfReportItem.LIFE_SITUATION: _GOOD_OR_BAD,
    SelfReportItem.SUPPORT_QUALITY: _GOOD_OR_BAD,
    SelfReportItem.INFLUENCE: _MUCH_OR_LITTLE,
}


class Scale(forms.RadioSelect):
    """Five large choices in a row with words at the ends, and one for not saying."""

    template_name = "forms/widgets/scale.html"


class FollowUpForm(forms.Form):
    """`items` are those that the programme asks about; all of them may be left out."""

    kind = forms.ChoiceField(label=_("Which one"), choices=choices.of(FollowUpKind), widget=Chips)
    own_words = forms.CharField(
        label=_("In your own words"),
        required=False,
        widget=Writing,
        help_text=_("What has become better, what is hard, what you want more of."),
    )
    answered_by = forms.ChoiceField(
        label=_("Who answered"), required=False, choices=choices.of(AnsweredBy), widget=Chips
    )
    note = forms.CharField(
        label=_("What we agreed on"),
        required=False,
        widget=Writing,
        help_text=_("What you went through, and what changes in the plan."),
    )
    plan_reviewed = forms.BooleanField(
        label=_("We have gone through the plan together"), required=False
    )
    on = forms.DateField(label=_("When"), widget=DayInput(quick=True))
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, items: Sequence[SelfReportItem], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items, self.today = items, today
        for item in items:
            self.fields[item.value] = forms.TypedChoiceField(
                label=QUESTIONS[item],
                choices=list(ANSWERS[item].items()),
                coerce=int,
                empty_value=None,
                required=False,
                widget=Scale,
            )
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        self.fields["once"].initial = uuid.uuid4()

    def questions(self) -> list[forms.BoundField]:
        return [self[item.value] for item in self.items]

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("That day has not come yet."))
        return on

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        answered = any(told.get(item.value) is not None for item in self.items)
        if (answered or told.get("own_words")) and not told.get("answered_by"):
            self.add_error(
                "answered_by", _("Say who answered, so that the answers are read right.")
            )
        return told


def in_words(item: SelfReportItem, answer: int | None) -> str:
    """An answer as it was given: in words, never as a number to compare."""
    return str(_("Not asked") if answer is None else ANSWERS[item][answer])
