"""Text that spreadsheet programs will not take for a formula."""

import re

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def starts_a_formula(text: str) -> bool:
    """Whether a spreadsheet might run the text. A number with a minus sign is only a number."""
    if not text.startswith(_STARTS_A_FORMULA):
        return False
    return not text.lstrip("-").replace(",", "", 1).replace(".", "", 1).isdigit()


def harmless(text: str) -> str:
    """The text, with an apostrophe before it if it would start a formula."""
    return f"'{text}" if starts_a_formula(text) else text


# What neither XML nor a typeface can hold; typed by nobody, but pasted now and then. Soft hyphens
# and other signs that show nothing are kept.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def printable(text: str) -> str:
    """The text without control characters; line breaks and tabs stay."""
    return UNPRINTABLE.sub("", text)
