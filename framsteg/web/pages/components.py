"""A page that shows every component with the line that draws it, for those who build pages."""

from datetime import date

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from framsteg.web.forms.widgets import Chips, ChipsMultiple, DayInput, Search, WithUnit, Writing

# The people and places of this page are invented.
TODAY = date(2026, 11, 16)


class Example(forms.Form):
    """One of each kind of field; shown bound and faulty, so that its errors show."""

    channel = forms.ChoiceField(
        label=gettext_lazy("How did you meet?"),
        choices=[
            ("visit", gettext_lazy("Visit")),
            ("phone", gettext_lazy("Phone")),
            ("video", gettext_lazy("Video")),
            ("message", gettext_lazy("Message")),
        ],
        widget=Chips(
            icons={
                "visit": "users",
                "phone": "phone",
                "video": "video-camera",
                "message": "chat-circle",
            }
        ),
    )
    there = forms.MultipleChoiceField(
        label=gettext_lazy("Who was there?"),
        choices=[("self", "Maja"), ("coach", "Anna Ek"), ("employer", gettext_lazy("Employer"))],
        widget=ChipsMultiple,
        required=False,
    )
    on = forms.DateField(label=gettext_lazy("When?"), widget=DayInput(quick=True))
    minutes = forms.IntegerField(
        label=gettext_lazy("How long?"), widget=WithUnit(gettext_lazy("minutes")), required=False
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Where?"),
        choices=[
            ("community", gettext_lazy("Out in town")),
            ("workplace", gettext_lazy("At a workplace")),
            ("office", gettext_lazy("At our office")),
        ],
        help_text=gettext_lazy("Counts towards time spent out in the community."),
    )
    note = forms.CharField(
        label=gettext_lazy("What happened, and what is the next step?"), widget=Writing
    )
    wishes = forms.ChoiceField(
        label=gettext_lazy("What do you want next?"),
        choices=[
            ("job", gettext_lazy("A job as soon as possible")),
            ("studies", gettext_lazy("Studies")),
            ("later", gettext_lazy("Talk more first")),
        ],
        widget=forms.RadioSelect,
    )
    days = forms.MultipleChoiceField(
        label=gettext_lazy("Which days suit?"),
        choices=[
            ("mon", gettext_lazy("Monday")),
            ("wed", gettext_lazy("Wednesday")),
            ("fri", gettext_lazy("Friday")),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    remind = forms.BooleanField(
        label=gettext_lazy("Remind me when a month has passed"), required=False
    )


class Filter(forms.Form):
    hide_optional = True
    q = forms.CharField(label=gettext_lazy("Search by name"), widget=Search, required=False)
    phase = forms.ChoiceField(
        label=gettext_lazy("Phase"),
        choices=[("", gettext_lazy("All")), ("search", gettext_lazy("Looking for work"))],
        required=False,
    )


def show(request: HttpRequest) -> HttpResponse:
    """Only where one builds, and to administrators."""
    viewer = getattr(request, "viewer", None)
    if not (settings.DEBUG or (viewer and viewer.is_administrator)):
        raise Http404
    return render(request, "pages/components.html", examples())


def examples() -> dict[str, object]:
    """What the components are drawn from; a function, so that the words follow the reader."""
    faulty = Example(
        {"x-channel": "phone", "x-on": "2026-11-31", "x-place": "office", "x-wishes": "x"},
        prefix="x",
    )
    return {
        "back": {"url": "#", "label": _("Participants")},
        "form": Example(
            initial={"channel": "visit", "on": TODAY, "there": ["self"], "minutes": 45}
        ),
        "faulty": faulty,
        "filter": Filter(),
        "tones": ["neutral", "accent", "success", "info", "warning", "danger", "ochre", "clay"],
        "seen": ["Göteborgs kommun", "Psykiatri Centrum"],
        "sections": _sections(),
        "facts": _facts(),
        "phases": _phases(),
        "steps": _steps(),
        "columns": _columns(),
        "rows": _rows(),
        "due": _due(),
        "bars": _bars(),
        "bar_columns": [{"label": _("Source")}, {"label": _("Enquiries"), "numeric": True}],
        "bar_rows": [[bar["label"], bar["value"]] for bar in _bars()],
        "exports": [{"url": "#", "label": "CSV"}, {"url": "#", "label": "XLSX"}],
        "merge": _merge(),
        "chart_colours": range(1, 7),
    }


def _sections() -> list[dict[str, object]]:
    return [
        {"label": _("Story"), "url": "#story", "current": True},
        {"label": _("Contacts"), "url": "#contacts", "count": 14},
        {"label": _("Profile"), "url": "#profile"},
        {"label": _("Jobs and placements"), "url": "#placements", "count": 2},
        {"label": _("Follow-ups"), "url": "#follow-ups"},
        {"label": _("Consent"), "url": "#consent"},
    ]


def _facts() -> list[object]:
    return [
        (_("Phase"), _("Looking for work")),
        {"term": _("Main coach"), "value": "Anna Ek", "url": "#", "note": "Göteborgs kommun"},
        (_("Enrolled"), "2026-03-02"),
        (_("Interpreter"), ""),
    ]


def _phases() -> list[dict[str, object]]:
    return [
        {
            "label": _("Looking for work"),
            "when": "2026-05-04 –",
            "current": True,
            "events": [
                {
                    "title": _("Met the employer together"),
                    "when": "2026-11-12",
                    "by": "Anna Ek",
                    "icon": "handshake",
                    "tone": "ochre",
                    "text": _("The bakery wants to try two mornings a week."),
                },
                {
                    "title": _("Internship at Brödboden"),
                    "when": "2026-09-01",
                    "icon": "briefcase",
                    "tone": "accent",
                    "milestone": True,
                    "url": "#",
                },
            ],
        },
        {
            "label": _("Getting to know each other"),
            "when": "2026-03-02 – 2026-05-04",
            "events": [
                {"title": _("First talk"), "when": "2026-03-05", "icon": "coffee", "by": "Bo Lind"}
            ],
        },
    ]


def _steps() -> list[dict[str, object]]:
    return [
        {"label": _("File"), "state": "done", "url": "#"},
        {"label": _("Columns"), "state": "done", "url": "#"},
        {"label": _("Values"), "state": "current"},
        {"label": _("Check"), "state": "todo"},
        {"label": _("Done"), "state": "todo"},
    ]


def _columns() -> list[dict[str, object]]:
    return [
        {"label": _("Name"), "url": "?order=name", "sort": "ascending"},
        {"label": _("Phase")},
        {"label": _("Latest contact"), "url": "?order=contact", "sort": "none"},
        {"label": _("Contacts"), "numeric": True},
    ]


def _rows() -> list[list[object]]:
    new, search = _("New"), _("Looking for work")
    return [
        [
            {"text": "Maja Holm", "url": "#", "sub": "Nätkraft"},
            {"text": search, "tone": "accent"},
            "2026-11-12",
            14,
        ],
        [
            {"text": "Elias Norén", "url": "#", "sub": "Nätkraft"},
            {"text": new, "tone": "neutral"},
            {"text": "2026-10-02", "sub": _("45 days ago")},
            3,
        ],
        [
            {"text": "Sara Åberg", "url": "#", "sub": "IPS Väst"},
            {"text": _("In work"), "tone": "success", "icon": "check"},
            "2026-11-15",
            122,
        ],
    ]


def _due() -> list[dict[str, object]]:
    log = _("Log a contact")
    return [
        {
            "title": "Elias Norén",
            "url": "#",
            "meta": _("No contact for 45 days"),
            "icon": "hourglass",
            "tone": "warning",
            "badge": _("Late"),
            "badge_tone": "warning",
            "action_label": log,
            "action_url": "#",
        },
        {
            "title": "Maja Holm",
            "url": "#",
            "meta": _("Meeting at Brödboden at 10"),
            "icon": "calendar-blank",
            "tone": "accent",
            "badge": _("Today"),
            "badge_tone": "accent",
            "action_label": log,
            "action_url": "#",
        },
        {
            "title": "Sara Åberg",
            "url": "#",
            "meta": _("The consent to Försäkringskassan ends in 12 days"),
            "icon": "file-text",
            "action_label": _("Renew"),
            "action_url": "#",
        },
    ]


def _bars() -> list[dict[str, object]]:
    sources = [(_("Own contact"), 21), (_("Psychiatry"), 16), ("Arbetsförmedlingen", 11)]
    last = {"label": "Försäkringskassan", "value": 0, "display": _("fewer than 5"), "url": ""}
    return [{"label": label, "value": n, "url": "#"} for label, n in sources] + [last]


def _merge() -> dict[str, object]:
    before, theirs, yours = (
        _("Something with food."),
        _("Something with food, mornings only."),
        _("Baking. Not in a large kitchen."),
    )
    return {
        "action": "#",
        "cancel_url": "#",
        "version": 7,
        "their_name": "Bo Lind",
        "rows": [
            {
                "name": "wish",
                "label": _("What I want to work with"),
                "long": True,
                "original": {"raw": before, "text": before},
                "theirs": {"raw": theirs, "text": theirs},
                "yours": {"raw": yours, "text": yours},
            }
        ],
        "kept": [],
    }
