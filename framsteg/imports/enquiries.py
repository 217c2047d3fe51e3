"""The columns of an enquiry list become `EnquiryRow`s."""

from collections import Counter
from dataclasses import replace
from typing import Any

from framsteg.foundation.codes import EnquiryOutcome
from framsteg.foundation.listed import EnquiryRow
from framsteg.foundation.text import say
from framsteg.imports.faults import Faults
from framsteg.imports.fields import Field
from framsteg.imports.occupations import Columns
from framsteg.rules.lists import identity

_FACTS = (
    Field.RECEIVED_ON,
    Field.SOURCE,
    Field.CHANNEL,
    Field.FORMALITY,
    Field.ENQUIRY_OUTCOME,
    Field.ENQUIRY_OUTCOME_ON,
    Field.NOTE,
)


def enquiry_rows(columns: Columns, faults: Faults) -> tuple[EnquiryRow, ...]:
    """An enquiry for each row without a fault. Alike ones are numbered: they are not one."""
    _outcome_has_a_day(columns, faults)
    table = zip(*(columns[field] for field in _FACTS), strict=True)
    seen: Counter[str] = Counter()
    rows = []
    for at, (number, facts) in enumerate(zip(faults.sheet.numbers, table, strict=True)):
        if at in faults.spoiled:
            continue
        row = _enquiry(number, *facts)
        alike = identity(row)
        seen[alike] += 1
        rows.append(replace(row, occurrence=seen[alike]))
    return tuple(rows)


def _outcome_has_a_day(columns: Columns, faults: Faults) -> None:
    cells = zip(
        columns[Field.ENQUIRY_OUTCOME],
        columns[Field.ENQUIRY_OUTCOME_ON],
        columns[Field.RECEIVED_ON],
        strict=True,
    )
    for at, (outcome, day, received_on) in enumerate(cells):
        if not faults.is_sound(at, Field.ENQUIRY_OUTCOME_ON, Field.RECEIVED_ON):
            continue
        if day and received_on and day < received_on:  # type: ignore[operator]
            reason = say("The enquiry is settled before it was received.")
            faults.add(at, Field.ENQUIRY_OUTCOME_ON, reason, "dates_out_of_order")
        elif outcome and outcome is not EnquiryOutcome.OPEN and not day:
            reason = say("The date when the enquiry was settled is missing.")
            where = Field.ENQUIRY_OUTCOME_ON
            has_column = faults.mapping.heading(where)
            faults.add(at, where if has_column else Field.ENQUIRY_OUTCOME, reason, "missing")


def _enquiry(number: int, *facts: Any) -> EnquiryRow:
    received_on, source, channel, formality, outcome, outcome_on, note = facts
    return EnquiryRow(
        row=number,
        received_on=received_on,
        source=source,
        channel=channel,
        formality=formality,
        outcome=outcome,
        outcome_on=outcome_on,
        note=note or "",
    )
