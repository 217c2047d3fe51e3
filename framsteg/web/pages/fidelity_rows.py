"""The rows behind a computed figure in a review, for who may read them."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from framsteg import access
from framsteg.access.reading import fidelity as reading
from framsteg.access.reading.fidelity_rows import enrolled_between
from framsteg.evaluation.fidelity.evidence import Evidence, Point
from framsteg.rules.dates import add_months
from framsteg.web import fidelity, figures, words
from framsteg.web.presenters import fidelity as months
from framsteg.web.presenters.people import name_of
from framsteg.web.presenters.words import day, span

BEGAN = {
    "participants-per-specialist": False,
    "quarterly-employment": False, "quarterly-employment-any": False, "days-to-employer": True,
}  # fmt: skip
"""Figures whose basis is enrolments, and whether only those that began in the window."""


@require_safe
def rows(request: HttpRequest, review_id: int, name: str) -> HttpResponse:
    """The enrolments behind a figure's last month, and how many are out of sight."""
    viewer = request.viewer
    file = reading.review(viewer, review_id)
    line = file.line
    exact = not figures.scope_of(viewer, line.programme_key)
    if name not in BEGAN or not exact or not (line.is_reviewer or line.leads):
        raise access.NotFound
    found = fidelity.of_review(viewer, file)
    one = next((o for o in found if o.figure.name == name.replace("-", "_")), None)
    if one is None or one.last is None:
        raise access.NotFound
    programme = access.programme(viewer, line.programme_key).line
    from_on, until_on = _window(one, one.last, min(line.ends_on, programme.ends_on or date.max))
    behind = enrolled_between(viewer, programme.programme_id, from_on, until_on, began=BEGAN[name])
    n = behind.out_of_sight
    context = {
        "title": words.render(one.figure.title),
        "latest": months.latest(one),
        "window": span(from_on, until_on) if one.figure.window_months else day(from_on),
        "rows": [
            {"title": name_of(case), "url": reverse("participants:file", args=[case.enrolment_id])}
            for case in behind.lines
        ],
        "out_of_sight": ngettext(
            "{n} more is counted that you may not read.",
            "{n} more are counted that you may not read.", n,
        ).format(n=n) if n else "",
        "left_off": behind.left_off,
        "is_kept": file.basis is not None,
        "back": {
            "url": reverse("reviews:item", args=[review_id, one.figure.item]),
            "label": _("The item"),
        },
    }  # fmt: skip
    return render(request, "pages/reviews/rows.html", context)


def _window(one: Evidence, last: Point, ends_on: date) -> tuple[date, date]:
    """The days of the figure's last month (half-open), as the figure itself counts them."""
    month = date.fromisoformat(f"{last.month}-01")
    until_on = min(add_months(month, 1), ends_on, one.snapshot.day + timedelta(days=1))
    if one.figure.window_months == 0:
        return until_on - timedelta(days=1), until_on
    return add_months(month, 1 - one.figure.window_months), until_on


urlpatterns = [
    path("granskningar/<int:review_id>/underlag/<slug:name>/", rows, name="rows"),
]
