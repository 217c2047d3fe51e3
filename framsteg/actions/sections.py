"""The living texts of a file: support needs and income. The plan has goals and actions."""

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing import enrolment_to_write_in
from framsteg.actions import recording, summaries
from framsteg.foundation.codes import Part
from framsteg.foundation.decision import deny, require
from framsteg.foundation.text import say
from framsteg.records.models import Section
from framsteg.rules.sharing import reach

WRITTEN = (Part.SUPPORT_NEEDS, Part.INCOME)


@transaction.atomic
def write(*, by: Viewer, enrolment_id: int, part: Part, text: str, version: int | None) -> None:
    """Write the organisation's own text of a part; `version` None for its first one.

    Raises Conflict when a colleague changed it meanwhile.
    """
    enrolment = enrolment_to_write_in(by, enrolment_id)
    if part not in WRITTEN or part not in reach(by.roles_in(enrolment.programme_id)):
        require(deny(say("This part has no text of its own.")))
    mine = Section.unscoped.select_for_update().filter(
        enrolment=enrolment, part=part, owner=by.organisation_id
    )
    row = mine.first()
    if row is None:
        section = Section(enrolment=enrolment, part=part, text=text, updated_on=by.today)
        recording.create(
            section, by=by, verb="sections.write", part=part, enrolment_id=enrolment.pk
        )
        summaries.writes_in(enrolment.pk, by.organisation_id)
        return
    changed = recording.change(
        row,
        {"text": text},
        by=by,
        verb="sections.write",
        part=part,
        version=version or 0,
        enrolment_id=enrolment.pk,
    )
    if changed:
        Section.unscoped.filter(pk=row.pk).update(updated_on=by.today)
