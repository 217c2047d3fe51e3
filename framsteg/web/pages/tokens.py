"""Keys for programs: which there are, a new one shown once, one taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg import access
from framsteg.access.reading import tokens as reading
from framsteg.access.reading.tokens import TokenLine
from framsteg.actions import tokens
from framsteg.foundation.decision import Denied, require
from framsteg.web import words
from framsteg.web.forms.tokens import TokenForm
from framsteg.web.presenters.words import day, moment, said


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    """Every key, those that no longer open anything last."""
    require(request.viewer.may_administer())
    today = request.viewer.today
    rows = [_row(line, over=_over(line, today)) for line in reading.tokens(request.viewer)]
    rows.sort(key=lambda row: row["over"])
    return render(request, "pages/tokens/list.html", {"rows": rows})


@never_cache
@require_http_methods(["GET", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """A new key. It stands in this one answer, and nowhere else."""
    viewer = request.viewer
    require(viewer.may_administer())
    programmes = [(line.programme_id, line.name) for line in access.programmes(viewer)]
    form = TokenForm(request.POST or None, programmes=programmes, today=viewer.today)
    back = {"url": reverse("tokens:list"), "label": _("Keys for programs")}
    if request.method == "POST" and form.is_valid():
        try:
            token = tokens.make(by=viewer, now=timezone.now(), **form.cleaned_data)
        except Denied as refusal:
            form.add_error(None, words.render(refusal.reason))
        else:
            context = {"token": token, "back": back}
            return render(request, "pages/tokens/made.html", context)
    context = {"form": form, "title": _("New key"), "submit": _("Make the key"), "back": back}
    status = 422 if form.is_bound else 200
    return render(request, "pages/tokens/make.html", context, status=status)


@require_POST
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """It opens nothing any more."""
    tokens.revoke(by=request.viewer, token_id=token_id, now=timezone.now())
    messages.success(request, _("The key opens nothing any more."))
    return redirect("tokens:list")


def _over(line: TokenLine, today: Any) -> bool:
    return line.revoked_at is not None or line.expires_on <= today


def _row(line: TokenLine, *, over: bool) -> dict[str, Any]:
    if line.revoked_at:
        state = _("Taken back {when}").format(when=moment(line.revoked_at))
    elif over:
        state = _("Ended {day}").format(day=day(line.expires_on))
    else:
        state = _("Until {day}").format(day=day(line.expires_on))
    return {
        "name": line.name,
        "start": line.start,
        "programme": line.programme,
        "opens": [said(scope) for scope in line.scopes],
        "made": ", ".join(filter(None, [moment(line.made_at), line.made_by])),
        "used": moment(line.last_used_at) if line.last_used_at else _("Not yet"),
        "state": state,
        "over": over,
        "url": reverse("tokens:revoke", args=[line.token_id]),
    }


urlpatterns = [
    path("nycklar/", show_list, name="list"),
    path("nycklar/ny/", make, name="make"),
    path("nycklar/<int:token_id>/aterkalla/", revoke, name="revoke"),
]
