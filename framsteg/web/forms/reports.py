"""Reports: which to begin, and the words of a section with figures chosen from a list."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from framsteg.evaluation.question import Unanswerable
from framsteg.evaluation.references import references_in
from framsteg.rules.reports.working import LONGEST_TEXT
from framsteg.web.forms.widgets import Writing
from framsteg.web.words import render


class PeriodForm(forms.Form):
    """Which year or quarter; a report of the whole has no such field."""

    period = forms.ChoiceField(label=_("Which time"))

    def __init__(self, *args: Any, names: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = [(name, name) for name in names]


class SectionForm(forms.Form):
    """The words of one section."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=True,
        max_length=LONGEST_TEXT,
        widget=Writing({"rows": 10}),
        help_text=_(
            "A blank line begins a new paragraph, and lines that begin with a dash become a list. "
            "No participant's name."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        try:
            list(references_in(text))
        except Unanswerable as problem:
            raise forms.ValidationError(render(problem.reason)) from None
        if text.count("[[") != text.count("]]"):
            raise forms.ValidationError(
                gettext("A reference to a figure begins with [[ and ends with ]].")
            )
        return text
