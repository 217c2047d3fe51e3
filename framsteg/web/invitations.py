"""An invitation on its way: made, and sent at once, so that its secret is kept nowhere."""

from smtplib import SMTPException

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from framsteg.actions import accounts
from framsteg.integrations import mail
from framsteg.rules.log_ins import INVITATION_LASTS
from framsteg.web import words
from framsteg.web.presenters.words import moment


def invite(request: HttpRequest, staff_id: int, email: str) -> str:
    """Invite by mail, and say how it went. Returns the link only where there is no mail server."""
    now = timezone.now()
    token = accounts.invite(by=request.viewer, staff_id=staff_id, now=now)
    address = reverse("accounts:welcome", args=[token])
    if not settings.ENV.mail_url and not settings.PRODUCTION:
        return request.build_absolute_uri(address)
    link = settings.SITE_ADDRESS + address.lstrip("/")
    until = moment(now + INVITATION_LASTS)
    try:
        mail.send_invitation_to_staff(email, link=link, until=until, render=words.render)
    except (SMTPException, OSError):
        messages.error(
            request, _("The mail could not be sent. Try again in a while, with Invite again.")
        )
    else:
        messages.success(request, _("An invitation is sent to {email}.").format(email=email))
    return ""
