"""The extract as files: a Paper to read (PDF, HTML) and JSON for machines, with its dictionary."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from framsteg.access.reading.extracts import ExtractView
from framsteg.foundation import occupations
from framsteg.foundation.codes import DocumentKind, Part, Purpose
from framsteg.reports.paper import Block, Facts, Grid, Items, Paper, PaperSection, Paragraph
from framsteg.rules.documents import SHAPES, SectionShape
from framsteg.rules.extracts import is_said, with_masks
from framsteg.web import words
from framsteg.web.answers import in_one
from framsteg.web.presenters.extract_words import CODES, COLUMNS, RECORDS
from framsteg.web.presenters.fields import change_row
from framsteg.web.presenters.history import GROUNDS, VERBS
from framsteg.web.presenters.words import day, moment, said

FORMAT, VERSION = "framsteg-register-extract", 1
OCCUPATIONS = frozenset({"occupations", "experience", "refused_occupations"})
LISTS = {one.__name__: {code.value: text for code, text in words_.items()}
         for one, words_ in CODES.items()}  # fmt: skip
Content = Mapping[str, Any]


def masked_content(view: ExtractView) -> dict[str, Any]:
    """What leaves: with what was masked masked, and without the names beside it."""
    return with_masks(view.content, view.hidden, _("[masked]"))


def as_json(view: ExtractView, organisation: str) -> str:
    """The extract for machines. `dictionary` says what each column is and how private."""
    content = masked_content(view)
    told = {
        "format": FORMAT,
        "version": VERSION,
        "organisation": organisation,
        "asked_on": view.asked_on.isoformat(),
        "made_on": view.made_on.isoformat(),
        "dictionary": {
            section["record"]: {
                "title": title(section["record"]),
                "columns": {
                    name: {
                        "label": column(name),
                        "privacy": field["class"],
                        "codes": _codes(field["codes"]),
                        "row_of": field["row"],
                    }
                    for name, field in section["fields"].items()
                },
            }
            for section in content["sections"]
        },
        "records": {s["record"]: s["rows"] for s in content["sections"]},
        "history": content["events"],
        "readings": content["reads"],
        "elsewhere": content["elsewhere"],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def paper(view: ExtractView, organisation: str) -> Paper:
    """The extract to read: what it is, every kind of row, the history, who has read."""
    content = masked_content(view)
    sections = [
        _about(content, organisation),
        *(_section(section, content) for section in content["sections"]),
        _history(content),
        _readings(content),
    ]
    return Paper(
        title=_("Extract of the register"),
        subtitle=_("What {organisation} keeps about you").format(organisation=organisation),
        language=(get_language() or "sv").split("-")[0],
        sections=tuple(sections),
        facts=(
            (_("For"), view.person.name or view.person.reference or str(view.person.enrolment_id)),
            (_("Asked for"), day(view.asked_on)),
            (_("As it stood on"), day(view.made_on)),
        ),
        foot=_("{organisation} · extract of the register of {day}").format(
            organisation=organisation, day=day(view.made_on)
        ),
    )


def title(record: str) -> str:
    """What a kind of rows is called."""
    return words.render(RECORDS[record]) if record in RECORDS else record


def column(name: str) -> str:
    """What a column is called."""
    return words.render(COLUMNS[name]) if name in COLUMNS else name


def _codes(name: str) -> dict[str, str]:
    return {code: words.render(text) for code, text in LISTS[name].items()} if name else {}


def _about(content: Content, organisation: str) -> PaperSection:
    elsewhere = content["elsewhere"]
    blocks: list[Block] = [
        Paragraph(
            _(
                "You have the right to know what is kept about you (article 15 of the General "
                "Data Protection Regulation). This is everything that {organisation} has written "
                "in Framsteg about you, who has read it, and how it was changed. Some words are "
                "masked because they are about somebody else."
            ).format(organisation=organisation)
        ),
        Paragraph(
            _(
                "If something is wrong you can ask for it to be corrected, erased or kept from "
                "use. You can complain to the Swedish Authority for Privacy Protection (IMY)."
            )
        ),
    ]  # fmt: skip
    if elsewhere["holds"]:
        blocks.append(Paragraph(_("These also keep rows about you. Ask each of them:")))
        blocks.append(Items(tuple(elsewhere["holds"])))
    if elsewhere["may_hold"]:
        blocks.append(
            Paragraph(
                _(
                    "These take part in the programme and may have written about you. What they "
                    "have written is theirs to give out: ask each of them."
                )
            )
        )  # fmt: skip
        blocks.append(Items(tuple(elsewhere["may_hold"])))
    return PaperSection(_("About this extract"), tuple(blocks))


def _section(section: Mapping[str, Any], content: Content) -> PaperSection:
    blocks: list[Block] = []
    total = len(section["rows"])
    for n, row in enumerate(section["rows"], start=1):
        facts = tuple(_facts(section, row, content))
        if total > 1:
            blocks.append(Paragraph(_("{n} of {total}").format(n=n, total=total), muted=True))
        blocks.append(Facts(facts or ((_("Row"), str(row["id"])),)))
    return PaperSection(title(section["record"]), tuple(blocks))


def _facts(
    section: Mapping[str, Any], row: Mapping[str, Any], content: Content
) -> Iterator[tuple[str, str]]:
    for name, value in row["values"].items():
        field = section["fields"][name]
        if value is None or field["row"]:
            continue
        shape = section_of(content, section["record"], row["id"]) if name == "content" else None
        if shape is not None and isinstance(value, dict):
            yield from answers(shape, value)
        else:
            yield column(name), shown(name, value, field["codes"])


def answers(shape: SectionShape, content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """A document's answers under their own questions."""
    for field in shape.fields:
        if text := in_one(field, content.get(field.key)):
            yield words.render(field.label), text


def section_of(content: Content, record: str, row_id: int) -> SectionShape | None:
    """The shape of the section of a document that a row holds answers to."""
    rows = {s["record"]: {r["id"]: r["values"] for r in s["rows"]} for s in content["sections"]}
    values = rows.get(record, {}).get(row_id)
    if values is None:
        return None
    document = values.get("document")
    if record == "editionsection":
        document = rows.get("edition", {}).get(values.get("edition"), {}).get("document")
    kind = rows.get("document", {}).get(document, {}).get("kind")
    try:
        return SHAPES[DocumentKind(kind)].section(values["key"])
    except (KeyError, ValueError):
        return None  # begun by another organisation, or no longer asked


def shown(name: str, value: Any, codes: str = "") -> str:
    """A value as a person reads it."""
    if is_said(value):
        return _said(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if codes and value in LISTS[codes]:
        return words.render(LISTS[codes][value])
    if name in OCCUPATIONS and isinstance(value, list):
        return ", ".join(occupations.name(str(one)) for one in value)
    if isinstance(value, list):
        return ", ".join(shown(name, one) for one in value)
    if isinstance(value, dict):
        return "\n".join(f"{one}: {shown(one, told)}" for one, told in value.items())
    return _moment(name, str(value))


def _moment(name: str, value: str) -> str:
    if name.endswith("_at") and (at := parse_datetime(value)):
        return moment(at)
    if name.endswith("_on") and (on := parse_date(value)):
        return day(on)
    return value


def _said(value: Mapping[str, str]) -> str:
    if value.get("withheld") == "protected":
        return _("Protected: is not given out in writing")
    if "withheld" in value:
        return _("[somebody else's, masked]")
    return _("as it stands above")


def _history(content: Content) -> PaperSection:
    rows = tuple(
        (
            moment(datetime.fromisoformat(event["at"])),
            event["by"] or _("A command of the installation"),
            words.render(VERBS[event["verb"]]) if event["verb"] in VERBS else event["verb"],
            "\n".join(_changes(event)),
        )
        for event in content["events"]
    )
    if not rows:
        return PaperSection(title("event"), (Paragraph(_("Nothing has been changed yet")),))
    columns = (_("When"), _("Who"), _("What"), _("From and to"))
    return PaperSection(title("event"), (Grid(_("Changes, the oldest first"), columns, rows),))


def _changes(event: Mapping[str, Any]) -> Iterator[str]:
    for name, pair in event["changes"].items():
        row = change_row(name, *(None if is_said(one) else one for one in pair))
        if row is None:
            continue
        before, after = (
            _said(one) if is_said(one) else row[key]
            for one, key in zip(pair, ("before", "after"), strict=True)
        )
        from_to = " → ".join(filter(None, [before, after or "–"]))
        yield f"{column(name)}: {from_to}"
    if event["reason"]:
        yield event["reason"]


def _readings(content: Content) -> PaperSection:
    rows = tuple(
        (
            moment(datetime.fromisoformat(one["at"])),
            ", ".join(filter(None, [one["by"], one["organisation"]])),
            ", ".join(said(Part(part)) for part in one["parts"]) or "–",
            ", ".join(words.render(GROUNDS[g]) for g in one["grounds"] if g in GROUNDS),
            said(Purpose(one["purpose"])),
        )
        for one in content["reads"]
    )
    columns = (
        _("When"), _("Who"), _("Which parts"), _("On what ground"), _("What for"),
    )  # fmt: skip
    grid = Grid(_("Readings, the oldest first"), columns, rows)
    empty = Paragraph(_("Nobody has read the file."))
    return PaperSection(_("Who has read"), (grid if rows else empty,))
