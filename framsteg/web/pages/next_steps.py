"""After a job that ended: new steps, not an exit."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from framsteg import access
from framsteg.access.files import Journey
from framsteg.actions import enrolments
from framsteg.foundation.decision import require
from framsteg.rules import phases, support_rhythm
from framsteg.rules.placements import is_job
from framsteg.web import words
from framsteg.web.forms.support import PhaseChoice
from framsteg.web.pages.support import back_to_person, blueprint_of, in_sight
from framsteg.web.pages.writing import write
from framsteg.web.presenters import placements as named
from framsteg.web.presenters.people import phase_name
from framsteg.web.presenters.support import job_of
from framsteg.web.presenters.words import ago, day


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, placement_id: int) -> HttpResponse:
    """A contact within three days, the phase where the way goes on, and the support meanwhile."""
    viewer = request.viewer
    file, line, around = in_sight(viewer, placement_id)
    require(viewer.may_write(file.programme_id))
    journey = file.journey
    if not isinstance(journey, Journey) or not is_job(line.kind) or line.ends_on is None:
        raise access.NotFound
    blueprint = blueprint_of(file)
    onward = phases.next_phases(blueprint, journey.phase)
    stays = phase_name(blueprint, journey.phase)
    form = PhaseChoice(
        request.POST or None,
        phases=[
            ("", _("{phase}, as now").format(phase=stays)),
            *((phase.key, words.render(phase.name.text)) for phase in onward),
        ],
    )
    form.fields["phase"].required = False

    def act(told: dict[str, Any]) -> None:
        if told["phase"]:
            enrolments.move_to_phase(
                by=viewer, enrolment_id=file.enrolment_id, to=told["phase"], on=viewer.today
            )

    days = around.contact_days or ()
    told = support_rhythm.suggested(
        job_of(line, around), blueprint.support.exit, contacts=days, today=viewer.today
    )
    after = next((s for s in told if s.window.moment is support_rhythm.Moment.AFTER_LOSS), None)
    return write(
        request,
        form=form,
        act=act,
        template="pages/support/next_steps.html",
        context={
            "title": _("The next steps"),
            "lead": f"{named.person(file)}: {named.what(line)}",
            "back": back_to_person(file),
            "enrolment_id": file.enrolment_id,
            "placement_id": placement_id,
            "exited": journey.exited_on is not None,
            "contact_by": day(after.window.last_day) if after else "",
            "contact_when": ago(after.window.last_day, viewer.today) if after else "",
            "in_touch": day(after.followed_on) if after else "",
        },
        done=reverse("participants:file", args=[file.enrolment_id]),
        message=_("Saved. The support goes on."),
    )


urlpatterns = [
    path("sysselsattning/<int:placement_id>/nasta-steg/", show, name="show"),
]
