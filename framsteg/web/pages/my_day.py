"""Min dag: the page one starts on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_safe

from framsteg import access
from framsteg.access.viewer import SEES_FIGURES
from framsteg.rules.deadlines import DueKind
from framsteg.web.presenters import attention
from framsteg.web.presenters.attention import COUNTED
from framsteg.web.presenters.my_day import my_day


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """What needs the viewer today; who works with no persons starts where their work is."""
    viewer = request.viewer
    if not viewer.writes_in and viewer.case_programmes:
        # A partner has a day of their own when a plan asks something of them.
        page = my_day(viewer)
        if not page["tasks"]:
            return redirect("participants:list")
        return render(request, "pages/my_day/today.html", {**page, "day": viewer.today})
    if not viewer.writes_in:
        if viewer.programmes(SEES_FIGURES):
            return redirect("results:figures")
        return redirect("programmes:list")
    return render(request, "pages/my_day/today.html", {**my_day(viewer), "day": viewer.today})


@require_safe
def waiting(request: HttpRequest, kind: str) -> HttpResponse:
    """The persons behind one number of Min dag: exactly those that it counted."""
    if kind not in COUNTED or not request.viewer.writes_in:
        raise access.NotFound
    return render(
        request, "pages/my_day/waiting.html", attention.waiting(request.viewer, DueKind(kind))
    )


urlpatterns = [
    path("", today, name="today"),
    path("min-dag/<slug:kind>/", waiting, name="waiting"),
]
