"""Words from below the web, in the reader's language."""

from django.utils.translation import gettext

from framsteg.foundation.text import Text


def render(text: Text) -> str:
    """A rule's words, translated and with their values in place."""
    return text.format(gettext)
