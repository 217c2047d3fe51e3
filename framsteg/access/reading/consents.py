"""The consents and other grounds of a case, as far as they concern the viewer's organisation."""

from collections import defaultdict

from framsteg.access.files import ConsentLine, GroundLine
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import ConsentGiven, GroundKind, Part
from framsteg.records.models import Consent, Enrolment, Ground


def consents(viewer: Viewer, row: Enrolment) -> tuple[ConsentLine, ...]:
    """Consents that the viewer's organisation received, and what others' consents give it."""
    grounds = _grounds(row, kind=GroundKind.CONSENT)
    rows = (
        Consent.unscoped.filter(enrolment=row).select_related("owner").order_by("-given_on", "-id")
    )
    lines = []
    for c in rows:
        own = c.owner_id == viewer.organisation_id
        mine = tuple(g for g in grounds[c.pk] if own or g.receiver_id == viewer.organisation_id)
        if own or mine:
            lines.append(_consent(c, mine))
    return tuple(lines)


def _consent(c: Consent, grounds: tuple[GroundLine, ...]) -> ConsentLine:
    return ConsentLine(
        consent_id=c.pk,
        text_version=c.text_version,
        text_shown=c.text_shown,
        purpose=c.purpose,
        given=ConsentGiven(c.given),
        with_interpreter=c.with_interpreter,
        given_on=c.given_on,
        expires_on=c.expires_on,
        withdrawn_on=c.withdrawn_on,
        owner=c.owner.name,
        version=c.version,
        grounds=grounds,
    )


def other_grounds(viewer: Viewer, row: Enrolment) -> tuple[GroundLine, ...]:
    """Grounds other than consent that give the viewer's organisation a part, or that it noted."""
    found = _grounds(row, kind=None)
    here = viewer.organisation_id
    return tuple(g for g in found[None] if here in (g.receiver_id, g.noted_by_id))


def _grounds(row: Enrolment, kind: GroundKind | None) -> dict[int | None, tuple[GroundLine, ...]]:
    found: dict[int | None, tuple[GroundLine, ...]] = defaultdict(tuple)
    rows = (
        Ground.unscoped.filter(enrolment=row)
        .select_related("receiver", "created_by")
        .order_by("id")
    )
    rows = rows.filter(kind=kind) if kind else rows.exclude(kind=GroundKind.CONSENT)
    for g in rows:
        found[g.consent_id] += (
            GroundLine(
                receiver_id=g.receiver_id,
                receiver=g.receiver.name,
                part=Part(g.part),
                kind=GroundKind(g.kind),
                reason=g.reason,
                starts_on=g.starts_on,
                ends_on=g.ends_on,
                consent_id=g.consent_id,
                ground_id=g.pk,
                noted_by_id=g.created_by.organisation_id if g.created_by else None,
            ),
        )
    return found
