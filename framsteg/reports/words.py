"""Words and numbers of a report in the reader's language.

Pages, files and most commands take it from Django (its active language). A command that works on
exported files alone never starts Django; it says `speak` first, with a language of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from framsteg.foundation.text import Text


@dataclass(frozen=True)
class Language:
    """How texts are translated and numbers written where Django is not there."""

    translate: Callable[[str], str]
    decimal: str = ","
    thousand: str = "\N{NO-BREAK SPACE}"


_spoken: list[Language] = []  # the one that `speak` chose, or none: then it is Django's


def speak(language: Language) -> None:
    """From now on this process uses this language and never asks Django."""
    _spoken[:] = [language]


def render(text: Text) -> str:
    """A text from below, translated and with its values in place."""
    if _spoken:
        return text.format(_spoken[0].translate)
    from django.utils.translation import gettext

    return text.format(gettext)


def number(value: float, decimals: int = 0) -> str:
    """A number with the language's decimal sign, e.g. "37,4"."""
    text = f"{value:.{decimals}f}"  # Django cuts decimals off where we round
    if _spoken:
        return text.replace(".", _spoken[0].decimal)
    from django.utils import formats

    return str(formats.number_format(text, use_l10n=True))


def decimal(value: float) -> str:
    """A rate or a mean: one decimal, two below one."""
    return number(value, 1 if abs(value) >= 1 else 2)


def plain_number(value: float, decimals: int = 0) -> str:
    """A number for a file: the language's decimal sign, nothing between thousands."""
    return f"{value:.{decimals}f}".replace(".", decimal_sign())


def decimal_sign() -> str:
    if _spoken:
        return _spoken[0].decimal
    from django.utils import formats

    return str(formats.get_format("DECIMAL_SEPARATOR"))


def thousand_sign() -> str:
    if _spoken:
        return _spoken[0].thousand
    from django.utils import formats

    return str(formats.get_format("THOUSAND_SEPARATOR"))


def percent(share: float) -> str:
    """A share as percent with one decimal, e.g. "37,4 %" (the blank does not break)."""
    return f"{number(100 * share, 1)}\N{NO-BREAK SPACE}%"


def moment(at: datetime) -> str:
    """A moment in local time, to the minute, e.g. "2026-11-21 21:30"."""
    if _spoken:
        return f"{at.astimezone():%Y-%m-%d %H:%M}"
    from django.utils import timezone

    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
