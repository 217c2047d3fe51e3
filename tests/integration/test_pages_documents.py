"""Documents: written section by section, shared by part, kept as editions, signed and printed."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from framsteg import access
from framsteg.access import NOT_SHARED
from framsteg.actions import assignments, documents, signing
from framsteg.actions.recording import Conflict
from framsteg.foundation.codes import DocumentKind, Part, Signatory, SignedHow
from framsteg.foundation.decision import Denied
from framsteg.records.models import Document, DocumentSection, Edition, Enrolment, Event, Signature
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate(), blueprint="natkraft")


@pytest.fixture
def maja(world: World) -> Enrolment:
    return world.case(given="Maja", family="Holm", phase="agreement")


@pytest.fixture
def anna(world: World) -> Client:
    return logged_in(world.anna)


def logged_in(staff: Any) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def begun(world: World, case: Enrolment, kind: DocumentKind, **values: Any) -> int:
    by = world.viewer(world.anna)
    return documents.start(by=by, enrolment_id=case.pk, kind=kind, on=by.today, **values)


def write(world: World, document_id: int, section: str, **content: Any) -> None:
    documents.write(
        by=world.viewer(world.anna),
        document_id=document_id,
        section=section,
        content=content,
        version=None,
    )


def test_a_document_is_begun_and_written_on_its_pages(
    anna: Client, world: World, maja: Enrolment
) -> None:
    begin = anna.post(
        f"/deltagare/{maja.pk}/dokument/agreement/ny/", {"on": world.today.isoformat()}
    )
    document = Document.unscoped.get()
    assert begin["Location"] == f"/dokument/{document.pk}/"

    answer = anna.post(
        f"/dokument/{document.pk}/skriv/promises/",
        {"promises-0-who": "Anna", "promises-0-what": "ringer AF", "promises-1-who": ""},
    )

    assert answer["Location"] == f"/dokument/{document.pk}/#promises"
    row = DocumentSection.unscoped.get()
    assert row.content == {
        "promises": [{"who": "Anna", "organisation": "", "what": "ringer AF", "by": ""}]
    }
    page = anna.get(f"/dokument/{document.pk}/").content.decode()
    assert "ringer AF" in page
    assert "Målet med personens egna ord" in page  # still to explore


def test_a_fault_in_a_row_says_which_row_and_keeps_what_was_typed(
    anna: Client, world: World, maja: Enrolment
) -> None:
    document_id = begun(world, maja, DocumentKind.AGREEMENT)

    answer = anna.post(
        f"/dokument/{document_id}/skriv/promises/",
        {"promises-0-who": "Anna", "promises-0-by": "snart"},
    )

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Rad 1" in page
    assert "Anna" in page
    assert not DocumentSection.unscoped.exists()


def test_one_question_is_changed_in_place_and_the_others_stay(
    anna: Client, world: World, maja: Enrolment
) -> None:
    document_id = begun(world, maja, DocumentKind.PROFILE)
    write(world, document_id, "wishes", dream="Bageri", interests="Fåglar")

    anna.post(
        f"/dokument/{document_id}/skriv/wishes/?field=dream", {"dream": "Kök", "version": "1"}
    )

    assert DocumentSection.unscoped.get().content == {"dream": "Kök", "interests": "Fåglar"}
    change = Event.unscoped.filter(verb="documents.write").latest("id").changes
    assert change == {"dream": ["Bageri", "Kök"]}


def test_two_who_write_different_questions_both_get_theirs(world: World, maja: Enrolment) -> None:
    document_id = begun(world, maja, DocumentKind.PROFILE)
    write(world, document_id, "wishes", dream="Bageri", interests="Fåglar")
    by = world.viewer(world.anna)

    for content in ({"dream": "Kök"}, {"interests": "Cyklar"}):
        documents.write(
            by=by, document_id=document_id, section="wishes", content=content, version=1
        )

    assert DocumentSection.unscoped.get().content == {"dream": "Kök", "interests": "Cyklar"}


def test_two_who_write_the_same_question_choose_on_the_merge_page(
    anna: Client, world: World, maja: Enrolment
) -> None:
    document_id = begun(world, maja, DocumentKind.AGREEMENT)
    write(world, document_id, "promises", promises=[{"who": "Anna"}])
    documents.write(
        by=world.viewer(world.anna), document_id=document_id, section="promises",
        content={"promises": [{"who": "Bo"}]}, version=1,
    )  # fmt: skip
    url = f"/dokument/{document_id}/skriv/promises/?field=promises"

    answer = anna.post(url, {"promises-0-who": "Cecilia", "version": "1"})

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Bo" in page and "Cecilia" in page
    anna.post(url, {"promises": '[{"who": "Cecilia"}]', "version": "2"})
    assert DocumentSection.unscoped.get().content["promises"][0]["who"] == "Cecilia"


def test_first_answers_at_the_same_time_are_not_written_over(world: World, maja: Enrolment) -> None:
    document_id = begun(world, maja, DocumentKind.PROFILE)
    write(world, document_id, "wishes", dream="Bageri")

    with pytest.raises(Conflict):
        write(world, document_id, "wishes", dream="Kök")

    assert DocumentSection.unscoped.get().content == {"dream": "Bageri"}


def test_a_partner_sees_the_sections_of_the_parts_that_are_shared_and_no_other(
    world: World, maja: Enrolment
) -> None:
    document_id = begun(world, maja, DocumentKind.PROFILE)
    write(world, document_id, "wishes", dream="Bageri")
    write(world, document_id, "health", tell="Sover dåligt")
    bo = world.viewer(world.bo)
    with pytest.raises(access.NotFound):
        access.document(bo, document_id)

    world.ground(maja, world.bo_org, Part.PROFILE)

    file = access.document(bo, document_id)
    assert file.answers("wishes")[0].content == {"dream": "Bageri"}
    assert file.sections["health"] is NOT_SHARED
    assert file.sections["economy"] is NOT_SHARED
    assert file.name is NOT_SHARED
    history = access.document_history(bo, document_id)
    assert [line.field for line in history] == ["dream"]


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_print_holds_no_more_than_the_page(world: World, maja: Enrolment, form: str) -> None:
    document_id = begun(world, maja, DocumentKind.PROFILE)
    write(world, document_id, "health", tell="Sover dåligt")
    world.ground(maja, world.bo_org, Part.PROFILE)

    mine = logged_in(world.anna).get(f"/dokument/{document_id}/utskrift.{form}")
    theirs = logged_in(world.bo).get(f"/dokument/{document_id}/utskrift.{form}")

    assert mine.status_code == theirs.status_code == 200
    assert "Maja" not in mine["Content-Disposition"]
    assert "no-store" in mine["Cache-Control"]
    assert len(mine.content) > 2000


def test_each_organisation_writes_its_own_answers_in_the_same_document(
    world: World, maja: Enrolment
) -> None:
    document_id = begun(world, maja, DocumentKind.PROFILE)
    write(world, document_id, "wishes", dream="Bageri")
    world.ground(maja, world.bo_org, Part.PROFILE)
    documents.write(
        by=world.viewer(world.bo),
        document_id=document_id,
        section="wishes",
        content={"dream": "Konditori"},
        version=None,
    )

    own = access.document(world.viewer(world.anna), document_id).answers("wishes")
    both = access.document(world.viewer(world.bo), document_id).answers("wishes")

    assert [a.content["dream"] for a in own] == ["Bageri"]  # Bo's organisation has not shared
    assert [a.content["dream"] for a in both] == ["Bageri", "Konditori"]


def test_signing_keeps_the_edition_and_writing_goes_on(
    anna: Client, world: World, maja: Enrolment
) -> None:
    document_id = begun(world, maja, DocumentKind.AGREEMENT)
    write(world, document_id, "goals", goal="Ett jobb")

    answer = anna.post(
        f"/dokument/{document_id}/skriv-under/",
        {"signatory": "participant", "name": "Maja Holm", "how": "on_screen",
         "on": world.today.isoformat(), "me": "on"},
    )  # fmt: skip
    documents.write(
        by=world.viewer(world.anna), document_id=document_id, section="goals",
        content={"goal": "Ett annat jobb"}, version=1,
    )  # fmt: skip

    assert answer["Location"] == f"/dokument/{document_id}/"
    assert sorted(Signature.unscoped.values_list("signatory", "name")) == [
        ("coach", "Anna"), ("participant", "Maja Holm"),
    ]  # fmt: skip
    kept = access.document(world.viewer(world.anna), document_id, edition=1)
    assert kept.answers("goals")[0].content == {"goal": "Ett jobb"}
    assert "Ett jobb" in anna.get(f"/dokument/{document_id}/utgava/1/").content.decode()
    assert signing.keep(by=world.viewer(world.anna), document_id=document_id) == 2
    assert signing.keep(by=world.viewer(world.anna), document_id=document_id) == 2


def test_an_edition_is_cut_like_the_document(world: World, maja: Enrolment) -> None:
    document_id = begun(world, maja, DocumentKind.PROFILE)
    write(world, document_id, "wishes", dream="Bageri")
    write(world, document_id, "health", tell="Sover dåligt")
    signing.keep(by=world.viewer(world.anna), document_id=document_id)
    world.ground(maja, world.bo_org, Part.PROFILE)

    file = access.document(world.viewer(world.bo), document_id, edition=1)

    assert file.answers("wishes")[0].content == {"dream": "Bageri"}
    assert file.sections["health"] is NOT_SHARED


def test_nothing_is_signed_before_something_is_written(world: World, maja: Enrolment) -> None:
    document_id = begun(world, maja, DocumentKind.AGREEMENT)

    with pytest.raises(Denied):
        signing.sign(
            by=world.viewer(world.anna), document_id=document_id, name="Maja",
            signatory=Signatory.PARTICIPANT, how=SignedHow.ON_SCREEN, on=world.today,
        )  # fmt: skip

    assert not Edition.unscoped.exists()


def test_a_signature_by_mistake_is_taken_back_and_stays_in_the_history(
    anna: Client, world: World, maja: Enrolment
) -> None:
    document_id = begun(world, maja, DocumentKind.AGREEMENT)
    write(world, document_id, "goals", goal="Ett jobb")
    signature_id = signing.sign(
        by=world.viewer(world.anna), document_id=document_id, name="Maja",
        signatory=Signatory.PARTICIPANT, how=SignedHow.ON_SCREEN, on=world.today,
    )  # fmt: skip

    anna.post(f"/underskrift/{signature_id}/angra/")

    assert not Signature.unscoped.exists()
    assert Event.unscoped.filter(verb="documents.take_back_signature").exists()


def test_an_ended_document_is_not_written_in_until_the_end_is_taken_back(
    anna: Client, world: World, maja: Enrolment
) -> None:
    document_id = begun(world, maja, DocumentKind.PROFILE)
    anna.post(f"/dokument/{document_id}/avsluta/", {"on": world.today.isoformat(), "note": "Ny"})

    refused = anna.post(f"/dokument/{document_id}/skriv/wishes/", {"dream": "x"})
    assert refused.status_code == 404
    anna.post(f"/dokument/{document_id}/avsluta/angra/")
    anna.post(f"/dokument/{document_id}/skriv/wishes/", {"dream": "x"})

    assert DocumentSection.unscoped.get().content == {"dream": "x"}


def test_a_programme_offers_its_own_documents_only(world: World, maja: Enrolment) -> None:
    world.programme.blueprint_key = "varna"
    world.programme.save()
    by = world.viewer(world.anna)

    with pytest.raises(Denied):
        documents.start(
            by=by, enrolment_id=maja.pk, kind=DocumentKind.TRAINING_AGREEMENT, on=by.today,
            subject="Bageriet",
        )  # fmt: skip


def test_a_description_is_filled_from_the_profile_without_health(
    anna: Client, world: World, maja: Enrolment
) -> None:
    profile = begun(world, maja, DocumentKind.PROFILE)
    write(world, profile, "wishes", dream="Bageri")
    write(world, profile, "health", tell="Sover dåligt")
    description = begun(world, maja, DocumentKind.PERSONAL_DESCRIPTION, subject="Bageriet")

    anna.post(f"/dokument/{description}/fyll-i/")

    file = access.document(world.viewer(world.anna), description)
    assert file.answers("about")[0].content == {"presentation": "Bageri"}
    assert not any("Sover" in str(file.sections[key]) for key in file.sections)


def test_a_document_takes_the_same_queries_with_one_answer_and_with_many(
    world: World, maja: Enrolment, django_assert_num_queries: Any
) -> None:
    document_id = begun(world, maja, DocumentKind.PROFILE)
    write(world, document_id, "wishes", dream="Bageri")
    by = world.viewer(world.anna)
    signing.keep(by=by, document_id=document_id)
    with django_assert_num_queries(11):
        access.document(by, document_id)

    for section in ("works_best", "support", "hours", "network", "career"):
        shape = {"works_best": "day", "support": "coach", "hours": "times", "network": "people",
                 "career": "now"}[section]  # fmt: skip
        write(world, document_id, section, **{shape: "något"})
        signing.keep(by=by, document_id=document_id)

    with django_assert_num_queries(11):
        access.document(by, document_id)
    with django_assert_num_queries(4):
        access.documents(by, maja.pk)


def test_an_occupation_is_typed_and_kept_by_its_code(
    anna: Client, world: World, maja: Enrolment
) -> None:
    document_id = begun(world, maja, DocumentKind.PROFILE)
    url = f"/dokument/{document_id}/skriv/wishes/?field=occupations"

    anna.post(url, {"occupations_add": "9411"})
    anna.post(url, {"occupations_chosen": ["9411"], "occupations_add": "", "version": "1"})
    wrong = anna.post(url, {"occupations_add": "trollkarl", "version": "1"})

    assert DocumentSection.unscoped.get().content == {"occupations": ["9411"]}
    assert wrong.status_code == 422
    assert "trollkarl" in wrong.content.decode()
    assert "9411" not in anna.get(f"/dokument/{document_id}/").content.decode()  # its name is shown


def test_a_review_comes_up_in_my_day_a_week_ahead(
    anna: Client, world: World, maja: Enrolment
) -> None:
    assignments.assign(
        by=world.viewer(world.anna), enrolment_id=maja.pk, staff_id=world.anna.pk, on=world.today
    )
    soon = begun(world, maja, DocumentKind.AGREEMENT, review_on=world.today + timedelta(days=7))
    begun(world, maja, DocumentKind.PROFILE, review_on=world.today + timedelta(days=8))

    page = anna.get("/").content.decode()

    assert f"/dokument/{soon}/" in page
    assert "Yrkesprofil" not in page
