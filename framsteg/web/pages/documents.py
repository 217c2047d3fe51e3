"""Documents of a person: the shelf, one of them, writing in it, its history and its print."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg import access
from framsteg.access.document_files import DocumentFile
from framsteg.access.where_restricted import require_use
from framsteg.actions import documents
from framsteg.blueprints.load import get
from framsteg.foundation.codes import DocumentKind
from framsteg.reports.document_paper import document_paper
from framsteg.rules.dates import add_months
from framsteg.rules.documents import SHAPES, DocumentShape, SectionShape
from framsteg.web import words
from framsteg.web.forms.documents import CoverForm, EndForm, SectionForm
from framsteg.web.pages import document_signing
from framsteg.web.pages.printing import FORMS, as_file, links
from framsteg.web.pages.writing import write
from framsteg.web.presenters import documents as present

GET_POST = ["GET", "POST"]


@require_safe
def shelf(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """The documents of a person, and those that can be begun."""
    viewer = request.viewer
    person = access.case_frame(viewer, enrolment_id)
    lines = access.documents(viewer, enrolment_id)
    blueprint = get(person.blueprint_key, person.blueprint_version)
    return render(
        request,
        "pages/documents/shelf.html",
        {
            "title": _("Documents"),
            "name": _name(person.name),
            "back": _person(person.name, enrolment_id),
            "kinds": present.shelf(
                lines,
                blueprint.documents,
                enrolment_id=enrolment_id,
                may_write=person.may_write,
                today=viewer.today,
            ),
        },
    )


@require_http_methods(GET_POST)
def start(request: HttpRequest, enrolment_id: int, kind: str) -> HttpResponse:
    """Begin a document."""
    viewer = request.viewer
    person = access.case_frame(viewer, enrolment_id)
    shape = _shape(kind)
    if not person.may_write:
        raise access.NotFound
    review = add_months(viewer.today, shape.review_months) if shape.review_months else None
    form = CoverForm(
        request.POST or None,
        subject_label=words.render(shape.subject) if shape.several else "",
        begun=False,
        initial={"on": viewer.today, "review_on": review},
    )
    return write(
        request,
        form=form,
        act=lambda told: documents.start(
            by=viewer,
            enrolment_id=enrolment_id,
            kind=shape.kind,
            on=told["on"],
            subject=told.get("subject", ""),
            review_on=told["review_on"],
            once=told["once"],
        ),
        context={
            "title": words.render(shape.title),
            "page_title": words.render(shape.title),
            "lead": words.render(shape.lead),
            "submit": _("Begin"),
            "back": {
                "url": reverse("documents:shelf", args=[enrolment_id]),
                "label": _("Documents"),
            },
        },
        done=lambda document_id: _written_first(shape, document_id),
    )


def _written_first(shape: DocumentShape, document_id: int) -> str:
    """After the start one writes: the only section at once, else the document is opened."""
    if len(shape.sections) == 1:
        return reverse("documents:write", args=[document_id, shape.sections[0].key])
    return reverse("documents:show", args=[document_id])


@require_safe
def show(request: HttpRequest, document_id: int) -> HttpResponse:
    """A document as it stands now."""
    return _page(request, access.document(request.viewer, document_id))


@require_safe
def edition(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """A document as it stood when an edition was kept."""
    return _page(request, access.document(request.viewer, document_id, edition=number))


def _page(request: HttpRequest, file: DocumentFile) -> HttpResponse:
    viewer, line = request.viewer, file.line
    shape = SHAPES[line.kind]
    number = [file.edition.number] if file.edition else []
    printed_at = "documents:print_edition" if file.edition else "documents:print"
    own = file.may_write and line.owner_id == viewer.organisation_id and not file.edition
    return render(
        request,
        "pages/documents/show.html",
        {
            "page_title": words.render(shape.title),
            "title": present.title(line),
            "name": _name(file.name),
            "lead": words.render(shape.lead),
            "id": line.document_id,
            "line": line,
            "file": file,
            "signed_kind": shape.signed,
            "own": own,
            "open": line.ended_on is None and not file.edition,
            "from_profile": own
            and line.kind is DocumentKind.PERSONAL_DESCRIPTION
            and line.ended_on is None,
            "sections": present.sections(file, viewer),
            "editions": present.editions(file, viewer),
            "ask": line.owner,
            "back": _shelf(line.enrolment_id),
            "prints": links(printed_at, line.document_id, *number),
        },
    )


@require_http_methods(GET_POST)
def write_section(request: HttpRequest, document_id: int, section: str) -> HttpResponse:
    """Write the own organisation's answers in a section, or in one question of it (?field=)."""
    viewer = request.viewer
    file = access.document(viewer, document_id)
    shape = SHAPES[file.line.kind]
    told_section = _section(shape, section)
    if not file.may_write or file.line.ended_on:
        raise access.NotFound
    own = file.own(section, viewer.organisation_id)
    only = request.GET.get("field", "")
    if only and only not in {f.key for f in told_section.fields}:
        raise access.NotFound
    form = SectionForm(
        request.POST or None,
        section=told_section,
        content=own.content if own else {},
        version=own.version if own else None,
        only=only,
        viewer=viewer,
    )

    def act(told: dict[str, Any]) -> None:
        documents.write(
            by=viewer,
            document_id=document_id,
            section=section,
            content=form.answers(told),
            version=told["version"],
        )

    show_url = reverse("documents:show", args=[document_id])
    readers = file.readers.get(told_section.part, ())
    return write(
        request,
        form=form,
        act=act,
        template="pages/documents/write.html",
        context={
            "page_title": words.render(told_section.title),
            "title": words.render(told_section.title),
            "document": present.title(file.line),
            "seen_by": _("Seen by your organisation and {others}").format(others=", ".join(readers))
            if readers
            else _("Seen by your organisation only"),
            "others": [one for one in present.sections(file, viewer) if one["key"] == section][0][
                "texts"
            ],
            "here": viewer.organisation_name,
            "next": _next(shape, section, document_id) if not only else None,
            "back": {"url": f"{show_url}#{section}", "label": present.title(file.line)},
        },
        done=_after(request, shape, section, document_id, show_url),
    )


def _after(
    request: HttpRequest, shape: DocumentShape, section: str, document_id: int, show_url: str
) -> str:
    """Back to the section, or on to the next one for who fills in the whole document."""
    onward = _next(shape, section, document_id)
    if "onward" in request.POST and onward:
        return str(onward["url"])
    return f"{show_url}#{section}"


def _next(shape: DocumentShape, section: str, document_id: int) -> dict[str, str] | None:
    keys = [s.key for s in shape.sections]
    at = keys.index(section) + 1
    if at == len(keys):
        return None
    onward = shape.sections[at]
    return {
        "url": reverse("documents:write", args=[document_id, onward.key]),
        "label": words.render(onward.title),
    }


@require_http_methods(GET_POST)
def amend(request: HttpRequest, document_id: int) -> HttpResponse:
    """Change what the document is for, or when it is looked at again."""
    viewer = request.viewer
    file = access.document(viewer, document_id)
    shape = SHAPES[file.line.kind]
    form = CoverForm(
        request.POST or None,
        subject_label=words.render(shape.subject) if shape.several else "",
        begun=True,
        initial={
            "subject": file.line.subject,
            "review_on": file.line.review_on,
            "version": file.line.version,
        },
    )
    return write(
        request,
        form=form,
        act=lambda told: documents.amend(
            by=viewer, document_id=document_id, version=told.pop("version") or 0, **told
        ),
        context={
            "title": _("Subject and review"),
            "submit": _("Save"),
            "back": _document(file),
        },
        done=reverse("documents:show", args=[document_id]),
        message=_("Saved."),
    )


@require_http_methods(GET_POST)
def end(request: HttpRequest, document_id: int) -> HttpResponse:
    """End a document; it is kept as it is."""
    viewer = request.viewer
    file = access.document(viewer, document_id)
    form = EndForm(request.POST or None, initial={"on": viewer.today})

    def act(told: dict[str, Any]) -> None:
        documents.end(by=viewer, document_id=document_id, on=told["on"], note=told["note"])
        undo = reverse("documents:take_back_end", args=[document_id])
        messages.success(
            request, _("The document has ended. It is kept."), extra_tags=f"undo:{undo}"
        )

    return write(
        request,
        form=form,
        act=act,
        context={
            "title": _("End the document"),
            "lead": _("It stays readable as it is. Nobody writes in it any more."),
            "submit": _("End it"),
            "back": _document(file),
        },
        done=reverse("documents:show", args=[document_id]),
    )


@require_POST
def take_back_end(request: HttpRequest, document_id: int) -> HttpResponse:
    documents.take_back_end(by=request.viewer, document_id=document_id)
    messages.info(request, _("The document is in use again."))
    return redirect("documents:show", document_id)


@require_POST
def take_back(request: HttpRequest, document_id: int) -> HttpResponse:
    """Undo a start: only while nothing is written."""
    enrolment_id = documents.take_back(by=request.viewer, document_id=document_id)
    messages.info(request, _("The document is taken back."))
    return redirect("documents:shelf", enrolment_id)


@require_safe
def history(request: HttpRequest, document_id: int) -> HttpResponse:
    """What was written and changed, question by question."""
    file = access.document(request.viewer, document_id)
    lines = access.document_history(request.viewer, document_id)
    return render(
        request,
        "pages/documents/history.html",
        {
            "title": present.title(file.line),
            "rows": present.changes(file, lines),
            "back": _document(file),
        },
    )


@require_safe
def printed(
    request: HttpRequest, document_id: int, form: str, number: int | None = None
) -> HttpResponse:
    """The document as a file to print or to file away; no name stands in the file's name."""
    viewer = request.viewer
    if form not in FORMS:
        raise access.NotFound
    file = access.document(viewer, document_id, edition=number)
    require_use(viewer, file.line.enrolment_id)
    name = f"{file.line.kind.value}-{document_id}"
    return as_file(form, name, lambda: document_paper(file, today=viewer.today))


def _shape(kind: str) -> DocumentShape:
    try:
        return SHAPES[DocumentKind(kind)]
    except ValueError:
        raise access.NotFound from None


def _section(shape: DocumentShape, key: str) -> SectionShape:
    try:
        return shape.section(key)
    except KeyError:
        raise access.NotFound from None


def _name(name: Any) -> str:
    return _("Not shared") if name is access.NOT_SHARED else str(name)


def _person(name: Any, enrolment_id: int) -> dict[str, str]:
    return {"url": reverse("participants:file", args=[enrolment_id]), "label": _name(name)}


def _shelf(enrolment_id: int) -> dict[str, str]:
    return {"url": reverse("documents:shelf", args=[enrolment_id]), "label": _("Documents")}


def _document(file: DocumentFile) -> dict[str, str]:
    return {
        "url": reverse("documents:show", args=[file.line.document_id]),
        "label": present.title(file.line),
    }


urlpatterns = [
    path("deltagare/<int:enrolment_id>/dokument/", shelf, name="shelf"),
    path("deltagare/<int:enrolment_id>/dokument/<slug:kind>/ny/", start, name="start"),
    path("dokument/<int:document_id>/", show, name="show"),
    path("dokument/<int:document_id>/utgava/<int:number>/", edition, name="edition"),
    path("dokument/<int:document_id>/skriv/<slug:section>/", write_section, name="write"),
    path("dokument/<int:document_id>/andra/", amend, name="amend"),
    path("dokument/<int:document_id>/avsluta/", end, name="end"),
    path("dokument/<int:document_id>/avsluta/angra/", take_back_end, name="take_back_end"),
    path("dokument/<int:document_id>/angra/", take_back, name="take_back"),
    path("dokument/<int:document_id>/historik/", history, name="history"),
    path("dokument/<int:document_id>/utskrift.<slug:form>", printed, name="print"),
    path(
        "dokument/<int:document_id>/utgava/<int:number>/utskrift.<slug:form>",
        printed,
        name="print_edition",
    ),
    *document_signing.urlpatterns,
]
