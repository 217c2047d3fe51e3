"""Employers that stand twice: found, looked at, put together, and taken apart again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg import access
from framsteg.access.reading import employer_doubles
from framsteg.actions import employer_register
from framsteg.foundation.decision import Denied
from framsteg.web import words
from framsteg.web.pages.employers.shared import back, coach
from framsteg.web.presenters import employer_profiles as present


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Pairs that are alike in name, and what was put together lately."""
    viewer = coach(request)
    pairs = employer_doubles.alike_pairs(viewer)
    return render(
        request,
        "pages/employers/doubles.html",
        {
            "back": back(),
            "pairs": [present.pair(one, other) for one, other in pairs],
            "merges": [present.merged(m) for m in employer_doubles.merges(viewer)],
        },
    )


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, kept_id: int, double_id: int) -> HttpResponse:
    """Look at both beside each other, and put the second into the first."""
    viewer = coach(request)
    kept, double = access.employer(viewer, kept_id), access.employer(viewer, double_id)
    refusal, status = "", 200
    if request.method == "POST":
        try:
            merge_id = employer_register.merge(by=viewer, kept_id=kept_id, double_id=double_id)
        except Denied as denied:
            refusal, status = words.render(denied.reason), 422
        else:
            undo = reverse("employers:undo_merge", args=[merge_id])
            told = _("{double} is now part of {kept}.").format(double=double.name, kept=kept.name)
            messages.success(request, told, extra_tags=f"undo:{undo}")
            return redirect("employers:show", kept.employer_id)
    return render(
        request,
        "pages/employers/merge.html",
        {
            "back": {"url": reverse("employers:doubles"), "label": _("Employers that stand twice")},
            "kept": kept,
            "double": double,
            "refusal": refusal,
            "columns": [{"label": _("What")}, {"label": kept.name}, {"label": double.name}],
            "rows": present.beside(kept, double),
            "swap_url": reverse("employers:merge", args=[double_id, kept_id]),
        },
        status=status,
    )


@require_POST
def undo_merge(request: HttpRequest, merge_id: int) -> HttpResponse:
    """Two again."""
    try:
        double_id = employer_register.undo_merge(by=request.viewer, merge_id=merge_id)
    except Denied as denied:
        messages.warning(request, words.render(denied.reason))
        return redirect("employers:doubles")
    messages.success(request, _("They are two employers again."))
    return redirect("employers:show", double_id)


@require_POST
def keep_apart(request: HttpRequest, first_id: int, second_id: int) -> HttpResponse:
    """They are not the same: the list stops asking."""
    employer_register.keep_apart(by=request.viewer, first_id=first_id, second_id=second_id)
    undo = reverse("employers:ask_again", args=[first_id, second_id])
    messages.success(request, _("They will not be asked about again."), extra_tags=f"undo:{undo}")
    return redirect("employers:doubles")


@require_POST
def ask_again(request: HttpRequest, first_id: int, second_id: int) -> HttpResponse:
    """Undo: ask about the pair again."""
    employer_register.ask_again(by=request.viewer, first_id=first_id, second_id=second_id)
    return redirect("employers:doubles")


urlpatterns = [
    path("arbetsgivare/dubbletter/", show, name="doubles"),
    path("arbetsgivare/<int:kept_id>/sla-ihop/<int:double_id>/", merge, name="merge"),
    path("arbetsgivare/sammanslagning/<int:merge_id>/angra/", undo_merge, name="undo_merge"),
    path("arbetsgivare/<int:first_id>/inte/<int:second_id>/", keep_apart, name="keep_apart"),
    path("arbetsgivare/<int:first_id>/kanske/<int:second_id>/", ask_again, name="ask_again"),
]
