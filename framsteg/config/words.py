"""The commands' own words, translated without Django so that help comes at once.

Import this before typer: the words of its help are looked up when it is imported.
"""

import gettext
import os
from pathlib import Path

import framsteg
from framsteg.foundation.text import Text

LOCALE = Path(framsteg.__file__).resolve().parent.parent / "locale"

# gettext chooses by LANGUAGE before all else, so typer's few texts come out of our file too.
os.environ["LANGUAGE"] = os.environ.get("FRAMSTEG_LANGUAGE") or "sv"
gettext.bindtextdomain("django", LOCALE)
gettext.textdomain("django")

_ = gettext.gettext
ngettext = gettext.ngettext

FROM_TYPER = (
    _("Arguments"),
    _("Options"),
    _("Commands"),
    _("required"),
    _("default: {default}"),
    _("Aborted."),
    _("Missing command."),
    _("No such command {name!r}."),
)
# These stand in typer's code untranslated.
REPLACED_IN_HELP = {
    "Usage:": _("Usage:"),
    "[OPTIONS]": _("[OPTIONS]"),
    "COMMAND [ARGS]...": _("COMMAND [ARGS]..."),
    "Show this message and exit.": _("Show this message and exit."),
}


def render(text: Text | str) -> str:
    return text.format(_) if isinstance(text, Text) else text
