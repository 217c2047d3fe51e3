"""Consents: given part by part to organisation by organisation, withdrawn at once.

A consent opens what the organisation that received it wrote. What another organisation wrote
opens when the person said so and that organisation has confirmed the consent itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from framsteg.access import NotFound, Viewer
from framsteg.access.changing import enrolment_to_write_in
from framsteg.actions import recording, summaries
from framsteg.foundation.codes import ConsentGiven, GroundKind, Part
from framsteg.foundation.decision import require
from framsteg.records.models import Consent, ConsentAnswer, ConsentGiver, Enrolment, Ground
from framsteg.rules import sharing

Answers = Mapping[int, Iterable[Part]]
"""Parts by the id of the organisation that would read them."""


@dataclass(frozen=True)
class Form:
    """How the yes was given: with whom, on what paper, by whom if not by the person."""

    kept_at: str = ""
    with_interpreter: bool = False
    interpreter: str = ""
    interpreter_language: str = ""
    signed_by: str = ""
    signed_for_reason: str = ""


@transaction.atomic
def give(
    *,
    by: Viewer,
    enrolment_id: int,
    shares: Answers,
    text_version: str,
    text_shown: str,
    purpose: str,
    given: ConsentGiven,
    given_on: date,
    refuses: Answers | None = None,
    also_from: Iterable[int] = (),
    expires_on: date | None = None,
    form: Form = Form(),  # noqa: B008 - frozen
    renews: int | None = None,
) -> int:
    """Record what the person said yes (`shares`) and no (`refuses`) to. Returns the consent's id.

    It opens what the receiving organisation wrote. `also_from` are the other organisations whose
    rows it is meant for; each confirms for itself. A no closes what an earlier yes had opened.
    `expires_on` is the first day that no longer counts. `renews` is the consent it replaces.
    """
    enrolment = enrolment_to_write_in(by, enrolment_id)
    answers = [(receiver, part, True) for receiver, parts in shares.items() for part in parts]
    answers += [(r, part, False) for r, parts in (refuses or {}).items() for part in parts]
    asked = [part for _receiver, part, _yes in answers]
    require(
        sharing.may_give(answers=asked, given_on=given_on, expires_on=expires_on, today=by.today)
    )
    require(sharing.may_sign_for(signer=form.signed_by, reason=form.signed_for_reason))
    consent = Consent(
        enrolment=enrolment,
        text_version=text_version,
        text_shown=text_shown,
        purpose=purpose,
        given=given,
        given_on=given_on,
        expires_on=expires_on,
        renews=_renewed(by, enrolment, renews),
        **vars(form),
    )
    recording.create(
        consent, by=by, verb="consents.give", part=Part.DOCUMENTS, enrolment_id=enrolment.pk
    )
    others = sorted(set(also_from) - {by.organisation_id})
    ConsentAnswer.unscoped.bulk_create(
        ConsentAnswer(consent=consent, receiver_id=receiver, part=part, yes=yes)
        for receiver, part, yes in answers
    )
    ConsentGiver.unscoped.bulk_create(
        ConsentGiver(consent=consent, organisation_id=giver) for giver in others
    )
    _heed_the_no(by, consent, [by.organisation_id, *others])
    _take_over(by, consent, others)
    _open(by, consent, starts_on=given_on)
    summaries.writes_in(enrolment.pk, by.organisation_id)
    return consent.pk


@transaction.atomic
def confirm(*, by: Viewer, consent_id: int) -> None:
    """Open what the viewer's organisation wrote, on a consent that another organisation received.

    The person said so in the consent; each authority answers for its own rows.
    """
    consent, giver = _as_giver(by, consent_id)
    require(
        sharing.may_confirm(
            confirmed=giver.confirmed_on is not None and giver.refused_on is None,
            withdrawn_on=consent.withdrawn_on,
            expires_on=consent.expires_on,
            today=by.today,
        )
    )
    giver.confirmed_on, giver.refused_on = by.today, None
    giver.answered_by_id = by.staff_id
    giver.save()
    if consent.renews_id:
        _close(by, Ground.unscoped.filter(consent=consent.renews_id, giver=by.organisation_id))
    _open(by, consent, starts_on=max(by.today, consent.given_on))
    recording.note(
        giver,
        by=by,
        verb="consents.confirm",
        part=Part.DOCUMENTS,
        enrolment_id=consent.enrolment_id,
    )


@transaction.atomic
def refuse(*, by: Viewer, consent_id: int, reason: str = "") -> None:
    """Keep, or take back from today, what the viewer's organisation wrote from a joint consent."""
    consent, giver = _as_giver(by, consent_id)
    _close(by, consent.grounds.filter(giver=by.organisation_id))
    giver.refused_on, giver.answered_by_id = by.today, by.staff_id
    giver.save()
    recording.note(
        giver,
        by=by,
        verb="consents.refuse",
        part=Part.DOCUMENTS,
        enrolment_id=consent.enrolment_id,
        reason=reason,
    )


@transaction.atomic
def withdraw(
    *, by: Viewer, consent_id: int, receivers: Iterable[int] | None = None, reason: str = ""
) -> None:
    """Take a consent back from today on: wholly, or towards some organisations.

    The consent stays as evidence; the organisations stop seeing at once. By the organisation that
    received it, or the one that enrolled the person.
    """
    consent = _to_withdraw(by, consent_id)
    require(
        sharing.may_withdraw(
            given_on=consent.given_on, withdrawn_on=consent.withdrawn_on, today=by.today
        )
    )
    wanted = Q() if receivers is None else Q(receiver__in=list(receivers))
    grounds = consent.grounds.filter(wanted).exclude(ends_on__lte=by.today)
    answers = consent.answers.filter(wanted, yes=True, withdrawn_on=None)
    told = set(grounds.values_list("receiver_id", flat=True))
    told |= set(answers.values_list("receiver_id", flat=True))
    _close(by, grounds)
    answers.update(withdrawn_on=by.today)
    recording.note(
        consent,
        by=by,
        verb="consents.withdraw",
        part=Part.DOCUMENTS,
        enrolment_id=consent.enrolment_id,
        changes={"receivers": [sorted(told), []]},
        reason=reason,
    )
    left = consent.grounds.exclude(ends_on__lte=by.today).exists()
    if not left and not consent.answers.filter(yes=True, withdrawn_on=None).exists():
        consent.withdrawn_on = by.today
        consent.version += 1
        consent.save(update_fields=["withdrawn_on", "version"])


def _open(by: Viewer, consent: Consent, *, starts_on: date) -> None:
    """The grounds of what the viewer's organisation wrote, for each yes that still stands."""
    alive = consent.answers.filter(yes=True, withdrawn_on=None)
    Ground.unscoped.bulk_create(
        Ground(
            enrolment_id=consent.enrolment_id,
            giver_id=by.organisation_id,
            receiver_id=receiver,
            part=part,
            kind=GroundKind.CONSENT,
            consent=consent,
            starts_on=starts_on,
            ends_on=consent.expires_on,
            created_by_id=by.staff_id,
        )
        for receiver, part in alive.values_list("receiver_id", "part")
        if receiver != by.organisation_id
    )


def _close(by: Viewer, grounds: QuerySet[Ground]) -> None:
    """From today they no longer count."""
    grounds.exclude(ends_on__lte=by.today).update(ends_on=by.today)


def _heed_the_no(by: Viewer, consent: Consent, givers: list[int]) -> None:
    """The latest word counts: a no ends what an earlier consent had opened."""
    earlier = Ground.unscoped.filter(
        enrolment=consent.enrolment_id, kind=GroundKind.CONSENT, giver__in=givers
    )
    said_no = Q(pk__in=[])
    for receiver, part in consent.answers.filter(yes=False).values_list("receiver_id", "part"):
        said_no |= Q(receiver=receiver, part=part)
    _close(by, earlier.filter(said_no))


def _take_over(by: Viewer, consent: Consent, others: list[int]) -> None:
    """A renewal ends the consent before it; what others opened on it stands until they confirm."""
    if consent.renews_id is None:
        return
    yes = consent.answers.filter(yes=True).values_list("receiver_id", "part")
    kept = Q(pk__in=[])
    for receiver, part in yes:
        kept |= Q(receiver=receiver, part=part, giver__in=others)
    _close(by, Ground.unscoped.filter(consent=consent.renews_id).exclude(kept))


def _renewed(by: Viewer, enrolment: Enrolment, consent_id: int | None) -> Consent | None:
    if consent_id is None:
        return None
    own = Consent.unscoped.filter(pk=consent_id, enrolment=enrolment, owner=by.organisation_id)
    row = own.first()
    if row is None:
        raise NotFound
    return row


def _as_giver(by: Viewer, consent_id: int) -> tuple[Consent, ConsentGiver]:
    giver = (
        ConsentGiver.unscoped.select_for_update(of=("self",))
        .select_related("consent")
        .filter(consent=consent_id, organisation=by.organisation_id)
        .first()
    )
    if giver is None:
        raise NotFound
    enrolment_to_write_in(by, giver.consent.enrolment_id)
    return giver.consent, giver


def _to_withdraw(by: Viewer, consent_id: int) -> Consent:
    here = Q(owner=by.organisation_id) | Q(enrolment__owner=by.organisation_id)
    row = Consent.unscoped.select_for_update(of=("self",)).filter(here, pk=consent_id).first()
    if row is None:
        raise NotFound
    enrolment_to_write_in(by, row.enrolment_id)
    return row
