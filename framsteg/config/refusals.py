"""Why a command or an installation does not go on; told plainly, without a traceback."""

from framsteg.foundation.text import Text


class Misconfigured(Exception):
    """The environment cannot be used; the message says which name, why and what to do."""


class Refused(Exception):
    """A command cannot do what was asked; the text says why, and what to do, on one line."""

    def __init__(self, text: Text | str) -> None:
        super().__init__(str(text))
        self.text = text
