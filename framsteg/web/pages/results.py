"""Resultat: a programme's figures, each with what it counts, as picture, table and file."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from framsteg import access
from framsteg.access.reading.programmes import ProgrammeLine
from framsteg.evaluation.answer import Answer
from framsteg.evaluation.measures import MEASURES
from framsteg.evaluation.question import Question
from framsteg.reports.csv_form import as_csv
from framsteg.reports.json_form import as_json
from framsteg.reports.xlsx_form import as_xlsx
from framsteg.web import figures, freshness
from framsteg.web.figure_groups import OVERVIEW, measures_of
from framsteg.web.forms.results import FiguresForm
from framsteg.web.presenters import results as presenter

EVERYTHING = "alla"
"""In an export's address, in place of one measure."""

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """Which programme's figures; straight on where there is only one."""
    keys = access.figures_scope(request.viewer).keys
    lines = [line for line in access.programmes(request.viewer) if line.key in keys]
    if len(lines) == 1:
        return redirect("results:figures", lines[0].key)
    rows = [
        {
            "title": line.name,
            "url": reverse("results:figures", args=[line.key]),
            "meta": line.owner,
            "icon": "chart-bar",
        }
        for line in lines
    ]
    return render(request, "pages/results/choose.html", {"rows": rows})


@require_GET
def show(request: HttpRequest, key: str) -> HttpResponse:
    """All figures of a programme for a window, from a snapshot at most five minutes behind."""
    viewer = request.viewer
    figures.scope_of(viewer, key)
    programme = _programme(viewer, key)
    form = FiguresForm(request.GET, programme=programme, today=viewer.today)
    protected = figures.scope_of(viewer, key, protected=form.protect)
    standing = freshness.fresh(viewer)
    group = form.group
    asked = _questions(key, form, measures_of(group))
    snapshot, answers = figures.ask(asked, key=key, protected=protected)
    context = _page(programme, form, answers, group)
    coaches = figures.names_of_coaches(viewer, key, protected=protected)
    context |= {
        "snapshot_at": presenter.said_at(snapshot.made_at, viewer.today),
        "sections": presenter.sections(answers, coaches, _exports(key, form), group),
        "section_links": [
            {"label": title, "url": f"#{name}"}
            for name, title in presenter.section_titles().items()
            if group == OVERVIEW
        ],
        "groups": [
            {
                "label": title,
                "url": f"{reverse('results:figures', args=[key])}?{form.query(grupp=name)}",
                "current": name == group,
            }
            for name, title in presenter.group_titles().items()
        ],
        "is_renewing": standing.is_renewing,
        "protected": protected,
        "may_see_exact": key in access.figures_scope(viewer).exact,
        "smallest": answers[0].rule.smallest_shown if answers[0].rule else 0,
    }
    status = 200 if form.is_valid() else 422
    return render(request, "pages/results/figures.html", context, status=status)


@require_GET
def export(request: HttpRequest, key: str, measure: str, form: str) -> HttpResponse:
    """One measure or all as a file; the numbers are those of the page."""
    viewer = request.viewer
    figures.scope_of(viewer, key)
    if form not in _TYPES or measure not in {EVERYTHING, *MEASURES}:
        raise Http404
    asked = FiguresForm(request.GET, programme=_programme(viewer, key), today=viewer.today)
    protected = figures.scope_of(viewer, key, protected=asked.protect)
    freshness.fresh(viewer)
    wanted = _questions(key, asked, tuple(MEASURES) if measure == EVERYTHING else (measure,))
    snapshot, answers = figures.ask(wanted, key=key, protected=protected)
    coaches = figures.names_of_coaches(viewer, key, protected=protected)
    content: str | bytes
    if form == "csv":
        content = as_csv(answers, coaches=coaches)
    elif form == "xlsx":
        content = as_xlsx(answers, coaches=coaches)
    else:
        content = json.dumps(as_json(snapshot, answers), ensure_ascii=False, indent=1)
    name = f"{key}-{measure}-{snapshot.day}.{form}"
    return HttpResponse(
        content,
        content_type=_TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
def renew(request: HttpRequest, key: str) -> HttpResponse:
    """All work until now is counted; by the worker, where that takes a while."""
    figures.scope_of(request.viewer, key)
    standing = freshness.fresh(request.viewer, patience=timedelta(0))
    if not standing.is_renewing:
        messages.success(request, _("The figures hold everything that has been logged until now."))
    asked = QueryDict(request.POST.get("asked", ""))
    query = urlencode({k: v for k, v in asked.items() if k in FiguresForm.base_fields})
    return redirect(f"{reverse('results:figures', args=[key])}{'?' if query else ''}{query}")


def _programme(viewer: access.Viewer, key: str) -> ProgrammeLine:
    return access.programme(viewer, key).line


def _questions(key: str, form: FiguresForm, measures: tuple[str, ...]) -> list[Question]:
    """What is asked. Caseloads of the whole period are told for its last year only."""
    window = form.window
    asked = figures.questions(key, by=form.by, window=window, measures=measures)
    if not form.is_whole_period or "caseload" not in measures:
        return asked
    others = [question for question in asked if question.measure != "caseload"]
    last_year = figures.Window(None, window.until_on)
    return others + figures.questions(key, window=last_year, measures=["caseload"])


def _page(
    programme: ProgrammeLine, form: FiguresForm, answers: tuple[Answer, ...], group: str
) -> dict[str, Any]:
    here = reverse("results:figures", args=[programme.key])
    by_name = {answer.measure.name: answer for answer in answers}
    return {
        "programme": programme.name,
        "form": form,
        "query": form.query(),
        "here": f"{here}?{form.query()}",
        "clear_url": here,
        "renew_url": reverse("results:renew", args=[programme.key]),
        "window": presenter.window(by_name["clients"]),
        "headline": presenter.headline(answers, programme) if group == OVERVIEW else [],
        "has_people": bool(by_name["clients"].total.n) or by_name["clients"].total.hidden,
        "all_exports": _exports(programme.key, form, EVERYTHING),
        "protect_url": f"{here}?{form.query(skydd='on')}",
        "exact_url": f"{here}?{form.query(skydd='')}",
    }


def _exports(key: str, form: FiguresForm, measure: str = "MEASURE") -> dict[str, str]:
    """Addresses of files with the page's own window, by form."""
    query = form.query()
    return {
        kind: f"{reverse('results:export', args=[key, measure, kind])}?{query}" for kind in _TYPES
    }


urlpatterns = [
    path("resultat/", choose, name="figures"),
    path("resultat/<slug:key>/", show, name="figures"),
    path("resultat/<slug:key>/fornya/", renew, name="renew"),
    path("resultat/<slug:key>/<str:measure>.<slug:form>", export, name="export"),
]
