"""Lists in, step by step: file, columns, words, check, loaded. Nothing is written before the last.

Each page shows what was found in the list when it was last checked; an answer has it checked
anew. A large list is checked and loaded by the worker, while a page waits.
"""

import csv
import io
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from framsteg import access
from framsteg.access.reading.imports import (
    PASSED_ON,
    ImportLine,
    import_line,
    imports,
    programmes_to_import_in,
)
from framsteg.actions.imports import undo as take_back
from framsteg.actions.imports import uploads as waiting
from framsteg.foundation.decision import Denied
from framsteg.imports.mapping import Mapping, MappingRefused, parsed
from framsteg.reports.harmless import harmless
from framsteg.web import listing, lists, tasks, uploads, words
from framsteg.web.forms.imports import ColumnsForm, SheetForm, UploadForm, ValuesForm
from framsteg.web.presenters import imports as presenter

Found = dict[str, Any]


@require_GET
def show_all(request: HttpRequest) -> HttpResponse:
    """Earlier imports, and lists that are on their way."""
    if not programmes_to_import_in(request.viewer):
        raise access.NotFound
    context = {"rows": presenter.lines(imports(request.viewer))}
    return render(request, "pages/imports/list.html", context)


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """A file is uploaded and read at once; what it changes is decided later."""
    viewer = request.viewer
    programmes = programmes_to_import_in(viewer)
    if not programmes:
        raise access.NotFound
    form = UploadForm(request.POST or None, request.FILES or None, programmes=programmes)
    if not form.is_valid():
        context = {"form": form, "steps": presenter.first_step()}
        return render(
            request, "pages/imports/start.html", context, status=422 if form.is_bound else 200
        )
    told = form.cleaned_data
    upload_id = waiting.receive(
        by=viewer,
        programme_id=told["programme"],
        kind=told["kind"],
        filename=told["file"].name,
        stored_as=uploads.keep(told["file"].chunks()),
        mapping=told["mapping"].to_dict(),
    )
    return _check(request, upload_id)


@require_GET
def show(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Wherever the list has come: the step that it waits for, or its receipt."""
    line = import_line(request.viewer, batch_id)
    if line.state == PASSED_ON:
        return redirect("imports:show", line.counts["batch"])
    if line.is_loaded:
        return render(request, "pages/imports/receipt.html", _receipt(line))
    found = uploads.finding(line.stored_as)
    if line.state in waiting.AT_WORK:
        return _waiting(request, line)
    if line.state == "failed":
        return render(request, "pages/imports/failed.html", {"line": line, "step": "file"})
    if found is None:
        return _check(request, batch_id)
    return redirect(_step(line, found), batch_id)


@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Which sheet of the workbook is the list; or why the file cannot be read at all."""
    line, found = _upload(request, batch_id)
    if not found["unreadable"]:
        return redirect("imports:columns", batch_id)
    form = SheetForm(request.POST or None, sheets=found["sheets"])
    if found["sheets"] and form.is_valid():
        return _answer(request, line, form.revised(parsed(dict(line.mapping))))
    context = {
        **_frame(line, found, "file"),
        "form": form if found["sheets"] else None,
        "reason": presenter.reason(found["unreadable"]),
    }
    return render(request, "pages/imports/file.html", context)


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, batch_id: int) -> HttpResponse:
    """What each column holds."""
    line, found = _readable(request, batch_id)
    form = ColumnsForm(request.POST or None, finding=found)
    if form.is_valid():
        try:
            mapping = form.revised(
                parsed(found["mapping"]), ignore_rest="ignore_rest" in request.POST
            )
        except MappingRefused as refused:
            form.add_error(None, [words.render(reason) for reason in refused.reasons])
        else:
            return _answer(request, line, mapping)
    context = {
        **_frame(line, found, "columns"),
        "form": form,
        "columns": [
            {"field": form[name], "heading": heading, "samples": column["samples"]}
            for (name, heading), column in zip(form.columns, found["columns"], strict=True)
        ],
        "is_open": presenter.has_open_columns(found),
    }
    status = 422 if form.is_bound else 200
    return render(request, "pages/imports/columns.html", context, status=status)


@require_http_methods(["GET", "POST"])
def values(request: HttpRequest, batch_id: int) -> HttpResponse:
    """What each word means that is not known."""
    line, found = _readable(request, batch_id)
    if not found["questions"]:
        return redirect("imports:preview", batch_id)
    form = ValuesForm(request.POST or None, finding=found)
    if form.is_valid():
        try:
            mapping = form.revised(parsed(found["mapping"]))
        except MappingRefused as refused:
            form.add_error(None, [words.render(reason) for reason in refused.reasons])
        else:
            return _answer(request, line, mapping, after="imports:preview")
    context = {**_frame(line, found, "values"), "form": form, "rows": form.rows}
    status = 422 if form.is_bound else 200
    return render(request, "pages/imports/values.html", context, status=status)


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, batch_id: int) -> HttpResponse:
    """What would happen and what is wrong; and, by a POST, it happens."""
    line, found = _readable(request, batch_id)
    if request.method == "POST":
        return _load(request, line)
    shown = presenter.problems(found, listing.PROBLEMS_SHOWN)
    context = {
        **_frame(line, found, "preview"),
        "counts": presenter.counts(found, line.kind),
        "problems": shown,
        "problem_columns": presenter.problem_columns(),
        "problem_count": found["problem_count"],
        "more_problems": found["problem_count"] > len(shown),
        "may_load": found["may_load"],
        "may_skip_bad": found["may_skip_bad"],
        "nothing_new": not (found["counts"]["created"] or found["counts"]["updated"]),
        "sound": presenter.people_or_enquiries(_sound(found), line.kind),
        "bad_rows": found["bad_rows"],
        "changes": presenter.changes(found["changes"]),
        "kept": presenter.changes(found["kept"]),
        "change_columns": presenter.change_columns(),
        "sample": presenter.sample(found),
        "question_count": len(found["questions"]),
        "has_open_columns": presenter.has_open_columns(found),
        "message": line.message,
    }
    return render(request, "pages/imports/preview.html", context)


@require_POST
def restart(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Check the list anew, when the work with it failed or was never finished."""
    line = import_line(request.viewer, batch_id)
    if line.state in waiting.AT_WORK and not presenter.is_slow(line, timezone.now()):
        return redirect("imports:show", batch_id)
    waiting.rest(by=request.viewer, upload_id=batch_id, state="uploaded")
    return _check(request, batch_id)


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Throw the upload away: nothing of it was loaded."""
    line = import_line(request.viewer, batch_id)
    if request.method == "POST":
        uploads.remove(waiting.discard(by=request.viewer, upload_id=batch_id))
        messages.info(request, _("The list is thrown away. Nothing was loaded."))
        return redirect("imports:list")
    context = {
        "question": _("Throw this list away?"),
        "text": _("Nothing has been loaded from {file}.").format(file=line.filename),
        "yes": _("Throw away"),
        "url": request.path,
        "cancel_url": reverse("imports:show", args=[batch_id]),
        "tone": "danger",
    }
    return render(request, "components/confirm_page.html", context)


@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Take back a whole import."""
    line = import_line(request.viewer, batch_id)
    if request.method == "POST":
        _undo(request, line)
        return redirect("imports:show", batch_id)
    context = {
        "question": _("Undo the whole import?"),
        "text": presenter.undo_words(line),
        "yes": _("Yes, undo it all"),
        "url": request.path,
        "cancel_url": reverse("imports:show", args=[batch_id]),
        "tone": "danger",
    }
    return render(request, "components/confirm_page.html", context)


@require_GET
def problems_file(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Every problem as CSV, to mend the list by."""
    line, found = _readable(request, batch_id)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column["label"] for column in presenter.problem_columns()])
    for row in presenter.problems(found, listing.PROBLEMS_KEPT):
        cells = [cell["text"] if isinstance(cell, dict) else cell for cell in row]
        writer.writerow(map(harmless, cells))
    return _file("\N{BYTE ORDER MARK}" + out.getvalue(), "text/csv", _("faults") + ".csv")


@require_GET
def bad_rows_file(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The rows that were left out, with their reasons; kept for a week."""
    line = import_line(request.viewer, batch_id)
    if not line.is_loaded or not line.stored_as:
        raise Http404
    content = uploads.path(line.stored_as).read_bytes()
    return _file(content, "text/csv", _("rows-left-out") + ".csv")


@require_GET
def mapping_file(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The answers, for the next list and for the command's --mapping."""
    line = import_line(request.viewer, batch_id)
    found = None if line.is_loaded else uploads.finding(line.stored_as)
    answers = found.get("mapping") if found else line.mapping
    if answers is None:
        raise Http404  # the list could not be read, so nothing has been asked
    mapping = parsed(dict(answers))
    return _file(uploads.mapping_text(mapping), "application/yaml", _("answers") + ".yaml")


# ── What the steps share ───────────────────────────────────────────────────────────────────────


def _upload(request: HttpRequest, batch_id: int) -> tuple[ImportLine, Found]:
    """An upload that rests, with what was found; NotFound for one that does not (any longer)."""
    line = import_line(request.viewer, batch_id)
    found = uploads.finding(line.stored_as) if line.state in waiting.WAITING else None
    if found is None or line.state in waiting.AT_WORK:
        raise access.NotFound
    return line, found


def _readable(request: HttpRequest, batch_id: int) -> tuple[ImportLine, Found]:
    line, found = _upload(request, batch_id)
    if found["unreadable"]:
        raise access.NotFound
    return line, found


def _step(line: ImportLine, found: Found) -> str:
    if found["unreadable"]:
        return "imports:sheet"
    if presenter.has_open_columns(found):
        return "imports:columns"
    return "imports:values" if found["questions"] else "imports:preview"


def _answer(
    request: HttpRequest, line: ImportLine, mapping: Mapping, *, after: str = "imports:show"
) -> HttpResponse:
    """Keep the answers, check anew, and go on."""
    waiting.answer(by=request.viewer, upload_id=line.batch_id, mapping=mapping.to_dict())
    return _check(request, line.batch_id, after=after)


def _check(request: HttpRequest, upload_id: int, *, after: str = "imports:show") -> HttpResponse:
    viewer = request.viewer
    line = import_line(viewer, upload_id)
    waiting.begin(by=viewer, upload_id=upload_id, state="checking")
    if lists.is_for_the_worker(line) and tasks.worker_is_alive():
        tasks.check_list.enqueue(upload_id, viewer.staff_id, get_language())
        return redirect("imports:show", upload_id)
    lists.checked_or_failed(viewer, upload_id)
    return redirect(after, upload_id)


def _load(request: HttpRequest, line: ImportLine) -> HttpResponse:
    viewer, skip_bad = request.viewer, request.POST.get("bad") == "skip"
    waiting.begin(by=viewer, upload_id=line.batch_id, state="applying")
    if lists.is_for_the_worker(line) and tasks.worker_is_alive():
        tasks.load_list.enqueue(line.batch_id, viewer.staff_id, get_language(), skip_bad)
    else:
        lists.applied_or_failed(viewer, line.batch_id, skip_bad=skip_bad)
    return redirect("imports:show", line.batch_id)


def _undo(request: HttpRequest, line: ImportLine) -> None:
    viewer = request.viewer
    if lists.undo_is_for_the_worker(line) and tasks.worker_is_alive():
        if lists.begin_undo(line.batch_id):
            tasks.undo_list.enqueue(line.batch_id, viewer.staff_id, get_language())
        return
    try:
        counts = take_back(by=viewer, batch_id=line.batch_id)
    except Denied as refusal:
        messages.error(request, words.render(refusal.reason))
    else:
        text = _("The import is undone: {removed} removed, {restored} as they stood before.")
        messages.success(request, text.format(**counts))


def _waiting(request: HttpRequest, line: ImportLine) -> HttpResponse:
    context = {
        **_frame(line, None, "receipt" if line.state == "applying" else "columns"),
        "is_loading": line.state == "applying",
        "is_slow": presenter.is_slow(line, timezone.now()),
    }
    return render(request, "pages/imports/waiting.html", context)


def _receipt(line: ImportLine) -> dict[str, Any]:
    is_undoing, refusal = lists.undo_state(line.batch_id)
    return {
        "is_undoing": is_undoing and line.state == "applied",
        "undo_refusal": refusal,
        **_frame(line, None, "receipt"),
        "facts": presenter.receipt(line),
        "is_undone": line.state == "undone",
        "has_bad_rows": bool(line.stored_as),
        "skipped": line.counts.get("skipped", 0),
    }


def _frame(line: ImportLine, found: Found | None, step: str) -> dict[str, Any]:
    return {
        "line": line,
        "kind": presenter.kind_words(line.kind),
        "steps": presenter.steps(line, step, found),
        "back": {"url": reverse("imports:list"), "label": _("Lists in")},
    }


def _sound(found: Found) -> int:
    return int(found["counts"]["created"] + found["counts"]["updated"])


def _file(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=f"{content_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


urlpatterns = [
    path("listor/", show_all, name="list"),
    path("listor/ny/", start, name="start"),
    path("listor/<int:batch_id>/", show, name="show"),
    path("listor/<int:batch_id>/blad/", sheet, name="sheet"),
    path("listor/<int:batch_id>/kolumner/", columns, name="columns"),
    path("listor/<int:batch_id>/ord/", values, name="values"),
    path("listor/<int:batch_id>/granska/", preview, name="preview"),
    path("listor/<int:batch_id>/igen/", restart, name="restart"),
    path("listor/<int:batch_id>/kasta/", discard, name="discard"),
    path("listor/<int:batch_id>/angra/", undo, name="undo"),
    path("listor/<int:batch_id>/fel.csv", problems_file, name="problems"),
    path("listor/<int:batch_id>/bortlamnade.csv", bad_rows_file, name="bad_rows"),
    path("listor/<int:batch_id>/svar.yaml", mapping_file, name="mapping"),
]
