"""Mail without personal data: a meeting's time, or how many things wait. Nothing else leaves."""

from email.mime.base import MIMEBase
from email.mime.nonmultipart import MIMENonMultipart

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from framsteg.access.reading.calendar import Invitation
from framsteg.foundation.labels import label
from framsteg.foundation.text import say
from framsteg.integrations.calendars import MEETING, ZONE, Render, invitation

INVITED = say(
    "You are asked to a meeting in Framsteg.\n\n{when}, {minutes} minutes\n{place}\n\n"
    "Log in to read more: {link}"
)
CANCELLED = say("A meeting in Framsteg is cancelled.\n\n{when}\n\nLog in to read more: {link}")


def send_invitation(told: Invitation, *, render: Render) -> None:
    """Send one guest one meeting. Raises OSError or SMTPException when the server refuses."""
    slot = told.slot
    words = CANCELLED if slot.cancelled else INVITED
    when = slot.starts_at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
    body = render(
        say(
            words.msgid, when=when, minutes=slot.minutes, place=label(slot.place),
            link=settings.SITE_ADDRESS,
        )
    )  # fmt: skip
    subject = render(say("Meeting cancelled")) if slot.cancelled else render(MEETING)
    letter = EmailMultiAlternatives(subject, body, settings.DEFAULT_FROM_EMAIL, [told.email])
    letter.attach(_calendar_part(told, render))
    letter.send()


def send_count(email: str, words: str) -> None:
    """The one mail a day: how many things wait, and where. Raises as above."""
    body = f"{words}\n\n{settings.SITE_ADDRESS}\n"
    EmailMultiAlternatives(words, body, settings.DEFAULT_FROM_EMAIL, [email]).send()


def send_notice(email: str, subject: str, body: str, *, page: str = "") -> None:
    """A few lines about the reader's own account, and a page of the site. Raises as above."""
    text = f"{body}\n\n{settings.SITE_ADDRESS}{page}\n"
    EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, [email]).send()


def send_invitation_to_staff(email: str, *, link: str, until: str, render: Render) -> None:
    """The way in for somebody new. Raises as above."""
    body = render(
        say(
            "You are invited to work in Framsteg.\n\nChoose your password here, no later than "
            "{until}. The link works once:\n{link}\n\nIf you do not know what this is about, "
            "you can throw the mail away.",
            until=until,
            link=link,
        )
    )
    subject = render(say("Invitation to Framsteg"))
    EmailMultiAlternatives(subject, body, settings.DEFAULT_FROM_EMAIL, [email]).send()


def _calendar_part(told: Invitation, render: Render) -> MIMEBase:
    """RFC 6047: the method stands in the part's own header, or calendars take it for a file."""
    method = "CANCEL" if told.slot.cancelled else "REQUEST"
    part = MIMENonMultipart("text", "calendar", charset="utf-8", method=method)
    organiser = settings.DEFAULT_FROM_EMAIL
    text = invitation(told.slot, organiser=organiser, guest=told.email, render=render)
    part.set_payload(text.decode("utf-8"), charset="utf-8")
    part.add_header("Content-Disposition", "attachment", filename="mote.ics")
    return part
