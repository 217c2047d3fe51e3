"""Forms of documents, made from the declaration: a section, the cover, a signature, an end."""

import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.access import Viewer
from framsteg.foundation.codes import Signatory, SignedHow
from framsteg.rules.documents import FieldKind, FieldShape, SectionShape
from framsteg.rules.documents.answers import faults, tidy
from framsteg.web import words
from framsteg.web.answers import in_one
from framsteg.web.forms import choices
from framsteg.web.forms.occupations import OccupationInput, code_of, named
from framsteg.web.forms.widgets import Chips, ChipsMultiple, DayInput, WithUnit, Writing

SPARE_ROWS = 2
MOST_ROWS = 60


class RowsInput(forms.Widget):
    """A small table to fill in; some rows stand empty, and a button adds more.

    Posted as NAME-ROW-COLUMN, or as JSON under NAME itself (the page where one chooses between
    two people's rows sends it so).
    """

    template_name = "forms/widgets/rows.html"
    use_fieldset = True

    def __init__(self, columns: Iterable[FieldShape]) -> None:
        super().__init__()
        self.columns = tuple(columns)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        if data.get(name):
            return _rows_from_text(str(data[name]))
        found: list[dict[str, str]] = []
        for n in range(MOST_ROWS + 1):
            row = {c.key: str(data.get(f"{name}-{n}-{c.key}") or "") for c in self.columns}
            if any(f"{name}-{n}-{c.key}" in data for c in self.columns):
                found.append(row)
        return found

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(key == name or key.startswith(f"{name}-") for key in data)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = list(value or []) if not isinstance(value, str) else _rows_from_text(value)
        rows += [{}] * SPARE_ROWS
        columns = [
            {"key": c.key, "label": words.render(c.label), "day": c.kind is FieldKind.DAY}
            for c in self.columns
        ]
        context["widget"] |= {
            "columns": columns,
            "rows": [
                {
                    "n": n,
                    "cells": [
                        {
                            **column,
                            "name": f"{name}-{n}-{column['key']}",
                            "value": row.get(column["key"], ""),
                        }
                        for column in columns
                    ],
                }
                for n, row in enumerate(rows)
            ],
        }
        return context


def _rows_from_text(text: str) -> list[dict[str, str]]:
    try:
        rows = json.loads(text)
    except ValueError:
        return []
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


class RowsField(forms.Field):
    def __init__(self, shape: FieldShape, **options: Any) -> None:
        super().__init__(widget=RowsInput(shape.columns), **options)
        self.shape = shape

    def clean(self, value: Any) -> Any:
        return tidy(self.shape, value or [])

    def as_choice(self, value: Any) -> dict[str, str]:
        """As the form would send it under one name, and as a person reads it."""
        return {"raw": json.dumps(value or []), "text": in_one(self.shape, value)}

    def has_changed(self, initial: Any, data: Any) -> bool:
        return tidy(self.shape, initial or []) != tidy(self.shape, data or [])


class SeveralField(forms.MultipleChoiceField):
    """Any number of choices; may be sent as JSON under one name (when choosing between two)."""

    class Several(ChipsMultiple):
        def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
            sent = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
            return json.loads(sent[0]) if len(sent) == 1 and sent[0].startswith("[") else sent

    widget = Several

    def as_choice(self, value: Any) -> dict[str, str]:
        named = dict(self.choices)
        told = [str(named.get(one, one)) for one in value or []]
        return {"raw": json.dumps(value or []), "text": ", ".join(told)}


class OccupationsInput(forms.MultiWidget):
    """What is chosen already, to be unticked, and a line to type one more in."""

    use_fieldset = True

    def __init__(self) -> None:
        super().__init__({"chosen": ChipsMultiple(), "add": OccupationInput()})

    def decompress(self, value: Any) -> list[Any]:
        return [list(value or []), ""]


class OccupationsField(forms.MultiValueField):
    """Codes of occupations by SSYK: those that stay ticked, and the one that was typed."""

    def __init__(self, chosen: Iterable[str], viewer: Viewer, **options: Any) -> None:
        self.viewer = viewer
        fields = (
            forms.MultipleChoiceField(choices=named(chosen), required=False),
            forms.CharField(max_length=100, required=False),
        )
        super().__init__(fields, widget=OccupationsInput(), require_all_fields=False, **options)
        self.widget.widgets[0].choices = fields[0].choices
        self.widget.widgets[1].attrs["aria-label"] = _("One more occupation")

    def compress(self, values: list[Any]) -> list[str]:
        kept, typed = values if values else ([], "")
        one_more = code_of(self.viewer, typed or "")
        return list(dict.fromkeys([*kept, *([one_more] if one_more else [])]))

    def as_choice(self, value: Any) -> dict[str, str]:
        told = ", ".join(name for _code, name in named(value or []))
        return {"raw": json.dumps(value or []), "text": told}


class SectionForm(forms.Form):
    """The questions of one section, or only the one named `only`."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        section: SectionShape,
        content: Mapping[str, Any],
        version: int | None,
        viewer: Viewer,
        only: str = "",
        **kwargs: Any,
    ) -> None:
        self.section = section
        self.asked = [f for f in section.fields if not only or f.key == only]
        super().__init__(*args, initial={**content, "version": version}, **kwargs)
        for field in self.asked:
            self.fields[field.key] = form_field(field, viewer, content.get(field.key))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for fault in faults(self.section, self.answers(told)):
            said = words.render(fault.words)
            if fault.row is not None:
                asked = self.section.field(fault.field).column(fault.column)
                column = words.render(asked.label)
                said = _("Row {n}, {column}: {fault}").format(
                    n=fault.row, column=column, fault=said
                )
            self.add_error(fault.field, said)
        return told

    def answers(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """What was answered, as it is kept."""
        return {f.key: _kept(told[f.key]) for f in self.asked if f.key in told}


def _kept(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value


def form_field(shape: FieldShape, viewer: Viewer, value: Any) -> forms.Field:
    """The form's field for one question of a document, which has `value` now."""
    told: dict[str, Any] = {
        "label": words.render(shape.label),
        "help_text": words.render(shape.hint) if shape.hint.msgid else "",
        "required": False,
    }
    offered = [(one.key, words.render(one.label)) for one in shape.choices]
    if shape.kind is FieldKind.WRITING:
        return forms.CharField(widget=Writing, **told)
    if shape.kind is FieldKind.DAY:
        return forms.DateField(widget=DayInput, **told)
    if shape.kind is FieldKind.NUMBER:
        unit = words.render(shape.unit)
        return forms.IntegerField(min_value=0, widget=WithUnit(unit), **told)
    if shape.kind is FieldKind.CHOICE:
        unknown = ("", _("Not known yet"))
        return forms.ChoiceField(choices=[unknown, *offered], widget=Chips, **told)
    if shape.kind is FieldKind.CHOICES:
        return SeveralField(choices=offered, **told)
    if shape.kind is FieldKind.ROWS:
        return RowsField(shape, **told)
    if shape.kind is FieldKind.OCCUPATIONS:
        return OccupationsField(value or (), viewer, **told)
    return forms.CharField(max_length=300, **told)


class CoverForm(forms.Form):
    """What a document is for, and when it is looked at again."""

    subject = forms.CharField(max_length=200, required=False)
    on = forms.DateField(label=_("Begun"), widget=DayInput(quick=True))
    review_on = forms.DateField(
        label=_("Review it on"),
        required=False,
        widget=DayInput,
        help_text=_("It comes up in Min dag when the day is near."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    once = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, subject_label: str, begun: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if subject_label:
            self.fields["subject"].label = subject_label
            self.fields["subject"].required = True
        else:
            del self.fields["subject"]
        if begun:
            del self.fields["on"], self.fields["once"]
        else:
            self.fields["once"].initial = uuid.uuid4()


class SignForm(forms.Form):
    """Who signs, and how. `me`: the one who holds the form signs as well, in the same press."""

    signatory = forms.ChoiceField(label=_("Who signs"), choices=choices.of(Signatory), widget=Chips)
    name = forms.CharField(label=_("Name"), max_length=200)
    how = forms.ChoiceField(label=_("How"), choices=choices.of(SignedHow), widget=Chips)
    kept_at = forms.CharField(
        label=_("Where the signed paper is kept"),
        max_length=200,
        required=False,
        help_text=_("Only for a signature on paper."),
    )
    reason = forms.CharField(
        label=_("Why somebody else signs"),
        max_length=300,
        required=False,
        help_text=_("Only when somebody signs in the person's place."),
    )
    on = forms.DateField(label=_("Signed on"), widget=DayInput(quick=True))
    me = forms.BooleanField(required=False)
    once = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, own_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["me"].label = _("I, {name}, sign too").format(name=own_name)
        self.fields["once"].initial = uuid.uuid4()


class EndForm(forms.Form):
    on = forms.DateField(label=_("Ended on"), widget=DayInput(quick=True))
    note = forms.CharField(
        label=_("Why, and what happens instead"),
        max_length=300,
        required=False,
        widget=Writing,
    )
