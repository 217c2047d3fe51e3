"""The sample of files in a review: drawn by lot, answered by who may read the file."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from framsteg import access
from framsteg.access.reading import fidelity as reading
from framsteg.access.reading.fidelity import SampleLine
from framsteg.actions import fidelity as actions
from framsteg.evaluation.fidelity.scale import file_questions
from framsteg.foundation.codes import FileReply, ReviewState
from framsteg.web.forms.fidelity import DrawForm, FileForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters.people import name_of

GET_POST = ["GET", "POST"]


@require_http_methods(GET_POST)
def sample(request: HttpRequest, review_id: int) -> HttpResponse:
    """Draw the sample, and the files of it."""
    viewer = request.viewer
    file = reading.review(viewer, review_id)
    line = file.line
    if not (line.is_reviewer or line.leads):
        raise access.NotFound
    may_draw = line.state is ReviewState.OPEN and not file.file_answers
    if request.method == "POST" and not may_draw:
        raise access.NotFound
    form = DrawForm(request.POST or None, initial={"seed": int(f"{viewer.today:%Y%m%d}")})
    return write(
        request,
        form=form,
        act=lambda told: actions.draw(by=viewer, review_id=review_id, **told),
        template="pages/reviews/sample.html",
        context={
            "rows": [_row(review_id, one) for one in reading.sample(viewer, review_id)],
            "may_draw": may_draw,
            "drawn": file.seed is not None,
            "back": {"url": reverse("reviews:show", args=[review_id]), "label": _("The review")},
        },
        done=reverse("samples:sample", args=[review_id]),
        message=_("The sample is drawn. The draw stands in the log."),
    )


@require_http_methods(GET_POST)
def answer(request: HttpRequest, review_id: int, sampled_id: int) -> HttpResponse:
    """The fixed questions about one file."""
    viewer = request.viewer
    review = reading.review(viewer, review_id).line
    line, known = reading.sampled(viewer, review_id, sampled_id)
    if review.state is not ReviewState.OPEN or line.case is None:
        raise access.NotFound
    form = FileForm(
        request.POST or None,
        questions=file_questions(),
        known={one.question: one for one in known},
    )

    def act(told: dict[str, Any]) -> None:
        with transaction.atomic():
            for one in file_questions():
                if reply := told[f"{one.key}_reply"]:
                    actions.answer_file(
                        by=viewer, sampled_id=sampled_id, question=one.key,
                        reply=FileReply(reply), version=told[f"{one.key}_version"] or 0,
                    )  # fmt: skip

    return write(
        request,
        form=form,
        act=act,
        template="pages/reviews/file.html",
        context={
            "title": _("File {n}: {name}").format(n=line.number, name=name_of(line.case)),
            "file_url": reverse("participants:file", args=[line.case.enrolment_id]),
            "back": {"url": reverse("samples:sample", args=[review_id]), "label": _("The sample")},
        },
        done=reverse("samples:sample", args=[review_id]),
        message=_("The answers are saved."),
    )


def _row(review_id: int, one: SampleLine) -> dict[str, Any]:
    asked = len(file_questions())
    if one.case is None:
        return {
            "title": _("File {n}").format(n=one.number),
            "meta": _("You may not read this file. Somebody who may answers for it."),
            "icon": "lock-simple",
        }
    return {
        "title": _("File {n}: {name}").format(n=one.number, name=name_of(one.case)),
        "url": reverse("samples:answer", args=[review_id, one.sampled_id]),
        "meta": _("{n} of {of} questions answered").format(n=one.answered, of=asked),
        "icon": "file-text",
        "badge": _("Done") if one.answered == asked else "",
        "badge_tone": "success",
    }


urlpatterns = [
    path("granskningar/<int:review_id>/urval/", sample, name="sample"),
    path("granskningar/<int:review_id>/urval/<int:sampled_id>/", answer, name="answer"),
]
