"""What the worker tells people by mail, without personal data.

A mail that cannot be sent fails its task, which is tried again and at last shown to an
administrator. So each task mails one person: who has been told is not told for another's sake.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from framsteg.access.reading import emergencies
from framsteg.actions import emergencies as taking
from framsteg.integrations import mail


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
    """Emergency access was taken: each officer is to be told."""
    for staff_id in emergencies.officers(programme_id, today=timezone.localdate()):
        tell_officer_of_emergency.enqueue(staff_id)


@task()
def tell_officer_of_emergency(staff_id: int) -> None:
    """One officer is told at once that emergency access was taken, and nothing more than that."""
    with translation.override(settings.LANGUAGE_CODE):
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
    if staff is not None and staff.email:
        mail.send_notice(staff.email, subject, body, page=page)
