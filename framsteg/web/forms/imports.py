"""The questions on a list's way in: which file, what its columns hold, what its words mean."""

from collections.abc import Mapping as Values
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from framsteg.access.reading.programmes import ProgrammeLine
from framsteg.foundation.codes import OrganisationKind
from framsteg.imports.fields import NAMES, Field, ListKind, fields_of
from framsteg.imports.mapping import Mapping, MappingRefused, NamedOrganisation, NewUnit, codes_of
from framsteg.imports.read import MAX_BYTES
from framsteg.web import uploads, words
from framsteg.web.forms import choices
from framsteg.web.forms.widgets import Chips, DayInput
from framsteg.web.listing import code_words

NEW = "new:"
NEW_ORGANISATION = "new_organisation"
EMPTY = "empty"
UNIT = "unit:"


class UploadForm(forms.Form):
    """The file and where it belongs; nothing is loaded yet."""

    programme = forms.TypedChoiceField(label=gettext_lazy("Programme"), coerce=int)
    kind = forms.ChoiceField(
        label=gettext_lazy("What is in the list"),
        choices=[
            (ListKind.CASES.value, gettext_lazy("Participants")),
            (ListKind.ENQUIRIES.value, gettext_lazy("Enquiries")),
        ],
        widget=Chips(icons={"cases": "users", "enquiries": "tray"}),
        initial=ListKind.CASES.value,
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("An Excel file (.xlsx) or a text file with separators (.csv)."),
        allow_empty_file=True,  # the reader says better what is wrong with it
    )
    mapping = forms.FileField(
        label=gettext_lazy("Answers from last time"),
        required=False,
        help_text=gettext_lazy(
            "If you saved the answers when you last loaded such a list, you need not answer again."
        ),
    )

    def __init__(self, *args: Any, programmes: tuple[ProgrammeLine, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(line.programme_id, line.name) for line in programmes]
        self.fields["programme"].choices = known
        if len(known) == 1:
            self.fields["programme"].initial = known[0][0]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            limit = MAX_BYTES // 10**6
            raise forms.ValidationError(
                _("The file is larger than {limit} MB: divide the list").format(limit=limit)
            )
        return file

    def clean_mapping(self) -> Mapping | None:
        file = self.cleaned_data["mapping"]
        if not file:
            return None
        try:
            return uploads.mapping_in(file)
        except MappingRefused as refused:
            reasons = [words.render(reason) for reason in refused.reasons]
            raise forms.ValidationError(reasons) from refused

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        mapping, kind = told.get("mapping"), told.get("kind")
        if mapping and kind and mapping.list != kind:
            self.add_error("mapping", _("These answers belong to another kind of list."))
        if kind:
            told["mapping"] = mapping or Mapping(list=ListKind(kind))
        return told


class SheetForm(forms.Form):
    """Which sheet of a workbook is the list."""

    sheet = forms.ChoiceField(label=gettext_lazy("Which sheet is the list?"))

    def __init__(self, *args: Any, sheets: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"].widget = forms.RadioSelect()
        self.fields["sheet"].choices = [(name, name) for name in sheets]

    def revised(self, mapping: Mapping) -> Mapping:
        return mapping.revised(sheet=self.cleaned_data["sheet"])


class ColumnsForm(forms.Form):
    """One choice for each column, and what the list as a whole leaves unsaid."""

    def __init__(self, data: Any, *, finding: Values[str, Any]) -> None:
        super().__init__(data)
        self.finding = finding
        self.kind = ListKind(finding["mapping"]["list"])
        self.columns = [
            (f"column_{at}", column["heading"]) for at, column in enumerate(finding["columns"])
        ]
        for (name, heading), column in zip(self.columns, finding["columns"], strict=True):
            self.fields[name] = self._column(heading, column)
        self._ask_about_the_list()

    def _column(self, heading: str, column: Values[str, Any]) -> forms.ChoiceField:
        meanings = [f for f in Field if f in fields_of(self.kind) and f is not Field.IGNORE]
        return forms.ChoiceField(
            label=heading,
            choices=[
                ("", _("Choose what it holds")),
                (Field.IGNORE.value, words.render(NAMES[Field.IGNORE])),
                *((f.value, words.render(NAMES[f])) for f in meanings),
            ],
            initial=column["field"] or self.finding["guesses"].get(heading) or "",
            required=False,
        )

    def _ask_about_the_list(self) -> None:
        """Questions that no column answers, asked only where the list leaves them open."""
        mapping = self.finding["mapping"]
        open_codes = {problem[4] for problem in self.finding["problems"] if not problem[0]}
        organisations = [("", _("Choose an organisation"))]
        organisations += [(name, name) for name in self.finding["organisations"]]
        for field, name in (
            (Field.COACH, "coach_organisation"),
            (Field.COACH_2, "coach_2_organisation"),
        ):
            heading = _heading(mapping, field)
            if "coach_organisation" in open_codes and heading and not mapping.get(name):
                label = _("Which organisation do the coaches under “{heading}” work for?")
                self.fields[name] = forms.ChoiceField(
                    label=label.format(heading=heading), choices=organisations, required=False
                )
        if "outcome_day" in open_codes or mapping.get("outcome_from"):
            self._ask_outcome_day(mapping)
        if "required_column" in open_codes or mapping.get("defaults"):
            self._ask_defaults(mapping)

    def _ask_outcome_day(self, mapping: Values[str, Any]) -> None:
        self.fields["outcome_from"] = forms.ChoiceField(
            label=_("From which day do the outcomes count?"),
            choices=[
                ("", _("Choose a day")),
                ("exit", _("From the day of exit")),
                ("enrolment", _("From the day of enrolment")),
            ],
            initial=mapping.get("outcome_from", ""),
            required=False,
        )
        self.fields["listed_on"] = forms.DateField(
            label=_("For those without an exit, from"),
            widget=DayInput(),
            initial=mapping.get("listed_on"),
            required=False,
        )

    def _ask_defaults(self, mapping: Values[str, Any]) -> None:
        """What holds for every row when the list has no such column."""
        for field in (Field.SEX, Field.CHANNEL, Field.SOURCE):
            if field in fields_of(self.kind) and not _heading(mapping, field):
                codes = codes_of(field)
                self.fields[f"default_{field}"] = forms.ChoiceField(
                    label=_("The list has no column for “{field}”. For everybody:").format(
                        field=words.render(NAMES[field])
                    ),
                    choices=[
                        ("", _("Leave it open")),
                        *((code, code_words(field, code)) for code in codes),
                    ],
                    initial=mapping.get("defaults", {}).get(field, ""),
                    required=False,
                )

    @property
    def about_the_list(self) -> list[Any]:
        asked = {name for name, _heading in self.columns}
        return [field for field in self if field.name not in asked]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        taken: dict[str, str] = {}
        for name, heading in self.columns:
            meaning = told.get(name)
            if not meaning or meaning == Field.IGNORE:
                continue
            if meaning in taken:
                said = words.render(NAMES[Field(meaning)])
                text = _("“{other}” already holds: {meaning}. Two columns cannot hold the same.")
                self.add_error(name, text.format(other=taken[meaning], meaning=said))
            taken.setdefault(meaning, heading)
        return told

    def revised(self, mapping: Mapping, *, ignore_rest: bool = False) -> Mapping:
        """The mapping with these answers. Raises `MappingRefused` where they do not agree."""
        told = self.cleaned_data
        rest = Field.IGNORE if ignore_rest else None
        columns = {heading: told.get(name) or rest for name, heading in self.columns}
        headings = {heading for _name, heading in self.columns}
        others = {h: f for h, f in mapping.columns.items() if h not in headings}
        changes: dict[str, Any] = {
            name: told[name]
            for name in ("coach_organisation", "coach_2_organisation", "outcome_from", "listed_on")
            if told.get(name)
        }
        defaults = {
            name.removeprefix("default_"): code
            for name, code in told.items()
            if name.startswith("default_") and code
        }
        answered = {h: f for h, f in columns.items() if f}
        return mapping.revised(
            columns={**others, **answered}, defaults={**mapping.defaults, **defaults}, **changes
        )


class ValuesForm(forms.Form):
    """One choice for each word that is not known."""

    def __init__(self, data: Any, *, finding: Values[str, Any]) -> None:
        super().__init__(data)
        self.finding = finding
        for at, question in enumerate(finding["questions"]):
            self._ask(at, question)

    def _ask(self, at: int, question: Values[str, Any]) -> None:
        field = Field(question["field"])
        self.fields[f"value_{at}"] = forms.ChoiceField(
            label=question["value"], choices=self._choices(question), required=False
        )
        if field in _PLACES:
            kinds = choices.of(OrganisationKind, empty=_("Choose a kind"))
            self.fields[f"name_{at}"] = forms.CharField(
                label=_("Name of the new organisation"),
                required=False,
                max_length=200,
                initial=question["value"] if field is not Field.SOURCE else "",
            )
            self.fields[f"kind_{at}"] = forms.ChoiceField(
                label=_("Kind of organisation"), choices=kinds, required=False
            )

    def _choices(self, question: Values[str, Any]) -> list[Any]:
        field = Field(question["field"])
        first = [("", _("Choose what it means"))]
        codes = [(code, code_words(field, code)) for code in question["choices"]]
        organisations = self.finding["organisations"]
        if field is Field.SOURCE:
            units = [(f"{UNIT}{at}", " – ".join(u)) for at, u in enumerate(self.finding["units"])]
            new = [
                (f"{NEW}{name}", _("New unit in {organisation}").format(organisation=name))
                for name in organisations
            ]
            new.append((NEW_ORGANISATION, _("New unit in a new organisation")))
            return [
                *first, *codes,
                (_("A unit that exists"), units), (_("A new unit"), new),
                *_as_empty(),
            ]  # fmt: skip
        if field in _PLACES:
            known = [(f"{NEW}{name}", name) for name in organisations]
            return [*first, *known, (NEW_ORGANISATION, _("A new organisation"))]
        return [*first, *codes, *_as_empty()]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each question with its fields, as the page lists them."""
        return [
            {
                "question": question,
                "field": self[f"value_{at}"],
                "extra": [self[n] for n in (f"name_{at}", f"kind_{at}") if n in self.fields],
            }
            for at, question in enumerate(self.finding["questions"])
        ]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for at, _question in enumerate(self.finding["questions"]):
            if told.get(f"value_{at}") == NEW_ORGANISATION:
                for name in (f"name_{at}", f"kind_{at}"):
                    if not told.get(name):
                        self.add_error(name, _("Say this about the new organisation."))
        return told

    def revised(self, mapping: Mapping) -> Mapping:
        for at, question in enumerate(self.finding["questions"]):
            answer = self.cleaned_data.get(f"value_{at}")
            if answer:
                mapping = self._answered(mapping, at, question, answer)
        return mapping

    def _answered(
        self, mapping: Mapping, at: int, question: Values[str, Any], answer: str
    ) -> Mapping:
        field, word = Field(question["field"]), question["value"]
        if answer.startswith(UNIT):
            unit, organisation = self.finding["units"][int(answer.removeprefix(UNIT))]
            return mapping.with_unit(word, NewUnit(unit=unit, organisation=organisation))
        if answer.startswith(NEW) or answer == NEW_ORGANISATION:
            name, kind = answer.removeprefix(NEW), None
            if answer == NEW_ORGANISATION:
                name, kind = self.cleaned_data[f"name_{at}"], self.cleaned_data[f"kind_{at}"]
            if field is Field.SOURCE:
                return mapping.with_unit(word, NewUnit(unit=word, organisation=name, kind=kind))
            return mapping.with_organisation(word, NamedOrganisation(name=name, kind=kind))
        return mapping.with_value(field, word, "" if answer == EMPTY else answer)


_PLACES = frozenset(
    {
        Field.SOURCE, Field.SOURCE_ORGANISATION, Field.SITE, Field.COACH_ORGANISATION,
        Field.COACH_2_ORGANISATION,
    }
)  # fmt: skip


def _as_empty() -> list[tuple[str, str]]:
    return [(EMPTY, _("Nothing: read it as an empty cell"))]


def _heading(mapping: Values[str, Any], field: Field) -> str:
    columns = mapping.get("columns", {})
    return next((heading for heading, its in columns.items() if its == field), "")
