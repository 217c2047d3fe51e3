"""A follow-up: three questions that the person answers as they like, and own words."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from framsteg.access.reading.self_reports import InstrumentText
from framsteg.actions.plan_reviews import Said
from framsteg.actions.self_reports import Told
from framsteg.blueprints.schema import SelfReportItem
from framsteg.foundation.codes import AnsweredBy, FollowUpKind
from framsteg.foundation.plan_codes import ReviewOutcome
from framsteg.rules.self_reports import WHO5_ITEMS
from framsteg.web.forms import choices
from framsteg.web.forms.contacts import CHANNELS, ICONS
from framsteg.web.forms.widgets import Chips, DayInput, Writing

PREFERS_NOT_TO_SAY = 0
WELLBEING = tuple(f"wellbeing_{n}" for n in range(1, WHO5_ITEMS + 1))
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


@dataclass(frozen=True)
class PlanItem:
    """A goal or an action of the plan that is open, and what can be said of it."""

    row_id: int
    is_goal: bool
    what: str
    who: str = ""
    late: bool = False
    outcomes: Sequence[ReviewOutcome] = (ReviewOutcome.CONTINUES,)

    @property
    def name(self) -> str:
        return f"{'goal' if self.is_goal else 'action'}_{self.row_id}"

    @property
    def words(self) -> str:
        return f"{self.name}_words"


class PersonForm(forms.Form):
    """What is asked of the person: the programme's questions, own words, WHO-5 where it is used.

    Everything may be left out.
    """

    own_words = forms.CharField(
        label=_("In your own words"),
        required=False,
        widget=Writing,
        help_text=_("What has become better, what is hard, what you want more of."),
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        items: Sequence[SelfReportItem],
        who5: InstrumentText | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items, self.who5 = items, who5
        for item in items:
            self.fields[item.value] = forms.TypedChoiceField(
                label=QUESTIONS[item],
                choices=list(ANSWERS[item].items()),
                coerce=int,
                empty_value=None,
                required=False,
                widget=Scale,
            )
        # The highest first, as the instrument has it.
        choices = list(enumerate(who5.answers))[::-1] if who5 else []
        for name, words in zip(WELLBEING, who5.items if who5 else (), strict=False):
            self.fields[name] = forms.TypedChoiceField(
                label=words,
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                widget=Chips,
            )
        self.fields["once"].initial = uuid.uuid4()

    def questions(self) -> list[forms.BoundField]:
        return [self[item.value] for item in self.items]

    def wellbeing(self) -> list[forms.BoundField]:
        return [self[name] for name in WELLBEING if name in self.fields]

    def told(self) -> Told:
        """What the person says, as the actions take it."""
        told = self.cleaned_data
        answers = {item.value: told.get(item.value) for item in self.items}
        wellbeing = tuple(told.get(name) for name in WELLBEING) if self.who5 else ()
        return Told(**answers, own_words=told.get("own_words", ""), wellbeing=wellbeing)


class FollowUpForm(PersonForm):
    """A whole follow-up. `plan` are the goals and actions that are open, to be gone through."""

    kind = forms.ChoiceField(label=_("Which one"), choices=choices.of(FollowUpKind), widget=Chips)
    answered_by = forms.ChoiceField(
        label=_("Who answered"), required=False, choices=choices.of(AnsweredBy), widget=Chips
    )
    note = forms.CharField(
        label=_("What we agreed on"),
        required=False,
        widget=Writing,
        help_text=_("What you went through, and what changes."),
    )
    agreement_reviewed = forms.BooleanField(
        label=_("We have gone through the agreement together"), required=False
    )
    review_on = forms.DateField(
        label=_("To be gone through again by"), required=False, widget=DayInput()
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    plan_reviewed = forms.BooleanField(
        label=_("We have gone through the plan together"), required=False
    )
    on = forms.DateField(label=_("When"), widget=DayInput(quick=True))
    channel = forms.ChoiceField(
        label=_("How you met"),
        required=False,
        choices=lambda: [*choices.of(CHANNELS)(), ("", _("The contact is logged already"))],
        widget=Chips(icons=ICONS),
        help_text=_("The follow-up is then logged as a contact too: nothing is written twice."),
    )
    next_step = forms.CharField(
        label=_("Next step"), required=False, max_length=300,
        help_text=_("What you promised each other. It comes back in My day."),
    )  # fmt: skip
    next_step_on = forms.DateField(label=_("Next step by"), required=False, widget=DayInput())

    def __init__(
        self,
        *args: Any,
        items: Sequence[SelfReportItem],
        today: date,
        plan: Sequence[PlanItem] = (),
        waiting: bool = False,
        **kwargs: Any,
    ) -> None:
        """With an answer `waiting`, the person has been asked already: only the rest is."""
        super().__init__(*args, items=() if waiting else items, **kwargs)
        self.today, self.plan = today, plan
        if waiting:
            del self.fields["own_words"], self.fields["answered_by"]
        for one in plan:
            self.fields[one.name] = forms.ChoiceField(
                label=one.what, required=False, choices=choices.of(one.outcomes), widget=Chips
            )
            if not one.is_goal:
                self.fields[one.words] = forms.CharField(
                    label=_("How it goes"), required=False, max_length=300
                )
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()

    def plan_rows(self) -> list[dict[str, Any]]:
        """The goals and actions with their fields, in the order of the plan."""
        return [
            {
                "item": one,
                "field": self[one.name],
                "words": None if one.is_goal else self[one.words],
            }
            for one in self.plan
        ]

    def said(self) -> list[Said]:
        """What was said of the goals and actions; those that nothing was said of are left out."""
        told = self.cleaned_data
        return [
            Said(
                ReviewOutcome(told[one.name] or ReviewOutcome.CONTINUES),
                goal_id=one.row_id if one.is_goal else None,
                action_id=None if one.is_goal else one.row_id,
                words=told.get(one.words, ""),
            )
            for one in self.plan
            if told.get(one.name) or told.get(one.words)
        ]

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("That day has not come yet."))
        return on

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        names = [item.value for item in self.items] + [f.name for f in self.wellbeing()]
        answered = any(told.get(name) is not None for name in names)
        if (answered or told.get("own_words")) and not told.get("answered_by"):
            self.add_error(
                "answered_by", _("Say who answered, so that the answers are read right.")
            )
        for one in self.plan:
            if told.get(one.name) == ReviewOutcome.DROPPED and not told.get(one.words):
                self.add_error(one.words, _("Write why it is dropped."))
        if told.get("next_step_on") and not told.get("next_step"):
            self.add_error("next_step", _("Say what the next step is, or clear its day."))
        if told.get("next_step") and not told.get("channel"):
            self.add_error("channel", _("Say how you met: the next step is kept with the contact."))
        return told


def in_words(item: SelfReportItem, answer: int | None) -> str:
    """An answer as it was given: in words, never as a number to compare."""
    return str(_("Not asked") if answer is None else ANSWERS[item][answer])
