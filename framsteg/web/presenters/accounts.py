"""The staff's accounts in words."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from framsteg.access import Viewer
from framsteg.access.reading import leavers
from framsteg.access.reading.accounts import AccountLine, RoleLine
from framsteg.foundation.codes import AccountState
from framsteg.web.presenters.words import day, moment, said

TONES = {
    AccountState.ACTIVE: "success",
    AccountState.INVITED: "info",
    AccountState.LAPSED: "warning",
    AccountState.CLOSED: "neutral",
    AccountState.NAME_ONLY: "neutral",
}


def groups(lines: Iterable[AccountLine]) -> list[dict[str, Any]]:
    """Those who work here first, then those who are invited, then those who are gone."""
    found = list(lines)
    order = (
        (_("Can log in"), {AccountState.ACTIVE}),
        (_("Invited"), {AccountState.INVITED, AccountState.LAPSED}),
        (_("Closed, or known by name only"), {AccountState.CLOSED, AccountState.NAME_ONLY}),
    )
    return [
        {"title": title, "rows": rows}
        for title, states in order
        if (rows := [_row(line) for line in found if line.state in states])
    ]


def _row(line: AccountLine) -> dict[str, Any]:
    roles = sorted({said(role.role) for role in line.roles})
    return {
        "title": line.name,
        "url": reverse("accounts:show", args=[line.staff_id]),
        "meta": " · ".join(filter(None, [line.organisation, ", ".join(roles)])),
        "icon": "user",
        "badge": said(line.state),
        "badge_tone": TONES[line.state],
    }


def facts(line: AccountLine) -> list[tuple[str, str]]:
    rows = [
        (_("Works for"), line.organisation),
        (_("E-mail address"), line.email or _("none")),
        (_("Log-in"), said(line.state)),
        (_("Roles"), ", ".join(_role(role) for role in line.roles) or _("none")),
    ]
    if line.invited_until:
        rows.append((_("The invitation works until"), moment(line.invited_until)))
    if line.last_log_in:
        rows.append((_("Last log-in"), moment(line.last_log_in)))
    if line.closed_on:
        rows.append((_("Closed on"), day(line.closed_on)))
    return rows


def left(viewer: Viewer, staff_id: int) -> list[tuple[str, str]]:
    """What they answer for, kind by kind, and where: numbers only."""
    return [
        (
            f"{said(line.kind)} ({line.programme})" if line.programme else said(line.kind),
            str(line.n),
        )
        for line in leavers.left(viewer, staff_id, now=timezone.now())
    ]


def ask_to_shut(line: AccountLine) -> dict[str, str]:
    return {
        "question": _("Close the account of {name}?").format(name=line.name),
        "text": _(
            "They are logged out at once and cannot log in again. What they have written stays. "
            "Persons, plans and meetings that they answer for wait for the team lead to hand over."
        ),
        "yes": _("Close the account"),
        "done": _("The account is closed."),
    }


def ask_to_forget(line: AccountLine) -> dict[str, str]:
    return {
        "question": _("Let {name} choose a new second factor?").format(name=line.name),
        "text": _(
            "Their keys, app and recovery codes stop working, and they are logged out. They log "
            "in with the password and choose anew. Be sure that it is them who ask."
        ),
        "yes": _("Remove the second factor"),
        "done": _("The second factor is removed."),
    }


def _role(role: RoleLine) -> str:
    return f"{said(role.role)} ({role.programme})" if role.programme else said(role.role)
