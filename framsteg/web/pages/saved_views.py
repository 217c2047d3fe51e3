"""The views of the participant list that somebody has saved under a name."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg import access
from framsteg.access.reading.saved_views import saved_views
from framsteg.actions import saved_views as actions
from framsteg.web.forms.participants_list import FILTERS
from framsteg.web.forms.saved_views import ViewForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters import saved_views as shown


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """One's own views, and what others share."""
    if not request.viewer.case_programmes:
        raise access.NotFound
    rows = shown.rows(saved_views(request.viewer))
    return render(request, "pages/saved_views/show.html", {"rows": rows, "back": _back()})


@require_http_methods(["GET", "POST"])
def save(request: HttpRequest) -> HttpResponse:
    """Save the filters in the address under a name."""
    viewer = request.viewer
    if not viewer.case_programmes:
        raise access.NotFound
    filters = {name: request.GET.get(name, "") for name in FILTERS}
    mine = [p for p in access.programmes(viewer) if p.programme_id in viewer.case_programmes]
    chosen = mine if len(mine) == 1 else [p for p in mine if p.key == filters["programme"]]
    programme_id = chosen[0].programme_id if chosen else None
    form = ViewForm(request.POST or None, may_share=programme_id is not None)

    def act(told: dict[str, Any]) -> None:
        actions.save(by=viewer, filters=filters, programme_id=programme_id, **told)

    return write(
        request,
        form=form,
        act=act,
        context={
            "page_title": _("Save as a view"),
            "title": _("Save as a view"),
            "lead": _(
                "The filters are kept, not the persons: the view always shows who it is now."
            ),
            "submit": _("Save the view"),
            "back": {"url": shown.address(filters), "label": _("Participants")},
        },
        done=shown.address(filters),
        message=_("The view is saved."),
    )


@require_POST
def remove(request: HttpRequest, view_id: int) -> HttpResponse:
    """Take a view away; it can be put back."""
    actions.remove(by=request.viewer, view_id=view_id)
    undo = reverse("saved_views:put_back", args=[view_id])
    messages.success(request, _("The view is taken away."), extra_tags=f"undo:{undo}")
    return redirect("saved_views:show")


@require_POST
def put_back(request: HttpRequest, view_id: int) -> HttpResponse:
    """Undo `remove`."""
    actions.put_back(by=request.viewer, view_id=view_id)
    messages.success(request, _("The view is back."))
    return redirect("saved_views:show")


@require_POST
def share(request: HttpRequest, view_id: int) -> HttpResponse:
    """Share a view in its programme, or keep it to oneself."""
    shared = request.POST.get("shared") == "yes"
    actions.share(by=request.viewer, view_id=view_id, shared=shared)
    text = _("The view is shared.") if shared else _("Only you see the view now.")
    messages.success(request, text)
    return redirect("saved_views:show")


def _back() -> dict[str, str]:
    return {"url": reverse("participants:list"), "label": _("Participants")}


VIEW = "deltagare/vyer/<int:view_id>/"
urlpatterns = [
    path("deltagare/vyer/", show, name="show"),
    path("deltagare/vyer/ny/", save, name="save"),
    path(f"{VIEW}ta-bort/", remove, name="remove"),
    path(f"{VIEW}angra/", put_back, name="put_back"),
    path(f"{VIEW}dela/", share, name="share"),
]
