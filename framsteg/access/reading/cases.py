"""One person's file, part by part: what is withheld is never fetched."""

from typing import Any

from framsteg.access import log
from framsteg.access.files import (
    NOT_SHARED,
    CaseFile,
    CaseLine,
    Coach,
    ContactDetails,
    Journey,
    NotShared,
    PhaseLine,
    Referral,
)
from framsteg.access.reading import consents, documents, follow_up_rhythm, journal, rows
from framsteg.access.reading.identity import NotFound, identity
from framsteg.access.reading.lists import line_of, summaries_by_case, summed
from framsteg.access.reading.units import source_of_case
from framsteg.access.sight import cases_in_sight
from framsteg.access.sightline import Sightline
from framsteg.access.viewer import Viewer
from framsteg.blueprints.schema import ExitKind
from framsteg.foundation.codes import Channel, DocumentKind, ExitReason, Part, SourceKind
from framsteg.records.models import Assignment, Enrolment, PhaseSpell
from framsteg.rules.documents import SHAPES


def case_file(viewer: Viewer, enrolment_id: int, *, contacts_before: int | None = None) -> CaseFile:
    """The person's file. `contacts_before` (a contact's id) pages back in the contacts.

    Raises NotFound for a file that does not exist or is not in sight.
    """
    row = (
        cases_in_sight(viewer)
        .select_related("participant", "programme", "unit", "owner")
        .filter(pk=enrolment_id)
        .first()
    )
    if row is None:
        raise NotFound
    sight = Sightline.to(viewer, [row])
    contacts, older = rows.contacts(sight, row, contacts_before)
    held = consents.held(viewer, row)
    file = CaseFile(
        enrolment_id=row.pk,
        programme_id=row.programme_id,
        programme_key=row.programme.key,
        programme_name=row.programme.name,
        owner_id=row.owner_id,
        owner=row.owner.name,
        blueprint_key=row.programme.blueprint_key,
        blueprint_version=row.blueprint_version,
        reference=row.reference,
        protected_identity=row.participant.protected_identity,
        identity=identity(sight, row),
        contact_details=_contact_details(sight, row),
        referral=_referral(sight, row),
        journey=_journey(sight, row),
        sections=rows.sections(sight, row),
        documents=documents.documents_of(sight, row),
        profile=documents.profile_of(sight, row),
        contacts=_unless_withheld(sight, row, Part.CONTACTS, contacts),
        older_contacts=older,
        employer_contacts=_unless_withheld(
            sight, row, Part.EMPLOYER_DEALINGS, rows.employer_contacts(sight, row)
        ),
        placements=_unless_withheld(
            sight, row, Part.EMPLOYER_DEALINGS, rows.placements(sight, row)
        ),
        follow_ups=_unless_withheld(sight, row, Part.FOLLOW_UPS, rows.follow_ups(sight, row)),
        exemptions=follow_up_rhythm.exemptions(sight, row),
        copies=journal.copies(sight, row),
        consents=held.consents,
        other_grounds=held.other_grounds,
        readers=held.readers,
        summary=summed(sight, row.pk, summaries_by_case([row.pk]).get(row.pk, [])),
        parts_in_sight=frozenset(sight.given.get(row.pk, {})) & sight.reached[row.pk],
        may_write=bool(viewer.may_write(row.programme_id)),
    )
    log.record(viewer, [sight.shown(row.pk, _parts(file))])
    return file


def case_line(viewer: Viewer, enrolment_id: int) -> CaseLine:
    """What a list says of the person: enough for a page that only names them. May be NotFound."""
    line = line_of(viewer, enrolment_id)
    if line is None:
        raise NotFound
    return line


def _parts(file: CaseFile) -> set[Part]:
    held = {
        Part.IDENTITY: file.identity,
        Part.CONTACT_DETAILS: file.contact_details,
        Part.SUPPORT_NEEDS: file.referral,
        Part.PLAN: file.journey,
        Part.CONTACTS: file.contacts,
        Part.EMPLOYER_DEALINGS: file.placements,
        Part.FOLLOW_UPS: file.follow_ups,
    }
    return (
        {part for part, value in held.items() if value is not NOT_SHARED}
        | {section.part for section in file.sections}
        | {document.part for document in file.documents}
        | {SHAPES[DocumentKind.PROFILE].section(key).part for key, _answers in file.profile}
    )


def _unless_withheld(sight: Sightline, row: Enrolment, part: Part, lines: tuple[Any, ...]) -> Any:
    """Lines, or NOT_SHARED when none can be told from "there are none".

    The organisation that enrolled the person, and one with a ground, know that an empty part is
    empty. Anyone else only knows what it wrote itself.
    """
    if lines or sight.sees(row.pk, part, row.owner_id):
        return lines
    return NOT_SHARED


def _contact_details(sight: Sightline, row: Enrolment) -> ContactDetails | NotShared:
    person = row.participant
    if not sight.sees(row.pk, Part.CONTACT_DETAILS, person.owner_id):
        return NOT_SHARED
    return ContactDetails(
        phone=person.phone,
        email=person.email,
        address="" if person.protected_identity else person.address,
        language=person.language,
        needs_interpreter=person.needs_interpreter,
        version=person.version,
    )


def _referral(sight: Sightline, row: Enrolment) -> Referral | NotShared:
    # Which clinic a person came from tells of their health: it goes with the support needs.
    if not sight.sees(row.pk, Part.SUPPORT_NEEDS, row.owner_id):
        return NOT_SHARED
    return Referral(
        source_kind=SourceKind(row.source_kind) if row.source_kind else None,
        source=source_of_case(sight, row),
        channel=Channel(row.channel) if row.channel else None,
        referred_on=row.referred_on,
    )


def _journey(sight: Sightline, row: Enrolment) -> Journey | NotShared:
    if not sight.sees(row.pk, Part.PLAN, row.owner_id):
        return NOT_SHARED
    spells = PhaseSpell.unscoped.filter(enrolment=row).order_by("starts_on", "id")
    return Journey(
        phase=row.phase,
        spells=tuple(PhaseLine(*s) for s in spells.values_list("phase", "starts_on", "ends_on")),
        coaches=_all_coaches(row),
        enrolled_on=row.enrolled_on,
        exited_on=row.exited_on,
        exit_reason=ExitReason(row.exit_reason) if row.exit_reason else None,
        handed_over_to=row.handed_over_to,
        exit_note=row.exit_note,
        version=row.version,
        support_ends=ExitKind(row.support_ends) if row.support_ends else None,
        planned_exit_on=row.planned_exit_on,
    )


def _all_coaches(row: Enrolment) -> tuple[Coach, ...]:
    found = Assignment.unscoped.filter(enrolment=row).order_by("starts_on", "id")
    columns = (
        "staff_id", "staff__name", "staff__organisation__name", "staff__organisation_id",
        "starts_on", "ends_on", "id",
    )  # fmt: skip
    return tuple(Coach(*values) for values in found.values_list(*columns))
