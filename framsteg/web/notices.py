"""What the worker tells people of their own accounts, by mail and without personal data."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from framsteg.access.reading import emergencies
from framsteg.actions import emergencies as taking
from framsteg.integrations import mail

log = logging.getLogger(__name__)


@task()
def tell_of_new_device(staff_id: int) -> None:
    """Somebody's account was opened on a browser that it has not been opened on before."""
    with translation.override(settings.LANGUAGE_CODE):
        _notice(
            staff_id,
            _("New log-in to Framsteg"),
            _(
                "Your account in Framsteg was opened on a device that is new to us. If it was "
                "you, there is nothing to do. If not: log out everywhere on the page below, "
                "change your password, and tell whoever administers Framsteg where you work."
            ),
        )


@task()
def tell_of_changed_log_in(staff_id: int) -> None:
    """A password, a key or an app was added, changed or taken away."""
    with translation.override(settings.LANGUAGE_CODE):
        _notice(
            staff_id,
            _("Your log-in to Framsteg was changed"),
            _(
                "How you log in to Framsteg was changed: a password, a key, an app or your "
                "recovery codes. If it was not you: log out everywhere on the page below, and "
                "tell whoever administers Framsteg where you work at once."
            ),
        )


@task()
def tell_of_emergency(programme_id: int) -> None:
    """Emergency access was taken: the officers are told at once, of nothing more than that."""
    with translation.override(settings.LANGUAGE_CODE):
        for staff_id in emergencies.officers(programme_id, today=timezone.localdate()):
            _notice(
                staff_id,
                _("Emergency access was taken in Framsteg"),
                _(
                    "Somebody has taken emergency access to a person's records. Log in to see "
                    "who, to what and why."
                ),
                page="granskning/",
            )


@task()
def end_emergencies() -> None:
    """Emergency access whose time is over ends."""
    now = timezone.now()
    for emergency_id in emergencies.overdue(now=now):
        taking.end_overdue(emergency_id=emergency_id, now=now)


def _notice(staff_id: int, subject: str, body: str, *, page: str = "konto/inloggningar/") -> None:
    staff = get_user_model().objects.filter(pk=staff_id, is_active=True).first()
    if staff is None or not staff.email:
        return
    try:
        mail.send_notice(staff.email, subject, body, page=page)
    except (SMTPException, OSError):
        log.warning("A notice about an account could not be sent")
