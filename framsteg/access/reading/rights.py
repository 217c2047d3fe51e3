"""A person's rights: who handles them, and for whom.

The data protection officer and the lead of the organisation that keeps the rows, in a programme
of the person. The officer reads no file; what is handed out here is what a request needs.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Q, QuerySet

from framsteg.access import log
from framsteg.access.reading.identity import NotFound
from framsteg.access.sight import in_force, of_case
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part
from framsteg.foundation.names import fold
from framsteg.records.models import CaseSummary, Enrolment, Ground, NameToken, PersonMerge
from framsteg.rules.rights import MINDS

FOUND = 20


@dataclass(frozen=True)
class Minded:
    """A person whose rights the viewer handles; `name` is empty where it is not shared."""

    enrolment_id: int
    participant_id: int
    name: str
    reference: str
    programme_id: int
    programme: str
    enrolled_on: date
    exited_on: date | None
    anonymous: bool
    protected: bool
    reads_file: bool


def minds_anyone(viewer: Viewer) -> bool:
    """Whether the viewer handles requests at all."""
    return bool(viewer.programmes(MINDS))


def minded(viewer: Viewer, enrolment_id: int) -> Minded:
    """The person; NotFound where their rights are not the viewer's to handle. Logged."""
    row = minded_rows(viewer).filter(pk=enrolment_id).first()
    if row is None:
        raise NotFound
    return _handed_out(viewer, [row])[0]


def search(viewer: Viewer, told: str) -> tuple[Minded, ...]:
    """Persons by personal identity number, or by the beginnings of their names. Logged."""
    digits = told.replace("-", "").replace(" ", "")
    named = minded_rows(viewer).filter(name_is_known(viewer))
    if digits.isdigit():
        found = named.filter(participant__personnummer=digits)
    else:
        words = fold(told).split()
        if not words:
            return ()
        found = named
        for word in words:
            tokens = NameToken.unscoped.filter(token__startswith=word)
            found = found.filter(participant__in=tokens.values("participant"))
    return _handed_out(viewer, list(found.order_by("sort_key", "pk")[:FOUND]))


def all_enrolments(viewer: Viewer, participant_id: int) -> list[int]:
    """Every enrolment of a person: an organisation answers for its rows in all of them."""
    rows = Enrolment.unscoped.filter(participant=participant_id)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def with_merged(enrolment_ids: list[int]) -> list[int]:
    """The cases, and those that were merged into them: their history is theirs."""
    merged = PersonMerge.unscoped.filter(case_kept__in=enrolment_ids, undone_on=None)
    gone = merged.values_list("case_double_id_was", flat=True)
    return [*enrolment_ids, *(pk for pk in gone if pk is not None)]


def minded_rows(viewer: Viewer) -> QuerySet[Enrolment]:
    """Enrolments of persons whose rights the viewer handles, with person and programme."""
    wrote = CaseSummary.unscoped.filter(of_case(""), owner=viewer.organisation_id)
    keeps = (
        Q(owner=viewer.organisation_id)
        | Q(participant__owner=viewer.organisation_id)
        | Q(Exists(wrote))
    )
    rows = Enrolment.unscoped.filter(keeps, programme__in=sorted(viewer.programmes(MINDS)))
    return rows.select_related("participant", "programme")


def name_is_known(viewer: Viewer) -> Q:
    """The condition on an enrolment that the viewer's organisation may know whose it is."""
    given = Ground.unscoped.filter(of_case(""), in_force(viewer), part=Part.IDENTITY)
    return Q(participant__owner=viewer.organisation_id) | Q(Exists(given))


def _handed_out(viewer: Viewer, rows: list[Enrolment]) -> tuple[Minded, ...]:
    ids = [row.pk for row in rows]
    known = set(
        Enrolment.unscoped.filter(name_is_known(viewer), pk__in=ids).values_list("pk", flat=True)
    )
    shown = frozenset({Part.IDENTITY})
    log.record(viewer, [log.Shown(parts=shown, enrolment_id=pk) for pk in ids if pk in known])
    return tuple(_told(viewer, row, row.pk in known) for row in rows)


def _told(viewer: Viewer, row: Enrolment, named: bool) -> Minded:
    person = row.participant
    return Minded(
        enrolment_id=row.pk,
        participant_id=person.pk,
        name=f"{person.given_name} {person.family_name}".strip() if named else "",
        reference=row.reference,
        programme_id=row.programme_id,
        programme=row.programme.name,
        enrolled_on=row.enrolled_on,
        exited_on=row.exited_on,
        anonymous=person.anonymous,
        protected=person.protected_identity,
        reads_file=row.programme_id in viewer.case_programmes,
    )
