"""Log lines that name no person."""

import logging
import re
from types import TracebackType
from typing import Any

from pythonjsonlogger.json import JsonFormatter

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
        request_id = getattr(record, "request_id", None)
        line = super().formatMessage(record)
        return f"{line} [{request_id}]" if request_id else line

    def formatException(self, ei: ExceptionTriple) -> str:  # noqa: N802 (logging's own name)
        kind, error, trace = ei
        if kind is None or error is None:
            return ""
        return trace_without_values(error, trace)


class JsonWithoutPeople(JsonFormatter):
    """The same as one JSON object a line: time, level, logger, message, request_id, and what the
    line says besides."""

    def __init__(self) -> None:
        super().__init__(
            ["asctime", "levelname", "name", "message"],
            rename_fields={
                "asctime": "time", "levelname": "level", "name": "logger", "exc_info": "exception",
            },
            json_ensure_ascii=False,
        )  # fmt: skip

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        log_data["message"] = without_people(str(log_data["message"]))
        return log_data

    def formatException(self, ei: ExceptionTriple) -> str:  # noqa: N802 (logging's own name)
        return WithoutPeople().formatException(ei)
