"""Workplaces: where they are, whether they are open, and the inventory of tasks at each."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg import access
from framsteg.access.reading import employer_profiles as profiles
from framsteg.access.reading.employer_profiles import WorkplaceFile
from framsteg.access.reading.employers import municipalities
from framsteg.actions import employers, workplaces
from framsteg.web.forms.employer_profiles import CloseForm, TaskForm, WorkplaceForm
from framsteg.web.pages.employers.shared import back, back_to
from framsteg.web.pages.writing import write
from framsteg.web.presenters import employer_profiles as present

PLACE = ("name", "municipality", "address")
TASK = ("what", "rhythm", "by_whom", "way", "carving", "note")


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, employer_id: int) -> HttpResponse:
    """A new workplace; its tasks come next."""
    viewer = request.viewer
    file = access.employer(viewer, employer_id)
    return write(
        request,
        form=WorkplaceForm(request.POST or None, known=_known(viewer)),
        act=lambda told: employers.add_workplace(
            by=viewer, employer_id=file.employer_id, **{name: told[name] for name in PLACE}
        ),
        template="pages/employers/workplace_edit.html",
        context={
            "title": _("Add a workplace"),
            "lead": file.name,
            "submit": _("Add the workplace"),
            "back": back(file),
        },
        done=reverse("employers:show", args=[file.employer_id]),
        message=_("The workplace is added."),
    )


@require_safe
def show(request: HttpRequest, workplace_id: int) -> HttpResponse:
    """A workplace with its inventory of tasks."""
    file = profiles.workplace(request.viewer, workplace_id)
    return render(
        request,
        "pages/employers/workplace.html",
        {
            "place": file,
            "back": back_to(file.employer_id, file.employer),
            "lead": present.place_lead(file),
            "closed": present.closed(file),
            "columns": present.task_columns(),
            "rows": [present.task_cells(task) for task in file.tasks],
        },
    )


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, workplace_id: int) -> HttpResponse:
    """Name, municipality or address."""
    viewer = request.viewer
    file = profiles.workplace(viewer, workplace_id)
    initial = {name: getattr(file, name) for name in (*PLACE, "version")}
    return write(
        request,
        form=WorkplaceForm(request.POST or None, known=_known(viewer), initial=initial),
        act=lambda told: workplaces.change(
            by=viewer,
            workplace_id=workplace_id,
            version=told["version"] or 0,
            **{name: told[name] for name in PLACE},
        ),
        template="pages/employers/workplace_edit.html",
        context={
            "title": _("Change {name}").format(name=file.name),
            "lead": file.employer,
            "submit": _("Save"),
            "back": _back(file),
        },
        done=_url(workplace_id),
        message=_("The workplace is changed."),
    )


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, workplace_id: int) -> HttpResponse:
    """Nobody works there any more; its visits stay."""
    viewer = request.viewer
    file = profiles.workplace(viewer, workplace_id)

    def act(told: dict[str, Any]) -> None:
        workplaces.close(by=viewer, workplace_id=workplace_id, on=told["on"])
        undo = reverse("employers:reopen_workplace", args=[workplace_id])
        messages.success(request, _("The workplace is closed."), extra_tags=f"undo:{undo}")

    return write(
        request,
        form=CloseForm(request.POST or None, today=viewer.today),
        act=act,
        context={
            "title": _("Close {name}").format(name=file.name),
            "lead": _("It is no longer offered when you log a visit. What happened there stays."),
            "submit": _("Close the workplace"),
            "back": _back(file),
        },
        done=reverse("employers:show", args=[file.employer_id]),
    )


@require_POST
def reopen(request: HttpRequest, workplace_id: int) -> HttpResponse:
    """Take the closing back."""
    workplaces.reopen(by=request.viewer, workplace_id=workplace_id)
    messages.success(request, _("The workplace is open again."))
    return redirect(_url(workplace_id))


@require_http_methods(["GET", "POST"])
def add_task(request: HttpRequest, workplace_id: int) -> HttpResponse:
    """A task of the inventory; saved, one comes back to write the next."""
    viewer = request.viewer
    file = profiles.workplace(viewer, workplace_id)

    def act(told: dict[str, Any]) -> None:
        told.pop("version")
        workplaces.add_task(by=viewer, workplace_id=workplace_id, **told)

    return write(
        request,
        form=TaskForm(request.POST or None),
        act=act,
        template="pages/employers/task.html",
        context={
            "title": _("Add a task"),
            "lead": f"{file.employer}, {file.name}",
            "submit": _("Add the task"),
            "back": _back(file),
            "task": None,
        },
        done=_url(workplace_id),
        message=_("The task is in the inventory."),
    )


@require_http_methods(["GET", "POST"])
def change_task(request: HttpRequest, task_id: int) -> HttpResponse:
    """Change a task, or take it out."""
    viewer = request.viewer
    task = profiles.task(viewer, task_id)
    file = profiles.workplace(viewer, task.workplace_id)
    initial = {name: getattr(task, name) for name in (*TASK, "version")}
    return write(
        request,
        form=TaskForm(request.POST or None, initial=initial),
        act=lambda told: workplaces.change_task(
            by=viewer,
            task_id=task_id,
            version=told["version"] or 0,
            **{name: told[name] for name in TASK},
        ),
        template="pages/employers/task.html",
        context={
            "title": _("Change the task"),
            "lead": f"{file.employer}, {file.name}",
            "submit": _("Save"),
            "back": _back(file),
            "task": task,
        },
        done=_url(file.workplace_id),
        message=_("The task is changed."),
    )


@require_http_methods(["GET", "POST"])
def remove_task(request: HttpRequest, task_id: int) -> HttpResponse:
    """Take a task out of the inventory, asked first."""
    viewer = request.viewer
    task = profiles.task(viewer, task_id)
    if request.method == "POST":
        workplace_id, _values = workplaces.remove_task(by=viewer, task_id=task_id)
        messages.success(request, _("The task is taken out. It is still in the history."))
        return redirect(_url(workplace_id))
    context = {
        "question": _("Take “{what}” out of the inventory?").format(what=task.what),
        "text": _("What it said stays in the history."),
        "yes": _("Yes, take it out"),
        "tone": "danger",
        "url": request.path,
        "cancel_url": _url(task.workplace_id),
    }
    return render(request, "components/confirm_page.html", context)


def _known(viewer: access.Viewer) -> list[str]:
    return [name for name, _n in municipalities(viewer)]


def _url(workplace_id: int) -> str:
    return reverse("employers:workplace", args=[workplace_id])


def _back(file: WorkplaceFile) -> dict[str, str]:
    return {"url": _url(file.workplace_id), "label": file.name}


urlpatterns = [
    path("arbetsgivare/<int:employer_id>/arbetsplats/", add, name="add_workplace"),
    path("arbetsplats/<int:workplace_id>/", show, name="workplace"),
    path("arbetsplats/<int:workplace_id>/andra/", change, name="change_workplace"),
    path("arbetsplats/<int:workplace_id>/stang/", close, name="close_workplace"),
    path("arbetsplats/<int:workplace_id>/oppna/", reopen, name="reopen_workplace"),
    path("arbetsplats/<int:workplace_id>/uppgift/", add_task, name="add_task"),
    path("arbetsplats/uppgift/<int:task_id>/", change_task, name="change_task"),
    path("arbetsplats/uppgift/<int:task_id>/bort/", remove_task, name="remove_task"),
]
