"""The consents and other grounds of a case, as far as they concern the viewer's organisation."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from framsteg.access.files import AnswerLine, ConsentLine, GiverLine, GroundLine
from framsteg.access.sight import cases_in_sight
from framsteg.access.sightline import Sightline
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import ConsentGiven, GroundKind, Part
from framsteg.foundation.period import Period
from framsteg.records.models import (
    Assignment,
    CaseLink,
    Consent,
    ConsentAnswer,
    ConsentGiver,
    Enrolment,
    Ground,
)

_OF_THE_PERSON = frozenset({Part.IDENTITY, Part.CONTACT_DETAILS})


@dataclass(frozen=True)
class Held:
    """What the grounds of a case say to one viewer.

    `readers` are, for each part, the other organisations that may read today what the viewer's
    organisation writes there (for name and contact details: what whoever keeps them writes).
    """

    consents: tuple[ConsentLine, ...]
    other_grounds: tuple[GroundLine, ...]
    readers: Mapping[Part, tuple[str, ...]]


@dataclass(frozen=True)
class Loss:
    """What one organisation loses when a consent is taken back, and who there stops seeing."""

    organisation: str
    parts: tuple[Part, ...]
    people: tuple[str, ...]


@dataclass(frozen=True)
class Waiting:
    """A consent that waits for the viewer's organisation to open its own rows."""

    enrolment_id: int
    consent_id: int
    received_by: str
    given_on: date


def held(viewer: Viewer, row: Enrolment) -> Held:
    """The consents and other grounds of a case, and who reads what. Four queries."""
    grounds = _grounds(row)
    here = viewer.organisation_id
    return Held(
        consents=_consents(viewer, row, grounds),
        other_grounds=tuple(
            g
            for g in grounds
            if g.kind is not GroundKind.CONSENT
            and here in (g.receiver_id, g.giver_id, g.noted_by_id, row.owner_id)
        ),
        readers=_readers(viewer, row, grounds),
    )


def readers(viewer: Viewer, row: Enrolment) -> Mapping[Part, tuple[str, ...]]:
    """The other organisations that may read each part of a case today. One query."""
    return _readers(viewer, row, _grounds(row))


def waiting_to_confirm(viewer: Viewer) -> tuple[Waiting, ...]:
    """Consents that another organisation received and that also speak of what we wrote."""
    rows = ConsentGiver.unscoped.filter(
        organisation=viewer.organisation_id,
        confirmed_on=None,
        refused_on=None,
        consent__withdrawn_on=None,
        consent__enrolment__programme__in=sorted(viewer.writes_in),
        consent__enrolment__in=cases_in_sight(viewer).values("pk"),
    ).exclude(consent__expires_on__lte=viewer.today)
    columns = (
        "consent__enrolment_id", "consent_id", "consent__owner__name", "consent__given_on",
    )  # fmt: skip
    return tuple(
        Waiting(*values)
        for values in rows.order_by("consent__given_on", "id").values_list(*columns)
    )


def losses(viewer: Viewer, consent: ConsentLine, enrolment_id: int) -> tuple[Loss, ...]:
    """Who would lose what if this consent, cut to the grounds at hand, were taken back today.

    A part that another ground still gives is not lost. Six queries at most.
    """
    row = cases_in_sight(viewer).get(pk=enrolment_id)
    taken = {g.ground_id for g in consent.grounds}
    now = [g for g in _grounds(row) if viewer.today in Period(g.starts_on, g.ends_on)]
    kept = {(g.giver_id, g.receiver_id, g.part) for g in now if g.ground_id not in taken}
    lost: dict[tuple[int, str], set[Part]] = defaultdict(set)
    for g in now:
        if g.ground_id in taken and (g.giver_id, g.receiver_id, g.part) not in kept:
            lost[g.receiver_id, g.receiver].add(g.part)
    plan = Sightline.to(viewer, [row]).sees(row.pk, Part.PLAN, row.owner_id)
    people = _people(row, viewer, [receiver for receiver, _name in lost]) if plan else {}
    return tuple(
        Loss(
            organisation=name,
            parts=tuple(part for part in Part if part in parts),
            people=people.get(receiver_id, ()),
        )
        for (receiver_id, name), parts in sorted(lost.items(), key=lambda one: one[0][1])
    )


def _people(
    row: Enrolment, viewer: Viewer, organisations: Iterable[int]
) -> dict[int, tuple[str, ...]]:
    """The coaches and linked partners of each organisation, who work with the person today."""
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for model in (Assignment, CaseLink):
        rows = model.unscoped.filter(
            enrolment=row, staff__organisation__in=list(organisations)
        ).exclude(ends_on__lte=viewer.today)
        for organisation_id, name in rows.order_by("staff__name").values_list(
            "staff__organisation_id", "staff__name"
        ):
            if name not in found[organisation_id]:
                found[organisation_id] += (name,)
    return found


def _consents(
    viewer: Viewer, row: Enrolment, grounds: tuple[GroundLine, ...]
) -> tuple[ConsentLine, ...]:
    """Consents that the viewer's organisation received, gives by, or reads on.

    The organisation that enrolled the person sees every consent of the case. One that only reads
    is told what it was asked about itself.
    """
    here = viewer.organisation_id
    rows = (
        Consent.unscoped.filter(enrolment=row)
        .select_related("owner", "created_by")
        .order_by("-given_on", "-id")
    )
    answers, givers = _answers(row), _givers(row)
    found = list(rows)
    replaced = {c.renews_id: c.given_on for c in found if c.renews_id}
    lines = []
    for c in found:
        party = here in (c.owner_id, row.owner_id, *(g.organisation_id for g in givers[c.pk]))
        mine = tuple(
            g for g in grounds if g.consent_id == c.pk and (party or g.receiver_id == here)
        )
        said = tuple(a for a in answers[c.pk] if party or (a.receiver_id == here and a.yes))
        if party or mine or said:
            line = _consent(c, replaced.get(c.pk))
            lines.append(
                replace(line, answers=said, givers=givers[c.pk] if party else (), grounds=mine)
            )
    return tuple(lines)


def _answers(row: Enrolment) -> dict[int, tuple[AnswerLine, ...]]:
    found: dict[int, tuple[AnswerLine, ...]] = defaultdict(tuple)
    rows = ConsentAnswer.unscoped.filter(consent__enrolment=row).order_by("id")
    columns = ("receiver_id", "receiver__name", "part", "yes", "withdrawn_on", "consent_id")
    for receiver_id, name, part, yes, withdrawn_on, consent_id in rows.values_list(*columns):
        found[consent_id] += (AnswerLine(receiver_id, name, Part(part), yes, withdrawn_on),)
    return found


def _givers(row: Enrolment) -> dict[int, tuple[GiverLine, ...]]:
    found: dict[int, tuple[GiverLine, ...]] = defaultdict(tuple)
    rows = ConsentGiver.unscoped.filter(consent__enrolment=row).order_by("organisation__name")
    columns = (
        "organisation_id", "organisation__name", "confirmed_on", "refused_on", "consent_id",
    )  # fmt: skip
    for *values, consent_id in rows.values_list(*columns):
        found[consent_id] += (GiverLine(*values),)
    return found


def _readers(
    viewer: Viewer, row: Enrolment, grounds: tuple[GroundLine, ...]
) -> Mapping[Part, tuple[str, ...]]:
    found: dict[Part, tuple[str, ...]] = defaultdict(tuple)
    for ground in sorted(grounds, key=lambda g: g.receiver):
        kept_by = row.participant.owner_id if ground.part in _OF_THE_PERSON else None
        ours = ground.giver_id == (kept_by or viewer.organisation_id)
        others = ground.receiver_id != viewer.organisation_id
        counts = viewer.today in Period(ground.starts_on, ground.ends_on)
        if ours and others and counts and ground.receiver not in found[ground.part]:
            found[ground.part] += (ground.receiver,)
    return dict(found)


def _consent(c: Consent, replaced_on: date | None) -> ConsentLine:
    return ConsentLine(
        consent_id=c.pk,
        text_version=c.text_version,
        text_shown=c.text_shown,
        purpose=c.purpose,
        given=ConsentGiven(c.given),
        kept_at=c.kept_at,
        with_interpreter=c.with_interpreter,
        interpreter=c.interpreter,
        interpreter_language=c.interpreter_language,
        signed_by=c.signed_by,
        signed_for_reason=c.signed_for_reason,
        given_on=c.given_on,
        expires_on=c.expires_on,
        withdrawn_on=c.withdrawn_on,
        replaced_on=replaced_on,
        owner_id=c.owner_id,
        owner=c.owner.name,
        received_by=c.created_by.name if c.created_by else "",
        version=c.version,
        answers=(),
        givers=(),
        grounds=(),
    )


def _grounds(row: Enrolment) -> tuple[GroundLine, ...]:
    rows = (
        Ground.unscoped.filter(enrolment=row)
        .select_related("giver", "receiver", "created_by")
        .order_by("id")
    )
    return tuple(
        GroundLine(
            giver_id=g.giver_id,
            giver=g.giver.name,
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
