"""The living texts in words: what each is for, who wrote it, and who reads it right now."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from framsteg.access import CaseFile, Viewer
from framsteg.access.files import SectionText
from framsteg.foundation.codes import Part
from framsteg.foundation.text import Text, say
from framsteg.web import words
from framsteg.web.presenters.words import day, said

ADVICE: dict[Part, Text] = {
    Part.SUPPORT_NEEDS: say(
        "What helps, what makes it harder, and what to do when it gets worse. The person decides."
    ),
    Part.INCOME: say("Sources of income, and what changes when work begins."),
}


def words_of(part: Part) -> str:
    return said(part)


def section_title(part: Part, name: str) -> str:
    return _("{part}: {name}").format(part=said(part), name=name)


def advice(part: Part) -> str:
    """What belongs in the text; it is written for the person to read."""
    own_page = _("Write so that the person can read it: it is their page.")
    return f"{words.render(ADVICE[part])} {own_page}"


def seen_by(readers: Iterable[str]) -> str:
    """Who besides the own organisation reads this right now."""
    names = ", ".join(readers)
    if not names:
        return _("Right now nobody outside your organisation can read this.")
    return _("Right now this can also be read by: {names}.").format(names=names)


def own_and_others(
    file: CaseFile, part: Part, viewer: Viewer
) -> tuple[SectionText | None, list[SectionText]]:
    """The organisation's own text of a part, and the others' as far as they are in sight."""
    texts = [text for text in file.sections if text.part is part]
    mine = next((t for t in texts if t.owner_id == viewer.organisation_id), None)
    return mine, [t for t in texts if t is not mine]


def written(text: SectionText) -> dict[str, Any]:
    by = f"{text.author}, {text.owner}" if text.author else text.owner
    return {"text": text.text, "by": by, "on": day(text.updated_on), "owner": text.owner}
