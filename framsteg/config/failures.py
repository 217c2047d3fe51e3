"""What a command says and returns when it does not go well."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import typer

from framsteg.config.refusals import Misconfigured, Refused
from framsteg.config.words import _, render
from framsteg.foundation.decision import Denied
from framsteg.foundation.traces import trace_without_values

REFUSED = 1
USAGE = 2
UNEXPECTED = 70
INTERRUPTED = 130


def tell(error: BaseException) -> int:
    """Say what went wrong on stderr, and return the exit code."""
    code, message = _plainly(error)
    typer.echo(message, err=True)
    return code


def _plainly(error: BaseException) -> tuple[int, str]:
    match error:
        case KeyboardInterrupt() | typer.Abort():
            return INTERRUPTED, _("Aborted.")
        case typer.TyperException():
            return USAGE, _usage(error)
        case Refused():
            return REFUSED, render(error.text)
        case Denied():
            return REFUSED, render(error.reason)
        case Misconfigured():
            return REFUSED, str(error)
    if os.environ.get("FRAMSTEG_DEBUG", "").lower() in ("1", "true", "yes"):
        raise error
    return UNEXPECTED, _unexpected(error)


def _usage(error: Any) -> str:
    """Typer's usage errors in one line; its own messages are in English only."""
    match type(error).__name__:
        case "NoArgsIsHelpError":
            return str(error.format_message())
        case "MissingParameter":
            message = _("{name} is missing.").format(name=error.param.get_error_hint())
        case "NoSuchOption":
            message = _("There is no option {name}.").format(name=error.option_name)
        case _other:
            message = error.format_message()
    if error.ctx is None:
        return message
    hint = _("Try `{command} --help`.").format(command=error.ctx.command_path)
    return f"{message} {hint}"


def _unexpected(error: BaseException) -> str:
    """Keep where it went wrong in a file, without the values that were at hand."""
    folder = Path(os.environ.get("FRAMSTEG_DATA") or "var") / "logs"
    kind = type(error).__qualname__
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"error-{datetime.now():%Y%m%dT%H%M%S}-{os.getpid()}.txt"
        file.write_text(trace_without_values(error, error.__traceback__) + "\n")
    except OSError:
        return _("Something went wrong in Framsteg ({kind}).").format(kind=kind)
    return _("Something went wrong in Framsteg ({kind}). Details for developers: {file}").format(
        kind=kind, file=file
    )
