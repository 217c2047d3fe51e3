"""Words from below the web, in the reader's language."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from framsteg.foundation.text import Text


def render(text: Text) -> str:
    """A rule's words, translated, with their values in place and their days as people say them."""
    if not text.values:
        return gettext(text.msgid)
    return Text(text.msgid, {k: _said(v) for k, v in text.values.items()}).format(gettext)


def told(name: Text | str) -> str:
    """A name as it is, or the words that stand in its place."""
    return render(name) if isinstance(name, Text) else name


def _said(value: object) -> object:
    return date_format(value, "j F Y") if isinstance(value, date) else value
