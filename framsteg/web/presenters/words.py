"""Days, spans and codes as a person says them, in the reader's language."""

from datetime import date, datetime
from enum import StrEnum

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framsteg.foundation.labels import label
from framsteg.web import words


def day(on: date | None, *, empty: str = "") -> str:
    """Says "10 mars 2026"."""
    return date_format(on, "j F Y") if on else empty


def moment(at: datetime) -> str:
    """Says "10 mars 2026 14:05", in local time."""
    return date_format(timezone.localtime(at), "j F Y H:i")


def span(starts_on: date, ends_on: date | None) -> str:
    """Says "1 mars – 9 mars 2026"; the end is the first day outside, so the day before is said."""
    last = (
        date.fromordinal(max(ends_on.toordinal() - 1, starts_on.toordinal())) if ends_on else None
    )
    if last is None:
        return _("from {day}").format(day=day(starts_on))
    if last == starts_on:
        return day(starts_on)
    return f"{day(starts_on)} – {day(last)}"


def ago(on: date | None, today: date) -> str:
    """Says "today", "12 days ago", "in 3 days"."""
    if on is None:
        return ""
    days = (today - on).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days == -1:
        return _("tomorrow")
    if days > 0:
        return ngettext("{n} day ago", "{n} days ago", days).format(n=days)
    return ngettext("in {n} day", "in {n} days", -days).format(n=-days)


def said(code: StrEnum | None, *, empty: str = "") -> str:
    """A code in words."""
    return words.render(label(code)) if code is not None else empty


def minutes(n: int | None) -> str:
    """Says "45 min", "1 h 30 min"."""
    if n is None:
        return ""
    hours, rest = divmod(n, 60)
    if not hours:
        return _("{n} min").format(n=rest)
    if not rest:
        return _("{n} h").format(n=hours)
    return _("{h} h {n} min").format(h=hours, n=rest)
