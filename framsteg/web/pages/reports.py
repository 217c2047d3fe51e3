"""Rapporter: which there are, one button to each, and what is approved."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg import access
from framsteg.access.reading import reports as reading
from framsteg.access.reading.programmes import ProgrammeLine
from framsteg.access.reading.reports import ReportFile, ReportLine
from framsteg.actions import reports as actions
from framsteg.blueprints.load import get
from framsteg.foundation.codes import ReportKind
from framsteg.foundation.period import Period
from framsteg.reports.forms import FORMS
from framsteg.reports.paper import Paper
from framsteg.reports.paper_kept import kept, paper_of
from framsteg.reports.sheet import Sheet
from framsteg.reports.sheet_kept import sheet_kept, sheet_of_kept
from framsteg.rules.reports import REPORTS
from framsteg.rules.reports.times import period_of, periods, suggested
from framsteg.rules.reports.working import READS, WRITES
from framsteg.web import figures, freshness, reports, words
from framsteg.web.pages import report_texts
from framsteg.web.presenters import reports as present

KINDS = {address: kind for kind, address in present.ADDRESSES.items()}
PRINTED = {name: form for name, form in FORMS.items() if name != "html"}


@require_safe
def overview(request: HttpRequest, key: str) -> HttpResponse:
    """Every kind of report with its files, what is begun, and what is approved."""
    viewer = request.viewer
    line = access.programme(viewer, key).line
    if line.programme_id not in viewer.programmes(READS):
        raise access.NotFound
    begun = reading.reports(viewer, line.programme_id)
    writes = line.programme_id in viewer.programmes(WRITES)
    exact = key in access.figures_scope(viewer).exact
    cards = _cards(line, begun, viewer, exact="exakt" in request.GET) if writes else []
    context = {
        "programme": line.name,
        "back": {"url": reverse("programmes:show", args=[key]), "label": _("The programme")},
        "approved": [
            present.edition_row(one, edition) for one in begun for edition in one.editions
        ],
        "kinds": cards,
        "first": _first(cards, line),
        "writes": writes,
        "open_data_url": reverse("reports:open_data", args=[key]) if writes else "",
        "may_see_exact": writes and exact,
        "exact": exact and "exakt" in request.GET,
        "here": request.path,
    }
    return render(request, "pages/reports/overview.html", context)


def _first(cards: list[dict[str, Any]], line: ProgrammeLine) -> dict[str, str]:
    """The report that the blueprint names, as one button; the first kind where it names none."""
    form = get(line.blueprint_key, line.blueprint_version).report_form
    wanted = present.ADDRESSES[ReportKind(form)] if form else ""
    chosen = [one for one in cards if one["address"] == wanted] or cards[:1]
    return {"title": chosen[0]["title"], "url": chosen[0]["files"][0]["url"]} if chosen else {}


def _cards(
    line: ProgrammeLine, begun: Iterable[ReportLine], viewer: access.Viewer, *, exact: bool
) -> list[dict[str, Any]]:
    begun = tuple(begun)
    when: dict[str, Any] = {
        "starts_on": line.starts_on, "ends_on": line.ends_on, "today": viewer.today
    }  # fmt: skip
    return [
        present.kind_card(
            shape,
            line.key,
            [one for one in begun if one.kind is shape.kind],
            names=periods(shape.span, **when),
            suggested=suggested(shape.span, **when),
            exact=exact,
        )
        for shape in REPORTS.values()
    ]


@require_safe
def now(request: HttpRequest, key: str, address: str, form: str) -> HttpResponse:
    """The report of a kind as a file, as it stands now; also where nobody has begun to write."""
    viewer = request.viewer
    kind = _kind(address)
    line = access.programme(viewer, key).line
    if line.programme_id not in viewer.programmes(WRITES) or form not in PRINTED:
        raise Http404
    period = _period(request.GET.get("tid", ""), kind, line, viewer)
    file = reports.of_kind(viewer, key, kind, period)
    return _download(file.line, _made(request, file), form)


@require_safe
def open_data(request: HttpRequest, key: str) -> HttpResponse:
    """The figures for anyone to use, with their dictionary; small numbers are always hidden."""
    viewer = request.viewer
    if access.programme(viewer, key).line.programme_id not in viewer.programmes(WRITES):
        raise access.NotFound
    freshness.fresh(viewer)
    return HttpResponse(
        reports.open_figures(viewer, key),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{key}-oppna-data.zip"'},
    )


@require_POST
def begin(request: HttpRequest, key: str, address: str) -> HttpResponse:
    """Begin to write a report of a kind, over the time that was chosen."""
    viewer = request.viewer
    kind = _kind(address)
    line = access.programme(viewer, key).line
    if line.programme_id not in viewer.programmes(WRITES):
        raise access.NotFound
    report_id = actions.begin(
        by=viewer,
        programme_id=line.programme_id,
        kind=kind,
        period=_period(request.POST.get("period", ""), kind, line, viewer),
    )
    return redirect("reports:show", report_id)


@require_safe
def show(request: HttpRequest, report_id: int) -> HttpResponse:
    """The draft: every section with its figures as they are now, and a way to write in it."""
    viewer = request.viewer
    file = reading.report(viewer, report_id)
    made = _made(request, file)
    key = file.line.programme_key
    exact = key in access.figures_scope(viewer).exact
    context = {
        "line": file.line,
        "title": words.render(REPORTS[file.line.kind].title),
        "time": made.stock.time,
        "sections": present.draft_sections(file, made.paper),
        "files": _files(request, "reports:draft", [report_id]),
        "editions": [present.edition_row(file.line, one) for one in file.line.editions],
        "may_see_exact": exact,
        "exact": exact and "exakt" in request.GET,
        "here": request.path,
        "back": {"url": reverse("reports:overview", args=[key]), "label": _("Reports")},
    }
    return render(request, "pages/reports/show.html", context)


@require_safe
def draft(request: HttpRequest, report_id: int, form: str) -> HttpResponse:
    """The draft as a file."""
    if form not in PRINTED:
        raise Http404
    file = reading.report(request.viewer, report_id)
    return _download(file.line, _made(request, file), form)


@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, report_id: int) -> HttpResponse:
    """Keep the report as it stands, with its figures, for the steering group to read."""
    viewer = request.viewer
    file = reading.report(viewer, report_id)
    if not file.line.approves:
        raise access.NotFound
    if request.method == "POST":
        freshness.renewed(viewer)
        shown, exact = (
            reports.make(file, exact=wanted, today=viewer.today) for wanted in (False, True)
        )
        number = actions.approve(
            by=viewer, report_id=report_id, snapshot=shown.snapshot,
            shown=_content(shown), exact=_content(exact),
        )  # fmt: skip
        messages.success(request, _("The report is approved. The steering group can read it."))
        return redirect("reports:edition", report_id, number)
    context = {
        "question": _("Approve the report?"),
        "text": _(
            "It is kept as it stands now, texts and figures, and the steering group can read it. "
            "Small numbers are hidden from them. You can go on writing and approve a new edition."
        ),
        "yes": _("Yes, approve it"),
        "tone": "primary",
        "url": request.path,
        "cancel_url": reverse("reports:show", args=[report_id]),
    }
    return render(request, "components/confirm_page.html", context)


@require_safe
def edition(request: HttpRequest, report_id: int, number: int) -> HttpResponse:
    """An approved edition, as it was."""
    line, told, paper, _sheets = _edition(request, report_id, number)
    exact = line.programme_key in access.figures_scope(request.viewer).exact
    context = {
        "line": line,
        "title": words.render(REPORTS[line.kind].title),
        "time": paper.subtitle,
        "edition": told,
        "sections": present.sections(paper),
        "files": _files(request, "reports:edition_file", [report_id, number]),
        "may_see_exact": exact,
        "exact": exact and "exakt" in request.GET,
        "here": request.path,
        "back": {
            "url": reverse("reports:overview", args=[line.programme_key]),
            "label": _("Reports"),
        },
    }
    return render(request, "pages/reports/edition.html", context)


@require_safe
def edition_file(request: HttpRequest, report_id: int, number: int, form: str) -> HttpResponse:
    """An approved edition as a file."""
    if form not in PRINTED:
        raise Http404
    line, _told, paper, sheets = _edition(request, report_id, number)
    return _sent(line, paper, sheets, form)


def _edition(
    request: HttpRequest, report_id: int, number: int
) -> tuple[ReportLine, reading.EditionLine, Paper, tuple[Sheet, ...]]:
    exact = "exakt" in request.GET
    line, told, content = reading.edition(request.viewer, report_id, number, exact=exact)
    sheets = tuple(sheet_of_kept(one) for one in content["sheets"])
    return line, told, paper_of(content["paper"]), sheets


def _content(made: reports.Made) -> dict[str, Any]:
    return {"paper": kept(made.paper), "sheets": [sheet_kept(one) for one in made.sheets]}


def _made(request: HttpRequest, file: ReportFile) -> reports.Made:
    """The report as it stands; exact only for who sees exact figures and asks for them."""
    key = file.line.programme_key
    protected = figures.scope_of(request.viewer, key, protected="exakt" not in request.GET)
    freshness.fresh(request.viewer)
    return reports.make(file, exact=not protected, today=request.viewer.today)


def _download(line: ReportLine, made: reports.Made, form: str) -> HttpResponse:
    return _sent(line, made.paper, made.sheets, form)


def _sent(line: ReportLine, paper: Paper, sheets: tuple[Sheet, ...], form: str) -> HttpResponse:
    name = f"{line.programme_key}-{present.ADDRESSES[line.kind]}"
    time = present.time_name(line).lower()
    return HttpResponse(
        FORMS[form].make(paper, sheets),
        content_type=FORMS[form].content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{"-".join(filter(None, (name, time)))}'
            f'.{form}"'
        },
    )


def _files(request: HttpRequest, name: str, args: list[Any]) -> list[dict[str, str]]:
    asked = "?exakt=1" if "exakt" in request.GET else ""
    return [
        {"label": label, "url": f"{reverse(name, args=[*args, form])}{asked}"}
        for form, label in present.FORMS
    ]


def _kind(address: str) -> ReportKind:
    if address not in KINDS:
        raise Http404
    return KINDS[address]


def _period(
    name: str, kind: ReportKind, line: ProgrammeLine, viewer: access.Viewer
) -> Period | None:
    """The period that is named among those of the programme; none for a report of the whole."""
    names = periods(
        REPORTS[kind].span, starts_on=line.starts_on, ends_on=line.ends_on, today=viewer.today
    )
    if not names and not name:
        return None
    if name not in names:
        raise Http404
    return period_of(name)


urlpatterns = [
    path("insatser/<slug:key>/rapporter/", overview, name="overview"),
    path("insatser/<slug:key>/rapporter/oppna-data.zip", open_data, name="open_data"),
    path("insatser/<slug:key>/rapporter/<slug:address>.<slug:form>", now, name="now"),
    path("insatser/<slug:key>/rapporter/<slug:address>/borja/", begin, name="begin"),
    path("rapporter/<int:report_id>/", show, name="show"),
    path("rapporter/<int:report_id>/rapport.<slug:form>", draft, name="draft"),
    path("rapporter/<int:report_id>/godkann/", approve, name="approve"),
    path("rapporter/<int:report_id>/utgava/<int:number>/", edition, name="edition"),
    path(
        "rapporter/<int:report_id>/utgava/<int:number>/rapport.<slug:form>",
        edition_file,
        name="edition_file",
    ),
    path(
        "rapporter/<int:report_id>/avsnitt/<slug:section>/", report_texts.write_section,
        name="write",
    ),
    path(
        "rapporter/<int:report_id>/avsnitt/<slug:section>/versioner/", report_texts.versions,
        name="versions",
    ),
]  # fmt: skip
