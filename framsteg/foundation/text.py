"""Words that are decided low in the house and translated at its top.

A rule that refuses must say why, in the reader's language, without knowing Django. So it
returns a `Text`: an English message and the values that belong in it. Whoever shows it calls
`format` with a translator (in the web and the commands: gettext).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Text:
    """An English message with named values, e.g. `say("{n} days", n=3)`."""

    msgid: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    def format(self, translate: Callable[[str], str] = lambda msgid: msgid) -> str:
        """The message in the translator's language; values that are Text are translated too."""
        return translate(self.msgid).format(
            **{name: _shown(value, translate) for name, value in self.values.items()}
        )

    def __str__(self) -> str:
        return self.format()


def say(msgid: str, **values: object) -> Text:
    """Mark a message for translation (makemessages looks for this name) and carry its values."""
    return Text(msgid, values)


def _shown(value: object, translate: Callable[[str], str]) -> object:
    if isinstance(value, Text):
        return value.format(translate)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return ", ".join(str(_shown(item, translate)) for item in value)
    return value
