"""A person who stands twice in an organisation becomes one, and can become two again.

Every row keeps who wrote it. What cannot stand twice is laid aside in the merge itself.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import transaction
from django.db.models import Model, Q
from django.db.models.fields.reverse_related import ForeignObjectRel

from framsteg.access import NotFound, Viewer, wall
from framsteg.access.changing import enrolment_to_change, participant_to_change
from framsteg.actions import participants, recording, summaries
from framsteg.actions.person_merge_facts import laid_aside, may_merge
from framsteg.foundation.codes import Part
from framsteg.foundation.decision import deny, require
from framsteg.foundation.text import say
from framsteg.records.models import (
    CaseSummary,
    Enrolment,
    NameToken,
    Participant,
    PersonMerge,
    PhaseSpell,
    Section,
)

FILLED = ("source_kind", "channel", "unit_id", "referred_on", "reference", "enquiry_id")
CHOSEN = {Part.IDENTITY: participants.IDENTITY, Part.CONTACT_DETAILS: participants.CONTACT_DETAILS}


@wall.standing(wall.INSTALLATION)
@transaction.atomic
def put_together(
    *,
    by: Viewer,
    kept_id: int,
    double_id: int,
    versions: tuple[int, int, int, int],
    chosen: Mapping[str, str],
) -> int:
    """Make two enrolled persons one. Returns the merge's id.

    `kept_id` and `double_id` are enrolments; `versions` those of both persons and both enrolments
    as they were read. `chosen` names the facts of the person that are taken from the double.
    """
    kept_case, double_case = _both(by, kept_id, double_id)
    kept, double = (
        participant_to_change(by, pk, Part.CONTACT_DETAILS) for pk in (kept_id, double_id)
    )
    read = (kept.version, double.version, kept_case.version, double_case.version)
    require(may_merge(by, kept_case, double_case))
    _require_nothing_else_twice(kept_case, double_case)
    if versions != read:
        require(deny(say("Somebody has changed one of them since. Look at both again.")))
    values = {name: getattr(double, name) for name in chosen if chosen[name] == "double"}
    merge = PersonMerge(
        owner_id=by.organisation_id,
        created_by_id=by.staff_id,
        kept=kept,
        case_kept=kept_case,
        double_id_was=double.pk,
        person=_kept_row(double),
        merged_on=by.today,
    )
    if _twice_in_one_programme(kept_case, double_case):
        _move_the_case(by, merge, kept_case, double_case)
    merge.moved["enrolment.participant"] = _point("enrolment", "participant", double, kept)
    Enrolment.unscoped.filter(participant=kept).update(sort_key=kept.sort_key)
    NameToken.unscoped.filter(participant=double).delete()
    Participant.unscoped.filter(pk=double.pk).delete()
    merge.changed["person"] = _take_over(by, kept, kept_case.pk, values)
    merge.save(force_insert=True)
    recording.note(
        merge, by=by, verb="person_merges.put_together", part=Part.IDENTITY,
        enrolment_id=kept_case.pk,
    )  # fmt: skip
    return merge.pk


@wall.standing(wall.INSTALLATION)
@transaction.atomic
def take_apart(*, by: Viewer, merge_id: int) -> int:
    """Undo: two persons again, each with what was theirs. Returns the enrolment to look at."""
    merge = (
        PersonMerge.unscoped.select_for_update()
        .filter(pk=merge_id, owner=by.organisation_id, undone_on=None)
        .first()
    )
    if merge is None or merge.case_kept_id is None:
        raise NotFound
    kept_case = enrolment_to_change(by, merge.case_kept_id)
    kept = participant_to_change(by, kept_case.pk, Part.CONTACT_DETAILS)
    _put_back_facts(by, kept, kept_case, merge)
    number = merge.person[0]["fields"]["personnummer"]
    same = Participant.unscoped.filter(owner=kept.owner_id, personnummer=number)
    if number and same.exists():
        require(deny(say("Another person is registered with this personal identity number.")))
    _restore(merge.person)
    double = Participant.unscoped.get(pk=merge.double_id_was)
    if merge.case:
        _restore(merge.case)
    for label, ids in merge.moved.items():
        model_name, column = label.split(".")
        target = merge.double_id_was if label == "enrolment.participant" else _case_was(merge)
        model = apps.get_model("records", model_name)
        model._base_manager.filter(pk__in=ids).update(**{f"{column}_id": target})
    for rows in merge.laid_aside.values():
        _restore(rows)
    participants.index_name(double)
    Enrolment.unscoped.filter(participant=double).update(sort_key=double.sort_key)
    _recompute(kept_case.pk, merge.case_double_id_was)
    merge.undone_on = by.today
    merge.save(update_fields=["undone_on"])
    recording.note(
        merge, by=by, verb="person_merges.take_apart", part=Part.IDENTITY,
        enrolment_id=kept_case.pk,
    )  # fmt: skip
    return kept_case.pk


def _both(by: Viewer, kept_id: int, double_id: int) -> tuple[Enrolment, Enrolment]:
    """Both enrolments, locked in one order, so that two merges cannot wait for each other."""
    if kept_id == double_id:
        raise NotFound
    rows = {pk: enrolment_to_change(by, pk) for pk in sorted((kept_id, double_id))}
    return rows[kept_id], rows[double_id]


def _require_nothing_else_twice(kept: Enrolment, double: Enrolment) -> None:
    """Refuse when both go on in some other programme as well; which one is not told."""
    own = Enrolment.unscoped.filter(exited_on=None).exclude(pk__in=(kept.pk, double.pk))
    mine = {kept.programme_id} if kept.exited_on is None else set()
    mine |= set(own.filter(participant=kept.participant_id).values_list("programme", flat=True))
    theirs = set(own.filter(participant=double.participant_id).values_list("programme", flat=True))
    if double.exited_on is None and not _twice_in_one_programme(kept, double):
        theirs.add(double.programme_id)
    if mine & theirs:
        require(
            deny(say("Both go on in more than one programme. End one of the enrolments first."))
        )


def _twice_in_one_programme(kept: Enrolment, double: Enrolment) -> bool:
    """Both go on in the same programme: one of the enrolments has to give way."""
    open_ = kept.exited_on is None and double.exited_on is None
    return open_ and kept.programme_id == double.programme_id


def _move_the_case(by: Viewer, merge: PersonMerge, kept: Enrolment, double: Enrolment) -> None:
    """Everything in the double's enrolment goes to the kept one, and the enrolment is gone."""
    merge.case_double_id_was = double.pk
    merge.case = _kept_row(double)
    joined = _join_texts(kept, double)
    for row in laid_aside(kept, double):
        name = row._meta.model_name or ""
        merge.laid_aside.setdefault(name, []).extend(_kept_row(row))
        row.delete()
    for relation in _relations():
        model_name = str(relation.related_model._meta.model_name)
        column = relation.field.name
        ids = _point(model_name, column, double, kept)
        if ids:
            merge.moved[f"{model_name}.{column}"] = ids
    filled = {n: getattr(double, n) for n in FILLED if not getattr(kept, n) and getattr(double, n)}
    earlier = min(kept.enrolled_on, double.enrolled_on)
    first = PhaseSpell.unscoped.filter(enrolment=kept).order_by("starts_on", "id").first()
    if first is not None and earlier < kept.enrolled_on == first.starts_on:
        PhaseSpell.unscoped.filter(pk=first.pk).update(starts_on=earlier)
        joined["spell"] = [first.pk, str(first.starts_on), str(earlier)]
    Enrolment.unscoped.filter(pk=double.pk).delete()
    values = {**filled, "enrolled_on": earlier}
    merge.changed = {
        "case": {n: [_told(getattr(kept, n)), _told(v)] for n, v in values.items()},
        **joined,
    }
    recording.change(
        kept, values, by=by, verb="person_merges.put_together", part=Part.PLAN,
        enrolment_id=kept.pk,
    )  # fmt: skip
    _recompute(kept.pk)


def _relations() -> Iterator[ForeignObjectRel]:
    # Hidden ones too: most rows of a case have no way back from it.
    for relation in Enrolment._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and relation.field.model is not Enrolment:
            yield relation


def _join_texts(kept: Enrolment, double: Enrolment) -> dict[str, Any]:
    """A part that one organisation wrote about in both: one text after the other."""
    joined: dict[str, Any] = {"texts": {}}
    for theirs in Section.unscoped.filter(enrolment=double):
        mine = Section.unscoped.filter(enrolment=kept, part=theirs.part, owner=theirs.owner).first()
        if mine is None:
            continue
        before, after = mine.text, f"{mine.text}\n\n{theirs.text}".strip()
        Section.unscoped.filter(pk=mine.pk).update(text=after, version=mine.version + 1)
        joined["texts"][str(mine.pk)] = [before, after]
    return joined


def _take_over(
    by: Viewer, kept: Participant, enrolment_id: int, values: Mapping[str, Any]
) -> dict[str, Any]:
    """Set the facts that were chosen from the double; {fact: [before, after]}."""
    told = {name: [getattr(kept, name), value] for name, value in values.items()}
    for part, names in CHOSEN.items():
        mine = {name: values[name] for name in names if name in values}
        if mine:
            participants.set_facts(
                kept, mine, by=by, verb="person_merges.put_together", part=part,
                enrolment_id=enrolment_id, version=None,
            )  # fmt: skip
    return told


def _put_back_facts(by: Viewer, kept: Participant, case: Enrolment, merge: PersonMerge) -> None:
    """Facts, days and texts as they were, where nobody has changed them since."""
    for part, names in CHOSEN.items():
        told = merge.changed.get("person", {})
        back = {n: told[n][0] for n in names if n in told and getattr(kept, n) == told[n][1]}
        if back:
            participants.set_facts(
                kept, back, by=by, verb="person_merges.take_apart", part=part,
                enrolment_id=case.pk, version=None,
            )  # fmt: skip
    told = merge.changed.get("case", {})
    columns = {column.attname: column for column in Enrolment._meta.concrete_fields}
    values = {
        name: columns[name].to_python(before)
        for name, (before, after) in told.items()
        if _told(getattr(case, name)) == after
    }
    recording.change(
        case, values, by=by, verb="person_merges.take_apart", part=Part.PLAN, enrolment_id=case.pk
    )
    if spell := merge.changed.get("spell"):
        PhaseSpell.unscoped.filter(pk=spell[0], starts_on=spell[2]).update(starts_on=spell[1])
    for pk, (before, after) in merge.changed.get("texts", {}).items():
        Section.unscoped.filter(pk=pk, text=after).update(text=before)


def _point(model_name: str, column: str, was: Model, now: Model) -> list[int]:
    """Let every row that names the one name the other. Returns which."""
    rows = apps.get_model("records", model_name)._base_manager.filter(**{column: was})
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    rows.update(**{column: now})
    return ids


def _recompute(*enrolment_ids: int | None) -> None:
    """The summaries anew, for every organisation that has written in these cases."""
    ids = [pk for pk in enrolment_ids if pk is not None]
    for pk in ids:
        for relation in _relations():
            model = relation.related_model
            if model is CaseSummary or not hasattr(model, "owner_id"):
                continue
            rows = model._base_manager.filter(**{relation.field.name: pk})
            for owner in rows.values_list("owner_id", flat=True).distinct():
                summaries.writes_in(pk, owner)
        for owner in Enrolment.unscoped.filter(pk=pk).values_list("owner_id", flat=True):
            summaries.writes_in(pk, owner)
    for row in CaseSummary.unscoped.filter(Q(enrolment__in=ids)):
        CaseSummary.unscoped.filter(pk=row.pk).update(**summaries.recomputed(row))


def _kept_row(row: Model) -> list[dict[str, Any]]:
    """All columns of a row, to be put back as they were."""
    # Not Django's own JSON: it cuts the microseconds of a time.
    return list(json.loads(json.dumps(serializers.serialize("python", [row]), default=str)))


def _restore(rows: list[dict[str, Any]]) -> None:
    for one in serializers.deserialize("python", rows):
        one.save()


def _case_was(merge: PersonMerge) -> int:
    return merge.case_double_id_was or merge.double_id_was


def _told(value: Any) -> Any:
    return str(value) if value is not None and not isinstance(value, (str, int)) else value
