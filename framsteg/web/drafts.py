"""Nothing typed is lost: each form with long texts is kept on the server while one writes.

A form that comes back when its session has ended is kept too, for the one who last worked in this
browser: the cookie `framsteg_writer` says who, signed, and is gone at log-out. After log-in the
page opens with the words filled in. Nothing of what was typed is kept in the browser.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.views import redirect_to_login
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from framsteg import access
from framsteg.access import Viewer, viewer_for
from framsteg.actions import drafts
from framsteg.web.forms.widgets import Writing

RESUMED = "draft"
KEEP = "keep_draft"
WRITER = "framsteg_writer"
# How a form is sent, not what somebody wrote in it.
_NOT_WORDS = frozenset({"csrfmiddlewaretoken", "once", "version"})
_NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "login", "password", "oldpassword", "password1"})


def words_of(request: HttpRequest) -> dict[str, list[str]]:
    """The fields that a form has sent, without what must not be kept."""
    return {
        name: [str(value) for value in values]
        for name, values in request.POST.lists()
        if name not in _NEVER_KEPT
    }


def offer(request: HttpRequest, form: Form) -> dict[str, Any]:
    """Let the long fields of an unsent form be kept; hand back the draft there is, to show.

    With `?draft=1` the form is filled with it.
    """
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    long = _kept_while_writing(request, form)
    told: dict[str, Any] = {"keeps_draft": long}
    if form.is_bound or not (long or RESUMED in request.GET):
        return told
    kept = access.draft(viewer, request.path)
    if kept is None:
        return told
    resumed = RESUMED in request.GET
    if resumed:
        _fill(form, kept.words)
    asked = request.GET.copy()
    asked[RESUMED] = "1"
    return told | {
        "draft": {
            "kept_at": kept.kept_at,
            "today": timezone.localtime(kept.kept_at).date() == viewer.today,
            "resumed": resumed,
            "resume_url": f"{request.path}?{asked.urlencode()}",
            "at": request.path,
        }
    }


def keep_by_button(request: HttpRequest) -> HttpResponse | None:
    """Keep an unfinished form for who has no JavaScript, when that is the button they pressed."""
    if KEEP not in request.POST:
        return None
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    words = {name: values for name, values in words_of(request).items() if name != KEEP}
    if drafts.keep(by=viewer, at=request.path, words=words):
        messages.success(request, _("The draft is kept. It is not saved in the file yet."))
    asked = request.GET.copy()
    asked[RESUMED] = "1"
    return redirect(f"{request.path}?{asked.urlencode()}")


def _kept_while_writing(request: HttpRequest, form: Form) -> bool:
    long = [field for field in form.fields.values() if isinstance(field.widget, Writing)]
    url = f"{reverse('drafts:keep')}?{urlencode({'at': request.path})}"
    for field in long:
        field.widget.attrs |= {
            "hx-post": url,
            "hx-trigger": "input changed delay:2s",
            "hx-include": "closest form",
            "hx-swap": "none",
            "hx-sync": "closest form:replace",
        }
    return bool(long)


def _fill(form: Form, words: Any) -> None:
    sent = QueryDict(mutable=True)
    for name, values in words.items():
        sent.setlist(name, values)
    for name, field in form.fields.items():
        html_name = form.add_prefix(name)
        if html_name in sent:
            form.initial[name] = field.widget.value_from_datadict(sent, {}, html_name)


class KeepWordsMiddleware:
    """Keep a form that was sent after the session ended, and bring its writer back to it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        worked = request.user.is_authenticated
        response = self.get_response(request)
        if request.user.is_authenticated:
            self._remember(request, response)
        elif worked:
            response.delete_cookie(WRITER)  # logged out by choice
        return response

    def _remember(self, request: HttpRequest, response: HttpResponseBase) -> None:
        who = str(request.user.pk)
        if request.get_signed_cookie(WRITER, default="", salt=WRITER) != who:
            response.set_signed_cookie(
                WRITER,
                who,
                salt=WRITER,
                max_age=timedelta(days=14),
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.method != "POST" or request.user.is_authenticated:
            return None
        if not getattr(view, "login_required", True):
            return None
        writer = _writer(request)
        words = words_of(request)
        if writer is None or not words.keys() - _NOT_WORDS:
            return None
        match = request.resolver_match
        while_writing = match is not None and match.view_name == "drafts:keep"
        at = request.GET.get("at", "") if while_writing else request.path
        kept = drafts.keep(by=writer, at=at, words=words)
        if while_writing:
            return HttpResponse(status=204)
        if not kept:
            return None
        asked = request.GET.copy()
        asked[RESUMED] = "1"
        return redirect_to_login(f"{request.path}?{asked.urlencode()}")


def _writer(request: HttpRequest) -> Viewer | None:
    who = request.get_signed_cookie(
        WRITER, default="", salt=WRITER, max_age=timedelta(days=14).total_seconds()
    )
    staff = get_user_model().objects.filter(pk=who or 0, is_active=True).first()
    return viewer_for(staff, today=timezone.localdate()) if staff else None
