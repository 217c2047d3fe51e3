"""Jobs: the register, each job's page, and what was found when a job or workplace was analysed."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg import access
from framsteg.access import Viewer
from framsteg.access.reading.employers import EmployerFile
from framsteg.access.reading.jobs import PAGE, JobQuery
from framsteg.actions import jobs
from framsteg.foundation.codes import AnalysisKind, JobOrigin, JobStatus, WorkScale
from framsteg.web.forms.jobs import AnalysisForm, JobForm, JobSearch
from framsteg.web.pages.writing import write
from framsteg.web.presenters import jobs as present
from framsteg.web.presenters.words import said

_WRITTEN = (
    "title", "occupation", "tasks", "workplace_id", "municipality", "hours_min", "hours_max",
    "times", "support", "must_haves", "requirements", "apply_by",
    *(scale.value for scale in WorkScale),
)  # fmt: skip


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    """The register, newest first; what is looked for stands in the address, for it is no person."""
    viewer = _coach(request)
    form = JobSearch(
        {"status": "open", **request.GET.dict()}, municipalities=access.municipalities(viewer)
    )
    form.is_valid()
    told = form.cleaned_data
    query = JobQuery(
        words=told.get("q", ""),
        municipality=told.get("municipality", ""),
        origin=JobOrigin(told["origin"]) if told.get("origin") else None,
        status=JobStatus(told["status"]) if told.get("status") else JobStatus.OPEN,
        after=_number(request, "after"),
    )
    lines = access.jobs(viewer, query)
    asked = {name: value for name, value in told.items() if value}
    turned = urlencode({**asked, "after": lines[-1].job_id}) if len(lines) == PAGE else ""
    return render(
        request,
        "pages/jobs/list.html",
        {
            "form": form,
            "filtered": bool(asked.keys() - {"status"}),
            "columns": [
                {"label": _("Job")}, {"label": _("Employer")}, {"label": _("Municipality")},
                {"label": _("How it was found")}, {"label": _("Apply by")},
            ],
            "rows": [present.cells(line, viewer) for line in lines],
            "next_url": f"?{turned}" if turned else "",
        },
    )  # fmt: skip


@require_safe
def show(request: HttpRequest, job_id: int) -> HttpResponse:
    """A job: its tasks, what it asks for and offers, what the team has found of it."""
    viewer = request.viewer
    file = access.job(viewer, job_id)
    return render(
        request,
        "pages/jobs/show.html",
        {
            "job": file,
            "back": {"url": reverse("jobs:list"), "label": _("Jobs")},
            "lead": " · ".join(filter(None, [file.line.employer, file.line.municipality])),
            "status": {"words": said(file.line.status), "tone": present.TONES[file.line.status]},
            "work": present.work(file),
            "facts": present.facts(file, viewer),
            "analyses": [present.analysis(one) for one in file.analyses],
            "place_analyses": [present.analysis(one) for one in file.workplace_analyses],
            "visit": present.employer_to_visit(file),
            "others": [
                {"value": status.value, "label": said(status)}
                for status in JobStatus
                if status is not file.line.status
            ],
        },
    )


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Put a job in the register; from an employer's page (?arbetsgivare=…) it is theirs."""
    viewer = _coach(request)
    employer = _employer(viewer, _number(request, "arbetsgivare"))
    place = employer.workplaces[0] if employer and employer.workplaces else None
    form = JobForm(
        request.POST or None,
        viewer=viewer,
        employer=employer,
        initial={
            "workplace_id": place.workplace_id if place else None,
            "municipality": place.municipality if place else "",
        },
    )

    def act(told: dict[str, Any]) -> int:
        return jobs.add(
            by=viewer,
            origin=JobOrigin(told["origin"]),
            once=told["once"],
            employer_id=employer.employer_id if employer else None,
            **{name: told[name] for name in _WRITTEN},
        )

    return _form(
        request, form, act, employer,
        title=_("Add a job"), submit=_("Add the job"),
        done=lambda job_id: reverse("jobs:show", args=[job_id]),
        message=_("The job is in the register."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, job_id: int) -> HttpResponse:
    """Change a job; if a colleague did so meanwhile, both are shown."""
    viewer = request.viewer
    file = access.job(viewer, job_id)
    initial = {
        **{name: file.values[name] for name in (*_WRITTEN, "version", "origin")},
        "occupation": present.occupation(file.line.occupation),
        "no_must_haves": file.values["must_haves"] == [],
    }
    employer = _employer(viewer, file.line.employer_id)
    form = JobForm(request.POST or None, viewer=viewer, employer=employer, initial=initial)

    def act(told: dict[str, Any]) -> None:
        jobs.change(
            by=viewer,
            job_id=job_id,
            version=told["version"] or 0,
            origin=told["origin"],
            **{name: told[name] for name in _WRITTEN},
        )

    return _form(
        request, form, act, employer,
        title=_("Change the job"), submit=_("Save"), job_id=job_id,
        done=reverse("jobs:show", args=[job_id]), message=_("The job is changed."),
    )  # fmt: skip


@require_POST
def mark(request: HttpRequest, job_id: int) -> HttpResponse:
    """Open, filled or withdrawn; the other way round takes it back."""
    told = request.POST.get("status", "")
    if told not in list(JobStatus):
        raise access.NotFound
    jobs.mark(by=request.viewer, job_id=job_id, status=JobStatus(told))
    messages.success(request, _("The job is now: {status}.").format(status=said(JobStatus(told))))
    return redirect("jobs:show", job_id)


@require_http_methods(["GET", "POST"])
def take_employer(request: HttpRequest, job_id: int) -> HttpResponse:
    """Put the advertisement's employer in the register, to be visited."""
    viewer = request.viewer
    file = access.job(viewer, job_id)
    if file.line.employer_id:
        return redirect("employers:show", file.line.employer_id)
    if request.method == "POST":
        employer_id = jobs.take_employer(by=viewer, job_id=job_id)
        messages.success(request, _("The employer is in the register."))
        return redirect("employers:show", employer_id)
    return render(
        request,
        "components/confirm_page.html",
        {
            "question": _("Put {name} in the register of employers?").format(
                name=file.line.employer
            ),
            "text": _("Then visits and calls can be logged there."),
            "yes": _("Put in the register"),
            "tone": "accent",
            "url": request.path,
            "cancel_url": reverse("jobs:show", args=[job_id]),
        },
    )


@require_http_methods(["GET", "POST"])
def analyse(request: HttpRequest, job_id: int) -> HttpResponse:
    """A job analysis: the latest one is there to go on from, and stays as it was."""
    file = access.job(request.viewer, job_id)
    return _analyse(
        request, AnalysisKind.JOB, job_id, file.analyses,
        lead=file.line.title, back={"url": reverse("jobs:show", args=[job_id]),
                                    "label": file.line.title},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def analyse_workplace(request: HttpRequest, employer_id: int, workplace_id: int) -> HttpResponse:
    """A workplace analysis, shared by all jobs there."""
    employer = access.employer(request.viewer, employer_id)
    place = next((w for w in employer.workplaces if w.workplace_id == workplace_id), None)
    if place is None:
        raise access.NotFound
    return _analyse(
        request, AnalysisKind.WORKPLACE, workplace_id,
        access.workplace_analyses(request.viewer, workplace_id),
        lead=f"{place.name}, {employer.name}",
        back={"url": reverse("employers:show", args=[employer_id]), "label": employer.name},
    )  # fmt: skip


@require_safe
def suggest_occupations(request: HttpRequest) -> HttpResponse:
    """Names for a field where an occupation is typed; a comfort, the field works without."""
    typed = next(iter(request.GET.values()), "")
    found = access.occupations(_coach(request), typed.strip(), limit=12)
    names = list(dict.fromkeys(line.name for line in found))
    return render(request, "pages/employers/suggest.html", {"names": names})


def _analyse(
    request: HttpRequest,
    kind: AnalysisKind,
    subject_id: int,
    before: tuple[Any, ...],
    *,
    lead: str,
    back: dict[str, str],
) -> HttpResponse:
    viewer = request.viewer
    form = AnalysisForm(
        request.POST or None, kind=kind, today=viewer.today,
        initial=before[0].told if before else {},
    )  # fmt: skip
    return write(
        request,
        form=form,
        act=lambda told: jobs.analyse(
            by=viewer, kind=kind, subject_id=subject_id, on=told["on"], told=form.told(),
            once=told["once"],
        ),
        template="pages/jobs/analyse.html",
        context={
            "title": said(kind),
            "lead": lead,
            "back": back,
            "before": [present.analysis(one) for one in before],
        },
        done=back["url"],
        message=_("The analysis is saved as a new version."),
    )  # fmt: skip


def _form(
    request: HttpRequest,
    form: JobForm,
    act: Any,
    employer: EmployerFile | None,
    *,
    title: str,
    submit: str,
    done: Any,
    message: str,
    job_id: int | None = None,
) -> HttpResponse:
    back = reverse("jobs:show", args=[job_id]) if job_id else reverse("jobs:list")
    return write(
        request,
        form=form,
        act=act,
        template="pages/jobs/edit.html",
        context={
            "title": title,
            "submit": submit,
            "lead": employer.name if employer else "",
            "back": {"url": back, "label": _("The job") if job_id else _("Jobs")},
            "municipalities": access.municipalities(request.viewer),
            "has_workplaces": bool(employer and employer.workplaces),
        },
        done=done,
        message=message,
    )


def _employer(viewer: Viewer, employer_id: int | None) -> EmployerFile | None:
    return access.employer(viewer, employer_id) if employer_id else None


def _coach(request: HttpRequest) -> Viewer:
    """The register is for those who work with employers."""
    viewer: Viewer = request.viewer
    if not viewer.writes_in:
        raise access.NotFound
    return viewer


def _number(request: HttpRequest, name: str) -> int | None:
    told = request.GET.get(name, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 16 else None


urlpatterns = [
    path("jobb/", show_list, name="list"),
    path("jobb/nytt/", add, name="add"),
    path("jobb/<int:job_id>/", show, name="show"),
    path("jobb/<int:job_id>/andra/", change, name="change"),
    path("jobb/<int:job_id>/lage/", mark, name="mark"),
    path("jobb/<int:job_id>/arbetsgivare/", take_employer, name="take_employer"),
    path("jobb/<int:job_id>/analys/", analyse, name="analyse"),
    path(
        "arbetsgivare/<int:employer_id>/arbetsplats/<int:workplace_id>/analys/",
        analyse_workplace,
        name="analyse_workplace",
    ),
    path("yrken/", suggest_occupations, name="occupations"),
]
