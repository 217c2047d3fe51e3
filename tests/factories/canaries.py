"""Rows that carry a word of their own, in every part of a person's file: where it turns up tells.

`write_everything` writes as one member of staff all that they may write now, through the actions
that the pages use. Each free text of a row holds the row's word.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from framsteg import access
from framsteg.access import Viewer
from framsteg.actions import (
    conflicts,
    contacts,
    cover,
    documents,
    efforts,
    employers,
    enquiries,
    follow_ups,
    grounds,
    handovers,
    journal,
    matches,
    meetings,
    network,
    placements,
    plan_reviews,
    plans,
    sections,
    self_reports,
    signing,
    training,
)  # fmt: skip
from framsteg.actions.efforts import Noted
from framsteg.actions.network import Placed
from framsteg.actions.plans import Asked
from framsteg.actions.self_reports import Told
from framsteg.foundation.codes import (
    Channel,
    DocumentKind,
    EmployerPurpose,
    FollowUpKind,
    GroundKind,
    MatchStepKind,
    MeetingKind,
    Part,
    Place,
    PlacementKind,
    Signatory,
    SignedHow,
    SourceKind,
    ToldBy,
)  # fmt: skip
from framsteg.foundation.decision import Denied
from framsteg.foundation.journal_codes import JournalSubject
from framsteg.foundation.plan_codes import Responsible, Ring, Sphere
from framsteg.foundation.training_codes import BasicDemand, SupportUsed
from framsteg.rules.documents import SHAPES, FieldKind, FieldShape
from tests.factories.planted import Canaries, Planted

SIGNED = (DocumentKind.AGREEMENT, DocumentKind.DISCLOSURE)
WRITTEN = (DocumentKind.PROFILE, DocumentKind.SUPPORT_PLAN, *SIGNED)


def write_everything(told: Canaries, by: Viewer) -> None:
    """Write all that `by` may write today; what is refused is left out."""
    for write in (*OF_THE_FILE, *AT_WORK, *OF_THE_TEAM):
        with _what_is_allowed(told):
            write(told, by, told.word())
            told.kinds.add((write.__name__, by.organisation_id))


@contextmanager
def _what_is_allowed(told: Canaries) -> Iterator[None]:
    """A refusal undoes what was written before it, and the words with it."""
    kept = len(told.rows)
    try:
        with transaction.atomic():
            yield
    except (access.NotFound, Denied):
        del told.rows[kept:]


# ── The file ───────────────────────────────────────────────────────────────────────────────────


def _contact(told: Canaries, by: Viewer, word: str) -> None:
    pk = contacts.log(
        by=by, enrolment_id=told.case.pk, on=by.today, channel=Channel.VISIT,
        place=Place.COMMUNITY, present=word, note=word, next_step=word, next_step_on=by.today,
    )  # fmt: skip
    told.known(contact_id=pk)
    told.plant(word, by, Part.CONTACTS, told.page("participants:file"))
    copied = told.word()
    subject = JournalSubject.CONTACT
    journal.mark(
        by=by, enrolment_id=told.case.pk, subject=subject, subject_id=pk, system=copied
    )  # fmt: skip
    told.known(subject_id=pk, subject=subject.value)
    told.plant(copied, by, Part.CONTACTS)


def _texts(told: Canaries, by: Viewer, word: str) -> None:
    if (_texts.__name__, by.organisation_id) in told.kinds:
        return  # a text is written over, not added to: once for each organisation
    for part in sections.WRITTEN:
        word = told.word()
        sections.write(by=by, enrolment_id=told.case.pk, part=part, text=word, version=None)
        told.plant(word, by, part, told.page("participants:file"))


def _follow_up(told: Canaries, by: Viewer, word: str) -> None:
    follow_ups.record(
        by=by, enrolment_id=told.case.pk, on=by.today, kind=FollowUpKind.MONTHLY, note=word,
        own_words=word,
    )  # fmt: skip
    told.plant(word, by, Part.FOLLOW_UPS, told.page("participants:file"))


def _own_answer(told: Canaries, by: Viewer, word: str) -> None:
    """What the person answered by themselves, on a link from the coach."""
    now = timezone.now()
    token = self_reports.ask(
        by=by, enrolment_id=told.case.pk, kind=FollowUpKind.MONTHLY, now=now
    )  # fmt: skip
    self_reports.answer(token=token, told=Told(own_words=word), now=now, today=by.today)
    told.plant(word, by, Part.FOLLOW_UPS, told.page("participants:file"))


def _effort(told: Canaries, by: Viewer, word: str) -> None:
    noted = Noted(word, by.today, organisation_name="Ekan")
    efforts.note(by=by, enrolment_id=told.case.pk, effort=noted)
    told.plant(word, by, Part.PLAN, told.page("efforts:show"))


def _network(told: Canaries, by: Viewer, word: str) -> None:
    near = Placed(name=word, sphere=Sphere.PRIVATE, ring=Ring.NEAR, role=word, contributes=word)
    told.known(
        network_person_id=network.place(by=by, enrolment_id=told.case.pk, person=near)
    )  # fmt: skip
    told.plant(word, by, Part.NETWORK, told.page("network:show"))


def _plan(told: Canaries, by: Viewer, word: str) -> None:
    goal = plans.set_goal(by=by, enrolment_id=told.case.pk, words=word)
    asked = Asked(word, Responsible.COACH, staff_id=by.staff_id, due_on=by.today)
    action = plans.add_action(by=by, goal_id=goal, asked=asked)
    plan_reviews.review(by=by, enrolment_id=told.case.pk, on=by.today, note=word)
    told.known(goal_id=goal, action_id=action)
    told.plant(word, by, Part.PLAN, told.page("plans:show"))


def _crisis(told: Canaries, by: Viewer, word: str) -> None:
    cover.note_crisis(by=by, enrolment_id=told.case.pk, on=by.today, note=word)
    told.plant(word, by, Part.SUPPORT_NEEDS, told.page("cover:brief"))


def _documents(told: Canaries, by: Viewer, word: str) -> None:
    for kind in WRITTEN:
        _document(told, by, kind)


def _document(told: Canaries, by: Viewer, kind: DocumentKind) -> None:
    shape, subject = SHAPES[kind], told.word() if SHAPES[kind].several else ""
    pk = documents.start(
        by=by, enrolment_id=told.case.pk, kind=kind, on=by.today, subject=subject
    )  # fmt: skip
    page, cover_of = reverse("documents:show", args=[pk]), (shape.part, by.organisation_id)
    told.known(document_id=pk)
    told.answered.add((pk, by.organisation_id))
    if subject:
        told.plant(subject, by, shape.part, page)
    _answers(told, by, pk, kind, cover_of)
    signing.keep(by=by, document_id=pk)
    told.known(number=1)
    if kind in SIGNED:
        signed = told.word()
        signing.sign(
            by=by, document_id=pk, signatory=Signatory.PARTICIPANT, name=signed,
            how=SignedHow.ON_PAPER, kept_at=signed, on=by.today,
        )  # fmt: skip
        told.plant(signed, by, shape.part)


def _answers(
    told: Canaries, by: Viewer, pk: int, kind: DocumentKind, beside: tuple[Part, int]
) -> None:
    page = reverse("documents:show", args=[pk])
    for section in SHAPES[kind].sections:
        asked = next(filter(_is_text, section.fields), None)
        if asked is None:
            continue
        answer = told.word()
        documents.write(
            by=by, document_id=pk, section=section.key, content={asked.key: answer}, version=None
        )
        told.plant(answer, by, section.part, page, beside=beside)


def _is_text(shape: FieldShape) -> bool:
    return shape.kind in {FieldKind.LINE, FieldKind.WRITING}


def answer_in(told: Canaries, by: Viewer, document_id: int) -> None:
    """Write one's own organisation's answers in a document that somebody else began."""
    with _what_is_allowed(told):
        line = access.document(by, document_id).line
        if (document_id, by.organisation_id) not in told.answered:
            told.answered.add((document_id, by.organisation_id))
            _answers(told, by, document_id, line.kind, (line.part, line.owner_id))
            signing.keep(by=by, document_id=document_id)


# ── At work ────────────────────────────────────────────────────────────────────────────────────


def _placement(told: Canaries, by: Viewer, word: str) -> None:
    pk = placements.start(
        by=by, enrolment_id=told.case.pk, kind=PlacementKind.INTERNSHIP, on=by.today, percent=50,
        title=word, note=word, employer_id=told.employer_id,
    )  # fmt: skip
    page = reverse("support:show", args=[pk])
    met, seen = told.word(), told.word()
    meeting = training.plan_meeting(by=by, placement_id=pk, on=by.today, with_whom=met)
    training.hold_meeting(
        by=by, meeting_id=meeting, on=by.today, with_whom=met, note=met, version=None
    )
    training.observe(
        by=by, placement_id=pk, on=by.today, task=seen, demand=BasicDemand.GET_STARTED, seen=seen,
        support=SupportUsed.SHOWN, helps=seen, told=True, person_said=seen,
    )  # fmt: skip
    told.known(placement_id=pk)
    told.plant(word, by, Part.EMPLOYER_DEALINGS, told.page("participants:file"), page)
    told.plant(met, by, Part.EMPLOYER_DEALINGS, page)
    told.plant(
        seen, by, Part.PROFILE, page, beside=(Part.EMPLOYER_DEALINGS, by.organisation_id)
    )  # fmt: skip


def _job(told: Canaries, by: Viewer, word: str) -> None:
    pk = placements.start(
        by=by, enrolment_id=told.case.pk, kind=PlacementKind.EMPLOYMENT, on=by.today, percent=50,
        title=word, note=word,
    )  # fmt: skip
    stepped = told.word()
    training.taper(
        by=by, placement_id=pk, on=by.today + timedelta(9), every_days=14, words=stepped
    )  # fmt: skip
    told.known(placement_id=pk)
    told.plant(word, by, Part.EMPLOYER_DEALINGS, told.page("participants:file"))
    told.plant(stepped, by, Part.EMPLOYER_DEALINGS, reverse("support:show", args=[pk]))


def _visit(told: Canaries, by: Viewer, word: str) -> None:
    pk = employers.log_contact(
        by=by, programme_id=told.case.programme_id, employer_id=told.employer_id, on=by.today,
        channel=Channel.VISIT, purpose=EmployerPurpose.PRESENT_PERSON, note=word, spoke_with=word,
        next_step=word, next_step_on=by.today, on_behalf_of=[told.case.pk],
    )  # fmt: skip
    told.known(contact_id=pk)
    told.plant(word, by, Part.EMPLOYER_DEALINGS, told.page("participants:file"))


def _match(told: Canaries, by: Viewer, word: str) -> None:
    pk = matches.suggest(by=by, enrolment_id=told.case.pk, job_id=told.job_id)
    matches.step(by=by, match_id=pk, kind=MatchStepKind.PERSON_YES, on=by.today, note=word)
    _trail, kept = access.match(by, pk)
    matches.decide_what_is_told(
        by=by, match_id=pk, version=kept.version, told_by=ToldBy.TOGETHER, tells=word,
        keeps_private=word,
    )  # fmt: skip
    told.known(match_id=pk)
    told.plant(word, by, Part.EMPLOYER_DEALINGS, reverse("matches:open", args=[pk]))


# ── The team ───────────────────────────────────────────────────────────────────────────────────


def _meeting(told: Canaries, by: Viewer, word: str) -> None:
    at = timezone.make_aware(datetime.combine(by.today, time(10)))
    kinds = {MeetingKind.PERSON: Part.CONTACTS, MeetingKind.INTERVIEW: Part.EMPLOYER_DEALINGS}
    for kind, part in kinds.items():
        word = told.word()
        pk = meetings.book(
            by=by, programme_id=told.case.programme_id, kind=kind, starts_at=at, minutes=30,
            place=Place.OFFICE, now=at, enrolment_id=told.case.pk, about=word,
            organisation_ids=told.organisations, staff_ids=told.guests,
        )  # fmt: skip
        told.known(meeting_id=pk)
        told.plant(word, by, part, reverse("meetings:show", args=[pk]))


def _decision(told: Canaries, by: Viewer, word: str) -> None:
    at = timezone.make_aware(datetime.combine(by.today, time(11)))
    weekly = meetings.book(
        by=by, programme_id=told.case.programme_id, kind=MeetingKind.TEAM, starts_at=at,
        minutes=30, place=Place.OFFICE, now=at,
    )  # fmt: skip
    told.known(
        meeting_id=weekly,
        action_id=meetings.decide(
            by=by, meeting_id=weekly, what=word, responsible_id=by.staff_id or 0,
            due_on=by.today, enrolment_id=told.case.pk,
        ),
    )  # fmt: skip
    # Partners have no part in the team's meetings: only that nobody else reads it is asked.
    told.plant(word, by, Part.PLAN)


def _hand_over(told: Canaries, by: Viewer, word: str) -> None:
    pk = handovers.ask(
        by=by, enrolment_id=told.case.pk, service=word, on=by.today, note=word
    )  # fmt: skip
    told.known(hand_over_id=pk)
    # It goes with the exit, and so belongs to whoever enrolled the person.
    told.rows.append(Planted(word, told.case.owner_id, Part.PLAN, (told.page("handovers:one"),)))


def _other_ground(told: Canaries, by: Viewer, word: str) -> None:
    receiver = next(pk for pk in told.organisations if pk != by.organisation_id)
    grounds.add(
        by=by, enrolment_id=told.case.pk, receiver_id=receiver, parts=[Part.DOCUMENTS],
        kind=GroundKind.EMERGENCY, reason=word, starts_on=by.today,
        ends_on=by.today + timedelta(1),
    )  # fmt: skip
    concerns = frozenset({receiver, by.organisation_id, told.case.owner_id})
    told.reasons.append((word, by.organisation_id, concerns))


def _enquiry(told: Canaries, by: Viewer, word: str) -> None:
    pk = enquiries.receive(
        by=by, programme_id=told.case.programme_id, received_on=by.today,
        source_kind=SourceKind.UNIT, unit_id=told.case.unit_id, channel=Channel.PHONE,
        person_name=word, person_contact=word, wish=word,
    )  # fmt: skip
    told.known(enquiry_id=pk)
    told.own.append((word, by.organisation_id))


def declare_conflict(told: Canaries, by: Viewer) -> None:
    """A colleague of each organisation steps aside; why is that organisation's own word."""
    word = told.word()
    told.known(conflict_id=conflicts.declare(by=by, enrolment_id=told.case.pk, reason=word))
    told.plant(word, by, Part.PLAN, told.page("conflicts:person"), beside=told.enrolled)


Write = Callable[[Canaries, Viewer, str], None]
OF_THE_FILE: tuple[Write, ...] = (
    _contact, _texts, _follow_up, _own_answer, _effort, _network, _plan, _crisis, _documents,
)  # fmt: skip
AT_WORK: tuple[Write, ...] = (_placement, _job, _visit, _match)
OF_THE_TEAM: tuple[Write, ...] = (_meeting, _decision, _hand_over, _other_ground, _enquiry)
