"""Instruments whose texts belong to somebody else: put in place by who has the right to them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from framsteg.access import Viewer
from framsteg.foundation.decision import require
from framsteg.records.models import Instrument
from framsteg.rules import self_reports as rule


@dataclass(frozen=True)
class Texts:
    """An instrument's words in one language; `answers` are the words for 0, 1, 2, …"""

    key: str
    language: str
    title: str
    question: str
    items: Sequence[str]
    answers: Sequence[str]
    licence: str
    source: str


@transaction.atomic
def load(*, by: Viewer, texts: Texts) -> None:
    """Put the texts in place of those loaded before. Refused without a statement of licence."""
    require(by.may_administer())
    require(
        rule.may_load(
            key=texts.key,
            items=len(texts.items),
            answers=len(texts.answers),
            licence=texts.licence,
            source=texts.source,
        )
    )
    values = asdict(texts) | {
        "items": list(texts.items),
        "answers": list(texts.answers),
        "loaded_on": by.today,
    }
    named = {"key": values.pop("key"), "language": values.pop("language")}
    Instrument.objects.update_or_create(**named, defaults=values)
