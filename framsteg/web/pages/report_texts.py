"""A section of a report: written in the browser with figures from a list, and its versions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from framsteg.access.reading import reports as reading
from framsteg.access.reading.reports import ReportFile
from framsteg.actions import reports as actions
from framsteg.reports.report_paper import section_text, text_blocks
from framsteg.rules.reports import REPORTS, ReportSection
from framsteg.web import figures, freshness, reports, words
from framsteg.web.forms.reports import SectionForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters import reports as present
from framsteg.web.presenters.words import moment


@require_http_methods(["GET", "POST"])
def write_section(request: HttpRequest, report_id: int, section: str) -> HttpResponse:
    """Write a section. What is typed can be looked at with its figures before it is saved."""
    viewer = request.viewer
    file = reading.report(viewer, report_id)
    shape = _section(file, section)
    written = file.texts.get(section)
    form = SectionForm(
        request.POST or None,
        initial={
            "text": section_text(file, shape),
            "version": written.version if written else None,
        },
    )
    figures.scope_of(viewer, file.line.programme_key)
    freshness.fresh(viewer)
    looks = request.method == "POST" and "preview" in request.POST
    text = (form.data.get("text", "") if form.is_bound else "") or section_text(file, shape)
    made = reports.make(file, exact=False, today=viewer.today, also=text)
    context = {
        "title": words.render(shape.title),
        "lead": words.render(shape.ask),
        "submit": _("Save"),
        "back": _back(report_id, section),
        "choices": present.choices(made.stock),
        "preview": present.blocks(text_blocks(text, made.stock)) if looks else [],
        "looks": looks,
    }
    if looks:
        status = 200 if form.is_valid() else 422
        return render(request, "pages/reports/write.html", {**context, "form": form}, status=status)
    return write(
        request,
        form=form,
        act=lambda told: actions.write(
            by=viewer, report_id=report_id, key=section, text=told["text"],
            version=told["version"],
        ),
        context=context,
        template="pages/reports/write.html",
        done=_back(report_id, section)["url"],
        message=_("The section is saved."),
    )  # fmt: skip


@require_safe
def versions(request: HttpRequest, report_id: int, section: str) -> HttpResponse:
    """How a section's words have changed, the latest first."""
    file = reading.report(request.viewer, report_id)
    shape = _section(file, section)
    rows = [
        {"when": moment(one.at), "who": one.by, "text": one.text}
        for one in reading.text_versions(request.viewer, report_id, section)
    ]
    context = {
        "title": words.render(shape.title),
        "rows": rows,
        "back": _back(report_id, section),
    }
    return render(request, "pages/reports/versions.html", context)


def _section(file: ReportFile, key: str) -> ReportSection:
    try:
        return REPORTS[file.line.kind].section(key)
    except KeyError:
        raise Http404 from None


def _back(report_id: int, section: str) -> dict[str, str]:
    return {
        "url": f"{reverse('reports:show', args=[report_id])}#{section}",
        "label": _("The report"),
    }
