"""Granskningar: how the method is followed, item by item, by several, until they agree."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg import access
from framsteg.access import Viewer
from framsteg.access.reading import fidelity as reading
from framsteg.access.reading.fidelity import ReviewFile, ReviewLine
from framsteg.access.reading.programmes import ProgrammeLine
from framsteg.actions import fidelity as actions
from framsteg.blueprints.load import get
from framsteg.evaluation.fidelity.scale import Scale, scale_on, scales_of
from framsteg.foundation.codes import ReviewState
from framsteg.reports.paper_docx import docx
from framsteg.reports.paper_pdf import pdf
from framsteg.reports.review_paper import review_paper
from framsteg.rules.dates import add_months
from framsteg.rules.fidelity import may_begin
from framsteg.web import fidelity, figures, words
from framsteg.web.forms.fidelity import AgreeForm, AnswerForm, ReviewForm, TodoForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters import fidelity as months
from framsteg.web.presenters import reviews as present

GET_POST = ["GET", "POST"]
FORMS: dict[str, Any] = {
    "pdf": (pdf, "application/pdf"),
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


@require_safe
def overview(request: HttpRequest, key: str) -> HttpResponse:
    """A programme's reviews, and how the agreed ones have gone over time."""
    viewer = request.viewer
    figures.scope_of(viewer, key)
    line = access.programme(viewer, key).line
    context = present.overview(reading.reviews(viewer, line.programme_id)) | {
        "programme": line.name,
        "back": {"url": reverse("fidelity:show", args=[key]), "label": _("Fidelity")},
        "begin_url": reverse("reviews:begin", args=[key])
        if may_begin(viewer.roles_in(line.programme_id))
        else "",
    }
    return render(request, "pages/reviews/overview.html", context)


@require_http_methods(GET_POST)
def begin(request: HttpRequest, key: str) -> HttpResponse:
    """Begin a review."""
    viewer = request.viewer
    line = access.programme(viewer, key).line
    if not may_begin(viewer.roles_in(line.programme_id)):
        raise access.NotFound
    form = ReviewForm(
        request.POST or None,
        scales=_scales(line, viewer),
        people=reading.possible_reviewers(viewer, line.programme_id),
        initial={
            "starts_on": add_months(viewer.today.replace(day=1), -12),
            "last_day": viewer.today.replace(day=1) - timedelta(days=1),
            "reviewers": [viewer.staff_id],
        },
    )
    return write(
        request,
        form=form,
        act=lambda told: actions.begin(by=viewer, programme_id=line.programme_id, **told),
        context={
            "title": _("Begin a review"),
            "lead": _("A review looks at how the support is given, never at a person or a coach."),
            "submit": _("Begin"),
            "back": {"url": reverse("reviews:overview", args=[key]), "label": _("Reviews")},
        },
        done=lambda review_id: reverse("reviews:show", args=[review_id]),
        message=_("The review is begun."),
    )


@require_safe
def show(request: HttpRequest, review_id: int) -> HttpResponse:
    """One review: all items with what was found, the sample, what is to be done."""
    viewer = request.viewer
    file = reading.review(viewer, review_id)
    line, scale = file.line, present.scale_of(file.line)
    writes = line.state is ReviewState.OPEN and (line.is_reviewer or line.leads)
    context = {
        "title": words.render(scale.name.text),
        "programme": line.programme,
        "back": _back_to_overview(line),
        "facts": present.facts(file),
        "result": present.result(file, scale),
        "sections": present.sections(
            file, scale, fidelity.of_review(viewer, file), viewer.staff_id
        ),
        "summary": file.summary,
        "has_unchecked": any(one.to_be_checked for one in scale.items),
        "file_columns": present.file_columns(),
        "file_rows": present.file_answers(file),
        "todos": present.todos(file.actions, {review_id: scale}, viewer.today),
        "writes": writes,
        "reads_files": line.is_reviewer or line.leads,
        "review_id": review_id,
        "first_url": reverse("reviews:item", args=[review_id, _next(file, scale, viewer, "")]),
        "agrees": line.leads and line.state is ReviewState.OPEN,
        "reopens": line.leads and line.state is ReviewState.AGREED,
    }
    return render(request, "pages/reviews/show.html", context)


@require_http_methods(GET_POST)
def item(request: HttpRequest, review_id: int, item_key: str) -> HttpResponse:
    """One item: its anchors, the computed basis, one's own answer, and the shared one."""
    viewer = request.viewer
    file = reading.review(viewer, review_id)
    line, scale = file.line, present.scale_of(file.line)
    if item_key not in scale.keys or not (line.is_reviewer or line.leads):
        raise access.NotFound
    known = file.answers.get(item_key, ())
    shares = request.POST.get("which") == "shared" if request.POST else False
    forms = _forms(request, file, scale, item_key, shares)
    one = scale.item(item_key)
    place = scale.keys.index(item_key)
    context = {
        "title": f"{place + 1}. {months.said(one.name)}",
        "about": months.said(one.about),
        "to_check": one.to_be_checked,
        "source": one.source,
        "position": _("Item {n} of {of}").format(n=place + 1, of=len(scale.keys)),
        "anchors": present.anchors(scale, item_key),
        "card": _card(request, file, scale, item_key),
        "basis_note": present.basis_note(file),
        "others": present.answers(known),
        "back": {"url": reverse("reviews:show", args=[review_id]), "label": _("The review")},
        "writes": line.state is ReviewState.OPEN,
        **forms,
    }
    form = forms["shared_form"] if shares else forms["own_form"]
    if form is None:
        form = forms["shared_form"]
    act = actions.share if shares or not line.is_reviewer else actions.answer
    if request.method == "POST" and line.state is not ReviewState.OPEN:
        raise access.NotFound
    return write(
        request,
        form=form,
        act=lambda told: act(
            by=viewer, review_id=review_id, item=item_key, anchor=told["anchor"],
            note=told["note"], version=told["version"] or 0,
        ),
        template="pages/reviews/item.html",
        context=context,
        done=reverse("reviews:item", args=[review_id, item_key if shares else
                                           _next(file, scale, viewer, item_key)]),
        message=_("The answer is saved."),
    )  # fmt: skip


def _card(request: HttpRequest, file: ReviewFile, scale: Scale, key: str) -> dict[str, Any]:
    """The computed basis of an item; with a way to the rows behind for who reads exact figures."""
    found = fidelity.of_review(request.viewer, file, key)

    def rows_at(slug: str) -> str:
        return reverse("fidelity_rows:of_review", args=[file.line.review_id, slug])

    exact = not figures.scope_of(request.viewer, file.line.programme_key)
    return months.item_card(scale, scale.item(key), found, rows_at if exact else None)


def _forms(
    request: HttpRequest, file: ReviewFile, scale: Scale, key: str, shares: bool
) -> dict[str, AnswerForm | None]:
    known = file.answers.get(key, ())
    own = next((a for a in known if a.reviewer_id == request.viewer.staff_id), None)
    shared = next((a for a in known if a.reviewer_id is None), None)

    def form(prefix: str, stood: Any, posted: bool) -> AnswerForm:
        initial = {"anchor": stood.anchor, "note": stood.note} if stood else {}
        initial["version"] = stood.version if stood else 0
        data = request.POST if posted and request.method == "POST" else None
        return AnswerForm(data, prefix=prefix, item=scale.item(key), initial=initial)

    mine = file.line.is_reviewer
    return {
        "own_form": form("own", own, not shares) if mine else None,
        "shared_form": form("shared", shared, shares or not mine),
    }


@require_http_methods(GET_POST)
def agree(request: HttpRequest, review_id: int) -> HttpResponse:
    """Agree on the review as a whole."""
    viewer = request.viewer
    file = reading.review(viewer, review_id)
    if not file.line.leads or file.line.state is not ReviewState.OPEN:
        raise access.NotFound
    initial = {"summary": file.summary, "version": file.line.version}
    return write(
        request,
        form=AgreeForm(request.POST or None, initial=initial),
        act=lambda told: actions.agree(
            by=viewer, review_id=review_id, summary=told["summary"], version=told["version"] or 0,
            basis=fidelity.basis_to_keep(viewer, file),
        ),
        context={
            "title": _("Agree on the review"),
            "lead": _("The steering group sees the agreed answers and what is to be done, no "
                      "notes and no files."),
            "submit": _("Agree"),
            "back": _back(review_id),
        },
        done=reverse("reviews:show", args=[review_id]),
        message=_("The review is agreed."),
    )  # fmt: skip


@require_POST
def reopen(request: HttpRequest, review_id: int) -> HttpResponse:
    """Open an agreed review again."""
    actions.reopen(by=request.viewer, review_id=review_id)
    messages.info(request, _("The review is open again."))
    return redirect("reviews:show", review_id)


@require_http_methods(GET_POST)
def add_action(request: HttpRequest, review_id: int) -> HttpResponse:
    """Something to be done after the review."""
    viewer = request.viewer
    file = reading.review(viewer, review_id)
    line, scale = file.line, present.scale_of(file.line)
    if not (line.is_reviewer or line.leads):
        raise access.NotFound
    form = TodoForm(
        request.POST or None,
        items=[(i.key, f"{scale.number(i.key)}. {months.said(i.name)}") for i in scale.items],
        people=reading.possible_reviewers(viewer, line.programme_id),
        initial={"due_on": viewer.today + timedelta(days=30)},
    )
    return write(
        request,
        form=form,
        act=lambda told: actions.add_action(by=viewer, review_id=review_id, **told),
        context={
            "title": _("Something to be done"),
            "lead": _("It stands in the steering group's pack until it is done."),
            "submit": _("Add"),
            "back": _back(review_id),
        },
        done=reverse("reviews:show", args=[review_id]) + "#atgarder",
        message=_("Added."),
    )


@require_POST
def done(request: HttpRequest, action_id: int) -> HttpResponse:
    """An action is done, or was not after all."""
    was_done = request.POST.get("done") == "yes"
    review_id = actions.mark_done(by=request.viewer, action_id=action_id, done=was_done)
    if was_done:
        undo = reverse("reviews:done", args=[action_id])
        messages.success(request, _("Done."), extra_tags=f"undo:{undo}")
    else:
        messages.info(request, _("It stands as not done again."))
    return redirect(reverse("reviews:show", args=[review_id]) + "#atgarder")


@require_safe
def print_out(request: HttpRequest, review_id: int, form: str) -> HttpResponse:
    """The review as PDF or Word."""
    if form not in FORMS:
        raise Http404
    viewer = request.viewer
    file = reading.review(viewer, review_id)
    scale = present.scale_of(file.line)
    found = fidelity.of_review(viewer, file)
    make, content_type = FORMS[form]
    paper = review_paper(
        file,
        scale,
        basis={
            i.key: [
                f"{words.render(one.figure.title)}: {months.latest(one)}"
                for one in found
                if one.figure.item == i.key
            ]
            for i in scale.items
        },
        facts=present.facts(file),
        total=present.total_words(present.total_of(scale, file.line.shared)),
        today=viewer.today,
    )
    name = f"granskning-{file.line.ends_on}.{form}"
    return HttpResponse(
        make(paper),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _scales(line: ProgrammeLine, viewer: Viewer) -> list[tuple[str, str]]:
    blueprint = get(line.blueprint_key, line.blueprint_version)
    return [
        (key, words.render(scale_on(key, viewer.today, blueprint).name.text))
        for key in scales_of(blueprint)
    ]


def _next(file: ReviewFile, scale: Scale, viewer: Viewer, after: str) -> str:
    """The next item that the viewer has not answered; else the next, else the first."""
    keys = scale.keys
    start = keys.index(after) + 1 if after else 0
    order = keys[start:] + keys[:start]
    for key in order:
        mine = (a for a in file.answers.get(key, ()) if a.reviewer_id == viewer.staff_id)
        if key != after and not any(a.anchor for a in mine):
            return key
    return order[0]


def _back(review_id: int) -> dict[str, str]:
    return {"url": reverse("reviews:show", args=[review_id]), "label": _("The review")}


def _back_to_overview(line: ReviewLine) -> dict[str, str]:
    return {"url": reverse("reviews:overview", args=[line.programme_key]), "label": _("Reviews")}


urlpatterns = [
    path("insatser/<slug:key>/granskningar/", overview, name="overview"),
    path("insatser/<slug:key>/granskningar/ny/", begin, name="begin"),
    path("granskningar/<int:review_id>/", show, name="show"),
    path("granskningar/<int:review_id>/punkter/<slug:item_key>/", item, name="item"),
    path("granskningar/<int:review_id>/enas/", agree, name="agree"),
    path("granskningar/<int:review_id>/oppna/", reopen, name="reopen"),
    path("granskningar/<int:review_id>/atgard/", add_action, name="add_action"),
    path("granskningar/<int:review_id>/granskning.<slug:form>", print_out, name="print"),
    path("granskningsatgarder/<int:action_id>/klar/", done, name="done"),
]
