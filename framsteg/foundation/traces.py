"""Where an error arose, without what it was about."""

import traceback
from types import TracebackType


def trace_without_values(error: BaseException, trace: TracebackType | None) -> str:
    """The frames and kinds of an error and its causes, without their messages."""
    frames = "".join(traceback.format_tb(trace))
    own = f"Traceback (most recent call last):\n{frames}{type(error).__qualname__}"
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is None:
        return own
    return f"{trace_without_values(cause, cause.__traceback__)}\n\nwhich led to\n\n{own}"
