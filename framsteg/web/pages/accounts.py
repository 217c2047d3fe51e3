"""The staff's accounts: who can log in, invitations, closing; and the page a link leads to."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg import access
from framsteg.access.reading import accounts as reading
from framsteg.actions import accounts, leavers
from framsteg.foundation.codes import AccountState
from framsteg.foundation.decision import require
from framsteg.web.forms.accounts import WelcomeForm
from framsteg.web.invitations import invite
from framsteg.web.pages.self_reports import unseen
from framsteg.web.presenters import accounts as present


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    """Everyone of the staff, and whether they can log in."""
    viewer = request.viewer
    require(viewer.may_administer())
    lines = reading.accounts(viewer, now=timezone.now())
    return render(request, "pages/accounts/list.html", {"groups": present.groups(lines)})


@never_cache
@require_safe
def show(request: HttpRequest, staff_id: int) -> HttpResponse:
    """One of the staff: roles, and what an administrator may do about the account."""
    return _page(request, staff_id)


@never_cache
@require_POST
def invite_again(request: HttpRequest, staff_id: int) -> HttpResponse:
    """A new link by mail; the one before ends."""
    require(request.viewer.may_administer())
    line = reading.account(request.viewer, staff_id, now=timezone.now())
    link = invite(request, staff_id, line.email)
    return _page(request, staff_id, link=link) if link else redirect("accounts:show", staff_id)


def _told(
    act: Callable[..., Any], said: Callable[[], str]
) -> Callable[[HttpRequest, int], HttpResponse]:
    """A button of the account's page: does one thing, says it, and comes back."""

    @require_POST
    def button(request: HttpRequest, staff_id: int) -> HttpResponse:
        act(by=request.viewer, staff_id=staff_id, now=timezone.now())
        messages.success(request, said())
        return redirect("accounts:show", staff_id)

    return button


revoke = _told(accounts.revoke_invitation, lambda: _("The invitation no longer works."))
reopen = _told(
    lambda by, staff_id, now: accounts.reopen(by=by, staff_id=staff_id),
    lambda: _("The account is open again. Invite them, and they choose a new password."),
)


def _asked(
    act: Callable[..., Any], ask: Callable[[reading.AccountLine], dict[str, str]]
) -> Callable[[HttpRequest, int], HttpResponse]:
    """What asks first, on a page of its own: it cannot be taken back as a whole."""

    @require_http_methods(["GET", "POST"])
    def page(request: HttpRequest, staff_id: int) -> HttpResponse:
        require(request.viewer.may_administer())
        line = reading.account(request.viewer, staff_id, now=timezone.now())
        here = reverse("accounts:show", args=[staff_id])
        told = ask(line)
        if request.method == "POST":
            act(by=request.viewer, staff_id=staff_id, now=timezone.now())
            messages.success(request, told["done"])
            return redirect(here)
        context = {
            "question": told["question"], "text": told["text"], "yes": told["yes"],
            "url": request.path, "cancel_url": here, "tone": "danger",
            "back": {"url": here, "label": line.name},
        }  # fmt: skip
        return render(request, "components/confirm_page.html", context)

    return page


end_roles = _told(leavers.end_roles, lambda: _("No roles any more: the account is wound up."))
shut = _asked(accounts.shut, present.ask_to_shut)
forget_factors = _asked(accounts.forget_factors, present.ask_to_forget)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Where an invitation leads: choose a password, once. A look alone uses nothing up."""
    now = timezone.now()
    try:
        name, email = reading.invited(token, now=now)
        form = WelcomeForm(request.POST or None, name=name, email=email)
        if request.method == "POST" and form.is_valid():
            accounts.accept(token=token, password=form.cleaned_data["password"], now=now)
            messages.success(request, _("Welcome! Log in with the password that you just chose."))
            return unseen(redirect("account_login"))
    except access.NotFound:
        return unseen(render(request, "pages/accounts/ended.html", status=404))
    context = {"form": form, "email": email}
    status = 422 if form.is_bound else 200
    return unseen(render(request, "pages/accounts/welcome.html", context, status=status))


def _page(request: HttpRequest, staff_id: int, *, link: str = "") -> HttpResponse:
    viewer = request.viewer
    require(viewer.may_administer())
    line = reading.account(viewer, staff_id, now=timezone.now())
    context = {
        "line": line,
        "link": link,
        "facts": present.facts(line),
        "state": line.state,
        "may_invite": line.state in (AccountState.INVITED, AccountState.LAPSED),
        "invited": line.state is AccountState.INVITED,
        "active": line.state is AccountState.ACTIVE,
        "closed": line.state is AccountState.CLOSED,
        "left": present.left(viewer, staff_id),
        "has_roles": bool(line.roles),
        "own": staff_id == viewer.staff_id,
        "back": {"url": reverse("accounts:list"), "label": _("Staff")},
    }
    return render(request, "pages/accounts/show.html", context)


urlpatterns = [
    path("medarbetare/", show_list, name="list"),
    path("medarbetare/<int:staff_id>/", show, name="show"),
    path("medarbetare/<int:staff_id>/bjud-in/", invite_again, name="invite"),
    path("medarbetare/<int:staff_id>/aterkalla/", revoke, name="revoke"),
    path("medarbetare/<int:staff_id>/stang/", shut, name="shut"),
    path("medarbetare/<int:staff_id>/oppna/", reopen, name="reopen"),
    path("medarbetare/<int:staff_id>/avsluta-roller/", end_roles, name="end_roles"),
    path("medarbetare/<int:staff_id>/ny-faktor/", forget_factors, name="forget_factors"),
    path("valkommen/<str:token>/", welcome, name="welcome"),
]
