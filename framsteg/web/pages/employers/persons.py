"""People to talk to at an employer, written down only with their yes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from framsteg import access
from framsteg.access.reading import employer_profiles as profiles
from framsteg.actions import contact_persons
from framsteg.foundation.codes import ConsentGiven
from framsteg.web.forms.employer_profiles import ContactPersonForm, NewContactPersonForm
from framsteg.web.pages.employers.shared import back
from framsteg.web.pages.writing import write

TOLD = ("name", "title", "phone", "email", "workplace_id", "for_all")


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, employer_id: int) -> HttpResponse:
    """Write somebody down; the yes is a field of the form, and without it nothing is saved."""
    viewer = request.viewer
    file = access.employer(viewer, employer_id)

    def act(told: dict[str, Any]) -> None:
        told["agreed_how"] = ConsentGiven(told["agreed_how"])
        contact_persons.add(by=viewer, employer_id=file.employer_id, **told)

    return write(
        request,
        form=NewContactPersonForm(
            request.POST or None, workplaces=file.workplaces, today=viewer.today
        ),
        act=act,
        template="pages/employers/person.html",
        context={
            "title": _("Add a contact person"),
            "lead": file.name,
            "submit": _("Save the contact person"),
            "back": back(file),
            "person": None,
        },
        done=reverse("employers:show", args=[file.employer_id]),
        message=_("The contact person is saved."),
    )


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, person_id: int) -> HttpResponse:
    """Change what is written down, or remove it when the yes is taken back."""
    viewer = request.viewer
    person = _own(viewer, person_id)
    file = access.employer(viewer, person.employer_id)
    initial = {name: getattr(person, name) for name in (*TOLD, "version")}
    return write(
        request,
        form=ContactPersonForm(request.POST or None, workplaces=file.workplaces, initial=initial),
        act=lambda told: contact_persons.change(
            by=viewer,
            person_id=person_id,
            version=told["version"] or 0,
            **{name: told[name] for name in TOLD},
        ),
        template="pages/employers/person.html",
        context={
            "title": _("Change {name}").format(name=person.name),
            "page_title": _("Change the contact person"),
            "lead": file.name,
            "submit": _("Save"),
            "back": back(file),
            "person": person,
        },
        done=reverse("employers:show", args=[file.employer_id]),
        message=_("The contact person is changed."),
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, person_id: int) -> HttpResponse:
    """The yes is taken back: the person is removed at once and for good."""
    viewer = request.viewer
    person = _own(viewer, person_id)
    there = reverse("employers:show", args=[person.employer_id])
    if request.method == "POST":
        contact_persons.withdraw(by=viewer, person_id=person_id)
        messages.success(request, _("The contact person is removed."))
        return redirect(there)
    context = {
        "page_title": _("Remove the contact person"),
        "question": _("Remove {name}?").format(name=person.name),
        "text": _("Name and contact details are deleted for good, also from the history."),
        "yes": _("Yes, remove"),
        "tone": "danger",
        "url": request.path,
        "cancel_url": there,
    }
    return render(request, "components/confirm_page.html", context)


def _own(viewer: access.Viewer, person_id: int) -> profiles.ContactPersonLine:
    person = profiles.contact_person(viewer, person_id)
    if not person.may_change:
        raise access.NotFound
    return person


urlpatterns = [
    path("arbetsgivare/<int:employer_id>/kontaktperson/", add, name="add_person"),
    path("arbetsgivare/kontaktperson/<int:person_id>/", change, name="change_person"),
    path("arbetsgivare/kontaktperson/<int:person_id>/bort/", withdraw, name="withdraw_person"),
]
