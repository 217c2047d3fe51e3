"""The filters of the participant list; the search by name is a form of its own (it is posted)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from framsteg.web.forms.widgets import Search

FILTERS = ("programme", "state", "who", "phase", "need")
STATES = ("exited", "all", "unnamed")
NEEDS = ("silent", "no_step", "promise", "no_coach")


class FilterForm(forms.Form):
    """All optional, kept in the address so that the back button finds the same list."""

    hide_optional = True

    programme = forms.ChoiceField(label=gettext_lazy("Programme"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("Show"), required=False)
    who = forms.ChoiceField(label=gettext_lazy("Coach"), required=False)
    phase = forms.ChoiceField(label=gettext_lazy("Phase"), required=False)
    need = forms.ChoiceField(label=gettext_lazy("What needs doing"), required=False)

    def __init__(
        self,
        *args: Any,
        programmes: list[tuple[str, str]],
        coaches: list[tuple[str, str]],
        phases: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = [("", _("All my programmes")), *programmes]
        self.fields["state"].choices = [
            ("", _("Enrolled now")), ("exited", _("Exited")), ("all", _("Everyone")),
            ("unnamed", _("Without a shared name")),
        ]  # fmt: skip
        self.fields["who"].choices = [("", _("The whole team")), ("me", _("My own")), *coaches]
        self.fields["phase"].choices = [("", _("Every phase")), *phases]
        self.fields["need"].choices = [
            ("", _("Everything")), ("silent", _("No contact lately")),
            ("no_step", _("No next step")), ("promise", _("Promise past its day")),
            ("no_coach", _("No coach")),
        ]  # fmt: skip
        if len(programmes) < 2:
            del self.fields["programme"]

    def count(self, counts: Mapping[str, Mapping[str, int]] | None) -> None:
        """Write beside each choice how many persons it would show, where that is counted."""
        if counts is None:
            return
        for name, field in self.fields.items():
            field.choices = [
                (value, f"{text} ({counts[name].get(str(value), 0)})")
                for value, text in field.choices
            ]


class SearchForm(forms.Form):
    """A name or a number; it never stands in an address."""

    hide_optional = True

    words = forms.CharField(
        label=gettext_lazy("Search by name or number"),
        required=False,
        max_length=100,
        widget=Search(),
    )
