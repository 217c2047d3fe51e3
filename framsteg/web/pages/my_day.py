"""Min dag: the page one starts on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_safe

from framsteg.access.viewer import SEES_FIGURES
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


urlpatterns = [path("", today, name="today")]
