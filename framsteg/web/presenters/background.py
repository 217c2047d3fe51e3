"""A task that failed, in words for the one who looks after the installation."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from framsteg.actions.background import KILLED, FailedTask
from framsteg.web.presenters.words import moment

TASKS = {
    "renew_snapshot": gettext_lazy("Renew the figures"),
    "check_list": gettext_lazy("Check an uploaded list"),
    "load_list": gettext_lazy("Load an uploaded list"),
    "undo_list": gettext_lazy("Undo an import"),
    "clear_uploads": gettext_lazy("Remove uploads nobody went on with"),
    "send_invitations": gettext_lazy("Send invitations to a meeting"),
    "send_left_invitations": gettext_lazy("Send invitations that were left"),
    "tell_of_new_device": gettext_lazy("Tell of a log-in from a new device"),
    "tell_of_changed_log_in": gettext_lazy("Tell of a changed way to log in"),
    "tell_of_emergency": gettext_lazy("See who is to be told of an emergency access"),
    "tell_officer_of_emergency": gettext_lazy("Tell the officer of an emergency access"),
    "end_emergencies": gettext_lazy("End emergency accesses whose time is over"),
    "send_digests": gettext_lazy("Send the day's mail"),
    "make_steering_packs": gettext_lazy("Make the steering groups' packs"),
    "check_summaries": gettext_lazy("Check the case summaries"),
    "seal_logs": gettext_lazy("Bind and sign the logs"),
    "load_adverts": gettext_lazy("Read job advertisements"),
    "tidy": gettext_lazy("Tidy up"),
}


def name(path: str) -> str:
    """A task that is no longer in the code is known by its name there."""
    known_as = path.rsplit(".", 1)[-1]
    return str(TASKS.get(known_as, known_as))


def failed(task: FailedTask) -> dict[str, Any]:
    tries = ngettext("{n} time", "{n} times", task.tries).format(n=task.tries)
    facts = [
        (_("Asked for"), moment(task.enqueued_at)),
        (_("Last try"), moment(task.failed_at)),
        (_("Tried"), tries),
        (_("What went wrong"), _error(task.error)),
        (_("Next try"), moment(task.next_try) if task.next_try else _("None by itself")),
    ]
    return {
        "name": name(task.path),
        "waits_for_somebody": task.next_try is None,
        "facts": facts,
        "trace": task.trace,
        "again_url": reverse("background:again", args=[task.id]),
        "aside_url": reverse("background:aside", args=[task.id]),
    }


def _error(kind: str) -> str:
    if kind == KILLED:
        return _("The worker went away while it was at it")
    return kind.rsplit(".", 1)[-1]
