"""What an extract of the register holds, as plain values, and what is masked in it.

The content is kept as JSON:

    {"sections": [{"record", "rows": [{"id", "values"}],
                   "fields": {name: {"class", "words", "codes", "row"}}}],
     "events": [{"id", "at", "by", "verb", "subject", "reason", "changes", "words"}],
     "reads": [{"at", "by", "organisation", "parts", "grounds", "purpose"}],
     "others": [names], "elsewhere": {"holds": [names], "may_hold": [names]}}

What names somebody else, or a protected address, never comes in: `withheld` stands in its place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from framsteg.rules.rights import masked

EVENTS = "event"
Hidden = Mapping[str, Sequence[int]]


AS_IT_STANDS = {"as": "row"}
"""In the history, in place of words that stand in the row itself."""


def withheld(why: str) -> dict[str, str]:
    """What stands in place of a value: `other` (somebody else's), `protected` (an address)."""
    return {"withheld": why}


def is_said(value: object) -> bool:
    """Whether a value is a word of the extract itself, and none of the record's."""
    return isinstance(value, dict) and set(value) in ({"withheld"}, {"as"})


@dataclass(frozen=True)
class Words:
    """One free text: `key` says where it stands, `field` the column, `row_id` the row."""

    key: str
    record: str
    row_id: int
    field: str
    text: str


def records_with_words(content: Mapping[str, Any]) -> list[str]:
    """The records, in the file's order, that hold free text."""
    return list(dict.fromkeys(one.record for one in words(content)))


def words(content: Mapping[str, Any], record: str | None = None) -> Iterator[Words]:
    """Every free text, or those of one record."""
    for section in content.get("sections", ()):
        if record in (None, section["record"]):
            yield from _of_section(section)
    if record in (None, EVENTS):
        for event in content.get("events", ()):
            yield from _of_event(event)


def unread(content: Mapping[str, Any], gone_through: Iterable[str]) -> list[str]:
    """The records with free text that nobody has gone through yet."""
    done = set(gone_through)
    return [record for record in records_with_words(content) if record not in done]


def with_masks(content: Mapping[str, Any], hidden: Hidden, mark: str) -> dict[str, Any]:
    """The content as it leaves: hidden passages are `mark`, and nobody's names are beside it."""
    sections = [
        {
            **section,
            "rows": [
                {
                    **row,
                    "values": {
                        name: _masked(value, _key(section["record"], row["id"], name), hidden, mark)
                        for name, value in row["values"].items()
                    },
                }
                for row in section["rows"]
            ],
        }
        for section in content["sections"]
    ]
    events = [
        {
            **event,
            "reason": _masked(event["reason"], _key(EVENTS, event["id"], "reason"), hidden, mark),
            "changes": {
                name: _masked(pair, _key(EVENTS, event["id"], name), hidden, mark)
                for name, pair in event["changes"].items()
            },
        }
        for event in content["events"]
    ]
    rest = {name: value for name, value in content.items() if name != "others"}
    return {**rest, "sections": sections, "events": events}


def _of_section(section: Mapping[str, Any]) -> Iterator[Words]:
    record = section["record"]
    written = [name for name, told in section["fields"].items() if told["words"]]
    for row in section["rows"]:
        for name in written:
            for key, text in leaves(row["values"].get(name), _key(record, row["id"], name)):
                yield Words(key, record, row["id"], name, text)


def _of_event(event: Mapping[str, Any]) -> Iterator[Words]:
    """Earlier wordings: the words of a change that are not the row's words now."""
    if event["reason"]:
        yield Words(
            _key(EVENTS, event["id"], "reason"), EVENTS, event["id"], "reason", event["reason"]
        )
    for name in event["words"]:
        for key, text in leaves(event["changes"][name], _key(EVENTS, event["id"], name)):
            yield Words(key, EVENTS, event["id"], name, text)


def leaves(value: Any, key: str) -> Iterator[tuple[str, str]]:
    """The texts inside a value, each with its place: a/b/0/c."""
    if isinstance(value, str):
        if value.strip():
            yield key, value
    elif isinstance(value, dict) and not is_said(value):
        for name, one in value.items():
            yield from leaves(one, f"{key}/{name}")
    elif isinstance(value, (list, tuple)):
        for n, one in enumerate(value):
            yield from leaves(one, f"{key}/{n}")


def _masked(value: Any, key: str, hidden: Hidden, mark: str) -> Any:
    if isinstance(value, str):
        return masked(value, hidden.get(key, ()), mark)
    if isinstance(value, dict) and not is_said(value):
        return {name: _masked(one, f"{key}/{name}", hidden, mark) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_masked(one, f"{key}/{n}", hidden, mark) for n, one in enumerate(value)]
    return value


def _key(record: str, row_id: int, field: str) -> str:
    return f"{record}:{row_id}:{field}"
