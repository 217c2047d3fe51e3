"""Face-to-face employer contacts by week: what one's own weeks look like, and the lead's team."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from framsteg.access.reading.employer_weeks import employer_weeks
from framsteg.web.pages.employers.shared import back, coach
from framsteg.web.presenters.employer_profiles import weeks_of


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The latest weeks, in the order of the alphabet and never of the numbers."""
    viewer = coach(request)
    programmes = [weeks_of(one) for one in employer_weeks(viewer)]
    return render(request, "pages/employers/weeks.html", {"programmes": programmes, "back": back()})


urlpatterns = [path("arbetsgivare/veckor/", show, name="weeks")]
