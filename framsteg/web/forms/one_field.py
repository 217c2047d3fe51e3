"""One fact of a person by itself, changed where it stands."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.rules.dates import plausible_birth_year
from framsteg.web import words
from framsteg.web.forms.participants import CHANGED_AGAINST, Person, Reach, born_on

ALL = {**Person.base_fields, **Reach.base_fields}


class OneFieldForm(forms.Form):
    """`stands` is what is known of the rest of the person: facts that must agree are judged."""

    version = forms.IntegerField(**CHANGED_AGAINST)
    hide_optional = True

    def __init__(
        self, *args: Any, field: str, stands: Mapping[str, Any], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.field, self.stands, self.today = field, stands, today
        self.fields[field] = deepcopy(ALL[field])
        if field == "birth_year":
            self.fields[field].help_text = ""

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if self.field not in told:
            return told
        known = {**self.stands, self.field: told[self.field]}
        if self.field in ("given_name", "family_name") and not (
            known.get("given_name") or known.get("family_name")
        ):
            self.add_error(self.field, _("Write at least one name."))
        if self.field in ("personnummer", "birth_year"):
            self._agree_on_birth(told, known)
        return told

    def _agree_on_birth(self, told: dict[str, Any], known: Mapping[str, Any]) -> None:
        """A number fills an empty year; otherwise the two must tell the same."""
        year, born = known.get("birth_year"), born_on(known.get("personnummer") or "")
        if self.field == "birth_year" and year is not None:
            decision = plausible_birth_year(year, today=self.today)
            if not decision:
                self.add_error("birth_year", words.render(decision.reason))
                return
        if born is None:
            return
        if year is None:
            told["birth_year"] = born.year
        elif year != born.year:
            self.add_error(
                self.field, _("The year is not the one in the personal identity number.")
            )
