"""Reviews of the method: begin one, answer an item, draw and answer files, agree, what is to do."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from framsteg.evaluation.fidelity.scale import FileQuestion, Item
from framsteg.foundation.codes import FileReply, ReviewKind
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import Chips, ChipsMultiple, DayInput, WithUnit, Writing
from framsteg.web.words import render

NO_NAMES = _("Write no names of participants here.")
Choice = tuple[int, str]


class ReviewForm(forms.Form):
    """What is reviewed, over which period, by whom."""

    scale = forms.ChoiceField(label=_("What is looked at"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=_("Who looks"), choices=choices.of(ReviewKind), widget=Chips, initial="self"
    )
    starts_on = forms.DateField(label=_("First day of the period"), widget=DayInput())
    last_day = forms.DateField(label=_("Last day of the period"), widget=DayInput())
    reviewers = forms.TypedMultipleChoiceField(
        label=_("Reviewers"), coerce=int, widget=ChipsMultiple,
        help_text=_("Each gives their own answers. Then you agree on one."),
    )  # fmt: skip
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, scales: Sequence[tuple[str, str]], people: Sequence[Choice], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scale"].choices = list(scales)
        self.fields["scale"].initial = scales[0][0] if scales else None
        self.fields["reviewers"].choices = list(people)
        self.fields["once"].initial = uuid.uuid4()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "last_day" in told:
            told["ends_on"] = told.pop("last_day") + timedelta(days=1)
        if "kind" in told:
            told["kind"] = ReviewKind(told["kind"])
        return told


class AnswerForm(forms.Form):
    """The anchor that fits, out of five in words, and what it rests on."""

    anchor = forms.TypedChoiceField(
        label=_("What fits best"), coerce=int, required=False, empty_value=None,
        widget=forms.RadioSelect,
    )  # fmt: skip
    note = forms.CharField(
        label=_("What you saw"), required=False, widget=Writing, help_text=NO_NAMES
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["anchor"].choices = [
            (n, f"{n} – {render(words.text)}") for n, words in enumerate(item.anchors, start=1)
        ]


class DrawForm(forms.Form):
    """How many files, and the number that the draw starts from."""

    size = forms.IntegerField(
        label=_("How many files"), min_value=1, max_value=40, initial=10,
        widget=WithUnit(_("files")),
    )  # fmt: skip
    seed = forms.IntegerField(
        label=_("Number of the draw"), min_value=0, max_value=2**31 - 1,
        help_text=_("Any number, such as the day's date. The same number gives the same draw, so "
                    "that anybody can check that no file was picked by hand."),
    )  # fmt: skip


class FileForm(forms.Form):
    """The fixed questions about one file."""

    def __init__(
        self, *args: Any, questions: Iterable[FileQuestion], known: dict[str, Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = tuple(questions)
        for one in self.questions:
            stood = known.get(one.key)
            self.fields[f"{one.key}_reply"] = forms.ChoiceField(
                label=render(one.words.text), choices=choices.of(FileReply), required=False,
                widget=Chips, initial=stood.reply if stood else None,
            )  # fmt: skip
            self.fields[f"{one.key}_version"] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, initial=stood.version if stood else None
            )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not any(told.get(f"{one.key}_reply") for one in self.questions):
            raise forms.ValidationError(gettext("Answer at least one question."))
        return told


class AgreeForm(forms.Form):
    summary = forms.CharField(
        label=_("In short: what works, what is to be better"), widget=Writing, help_text=NO_NAMES
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class TodoForm(forms.Form):
    """What a review leads to. It stands in the steering group's pack until it is done."""

    what = forms.CharField(label=_("What is to be done"), max_length=300, help_text=NO_NAMES)
    item = forms.ChoiceField(label=_("Which item"), required=False)
    responsible_id = forms.TypedChoiceField(label=_("Who does it"), coerce=int)
    due_on = forms.DateField(label=_("By when"), widget=DayInput())
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, items: Sequence[tuple[str, str]], people: Sequence[Choice], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [("", gettext("No item in particular")), *items]
        self.fields["responsible_id"].choices = [("", gettext("Choose someone")), *people]
        self.fields["once"].initial = uuid.uuid4()
