"""The pages of an extract of the register: how far it has come, and the texts to go through."""

from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framsteg.access import Viewer
from framsteg.access.reading.extracts import ExtractView
from framsteg.access.reading.rights import Minded
from framsteg.rules import extracts as content_of
from framsteg.rules.extracts import EVENTS, Words
from framsteg.rules.rights import answer_by, names_someone, passages
from framsteg.web import words
from framsteg.web.presenters.extract_files import column, section_of, title
from framsteg.web.presenters.words import day

FORMS = ("pdf", "html", "json")


def name_of(person: Minded) -> str:
    """The name, or the number where the name is not shared."""
    return person.name or _("Person {reference}").format(
        reference=person.reference or person.enrolment_id
    )


def found_row(person: Minded) -> dict[str, str]:
    """A person in the answer to a search."""
    ended = _("ended {day}").format(day=day(person.exited_on)) if person.exited_on else ""
    return {
        "title": name_of(person),
        "url": reverse("rights:person", args=[person.enrolment_id]),
        "meta": " · ".join(
            filter(
                None,
                [person.programme, _("enrolled {day}").format(day=day(person.enrolled_on)), ended],
            )
        ),
    }


def line(view: ExtractView, viewer: Viewer) -> dict[str, Any]:
    """An extract in a list: what has become of it, or by when it must be given out."""
    made = _("made {day}").format(day=day(view.made_on))
    if view.given_on:
        status, tone = _("Given out {day}").format(day=day(view.given_on)), "success"
    elif view.dropped_on:
        status, tone = _("Dropped {day}").format(day=day(view.dropped_on)), "neutral"
    else:
        last = answer_by(view.asked_on)
        status = _("To be given out by {day}").format(day=day(last))
        tone = "danger" if last < viewer.today else "info"
    return {
        "title": _("Asked for {day}").format(day=day(view.asked_on)),
        "url": reverse("extracts:show", args=[view.extract_id]),
        "status": status,
        "tone": tone,
        "meta": " · ".join(filter(None, [made, view.made_by])),
    }


def progress(view: ExtractView) -> list[dict[str, Any]]:
    """Each kind of record with free text: how many texts, and whether somebody has read them."""
    done = set(view.gone_through)
    rows = []
    for record in content_of.records_with_words(view.content):
        texts = list(content_of.words(view.content, record))
        hidden = sum(len(view.hidden.get(one.key, ())) for one in texts)
        many = ngettext("{n} text", "{n} texts", len(texts)).format(n=len(texts))
        masked = ngettext("{n} passage masked", "{n} passages masked", hidden).format(n=hidden)
        rows.append(
            {
                "title": title(record),
                "url": reverse("extracts:texts", args=[view.extract_id, record]),
                "meta": " · ".join(filter(None, [many, masked if hidden else ""])),
                "done": record in done,
            }
        )
    return rows


def texts(view: ExtractView, record: str) -> list[dict[str, Any]]:
    """The texts of one kind of record, in passages that can be ticked to be masked."""
    others = view.content.get("others", ())
    return [
        {
            "label": _label(view, one),
            "key": one.key,
            "passages": [
                {
                    "text": passage.strip(),
                    "value": f"{one.key}#{n}",
                    "id": f"p{number}-{n}",
                    "hidden": n in view.hidden.get(one.key, ()),
                    "names": names_someone(passage, others),
                }
                for n, passage in enumerate(passages(one.text))
                if passage.strip()
            ],
        }
        for number, one in enumerate(content_of.words(view.content, record))
    ]


def chosen(values: list[str]) -> dict[str, list[int]]:
    """What the form sent, by the texts' keys."""
    hidden: dict[str, list[int]] = {}
    for value in values:
        key, _hash, n = value.rpartition("#")
        if n.isdigit():
            hidden.setdefault(key, []).append(int(n))
    return hidden


def _label(view: ExtractView, one: Words) -> str:
    """The column, or the question of a document; the row's day where it has one."""
    asked = one.key.partition("/")[2].partition("/")[0]
    shape = section_of(view.content, one.record, one.row_id) if asked else None
    try:
        name = words.render(shape.field(asked).label) if shape else column(one.field)
    except KeyError:
        name = column(one.field)
    when = "" if one.record == EVENTS else _day_of(view, one)
    return " · ".join(filter(None, [name, when]))


def _day_of(view: ExtractView, one: Words) -> str:
    section = next(s for s in view.content["sections"] if s["record"] == one.record)
    values = next(row["values"] for row in section["rows"] if row["id"] == one.row_id)
    for name in ("occurred_on", "updated_on", "set_on", "made_on", "starts_on", "given_on"):
        if told := values.get(name):
            return day(parse_date(told))
    return ""
