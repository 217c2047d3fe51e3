"""Enrolments: taken in on facts, moved on, coached, and left with a reason."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from framsteg.access.reading.programmes import OrganisationLine, UnitLine
from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.codes import Channel, ExitReason, SourceKind
from framsteg.rules import eligibility
from framsteg.rules.eligibility import ApplicantFacts
from framsteg.rules.exits import asks_why_after_loss
from framsteg.web import words
from framsteg.web.forms import choices
from framsteg.web.forms.participants import Person, Reach, born_on
from framsteg.web.forms.sources import SourceForm
from framsteg.web.forms.widgets import Chips, ChipsMultiple, DayInput, Writing

IDENTIFYING = (
    "given_name", "family_name", "personnummer", "birth_year", "phone", "email", "address",
    "language",
)  # fmt: skip
ANOTHER = 0
"""The choice that none of those who are alike is the person."""
REACH = ("phone", "email", "address", "language", "needs_interpreter")
# A condition's key, where the fact that it asks for has another name.
FACTS = {"age": "within_age"}


class EnrolForm(Person, Reach, SourceForm):
    """A person's facts and the programme's conditions; each condition is a fact one can answer."""

    # Most may wait; the page says what may not.
    hide_optional = True

    on = forms.DateField(label=_("Enrolled on"), widget=DayInput(quick=True))
    anonymous = forms.BooleanField(
        label=_("Anonymous participant"),
        required=False,
        help_text=_("Only sex and start are kept, when the person does not want to be named."),
    )

    def __init__(
        self,
        *args: Any,
        blueprint: Blueprint,
        organisations: Sequence[OrganisationLine],
        all_organisations: Iterable[OrganisationLine],
        units: Iterable[UnitLine],
        from_enquiry: bool,
        today: date,
        alike: Sequence[tuple[int, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if alike:
            self.fields["same_as"] = forms.TypedChoiceField(
                label=_("Is it one of these?"), widget=forms.RadioSelect, coerce=int,
                choices=[*alike, (ANOTHER, _("No, it is another person"))],
                error_messages={"required": _("Say whether it is one of these, before saving.")},
            )  # fmt: skip
        self.today = today
        self.blueprint = blueprint
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        self.asked = self._ask(organisations, today)
        if from_enquiry:
            for name in ("source_kind", "unit", "unit_organisation", "channel"):
                del self.fields[name]  # the enquiry has told
        else:
            self.know(units, all_organisations)

    def _ask(self, organisations: Sequence[OrganisationLine], today: date) -> list[str]:
        """A field for each condition; returns their names, in the order they are asked."""
        judged = eligibility.conditions(self.blueprint, ApplicantFacts(), on=today)
        for condition in judged:
            wording = words.render(condition.wording)
            field = _authorities(wording, organisations)
            if condition.key != "authorities":
                field = _yes_or_no(wording)
            if condition.key == "age":
                field.help_text = gettext("Only needed when the year of birth does not decide.")
            self.fields[f"fact_{condition.key}"] = field
        return [f"fact_{condition.key}" for condition in judged]

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        self.agree_on_birth(told)
        if told.get("anonymous"):
            self._keep_anonymous(told)
        elif not (told.get("given_name") or told.get("family_name")):
            self.add_error("given_name", _("Write a name, or tick that the person is anonymous."))
        if told.get("protected_identity") and told.get("address"):
            self.add_error("address", _("With protected identity no address is kept. Empty it."))
        return told

    def _keep_anonymous(self, told: dict[str, Any]) -> None:
        filled = [str(self.fields[name].label) for name in IDENTIFYING if self.data.get(name)]
        if told.get("protected_identity"):
            filled.append(str(self.fields["protected_identity"].label))
        if filled:
            names = ", ".join(filled)
            text = gettext("An anonymous participant has no such facts. Empty: {names}.")
            self.add_error("anonymous", text.format(names=names))

    def facts(self) -> ApplicantFacts:
        """What has been answered so far, also while the form is not complete."""
        told = getattr(self, "cleaned_data", {})
        given: dict[str, Any] = {"birth_year": told.get("birth_year")}
        for name in self.asked:
            key = name.removeprefix("fact_")
            answer = told.get(name)
            if key == "authorities":
                given["authorities"] = len(answer) if answer else None
            else:
                given[FACTS.get(key, key)] = {"yes": True, "no": False}.get(answer or "")
        given["within_age"] = self._of_age(told, given.get("within_age"))
        return ApplicantFacts(**given)

    def _of_age(self, told: dict[str, Any], answer: bool | None) -> bool | None:
        """The personal identity number knows the birthday; otherwise the person's own answer."""
        limits, born = self.blueprint.eligibility.age, born_on(told.get("personnummer", ""))
        if limits is None or born is None:
            return answer
        return eligibility.is_of_age(limits, born, on=told.get("on") or self.today)

    def reach(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in REACH}

    def source(self) -> dict[str, Any]:
        """Where the person comes from, when no enquiry has told it."""
        told = self.cleaned_data
        if "source_kind" not in self.fields:
            return {}
        return {
            "source_kind": SourceKind(told["source_kind"]),
            "channel": Channel(told["channel"]),
            "unit_id": told["unit_id"],
        }


class PhaseForm(forms.Form):
    """On to one of the phases that the present one leads to."""

    to = forms.ChoiceField(label=_("Which phase?"), widget=forms.RadioSelect)
    on = forms.DateField(label=_("From"), widget=DayInput(quick=True))

    def __init__(
        self, *args: Any, phases: Sequence[tuple[str, str]], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = phases
        if len(phases) == 1:
            self.fields["to"].initial = phases[0][0]
        self.fields["on"].initial = today


class LeaveForm(forms.Form):
    """Why, when, and to whom."""

    reason = forms.ChoiceField(
        label=_("Why does the person leave?"),
        choices=choices.of(ExitReason),
        widget=forms.RadioSelect,
        help_text=_("What happened, never a verdict on the person. A lost job is not an exit."),
    )
    handed_over_to = forms.CharField(
        label=_("Handed over to"), required=False, max_length=200,
        help_text=_("The service that takes over, and if you can who there. Only at a hand-over."),
    )  # fmt: skip
    on = forms.DateField(label=_("Leaves on"), widget=DayInput(quick=True))
    note = forms.CharField(
        label=_("Something to add"), required=False, widget=Writing(),
        help_text=_("What the person is to know, and what is agreed for the time after."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, lost_on: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lost_on = lost_on
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("reason") and told.get("on") and not told.get("note", "").strip():
            reason = ExitReason(told["reason"])
            if asks_why_after_loss(reason=reason, on=told["on"], lost_on=self.lost_on):
                self.add_error(
                    "note",
                    _("A job has just ended. Write why the person leaves now, in their own words."),
                )
        handed = told.get("reason") == ExitReason.HANDED_OVER
        if handed and not told.get("handed_over_to", "").strip():
            self.add_error("handed_over_to", _("Name the service that takes over."))
        return told


class StaffForm(forms.Form):
    """One of the people of the programme, from a day on."""

    staff_id = forms.TypedChoiceField(label=_("Who"), coerce=int, widget=forms.RadioSelect)
    on = forms.DateField(label=_("From"), widget=DayInput(quick=True))

    def __init__(
        self, *args: Any, staff: Sequence[tuple[int, str]], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff_id"].choices = staff
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()


def _yes_or_no(wording: str) -> forms.ChoiceField:
    answers = [("yes", gettext("Yes")), ("no", gettext("No")), ("", gettext("Do not know yet"))]
    return forms.ChoiceField(label=wording, choices=answers, widget=Chips(), required=False)


def _authorities(
    wording: str, organisations: Sequence[OrganisationLine]
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=wording,
        choices=[(str(o.organisation_id), o.name) for o in organisations],
        widget=ChipsMultiple(),
        required=False,
        help_text=gettext("Choose those that the person needs efforts from."),
    )
