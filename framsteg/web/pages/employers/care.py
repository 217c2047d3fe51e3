"""Who keeps an employer, and handing it over to a colleague."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from framsteg import access
from framsteg.access import Viewer
from framsteg.actions import employer_register
from framsteg.web.forms.employer_profiles import HandOverForm
from framsteg.web.pages.employers.shared import back
from framsteg.web.pages.writing import write


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, employer_id: int) -> HttpResponse:
    """Say who is responsible from now on, with a note of what they need to know."""
    viewer = request.viewer
    file = access.employer(viewer, employer_id)
    taken = file.responsible_id is not None
    to_oneself = None if file.responsible_id == viewer.staff_id else viewer.staff_id
    form = HandOverForm(
        request.POST or None,
        colleagues=[one for one in _colleagues(viewer) if one[0] != file.responsible_id],
        initial={"to_staff_id": to_oneself},
    )

    def act(told: dict[str, Any]) -> None:
        employer_register.hand_over(by=viewer, employer_id=file.employer_id, **told)

    return write(
        request,
        form=form,
        act=act,
        context={
            "title": _("Hand over {name}").format(name=file.name)
            if taken
            else _("Who is responsible for {name}?").format(name=file.name),
            "lead": _("{name} is responsible now.").format(
                name=file.responsible or _("A colleague in another programme")
            )
            if taken
            else _("One who keeps in touch, so that the employer meets the same face."),
            "submit": _("Hand over") if taken else _("Save"),
            "back": back(file),
        },
        done=reverse("employers:show", args=[file.employer_id]),
        message=_("Saved."),
    )


def _colleagues(viewer: Viewer) -> list[tuple[int, str]]:
    """The coaches of one's programmes by name, each once."""
    found = {
        coach.staff_id: f"{coach.name}, {coach.organisation}"
        for programme_id in sorted(viewer.writes_in)
        for coach in access.coaches_of(viewer, programme_id)
    }
    return sorted(found.items(), key=lambda one: one[1])


urlpatterns = [
    path("arbetsgivare/<int:employer_id>/overlamning/", hand_over, name="hand_over"),
]
