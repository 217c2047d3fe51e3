"""What decides whether two files may become one, and what of them cannot stand twice."""

from collections.abc import Iterator

from django.db.models import Model, Q

from framsteg.access import Viewer
from framsteg.foundation.codes import HandOverAnswer
from framsteg.foundation.decision import Decision
from framsteg.records.models import (
    Assignment,
    BackUp,
    CaseLink,
    CaseSummary,
    ConflictOfInterest,
    Consent,
    Crisis,
    EmployerContactBehalf,
    Enrolment,
    FollowUpExemption,
    Ground,
    HandOver,
    JobWishes,
    Match,
    PhaseSpell,
    Section,
)
from framsteg.rules.same_person import may_put_together


def may_merge(by: Viewer, kept: Enrolment, double: Enrolment) -> Decision:
    """The rule, on the two cases as they stand."""
    both = (kept, double)
    owners = {row.owner_id for row in both} | {row.participant.owner_id for row in both}
    crises = Crisis.unscoped.filter(ends_on=None)
    asked = HandOver.unscoped.exclude(answer=HandOverAnswer.DECLINED)
    return may_put_together(
        same=kept.participant_id == double.participant_id,
        own=owners == {by.organisation_id},
        numbers=(kept.participant.personnummer, double.participant.personnummer),
        consents=(_opened(by, kept), _opened(by, double)),
        asked_for_consent=(_asked(kept), _asked(double)),
        both_in_crisis=all(crises.filter(enrolment=row).exists() for row in both),
        both_handed_over=all(asked.filter(enrolment=row).exists() for row in both),
        same_job_twice=_same_job(kept, double),
    )


def laid_aside(kept: Enrolment, double: Enrolment) -> Iterator[Model]:
    """Rows of the double that would stand twice in the kept case, or say the same again."""
    mine, theirs = {"enrolment": kept}, {"enrolment": double}
    open_ = Q(ends_on=None)
    yield from PhaseSpell.unscoped.filter(**theirs)
    yield from CaseSummary.unscoped.filter(**theirs)
    for model in (Assignment, CaseLink):
        staff = model.unscoped.filter(open_, **mine).values_list("staff_id", flat=True)
        yield from model.unscoped.filter(open_, staff__in=list(staff), **theirs)
    if BackUp.unscoped.filter(open_, **mine).exists():
        yield from BackUp.unscoped.filter(open_, **theirs)
    declared = ConflictOfInterest.unscoped.filter(ended_on=None)
    who = list(declared.filter(**mine).values_list("staff_id", flat=True))
    yield from declared.filter(staff__in=who, **theirs)
    owners = list(JobWishes.unscoped.filter(**mine).values_list("owner_id", flat=True))
    yield from JobWishes.unscoped.filter(owner__in=owners, **theirs)
    visits = EmployerContactBehalf.unscoped.filter(**mine).values_list("contact_id", flat=True)
    yield from EmployerContactBehalf.unscoped.filter(contact__in=list(visits), **theirs)
    for exempt in FollowUpExemption.unscoped.filter(**theirs):
        same = {"due_on": exempt.due_on, "owner": exempt.owner_id, **mine}
        if FollowUpExemption.unscoped.filter(**same).exists():
            yield exempt
    for text in Section.unscoped.filter(**theirs):
        if Section.unscoped.filter(part=text.part, owner=text.owner, **mine).exists():
            yield text


def _opened(by: Viewer, case: Enrolment) -> set[tuple[int, int, str]]:
    today = Q(starts_on__lte=by.today) & (Q(ends_on=None) | Q(ends_on__gt=by.today))
    grounds = Ground.unscoped.filter(today, enrolment=case)
    return set(grounds.values_list("giver_id", "receiver_id", "part"))


def _asked(case: Enrolment) -> bool:
    """Whether the person has said anything of consent in this file, or another ground stands."""
    grounds = Ground.unscoped.filter(enrolment=case).exists()
    return grounds or Consent.unscoped.filter(enrolment=case).exists()


def _same_job(kept: Enrolment, double: Enrolment) -> bool:
    jobs = set(Match.unscoped.filter(enrolment=kept).values_list("job_id", "owner_id"))
    theirs = set(Match.unscoped.filter(enrolment=double).values_list("job_id", "owner_id"))
    return bool(jobs & theirs)
