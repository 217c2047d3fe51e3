"""What the worker could not do: looked at by an administrator, tried again or put aside."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from framsteg import access
from framsteg.access import Viewer
from framsteg.actions import background
from framsteg.web.presenters import background as present


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    viewer = _administrator(request)
    tasks = [present.failed(task) for task in background.failures(viewer)]
    return render(request, "pages/background/list.html", {"tasks": tasks})


@require_POST
def try_again(request: HttpRequest, task_id: UUID) -> HttpResponse:
    return _done(request, task_id, background.try_again, _("The task is tried again now."))


@require_POST
def put_aside(request: HttpRequest, task_id: UUID) -> HttpResponse:
    return _done(request, task_id, background.put_aside, _("The task is put aside."))


def _done(
    request: HttpRequest, task_id: UUID, action: Callable[..., bool], said: str
) -> HttpResponse:
    if action(by=_administrator(request), task_id=str(task_id)):
        messages.success(request, said)
    else:
        messages.info(request, _("The task has gone well since, or somebody else saw to it."))
    return redirect("background:list")


def _administrator(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.is_administrator:
        raise access.NotFound
    return viewer


urlpatterns = [
    path("bakgrundsarbete/", show_list, name="list"),
    path("bakgrundsarbete/<uuid:task_id>/igen/", try_again, name="again"),
    path("bakgrundsarbete/<uuid:task_id>/undan/", put_aside, name="aside"),
]
