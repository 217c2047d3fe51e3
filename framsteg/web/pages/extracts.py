"""Registerutdrag: made, gone through text by text, fetched as files, given out or dropped."""

from hashlib import sha256

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg.access import NotFound
from framsteg.access.reading import extracts as reading
from framsteg.access.reading import rights
from framsteg.access.reading.extracts import ExtractView
from framsteg.actions import extracts
from framsteg.foundation.decision import Denied, require
from framsteg.reports.paper_html import html
from framsteg.reports.paper_pdf import pdf
from framsteg.rules.extracts import unread
from framsteg.rules.rights import may_give_out
from framsteg.web import words
from framsteg.web.forms.rights import BeginForm, GivenForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters import extract_files as files
from framsteg.web.presenters import extracts as present

GET_POST = ["GET", "POST"]
TYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8", "json": "application/json"}


@require_http_methods(GET_POST)
def begin(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Make an extract of what the organisation keeps about the person."""
    viewer = request.viewer
    person = rights.minded(viewer, enrolment_id)
    form = BeginForm(request.POST if request.method == "POST" else None, today=viewer.today)
    return write(
        request,
        form=form,
        act=lambda told: extracts.begin(by=viewer, enrolment_id=enrolment_id, **told),
        context={
            "page_title": _("Make an extract of the register"),
            "title": _("Make an extract of the register"),
            "lead": _(
                "Everything that {organisation} has written about {name} is collected. You then "
                "go through the free texts before anything is given out."
            ).format(organisation=viewer.organisation_name, name=present.name_of(person)),
            "submit": _("Collect it"),
            "back": _back(enrolment_id),
        },
        done=lambda extract_id: reverse("extracts:show", args=[extract_id]),
    )  # fmt: skip


@require_safe
def show(request: HttpRequest, extract_id: int) -> HttpResponse:
    """How far the extract has come."""
    viewer = request.viewer
    view = reading.extract(viewer, extract_id)
    left = unread(view.content, view.gone_through)
    return render(
        request,
        "pages/extracts/show.html",
        {
            "back": _back(view.person.enrolment_id),
            "name": present.name_of(view.person),
            "line": present.line(view, viewer),
            "id": view.extract_id,
            "open": _is_open(view),
            "left": len(left),
            "rows": view.rows,
            "texts": present.progress(view),
            "files": [_file_link(view, form) for form in present.FORMS],
            "given_how": view.given_how,
            "digest": view.digest,
            "protected": view.person.protected,
        },
    )


@require_http_methods(GET_POST)
def texts(request: HttpRequest, extract_id: int, record: str) -> HttpResponse:
    """Read the free texts of one kind of record, and tick what is to be masked."""
    viewer = request.viewer
    view = reading.extract(viewer, extract_id)
    there = reverse("extracts:show", args=[extract_id])
    if request.method == "POST":
        hidden = present.chosen(request.POST.getlist("hidden"))
        try:
            extracts.go_through(by=viewer, extract_id=extract_id, record=record, hidden=hidden)
        except Denied as refusal:
            messages.error(request, words.render(refusal.reason))
        return redirect(there)
    rows = present.texts(view, record)
    if not rows:
        raise NotFound
    return render(
        request,
        "pages/extracts/texts.html",
        {
            "back": {"url": there, "label": _("The extract")},
            "title": files.title(record),
            "texts": rows,
        },
    )


@require_safe
def file(request: HttpRequest, extract_id: int, form: str) -> HttpResponse:
    """The extract as a file, when every text has been read. Never kept on the way."""
    view = reading.extract(request.viewer, extract_id)
    if form not in TYPES:
        raise NotFound
    left = unread(view.content, view.gone_through)
    require(may_give_out(closed=not _is_open(view), unread=len(left)))
    return HttpResponse(
        _made(view, form, request.viewer.organisation_name),
        content_type=TYPES[form],
        headers={
            "Content-Disposition": f'attachment; filename="registerutdrag-{extract_id}.{form}"',
            "Cache-Control": "no-store",
        },
    )


@require_http_methods(GET_POST)
def give_out(request: HttpRequest, extract_id: int) -> HttpResponse:
    """Note that the file has been handed to the person."""
    viewer = request.viewer
    view = reading.extract(viewer, extract_id)
    form = GivenForm(request.POST if request.method == "POST" else None, today=viewer.today)
    digest = ""
    if view.content:
        told = files.as_json(view, viewer.organisation_name)
        digest = sha256(told.encode()).hexdigest()
    return write(
        request,
        form=form,
        act=lambda told: extracts.give_out(
            by=viewer, extract_id=extract_id, digest=digest, **told
        ),
        context={
            "page_title": _("Note that the extract is given out"),
            "title": _("Note that the extract is given out"),
            "lead": _(
                "Save the file first if your authority is to keep it: Framsteg keeps that it was "
                "given out, and a checksum of the JSON file, but not what stood in it."
            ),
            "submit": _("It is given out"),
            "back": {"url": reverse("extracts:show", args=[extract_id]), "label": _("The extract")},
        },
        done=reverse("rights:person", args=[view.person.enrolment_id]),
        message=_("It is noted that the extract was given out."),
    )  # fmt: skip


@require_POST
def drop(request: HttpRequest, extract_id: int) -> HttpResponse:
    """The extract is not to be given out."""
    view = reading.extract(request.viewer, extract_id)
    try:
        extracts.drop(by=request.viewer, extract_id=extract_id)
        messages.info(request, _("The extract is dropped. You can make a new one."))
    except Denied as refusal:
        messages.error(request, words.render(refusal.reason))
    return redirect("rights:person", view.person.enrolment_id)


def _made(view: ExtractView, form: str, organisation: str) -> bytes:
    if form == "json":
        return files.as_json(view, organisation).encode()
    paper = files.paper(view, organisation)
    return pdf(paper) if form == "pdf" else html(paper).encode()


def _is_open(view: ExtractView) -> bool:
    return view.given_on is None and view.dropped_on is None


def _file_link(view: ExtractView, form: str) -> dict[str, str]:
    return {"url": reverse("extracts:file", args=[view.extract_id, form]), "label": form.upper()}


def _back(enrolment_id: int) -> dict[str, str]:
    url = reverse("rights:person", args=[enrolment_id])
    return {"url": url, "label": _("The person's rights")}


urlpatterns = [
    path("dataskydd/<int:enrolment_id>/utdrag/", begin, name="begin"),
    path("registerutdrag/<int:extract_id>/", show, name="show"),
    path("registerutdrag/<int:extract_id>/texter/<slug:record>/", texts, name="texts"),
    path("registerutdrag/<int:extract_id>/fil.<slug:form>", file, name="file"),
    path("registerutdrag/<int:extract_id>/utlamnat/", give_out, name="give_out"),
    path("registerutdrag/<int:extract_id>/avbryt/", drop, name="drop"),
]
