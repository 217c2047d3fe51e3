"""The questions as JSON, for who is logged in and for programs with a key: the command's own form.

    GET /api/resultat/natkraft/?measure=clients&by=sex&from_on=2006-05-01&until_on=2014-01-01

`measure` may be given several times, and all are answered without it. What may be seen comes
from the viewer alone.
"""

from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_GET

from framsteg import access
from framsteg.evaluation.question import Question, Unanswerable
from framsteg.foundation.codes import TokenScope
from framsteg.reports.json_form import as_json
from framsteg.web import figures, freshness, words
from framsteg.web.api.keys import opened_by


@require_GET
@opened_by(TokenScope.RESULTS)
def answers(request: HttpRequest, key: str) -> JsonResponse:
    """The answers of a programme; 404 for one out of sight, 400 for what makes no sense."""
    try:
        protected = figures.scope_of(
            request.viewer, key, protected=request.GET.get("protected") == "yes"
        )
        asked = _questions(request, key)
    except access.NotFound:
        return _json({"error": "not found"}, 404)
    except Unanswerable as problem:
        return _json({"error": words.render(problem.reason)}, 400)
    freshness.fresh(request.viewer)
    snapshot, found = figures.ask(asked, key=key, protected=protected)
    return _json(as_json(snapshot, found), 200)


def _questions(request: HttpRequest, key: str) -> list[Question]:
    days = {name: request.GET.get(name, "") for name in ("from_on", "until_on")}
    asked = Question.from_dict({"measure": "clients", **days})
    window = figures.Window(asked.from_on, asked.until_on)
    by = request.GET.get("by", "sex")
    return figures.questions(key, by=by, window=window, measures=request.GET.getlist("measure"))


def _json(content: object, status: int) -> JsonResponse:
    return JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})


urlpatterns = [path("resultat/<slug:key>/", answers, name="results")]
