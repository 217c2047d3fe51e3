"""Emergency access (nödåtkomst): taken on the person's page, ended there."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from framsteg import access
from framsteg.access.reading import emergencies as reading
from framsteg.actions import emergencies
from framsteg.web import notices
from framsteg.web.forms.emergencies import EmergencyForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters.words import moment, said


@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Read what is not shared, for some hours, with a reason that others read."""
    viewer, now = request.viewer, timezone.now()
    line = access.case_line(viewer, enrolment_id)
    parts = reading.may_be_taken(viewer, enrolment_id)
    there = reverse("participants:file", args=[enrolment_id])
    context: dict[str, Any] = {
        "back": {"url": there, "label": _("The person")},
        "enrolment_id": enrolment_id,
        "open": [
            {
                "who": f"{one.staff}, {one.organisation}",
                "parts": ", ".join(said(part) for part in one.parts),
                "until": moment(one.ends_at),
                "reason": one.reason,
                "end_url": reverse("emergencies:end", args=[enrolment_id, one.emergency_id])
                if one.organisation == viewer.organisation_name
                else "",
            }
            for one in reading.open_for(enrolment_id, now=now)
        ],
    }
    if not parts:
        return render(request, "pages/emergencies/nothing.html", context)

    def act(told: dict[str, Any]) -> None:
        emergencies.take(by=viewer, enrolment_id=enrolment_id, now=now, **told)
        transaction.on_commit(lambda: notices.tell_of_emergency.enqueue(line.programme_id))

    return write(
        request,
        form=EmergencyForm(request.POST or None, parts=parts),
        act=act,
        template="pages/emergencies/take.html",
        context=context,
        done=there,
        message=_("You can read it now. The data protection officer is told at once."),
    )


@require_POST
def end(request: HttpRequest, enrolment_id: int, emergency_id: int) -> HttpResponse:
    """It is over before its time."""
    emergencies.end(by=request.viewer, emergency_id=emergency_id, now=timezone.now())
    messages.success(request, _("The emergency access is ended."))
    return redirect("consents:show", enrolment_id)


urlpatterns = [
    path("deltagare/<int:enrolment_id>/nodatkomst/", take, name="take"),
    path("deltagare/<int:enrolment_id>/nodatkomst/<int:emergency_id>/avsluta/", end, name="end"),
]
