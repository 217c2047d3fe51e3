"""Enquiries: taken in in any form, met, and answered."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framsteg.access.reading.programmes import OrganisationLine, UnitLine
from framsteg.blueprints.labels import LABELS
from framsteg.blueprints.schema import BookedBy
from framsteg.foundation.codes import DeclineReason, Formality
from framsteg.web import words
from framsteg.web.forms import choices
from framsteg.web.forms.meetings import TimeInput
from framsteg.web.forms.sources import SourceForm
from framsteg.web.forms.widgets import Chips, DayInput, Writing


class EnquiryForm(SourceForm):
    """Who asked, how, and what was said. The person's identity may wait until the first meeting."""

    programme_id = forms.TypedChoiceField(label=_("Programme"), coerce=int)
    received_on = forms.DateField(label=_("When did it come?"), widget=DayInput(quick=True))
    formality = forms.ChoiceField(
        label=_("In which form?"), choices=choices.of(Formality), widget=Chips(), required=False,
        help_text=_("Formal: in writing, as a referral or an application."),
    )  # fmt: skip
    person_name = forms.CharField(
        label=_("Who is it about?"), required=False, max_length=200,
        help_text=_("Not needed before the first meeting. A given name is enough."),
    )  # fmt: skip
    person_contact = forms.CharField(
        label=_("How do we reach them?"), required=False, max_length=200,
        help_text=_("A number, an address, or the name of the one who called."),
    )  # fmt: skip
    wish = forms.CharField(
        label=_("What they told us"), required=False, widget=Writing(),
        help_text=_("The wish in their own words. No diagnosis is needed."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        programmes: Sequence[tuple[int, str]],
        units: Iterable[UnitLine],
        organisations: Iterable[OrganisationLine],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.know(units, organisations)
        self.fields["programme_id"].choices = programmes
        self.fields["received_on"].initial = today
        self.fields["received_on"].widget.attrs["max"] = today.isoformat()
        if len(programmes) == 1:
            self.fields["programme_id"].initial = programmes[0][0]
            self.fields["programme_id"].widget = self.fields["programme_id"].hidden_widget()


class MeetingForm(forms.Form):
    """The information meeting: booked for a day, or held."""

    on = forms.DateField(label=_("When"), widget=DayInput())
    at = forms.TimeField(label=_("Time"), required=False, widget=TimeInput(format="%H:%M"))
    place = forms.CharField(
        label=_("Where"), required=False, max_length=200,
        help_text=_("So that both find the way. Somewhere the person is comfortable with."),
    )  # fmt: skip
    booked_by = forms.ChoiceField(label=_("Who booked it?"), required=False, widget=Chips())
    together_with = forms.CharField(
        label=_("Who takes part"), required=False, max_length=200,
        help_text=_("The person may bring whoever they like, for example the one who referred."),
    )  # fmt: skip
    held = forms.BooleanField(label=_("The meeting has been held"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["booked_by"].choices = [(one, words.render(LABELS[one])) for one in BookedBy]

    def clean_booked_by(self) -> BookedBy | None:
        told = self.cleaned_data["booked_by"]
        return BookedBy(told) if told else None


class DeclineForm(forms.Form):
    """A no that a coach can read out: a fact, kind words, and where to turn instead."""

    reason = forms.ChoiceField(label=_("Why"), widget=forms.RadioSelect)
    pointed_to = forms.CharField(
        label=_("Where was the person pointed to?"), max_length=200,
        help_text=_("A service, and if you can a name there. Nobody is left without a next door."),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Something to add"), required=False, widget=Writing(),
        help_text=_("In words that the person can read."),
    )  # fmt: skip

    def __init__(self, *args: Any, reasons: Iterable[DeclineReason], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = choices.of(reasons)()
