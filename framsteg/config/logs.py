"""Log lines that name no person."""

import logging
import re
from types import TracebackType

from framsteg.foundation.traces import trace_without_values

# E-mail addresses, and anything that looks like a personnummer or a telephone number.
_PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]+|\b\d{6,8}[-+ ]?\d{4}\b|(?<![\w-])(?:\+|0)\d[\d -]{6,}\d\b"
)
_QUERY = re.compile(r"\?\S+")

ExceptionTriple = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


def without_people(message: str) -> str:
    """Mask what may be about a person: addresses, numbers, and query strings of URLs."""
    return _PERSONAL.sub("[…]", _QUERY.sub("?[…]", message))


class WithoutPeople(logging.Formatter):
    """Says where an error arose and of what kind, but not its message: databases put the
    refused values there."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (logging's own name)
        record.message = without_people(record.message)
        return super().formatMessage(record)

    def formatException(self, ei: ExceptionTriple) -> str:  # noqa: N802 (logging's own name)
        kind, error, trace = ei
        if kind is None or error is None:
            return ""
        return trace_without_values(error, trace)
