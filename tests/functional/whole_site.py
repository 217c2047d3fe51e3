"""A site with something on every page: what is looked at when all pages are."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from framsteg.actions import (
    assignments,
    contacts,
    documents,
    employers,
    enquiries,
    follow_ups,
    grounds,
    handovers,
    placements,
    self_reports,
    signing,
)
from framsteg.foundation.codes import (
    AnsweredBy,
    Channel,
    DocumentKind,
    EmployerPurpose,
    FollowUpKind,
    GroundKind,
    Part,
    Place,
    PlacementKind,
    Signatory,
    SignedHow,
    SourceKind,
)
from framsteg.records.models import Enrolment, Ground, ImportBatch
from tests.functional import (
    examples_chairs,
    examples_employers,
    examples_identity,
    examples_jobs,
    examples_persons,
    examples_reports,
    examples_rights,
    examples_steering,
    examples_support,
    examples_team,
    plan_pages,
    stage,
)
from tests.functional.addresses import (
    ADMINISTRATOR,
    COACH,
    LEAD,
    OFFICER,
    PARTNER,
    Visit,
)
from tests.functional.stage import Team

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@dataclass
class Site:
    """A site with something on every page, the people who open them, and the ids they use."""

    people: dict[str, Any]
    ids: dict[str, Any]

    def address(self, route: str, visit: Visit) -> str:
        named = {name: self.ids.get(f"{name}:{one}", one) for name, one in visit.ids.items()}
        known = self.ids | named

        def fill(part: re.Match[str]) -> str:
            return str(known[part["name"]])

        plain = route.replace("^", "").replace("$", "")
        parts = r"<\w+:(?P<name>\w+)>"
        return (
            "/"
            + re.sub(parts, fill, re.sub(r"\(\?P<(\w+)>.+?\)(?=[-/])", r"<str:\1>", plain))
            + visit.query
        )


def whole_site(utsikten: Team, natkraft: Team) -> Site:
    """Utsikten and Nätkraft, with a person that something has happened to everywhere."""
    ids: dict[str, Any] = {
        "key": "utsikten", "version": 1, "part": "income", "role": "employment_specialist",
        "uidb36": user_pk_to_url_str(utsikten.staff["Anna Ek"]),
        "key:reset": default_token_generator.make_token(utsikten.staff["Anna Ek"]),
    }  # fmt: skip
    ids |= _a_person_with_something_everywhere(utsikten)
    ids |= _a_document(utsikten, ids["enrolment_id"])
    ids |= _lists_at_every_step(natkraft) | examples_jobs.ids(utsikten, ids)
    ids |= examples_support.ids(utsikten, ids)
    ids |= examples_chairs.ids(utsikten)
    ids |= examples_team.ids(utsikten, ids)
    ids |= examples_persons.ids(utsikten)
    ids |= examples_steering.ids(natkraft) | examples_reports.ids(natkraft)
    ids |= examples_reports.quoted(utsikten, ids["enrolment_id"])
    administrator = stage.administrator()
    ids |= examples_identity.ids(utsikten, administrator)
    ids |= examples_identity.log_ids(utsikten, ids)
    ids |= examples_rights.ids(natkraft)
    people = {
        COACH: utsikten.staff["Anna Ek"],
        PARTNER: utsikten.staff["Bo Berg"],
        LEAD: natkraft.staff["Karin Lund"],
        ADMINISTRATOR: administrator,
        OFFICER: examples_identity.officer(utsikten),
    }
    return Site(people, ids)


def _a_person_with_something_everywhere(team: Team) -> dict[str, Any]:
    by = team.viewer("Anna Ek")
    person, left = team.enrol("Disa", "Norling"), team.enrol("Tage", "Öhrn")
    region = team.organisations["regionen"]
    consent = team.share(person, {Part.IDENTITY, Part.PLAN}, to="regionen", also_from=("regionen",))
    grounds.add(
        by=by, enrolment_id=person, receiver_id=region, parts=[Part.INCOME],
        kind=GroundKind.STATUTE, reason="10 kap. 28 § OSL", starts_on=by.today, ends_on=None,
    )  # fmt: skip
    partner = team.staff["Dag Frid"].pk
    assignments.link(by=by, enrolment_id=person, staff_id=partner, on=by.today)
    contact = contacts.log(
        by=by, enrolment_id=person, on=by.today, channel=Channel.VISIT, place=Place.COMMUNITY,
        note="Fika på stan.", next_step="Besöka bageriet", next_step_on=by.today - timedelta(1),
    )  # fmt: skip
    employer = employers.add(by=by, name="Brödboden på torget", industry="Bageri")
    employers.log_contact(
        by=by, programme_id=team.programme_id, employer_id=employer, on=by.today,
        channel=Channel.VISIT, purpose=EmployerPurpose.PRESENT_PERSON, on_behalf_of=[person],
    )  # fmt: skip
    placement = placements.start(
        by=by, enrolment_id=person, kind=PlacementKind.INTERNSHIP, on=by.today, percent=50,
        employer_id=employer,
    )  # fmt: skip
    for answer in (3, 4):
        follow_ups.record(
            by=by, enrolment_id=person, on=by.today, kind=FollowUpKind.MONTHLY,
            answered_by=AnsweredBy.PERSON, life_situation=answer, own_words="Det går bra.",
        )  # fmt: skip
    enquiry = enquiries.receive(
        by=by, programme_id=team.programme_id, received_on=by.today, source_kind=SourceKind.SELF,
        channel=Channel.PHONE, wish="Vill veta mer.",
    )  # fmt: skip
    hand_over = handovers.ask(by=by, enrolment_id=person, service="Jobbtorget", on=by.today)
    Enrolment.unscoped.filter(pk=left).update(exited_on=timezone.localdate(), exit_reason="moved")
    return {
        **plan_pages.examples(by, person),
        "enrolment_id": person, "enrolment_id:left": left, "kept_id:person": person,
        "double_id:person": left,
        "consent_id": consent,
        "receiver_id": region, "contact_id": contact, "subject_id:contact": contact,
        "employer_id": employer,
        "placement_id": placement, "enquiry_id": enquiry, "staff_id": by.staff_id,
        "hand_over_id": hand_over,
        "token:answer": self_reports.ask(
            by=by, enrolment_id=person, kind=FollowUpKind.MONTHLY, now=timezone.now()
        ),
        "staff_id:partner": partner, "ground_id": Ground.unscoped.get(consent=None).pk,
        **examples_employers.stood_up(by, employer),
    }  # fmt: skip


def _a_document(team: Team, person: int) -> dict[str, Any]:
    """An agreement with goals and promises, an edition and a signature."""
    by = team.viewer("Anna Ek")
    document = documents.start(
        by=by, enrolment_id=person, kind=DocumentKind.AGREEMENT, on=by.today, review_on=by.today
    )
    goals = {"goal": "Ett jobb som håller.", "first_contact": ["visit"]}
    promises = [{"who": "Anna", "what": "ringer varje vecka"}]
    for section, content in (("goals", goals), ("promises", {"promises": promises})):
        documents.write(by=by, document_id=document, section=section, content=content, version=None)
    signing.sign(
        by=by, document_id=document, signatory=Signatory.PARTICIPANT, name="Disa Norling",
        how=SignedHow.ON_SCREEN, on=by.today,
    )  # fmt: skip
    return {"document_id": document, "number": 1, "section": "promises", "kind": "disclosure"}


def _lists_at_every_step(team: Team) -> dict[str, Any]:
    client = Client()
    client.force_login(team.staff["Karin Lund"])
    unknown = "Nr;Kön;Inskriven;Skåp\n1;Kvinna;2012-10-01;Blå\n2;Blå;2012-10-01;Röd\n".encode()
    files = {
        "unreadable": b"PK\x03\x04 not a workbook",
        "unknown": unknown,
        "faulty": (EXAMPLES / "natkraft_fel.csv").read_bytes(),
        "loaded": (EXAMPLES / "natkraft_klienter.csv").read_bytes(),
    }
    found = {}
    for name, content in files.items():
        told = {"programme": team.programme_id, "kind": "cases"}
        client.post("/listor/ny/", {**told, "file": SimpleUploadedFile(f"{name}.csv", content)})
        found[f"batch_id:{name}"] = ImportBatch.objects.latest("pk").pk
    client.post(f"/listor/{found['batch_id:loaded']}/granska/")
    found["batch_id:loaded"] = ImportBatch.objects.latest("pk").pk
    return found
