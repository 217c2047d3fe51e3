"""One of each who can stand before the site, around one person of one programme."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from framsteg import access
from framsteg.actions import (
    assignments,
    calendars,
    coach_changes,
    conflicts,
    employer_register,
    employers,
    journal,
    person_merges,
    programmes,
    saved_views,
    staff,
    training,
)
from framsteg.foundation.codes import Purpose, Role
from framsteg.foundation.follow_up_codes import ExemptReason
from framsteg.foundation.journal_codes import JournalSubject
from framsteg.records.models import (
    CoachChange,
    Enrolment,
    FollowUp,
    FollowUpExemption,
    Signature,
    TaperStep,
)
from tests.functional.addresses import (
    ADMINISTRATOR,
    COACH,
    LEAD,
    PAGES,
    PARTNER,
    Visit,
)
from tests.functional.stage import WHERE, Team
from tests.functional.whole_site import Site

# What the addresses that are no pages open, where the name alone does not tell (see `Site`).
OTHER = {
    "arbetsgivare/sammanslagning/<int:merge_id>/angra/": {"merge_id": "employers"},
    "granskningar/<int:review_id>/granskning.<slug:form>": {"form": "paper"},
    "uppfoljning/<int:follow_up_id>/angra/": {"follow_up_id": "last"},
    "bakgrundsarbete/<uuid:task_id>/igen/": {"task_id": "background"},
    "bakgrundsarbete/<uuid:task_id>/undan/": {"task_id": "background"},
    "deltagare/samma-person/<int:ask_id>/ta-tillbaka/": {"ask_id": "met"},
}
NOBODY = "nobody"
ELSEWHERE = "lead of another programme"
# Of roles that the rules treat alike one stands for both (clinical partner, evaluator).
LINKED = Role.AGENCY_PARTNER
WITHOUT_PERSONS = (Role.STEERING_MEMBER, Role.DATA_PROTECTION_OFFICER)


def everybody(site: Site, team: Team) -> dict[str, Any]:
    """Who they are, by what they are called in docs/who-opens-what.md; nobody is None.

    All but the last have their role in the programme of the site's person; the partner is of the
    other coach's organisation and linked to that person.
    """
    by = team.viewer("Anna Ek")
    people: dict[str, Any] = {
        NOBODY: None,
        COACH: site.people[COACH],
        PARTNER: site.people[PARTNER],
        "lead": _hire(team, Role.TEAM_LEAD, "kommunen"),
    }
    people[called(LINKED)] = member = _hire(team, LINKED, "regionen")
    assignments.link(by=by, enrolment_id=site.ids["enrolment_id"], staff_id=member.pk, on=by.today)
    for role in WITHOUT_PERSONS:
        people[called(role)] = _hire(team, role, "kommunen")
    return people | {ADMINISTRATOR: site.people[ADMINISTRATOR], ELSEWHERE: site.people[LEAD]}


def called(role: Role) -> str:
    return role.value.replace("_", " ")


def _hire(team: Team, role: Role, organisation: str) -> Any:
    today = timezone.localdate()
    by = access.viewer_for_command(
        team.key, purpose=Purpose.ADMINISTRATION, today=today, where=WHERE
    )
    name = called(role).capitalize()
    made = staff.add(
        by=by, name=name, organisation_id=team.organisations[organisation],
        email=f"{role.value}@example.org", password="gröna-skogen-i-norr",
    )  # fmt: skip
    staff.grant(
        by=by, staff_id=made, role=role, programme_id=team.programme_id,
        starts_on=date(2020, 1, 1),
    )  # fmt: skip
    return type(team.staff["Anna Ek"]).objects.get(pk=made)


def visit_of(route: str) -> Visit:
    """What an address of the site opens: the page's own example, or the usual ids."""
    return PAGES.get(route) or Visit(COACH, OTHER.get(route, {}))


def more_ids(site: Site, team: Team, people: dict[str, Any]) -> dict[str, Any]:
    """The ids of what can be taken back or downloaded, and has no page of its own."""
    by, person = team.viewer("Anna Ek"), site.ids["enrolment_id"]
    other = employers.add(by=by, name="Smörgåsboden")
    double = employers.add(by=by, name="Smörgåsbodarna")
    merge = employer_register.merge(by=by, kept_id=other, double_id=double)
    conflict = _by(people["lead"], conflicts.declare, enrolment_id=person, reason="Granne")
    exemption = FollowUpExemption.unscoped.create(
        owner_id=by.organisation_id, enrolment_id=person, due_on=by.today,
        exempt_because=ExemptReason.ILLNESS,
    )  # fmt: skip
    copy = journal.mark(
        by=by, enrolment_id=person, subject=JournalSubject.CONTACT,
        subject_id=site.ids["contact_id"], system="Take Care",
    )  # fmt: skip
    training.taper(
        by=by,
        placement_id=site.ids["placement_id"],
        on=by.today + timedelta(9),
        every_days=14,
        words="Glesare",
    )
    change = _a_change_of_coach(team)
    follow_up = FollowUp.unscoped.filter(enrolment=person).latest("pk").pk
    return {
        "view_id": saved_views.save(by=by, name="Tysta", filters={"need": "silent"}),
        "first_id": other, "second_id": site.ids["employer_id"], "merge_id:employers": merge,
        "merge_id": _a_merge(team), "conflict_id": conflict, "copy_id": copy,
        "change_id": change.pk, "batch": change.batch, "form": "pdf", "form:paper": "docx",
        "taper_id": TaperStep.unscoped.latest("pk").pk, "field": "phone", "batch_id": 1,
        "signature_id": Signature.unscoped.filter(enrolment=person).latest("pk").pk,
        "measure": "referrals",
        "follow_up_id:last": follow_up,
        "exemption_id": exemption.pk,
        "unit_id": programmes.add_unit(
            by=by, organisation_id=by.organisation_id, name="Vuxenenheten"
        ),
        # Of nobody: their own areas' tests ask for them.
        "pk": 1, "session_id": 1, "task_id:background": UUID(int=1), "token_id": 1,
        "emergency_id": 1, "provider_id": "none", "organization_slug": "none", "client_id": "none",
        "disposal_id": 1, "extract_id": 1, "request_id": 1, "restriction_id": 1, "log_id": 1,
        "reason": "hours", "record": "note", "quote_id": 1, "report_id": 1, "address": "arsrapport",
        "name": "days_to_employer", "number": 1, "section": "summary",
        "token": calendars.renew_feed(by=by), "follow_up_id": follow_up,
    }  # fmt: skip


def _by(member: Any, act: Any, **told: Any) -> Any:
    return act(by=access.viewer_for(member, today=timezone.localdate(), where=WHERE), **told)


def _a_change_of_coach(team: Team) -> CoachChange:
    by, person = team.viewer("Anna Ek"), team.enrol("Vera", "Lind")
    new = _hire(team, Role.EMPLOYMENT_SPECIALIST, "kommunen")
    coach_changes.pass_on(
        by=by, enrolment_ids=[person], from_staff_id=by.staff_id or 0, to_staff_id=new.pk,
        on=by.today, note="Ny coach.",
    )  # fmt: skip
    return CoachChange.unscoped.latest("pk")


def _a_merge(team: Team) -> int:
    by = team.viewer("Anna Ek")
    kept, double = team.enrol("Sara", "Holm"), team.enrol("Sara", "Holm")
    rows = [Enrolment.unscoped.get(pk=pk) for pk in (kept, double)]
    versions = (rows[0].participant.version, rows[1].participant.version,
                rows[0].version, rows[1].version)  # fmt: skip
    return person_merges.put_together(
        by=by, kept_id=kept, double_id=double, versions=versions, chosen={}
    )
