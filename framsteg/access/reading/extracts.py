"""An extract of the register (registerutdrag): collected, gone through, given out.

Source: the General Data Protection Regulation, article 15. Everything on the person that the
viewer's organisation answers for; other organisations answer for their own rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Field, ForeignKey, Model

from framsteg.access import log
from framsteg.access.personal import HELD, Held
from framsteg.access.reading.identity import NotFound
from framsteg.access.reading.rights import Minded, all_enrolments, minded, with_merged
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part, Signatory
from framsteg.records.models import (
    AccessLogEntry,
    Employer,
    Enrolment,
    Event,
    Ground,
    Job,
    Organisation,
    Partnership,
    PersonMerge,
    Programme,
    RegisterExtract,
    Signature,
    Staff,
    Unit,
    Workplace,
)
from framsteg.rules.extracts import AS_IT_STANDS, withheld

NAMED: tuple[type[Model], ...] = (Staff, Organisation, Unit, Programme, Employer, Workplace, Job)
"""Rows that are told by their names."""

UNTOLD = frozenset(
    {"id", "owner", "version", "once", "token_hash", "sort_key", "uid", "sequence", "imported_in",
     "enrolment", "participant", "blueprint_version", "content", "hidden", "gone_through"}
)  # fmt: skip
"""Columns that steer the program and say nothing of a person. A document's answers are told."""

ADDRESSES = frozenset({"address", "where"})
LONG = 300
"""A column for so many characters is free text, as are texts without an end and answers."""

FIXED = frozenset({*ADDRESSES, "text_shown", "topics"})
"""Long columns in which nobody tells of anybody: addresses, texts that the program holds."""

ANSWERS = frozenset({"content", "person", "case", "laid_aside", "changed"})
"""Columns of many values, some of which are words; other lists hold codes."""

CLASSES = ("identity", "sensitive", "analytic", "technical")


@dataclass(frozen=True)
class ExtractView:
    """An extract and whose it is; `content` is empty when it is closed."""

    extract_id: int
    person: Minded
    asked_on: date
    made_on: date
    content: dict[str, Any]
    hidden: dict[str, list[int]]
    gone_through: tuple[str, ...]
    rows: int
    given_on: date | None
    given_how: str
    dropped_on: date | None
    digest: str
    made_by: str
    version: int


def extracts_of(viewer: Viewer, enrolment_id: int) -> tuple[ExtractView, ...]:
    """The organisation's extracts of a person, the latest first, without what stands in them."""
    person = minded(viewer, enrolment_id)
    rows = RegisterExtract.unscoped.filter(
        enrolment__participant=person.participant_id, owner=viewer.organisation_id
    )
    found = rows.select_related("created_by").defer("content", "hidden").order_by("-pk")
    return tuple(_view(row, person, content={}, hidden={}) for row in found)


def extract(viewer: Viewer, extract_id: int) -> ExtractView:
    """One extract with what stands in it: a reading of the whole file, and logged as one."""
    row = (
        RegisterExtract.unscoped.select_related("created_by")
        .filter(pk=extract_id, owner=viewer.organisation_id)
        .first()
    )
    if row is None:
        raise NotFound
    person = minded(viewer, row.enrolment_id)
    if row.content:
        log.record(viewer, [log.Shown(parts=frozenset(Part), enrolment_id=row.enrolment_id)])
    return _view(row, person, content=row.content, hidden=row.hidden)


def collect(viewer: Viewer, enrolment_id: int) -> tuple[dict[str, Any], int]:
    """The content of an extract (`rules.extracts`) and how many rows it holds. Logged."""
    person = minded(viewer, enrolment_id)
    ids = all_enrolments(viewer, person.participant_id)
    protected = person.protected
    found = [
        (held, list(held.rows(ids, viewer.organisation_id)))
        for held in HELD
        if held.told and held.model is not RegisterExtract
    ]
    sections = [_section(held, rows, protected) for held, rows in found if rows]
    content = {
        "sections": sections,
        "events": _events(viewer, ids, sections, protected),
        "reads": _reads(viewer, ids),
        "others": sorted(_names_of_others(found)),
        "elsewhere": _elsewhere(viewer, ids),
    }
    log.record(viewer, [log.Shown(parts=frozenset(Part), enrolment_id=pk) for pk in ids])
    return content, sum(len(rows) for _held, rows in found)


def _view(row: RegisterExtract, person: Minded, **what: Any) -> ExtractView:
    return ExtractView(
        extract_id=row.pk,
        person=person,
        asked_on=row.asked_on,
        made_on=row.made_on,
        gone_through=tuple(row.gone_through),
        rows=row.rows,
        given_on=row.given_on,
        given_how=row.given_how,
        dropped_on=row.dropped_on,
        digest=row.digest,
        made_by=row.created_by.name if row.created_by else "",
        version=row.version,
        **what,
    )


def _section(held: Held, rows: Sequence[Any], protected: bool) -> dict[str, Any]:
    fields = [f for f in held.model._meta.concrete_fields if is_told(held.model, f)]
    return {
        "record": held.name,
        "fields": {f.name: _described(held, f) for f in fields},
        "rows": [
            {"id": row.pk, "values": {f.name: _value(held, row, f, protected) for f in fields}}
            for row in rows
        ],
    }


def _described(held: Held, field: Any) -> dict[str, Any]:
    """What the dictionary says of a column; `codes` is the closed list that its values are of."""
    codes = getattr(field, "codes", None)
    pointer = points_at_a_row(field)
    return {
        "class": _class_of(held.model, field.name),
        "words": is_words(field, held.others),
        "codes": codes.__name__ if codes else "",
        "row": str(field.related_model._meta.model_name) if pointer else "",
    }


def points_at_a_row(field: Any) -> bool:
    """Whether a column holds the number of another row, which says nothing to a reader."""
    return isinstance(field, ForeignKey) and field.related_model not in NAMED


def is_told(model: type[Model], field: Any) -> bool:
    """Whether a column is part of an extract."""
    # An answer of a document is its `content`; elsewhere a column of that name is a copy.
    if field.name == "content" and model is not RegisterExtract:
        return True
    return field.name not in UNTOLD


def _class_of(model: Any, name: str) -> str:
    return next(kind for kind in CLASSES if name in getattr(model.Privacy, kind, ()))


def is_words(field: Any, others: Iterable[str]) -> bool:
    """Whether somebody has written freely in a column, so that somebody must read it."""
    if field.name in FIXED or field.name in others or getattr(field, "codes", None):
        return False
    kind = field.get_internal_type()
    if kind == "JSONField":
        return field.name in ANSWERS
    return kind == "TextField" or (kind == "CharField" and (field.max_length or 0) >= LONG)


def _value(held: Held, row: Any, field: Field[Any, Any], protected: bool) -> Any:
    value = getattr(row, field.attname)
    if value in (None, "", [], {}):
        return None
    if field.name in held.others and not _is_the_person(row):
        return withheld("other")
    if protected and field.name in ADDRESSES:
        return withheld("protected")
    if isinstance(field, ForeignKey):
        return str(getattr(row, field.name)) if field.related_model in NAMED else value
    if held.model is PersonMerge and protected and isinstance(value, (dict, list)):
        return withheld("protected")
    return plain(value)


def _is_the_person(row: Any) -> bool:
    return isinstance(row, Signature) and row.signatory == Signatory.PARTICIPANT


def plain(value: Any) -> Any:
    """A column's value as JSON has it."""
    if isinstance(value, (date, datetime, time, Decimal, UUID)):
        return str(value)
    return value


def _names_of_others(found: list[tuple[Held, list[Any]]]) -> set[str]:
    """Names of others in the rows' own columns: where they stand in a text, look twice."""
    return {
        str(getattr(row, name))
        for held, rows in found
        for row in rows
        for name in held.others
        if name not in ("phone", "email") and not _is_the_person(row) and getattr(row, name)
    }


def _events(
    viewer: Viewer, ids: list[int], sections: list[dict[str, Any]], protected: bool
) -> list[dict[str, Any]]:
    """The history of the organisation's own rows, the oldest first."""
    stands = {(s["record"], row["id"]): row["values"] for s in sections for row in s["rows"]}
    models = {held.name: held for held in HELD}
    rows = list(
        Event.unscoped.filter(
            enrolment_id__in=with_merged(ids), organisation_id=viewer.organisation_id
        ).order_by("pk")
    )
    staff = _staff_names(rows)
    return [
        _event(e, models.get(e.subject), stands.get((e.subject, e.subject_id), {}), protected)
        | {"by": staff.get(e.staff_id, "")}
        for e in rows
    ]


def _event(
    event: Event, held: Held | None, stands: dict[str, Any], protected: bool
) -> dict[str, Any]:
    changes, written = {}, []
    for name, (before, after) in event.changes.items():
        if name in UNTOLD and name != "content":
            continue
        kept = [_changed(held, name, one, protected) for one in (before, after)]
        # The words that stand in the row now are read there, once.
        now = stands[name] if name in stands else (stands.get("content") or {}).get(name)
        if kept[1] is not None and kept[1] == now:
            kept[1] = AS_IT_STANDS
        changes[name] = kept
        if _may_be_words(held, name):
            written.append(name)
    return {
        "id": event.pk, "at": event.at.isoformat(), "verb": event.verb, "subject": event.subject,
        "reason": event.reason, "changes": changes, "words": written,
    }  # fmt: skip


def _changed(held: Held | None, name: str, value: Any, protected: bool) -> Any:
    if value in (None, "", [], {}):
        return None
    if held is not None and name in held.others:
        return withheld("other")
    if protected and name in ADDRESSES:
        return withheld("protected")
    return value


def _may_be_words(held: Held | None, name: str) -> bool:
    """An answer of a document has no column of its own: it is read."""
    if held is None:
        return False
    fields = {f.name: f for f in held.model._meta.concrete_fields}
    return name not in held.others and (name not in fields or is_words(fields[name], held.others))


def _reads(viewer: Viewer, ids: list[int]) -> list[dict[str, Any]]:
    """Who has read. Staff of one's own organisation by name, of another's by the organisation."""
    rows = list(AccessLogEntry.unscoped.filter(enrolment_id__in=with_merged(ids)).order_by("pk"))
    own = [row for row in rows if row.organisation_id == viewer.organisation_id]
    staff = _staff_names(own)
    organisations = dict(Organisation.objects.values_list("pk", "name"))
    mine = {row.pk for row in own}
    return [
        {
            "at": row.at.isoformat(),
            "by": staff.get(row.staff_id, "") if row.pk in mine else "",
            "organisation": organisations.get(row.organisation_id, ""),
            "parts": row.parts.split(",") if row.parts else [],
            "grounds": row.grounds.split(","),
            "purpose": row.purpose,
        }
        for row in rows
    ]


def _staff_names(rows: Iterable[Any]) -> dict[int | None, str]:
    ids = {row.staff_id for row in rows if row.staff_id}
    return dict(Staff.objects.filter(pk__in=ids).values_list("pk", "name"))


def _elsewhere(viewer: Viewer, ids: list[int]) -> dict[str, list[str]]:
    """Where else rows are kept, and where they may be.

    That another organisation has written is told only where it shares what it wrote with the
    viewer's: the others of the person's programmes are named as such, no more.
    """
    sharing = Ground.unscoped.filter(
        enrolment__in=ids, receiver=viewer.organisation_id, starts_on__lte=viewer.today
    ).exclude(ends_on__lte=viewer.today)
    holds = set(sharing.values_list("giver__name", flat=True))
    programmes = Enrolment.unscoped.filter(pk__in=ids).values("programme")
    partners = Partnership.objects.filter(programme__in=programmes)
    around = set(partners.values_list("organisation__name", flat=True)) | set(
        Programme.objects.filter(pk__in=programmes).values_list("owner__name", flat=True)
    )
    return {
        "holds": sorted(holds),
        "may_hold": sorted(around - holds - {viewer.organisation_name}),
    }
