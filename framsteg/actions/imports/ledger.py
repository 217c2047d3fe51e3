"""Changes inside existing cases: what stood is kept, so that an import can be undone."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models

from framsteg.actions.imports.create import Writing
from framsteg.foundation.codes import Part
from framsteg.records.models import Event, ImportChange

CHANGED = "imports.update"
_AT_A_TIME = 500


@dataclass
class Ledger:
    """Collects changed and added rows; `write` saves them with their events and what stood."""

    writing: Writing
    changed: dict[tuple[type[models.Model], tuple[str, ...]], list[models.Model]] = field(
        default_factory=lambda: defaultdict(list)
    )
    kept: list[ImportChange] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def change(
        self,
        row: models.Model,
        values: Mapping[str, Any],
        *,
        part: Part,
        enrolment_id: int | None,
        untold: Mapping[str, Any] | None = None,
    ) -> None:
        """Set values by attribute name; `untold` ones (a sort key) are not told in the event."""
        wanted = {**values, **(untold or {})}
        before = {name: getattr(row, name) for name in wanted if getattr(row, name) != wanted[name]}
        if not before:
            return
        for name in before:
            setattr(row, name, wanted[name])
        if hasattr(row, "version"):
            row.version += 1
        stood = {name: plain(value) for name, value in before.items()}
        self._keep(row, stood)
        changes = {
            _field_name(row, name): [stood[name], plain(getattr(row, name))]
            for name in before
            if name not in (untold or {})
        }
        self._event(row, part, enrolment_id, changes)
        version = ["version"] if hasattr(row, "version") else []
        self.changed[type(row), (*sorted(before), *version)].append(row)

    def added(
        self, row: models.Model, *, part: Part, enrolment_id: int, told: Mapping[str, Any]
    ) -> None:
        """A row that was written inside an existing case."""
        self._keep(row, None)
        self._event(row, part, enrolment_id, {name: [None, plain(v)] for name, v in told.items()})

    def write(self) -> None:
        for (model, names), rows in self.changed.items():
            model._base_manager.bulk_update(rows, list(names), batch_size=_AT_A_TIME)
        ImportChange.unscoped.bulk_create(self.kept, batch_size=_AT_A_TIME)
        Event.unscoped.bulk_create(self.events, batch_size=_AT_A_TIME)

    def _keep(self, row: models.Model, before: dict[str, Any] | None) -> None:
        self.kept.append(
            ImportChange(
                batch=self.writing.batch,
                model=str(row._meta.model_name),
                object_id=row.pk,
                before=before,
            )
        )

    def _event(
        self, row: models.Model, part: Part, enrolment_id: int | None, changes: dict[str, list[Any]]
    ) -> None:
        self.events.append(
            Event(
                staff_id=self.writing.by.staff_id,
                organisation_id=getattr(row, "owner_id", None) or self.writing.by.organisation_id,
                enrolment_id=enrolment_id,
                verb=CHANGED,
                subject=str(row._meta.model_name),
                subject_id=row.pk,
                version=getattr(row, "version", None),
                part=part.value,
                changes=changes,
            )
        )


def _field_name(row: models.Model, attribute: str) -> str:
    return str(next(f.name for f in row._meta.concrete_fields if f.attname == attribute))


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    return value.isoformat() if isinstance(value, (date, datetime)) else value
