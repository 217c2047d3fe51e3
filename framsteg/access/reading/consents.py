"""The consents and other grounds of a case, as far as they concern the viewer's organisation."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from framsteg.access.files import ConsentLine, GroundLine
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import ConsentGiven, GroundKind, Part
from framsteg.foundation.period import Period
from framsteg.records.models import Consent, Enrolment, Ground


@dataclass(frozen=True)
class Held:
    """What the grounds of a case say to one viewer.

    `readers` are, for each part, the other organisations that may read it today.
    """

    consents: tuple[ConsentLine, ...]
    other_grounds: tuple[GroundLine, ...]
    readers: Mapping[Part, tuple[str, ...]]


def held(viewer: Viewer, row: Enrolment) -> Held:
    """The consents and other grounds of a case, and who reads what. Two queries."""
    grounds = _grounds(row)
    here = viewer.organisation_id
    return Held(
        consents=_consents(viewer, row, grounds),
        other_grounds=tuple(
            g
            for g in grounds
            if g.kind is not GroundKind.CONSENT
            and here in (g.receiver_id, g.noted_by_id, row.owner_id)
        ),
        readers=_readers(viewer, grounds),
    )


def _consents(
    viewer: Viewer, row: Enrolment, grounds: tuple[GroundLine, ...]
) -> tuple[ConsentLine, ...]:
    """Consents that the viewer's organisation received, and what others' consents give it.

    The organisation that enrolled the person sees every consent that opens the file.
    """
    rows = (
        Consent.unscoped.filter(enrolment=row).select_related("owner").order_by("-given_on", "-id")
    )
    lines = []
    for c in rows:
        own = viewer.organisation_id in (c.owner_id, row.owner_id)
        mine = tuple(
            g
            for g in grounds
            if g.consent_id == c.pk and (own or g.receiver_id == viewer.organisation_id)
        )
        if own or mine:
            lines.append(_consent(c, mine))
    return tuple(lines)


def _readers(viewer: Viewer, grounds: tuple[GroundLine, ...]) -> Mapping[Part, tuple[str, ...]]:
    found: dict[Part, tuple[str, ...]] = defaultdict(tuple)
    for ground in sorted(grounds, key=lambda g: g.receiver):
        others = ground.receiver_id != viewer.organisation_id
        counts = viewer.today in Period(ground.starts_on, ground.ends_on)
        if others and counts and ground.receiver not in found[ground.part]:
            found[ground.part] += (ground.receiver,)
    return dict(found)


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


def _grounds(row: Enrolment) -> tuple[GroundLine, ...]:
    rows = (
        Ground.unscoped.filter(enrolment=row)
        .select_related("receiver", "created_by")
        .order_by("id")
    )
    return tuple(
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
        )
        for g in rows
    )
