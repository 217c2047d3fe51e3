"""Words and numbers of a report in the reader's language (Django's active one)."""

from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext

from framsteg.foundation.text import Text


def render(text: Text) -> str:
    """A text from below, translated and with its values in place."""
    return text.format(gettext)


def number(value: float, decimals: int = 0) -> str:
    """A number with the language's decimal sign, e.g. "37,4"."""
    # Django cuts decimals off where we round.
    return str(formats.number_format(f"{value:.{decimals}f}", use_l10n=True))


def plain_number(value: float, decimals: int = 0) -> str:
    """A number for a file: the language's decimal sign, nothing between thousands."""
    text = f"{value:.{decimals}f}"
    return text.replace(".", str(formats.get_format("DECIMAL_SEPARATOR")))


def percent(share: float) -> str:
    """A share as percent with one decimal, e.g. "37,4 %" (the blank does not break)."""
    return f"{number(100 * share, 1)}\N{NO-BREAK SPACE}%"


def moment(at: datetime) -> str:
    """A moment in local time, to the minute, e.g. "2026-11-21 21:30"."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
