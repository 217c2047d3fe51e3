"""An answer to "may this be done?" that always carries its reason."""

from dataclasses import dataclass

from framsteg.foundation.text import Text


@dataclass(frozen=True)
class Decision:
    """Allowed or not. A refusal's reason feeds button, form error and 403 alike."""

    allowed: bool
    reason: Text = Text("")

    def __bool__(self) -> bool:
        return self.allowed


ALLOW = Decision(True)


def deny(reason: Text) -> Decision:
    return Decision(False, reason)


class Denied(Exception):
    """Raised by `require`; `reason` is what the user is told."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


def require(decision: Decision) -> None:
    """Let an allowed decision pass; raise `Denied` with the reason otherwise."""
    if not decision:
        raise Denied(decision.reason)
