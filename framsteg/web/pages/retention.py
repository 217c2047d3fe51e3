"""Gallring: how long things are kept, what is due, and two persons who thin it out together."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from framsteg.access import NotFound
from framsteg.access.reading import disposals as reading
from framsteg.access.reading import retention as rules
from framsteg.actions import disposals
from framsteg.foundation.codes import DisposalState, RecordType
from framsteg.foundation.decision import Denied
from framsteg.web import words
from framsteg.web.forms.retention import DecisionForm, SendBackForm
from framsteg.web.pages.printing import as_file, links
from framsteg.web.pages.writing import write
from framsteg.web.presenters import retention as present
from framsteg.web.presenters.words import said

GET_POST = ["GET", "POST"]


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The rules, and what has been proposed and carried out."""
    viewer = request.viewer
    return render(
        request,
        "pages/retention/overview.html",
        {
            "back": {"url": reverse("rights:find"), "label": _("Data protection")},
            "organisation": viewer.organisation_name,
            "rules": [present.rule_card(one) for one in rules.rules(viewer)],
            "disposals": [present.line(one) for one in reading.disposals(viewer)],
        },
    )


@require_http_methods(GET_POST)
def decide(request: HttpRequest, record: str) -> HttpResponse:
    """Note how long the organisation has decided to keep one type of record."""
    viewer, kind = request.viewer, _record(record)
    in_force = rules.rule_of(viewer, kind)
    least = rules.least_of(viewer, kind)
    form = DecisionForm(
        request.POST if request.method == "POST" else None, least=least, today=viewer.today
    )
    return write(
        request,
        form=form,
        act=lambda told: disposals.decide(by=viewer, record=kind, **told),
        context={
            "page_title": _("Note a decision"),
            "title": said(kind),
            "lead": present.rule_words(in_force),
            "submit": _("Note the decision"),
            "back": _back(),
        },
        done=reverse("retention:overview"),
        message=_("The decision is noted."),
    )


@require_http_methods(GET_POST)
def due(request: HttpRequest, record: str) -> HttpResponse:
    """What is due today: looked at, and proposed."""
    viewer, kind = request.viewer, _record(record)
    refusal, status = "", 200
    if request.method == "POST":
        cases, enquiries = present.chosen(request.POST.getlist("chosen"))
        try:
            pk = disposals.propose(
                by=viewer, record=kind, enrolment_ids=cases, enquiry_ids=enquiries
            )
            messages.success(request, _("It is proposed. A colleague has to approve it."))
            return redirect("retention:show", pk)
        except Denied as denied:
            refusal, status = words.render(denied.reason), 422
    dues = rules.due(viewer, kind)
    going, kept = present.due_rows(dues)
    now = rules.may_go_now(dues)
    counts = rules.counts(
        viewer.organisation_id, kind,
        [one.enrolment_id for one in now if one.enrolment_id],
        [one.enquiry_id for one in now if one.enquiry_id],
    )  # fmt: skip
    return render(
        request,
        "pages/retention/due.html",
        {
            "back": _back(),
            "title": said(kind),
            "rule": present.rule_words(rules.rule_of(viewer, kind)),
            "going": going,
            "kept": kept,
            "counts": present.count_rows(counts) if now else [],
            "refusal": refusal,
        },
        status=status,
    )


@require_safe
def show(request: HttpRequest, disposal_id: int) -> HttpResponse:
    """A disposal: what it is about, who answers, and its certificate."""
    viewer = request.viewer
    view = reading.disposal(viewer, disposal_id)
    waits = view.state is DisposalState.PROPOSED
    counts = rules.counts(
        viewer.organisation_id, view.record, list(view.enrolment_ids), list(view.enquiry_ids)
    )
    return render(
        request,
        "pages/retention/show.html",
        {
            "back": _back(),
            "id": disposal_id,
            "title": present.line(view)["title"],
            "line": present.line(view),
            "facts": present.summary(view),
            "waits": waits,
            "mine": view.proposed_by_id == viewer.staff_id,
            "counts": present.count_rows(counts) if waits else [],
            "done": view.state is DisposalState.DONE,
            "paper": present.certificate(view, viewer.organisation_name)
            if view.state is DisposalState.DONE
            else None,
            "prints": links("retention:certificate", disposal_id)
            if view.state is DisposalState.DONE
            else [],
        },
    )


@require_http_methods(GET_POST)
def approve(request: HttpRequest, disposal_id: int) -> HttpResponse:
    """Ask once more, and carry it out."""
    if request.method == "GET":
        reading.disposal(request.viewer, disposal_id)
        return render(
            request,
            "components/confirm_page.html",
            {
                "question": _("Thin this out for good?"),
                "text": _("It cannot be undone. The certificate is kept."),
                "yes": _("Yes, carry it out"),
                "tone": "danger",
                "url": request.path,
                "cancel_url": reverse("retention:show", args=[disposal_id]),
            },
        )
    try:
        disposals.approve(
            by=request.viewer, disposal_id=disposal_id, backups=settings.BACKUP_ROTATION
        )
        messages.success(request, _("It is carried out. The certificate is kept here."))
    except Denied as refusal:
        messages.error(request, words.render(refusal.reason))
    return redirect("retention:show", disposal_id)


@require_http_methods(GET_POST)
def send_back(request: HttpRequest, disposal_id: int) -> HttpResponse:
    """The proposal is not carried out."""
    viewer = request.viewer
    view = reading.disposal(viewer, disposal_id)
    there = reverse("retention:show", args=[disposal_id])
    return write(
        request,
        form=SendBackForm(request.POST if request.method == "POST" else None),
        act=lambda told: disposals.send_back(by=viewer, disposal_id=disposal_id, **told),
        context={
            "page_title": _("Send back"),
            "title": _("Send back"),
            "lead": present.line(view)["title"],
            "submit": _("Send back"),
            "back": {"url": there, "label": _("The proposal")},
        },
        done=there,
        message=_("The proposal is sent back. Nothing was thinned out."),
    )


@require_safe
def certificate(request: HttpRequest, disposal_id: int, form: str) -> HttpResponse:
    """The certificate as a file."""
    viewer = request.viewer
    view = reading.disposal(viewer, disposal_id)
    if view.state is not DisposalState.DONE:
        raise NotFound
    name = f"gallringsbevis-{disposal_id}"
    return as_file(form, name, lambda: present.certificate(view, viewer.organisation_name))


def _record(value: str) -> RecordType:
    if value not in list(RecordType):
        raise NotFound
    return RecordType(value)


def _back() -> dict[str, str]:
    return {"url": reverse("retention:overview"), "label": _("Retention")}


urlpatterns = [
    path("gallring/", overview, name="overview"),
    path("gallring/<slug:record>/", due, name="due"),
    path("gallring/<slug:record>/beslut/", decide, name="decide"),
    path("gallringar/<int:disposal_id>/", show, name="show"),
    path("gallringar/<int:disposal_id>/godkann/", approve, name="approve"),
    path("gallringar/<int:disposal_id>/tillbaka/", send_back, name="send_back"),
    path("gallringar/<int:disposal_id>/bevis.<slug:form>", certificate, name="certificate"),
]
