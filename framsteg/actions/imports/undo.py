"""An import is undone as a whole: what it added goes, what it changed is as it stood."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone

from framsteg.access import NotFound, Viewer
from framsteg.actions import recording
from framsteg.actions.imports.create import CREATED
from framsteg.actions.imports.ledger import CHANGED
from framsteg.actions.imports.standing import BY_IMPORT
from framsteg.actions.imports.update import index_names
from framsteg.foundation.decision import Denied, require
from framsteg.foundation.text import say
from framsteg.records.models import (
    Assignment,
    CaseSummary,
    EmployerContact,
    EmployerContactBehalf,
    Enquiry,
    Enrolment,
    Event,
    ImportBatch,
    NameToken,
    Participant,
    PhaseSpell,
    Placement,
    PlacementExtent,
    Programme,
    Section,
)

UNDONE = "imports.undo"
_NAMED = 10


class WorkedOn(Denied):
    """People have worked on what the import brought; `references` names the cases."""

    def __init__(self, references: list[str]) -> None:
        self.references = tuple(references)
        more = len(references) - _NAMED
        named = references[:_NAMED] + (["…"] if more > 0 else [])
        super().__init__(
            say(
                "The import cannot be undone: {count} cases have been worked on since. {cases}.",
                count=len(references),
                cases=named,
            )
        )


@transaction.atomic
def undo(*, by: Viewer, batch_id: int) -> dict[str, int]:
    """Take back an import. Returns how many cases or enquiries were removed and restored.

    Raises `WorkedOn` when somebody, or a later import, has changed one of them since.
    """
    batch = ImportBatch.objects.select_for_update().filter(pk=batch_id).first()
    if batch is None or batch.owner_id != by.organisation_id:
        raise NotFound
    require(by.may_write(batch.programme_id))
    if batch.state != "applied":
        raise Denied(say("Only an import that has been loaded can be undone."))
    Programme.objects.select_for_update().get(pk=batch.programme_id)
    _refuse_worked_on(batch)
    restored = _restore(by, batch)
    removed = _remove(batch)
    _remove_names(batch)
    batch.state, batch.undone_at = "undone", timezone.now()
    batch.save(update_fields=["state", "undone_at"])
    counts = {"removed": removed, "restored": restored}
    changes: dict[str, list[Any]] = {name: [None, count] for name, count in counts.items()}
    recording.note(batch, by=by, verb=UNDONE, part=None, enrolment_id=None, changes=changes)
    return counts


def _created(batch: ImportBatch) -> Any:
    return Enrolment.unscoped.filter(imported_in=batch).values("pk")


def _refuse_worked_on(batch: ImportBatch) -> None:
    """Every event on these cases that came after the import's own last one counts as work."""
    later = _later_events(batch)
    cases = later.filter(enrolment_id__in=_cases(batch)).values("enrolment_id")
    told = set(Enrolment.unscoped.filter(pk__in=cases).values_list("reference", flat=True))
    touched = batch.changes.filter(model="enquiry").values_list("object_id", flat=True)
    asked = later.filter(subject="enquiry").filter(
        Q(subject_id__in=Enquiry.unscoped.filter(imported_in=batch).values("pk"))
        | Q(subject_id__in=list(touched))
    )
    days = Enquiry.unscoped.filter(pk__in=asked.values("subject_id"))
    told |= {day.isoformat() for day in days.values_list("received_on", flat=True)}
    if told:
        raise WorkedOn(sorted(told))


def _cases(batch: ImportBatch) -> Any:
    """The cases that the import created or changed."""
    own = Event.unscoped.filter(
        pk__gt=batch.counts["first_event"],
        pk__lte=batch.counts["last_event"],
        verb__in=(CREATED, CHANGED),
        enrolment_id__isnull=False,
    )
    # Another programme may have loaded a list in the same moment.
    return Enrolment.unscoped.filter(
        programme=batch.programme_id, pk__in=own.values("enrolment_id")
    ).values("pk")


def _later_events(batch: ImportBatch) -> models.QuerySet[Any]:
    """What happened after the import, but for later imports that have been undone."""
    later = Event.unscoped.filter(pk__gt=batch.counts["last_event"]).exclude(verb=UNDONE)
    undone = ImportBatch.objects.filter(
        programme=batch.programme_id, state="undone", pk__gt=batch.pk
    )
    for counts in undone.values_list("counts", flat=True):
        span = (counts["first_event"] + 1, counts["last_event"])
        later = later.exclude(pk__range=span, verb__startswith=BY_IMPORT)
    return later


def _restore(by: Viewer, batch: ImportBatch) -> int:
    """What stood before, newest change first; rows that the import added to cases go."""
    enrolments = set()
    for change in batch.changes.order_by("-pk").iterator(chunk_size=2000):
        model = apps.get_model("records", change.model)
        row = model._base_manager.filter(pk=change.object_id).first()
        if row is None or change.before is None and change.model in _NAMES:
            continue
        case = row.pk if isinstance(row, (Enrolment, Enquiry)) else _case_of(row)
        enrolments.add(case)
        if change.before is None:
            row.delete()
            continue
        _put_back(by, row, change.before, case)
    return len(enrolments - {None})


def _put_back(by: Viewer, row: Any, before: dict[str, Any], case: int | None) -> None:
    fields = {field.attname: field for field in row._meta.concrete_fields}
    changes = {}
    for name, value in before.items():
        changes[fields[name].name] = [getattr(row, name), value]
        setattr(row, name, fields[name].to_python(value))
    names = [*before]
    if hasattr(row, "version"):
        row.version += 1
        names.append("version")
    row.save(update_fields=names)
    if isinstance(row, Participant):
        index_names(row)
    told = {name: change for name, change in changes.items() if name != "sort_key"}
    enrolment_id = None if isinstance(row, Enquiry) else case
    recording.note(row, by=by, verb=UNDONE, part=None, enrolment_id=enrolment_id, changes=told)


def _case_of(row: Any) -> int | None:
    if isinstance(row, PlacementExtent):
        return row.placement.enrolment_id
    if isinstance(row, EmployerContact):
        behalf = row.behalves.first()
        return behalf.enrolment_id if behalf else None
    if isinstance(row, Participant):
        enrolment = row.enrolments.order_by("pk").first()
        return enrolment.pk if enrolment else None
    return getattr(row, "enrolment_id", None)


def _remove(batch: ImportBatch) -> int:
    """Everything that the import created, table by table: nobody has added to it since."""
    created = _created(batch)
    inside = {"enrolment__in": created}
    met = EmployerContactBehalf.unscoped.filter(**inside)
    contacts = list(met.values_list("contact", flat=True))
    _delete(PlacementExtent.unscoped.filter(placement__enrolment__in=created))
    _delete(met)
    for start in range(0, len(contacts), 500):
        _delete(EmployerContact.unscoped.filter(pk__in=contacts[start : start + 500]))
    for model in (Placement, Assignment, PhaseSpell, CaseSummary, Section):
        _delete(model.unscoped.filter(**inside))
    removed = _delete(Enrolment.unscoped.filter(imported_in=batch))
    people = Participant.unscoped.filter(imported_in=batch, enrolments=None)
    _delete(NameToken.unscoped.filter(participant__in=people.values("pk")))
    _delete(Participant.unscoped.filter(pk__in=people.values("pk")))
    return removed + _delete(Enquiry.unscoped.filter(imported_in=batch))


def _delete(rows: models.QuerySet[Any]) -> int:
    """Straight in the database: the rows that point here are already gone."""
    return int(rows._raw_delete(rows.db))


_NAMES = ("staff", "employer", "unit", "organisation")


def _remove_names(batch: ImportBatch) -> None:
    """Coaches, employers, units and organisations that came with the list, unless in use."""
    made = batch.changes.filter(before__isnull=True, model__in=_NAMES)
    for model, pk in sorted(made.values_list("model", "object_id"), key=_in_turn):
        try:
            with transaction.atomic():
                apps.get_model("records", model)._base_manager.filter(pk=pk).delete()
        except ProtectedError:
            continue  # somebody has come to use it: it stays


def _in_turn(made: Iterable[Any]) -> int:
    model, _pk = made
    return _NAMES.index(model)
