"""Each organisation answers for its own rows: what a consent opens, by whom, and until when."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from framsteg import access
from framsteg.access import NOT_SHARED
from framsteg.actions import consents
from framsteg.foundation.codes import ConsentGiven, Part
from framsteg.foundation.decision import Denied
from framsteg.records.models import Consent, ConsentAnswer, Enrolment, Ground, Staff
from tests.factories.world import TODAY, World

CONTACTS = Part.CONTACTS


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def case(world: World) -> Enrolment:
    """A case in which both organisations have written a contact."""
    case = world.case()
    world.contact(case, world.anna_org)
    world.contact(case, world.bo_org)
    return case


def give(world: World, case: Enrolment, by: Staff, **values: Any) -> int:
    told = {
        "shares": {}, "text_version": "1", "text_shown": "…", "purpose": "Samverkan",
        "given": ConsentGiven.ORAL, "given_on": TODAY, **values,
    }  # fmt: skip
    return consents.give(by=world.viewer(by), enrolment_id=case.pk, **told)


def written_by(world: World, case: Enrolment, reader: Staff, today: date = TODAY) -> set[int]:
    """The organisations whose contacts the reader sees."""
    try:
        found = access.case_file(world.viewer(reader, today), case.pk).contacts
    except access.NotFound:
        return set()
    return set() if found is NOT_SHARED else {c.owner_id for c in found}


def test_a_consent_opens_what_the_organisation_that_received_it_wrote_and_no_more(
    world: World, case: Enrolment
) -> None:
    third = world.third()
    give(world, case, world.bo, shares={third.organisation_id: [CONTACTS]})

    assert written_by(world, case, third) == {world.bo_org.pk}


def test_a_partner_cannot_open_the_enrollers_rows_to_itself(world: World, case: Enrolment) -> None:
    consent_id = give(
        world, case, world.bo,
        shares={world.bo_org.pk: list(Part)}, also_from=[world.anna_org.pk],
    )  # fmt: skip
    before = written_by(world, case, world.bo)
    with pytest.raises(access.NotFound):
        consents.confirm(by=world.viewer(world.bo), consent_id=consent_id)
    waiting = access.waiting_to_confirm(world.viewer(world.anna))

    consents.confirm(by=world.viewer(world.anna), consent_id=consent_id)

    assert before == {world.bo_org.pk}
    assert [one.consent_id for one in waiting] == [consent_id]
    assert written_by(world, case, world.bo) == {world.bo_org.pk, world.anna_org.pk}
    assert access.waiting_to_confirm(world.viewer(world.anna)) == ()


def test_nor_can_the_enroller_open_the_partners_rows_to_itself(
    world: World, case: Enrolment
) -> None:
    give(
        world, case, world.anna,
        shares={world.anna_org.pk: [CONTACTS]}, also_from=[world.bo_org.pk],
    )  # fmt: skip

    assert written_by(world, case, world.anna) == {world.anna_org.pk}


def test_who_has_confirmed_can_close_its_own_rows_and_leaves_the_others_open(
    world: World, case: Enrolment
) -> None:
    third = world.third()
    consent_id = give(
        world, case, world.anna,
        shares={third.organisation_id: [CONTACTS]}, also_from=[world.bo_org.pk],
    )  # fmt: skip
    bo = world.viewer(world.bo)
    consents.confirm(by=bo, consent_id=consent_id)
    both = written_by(world, case, third)

    consents.refuse(by=bo, consent_id=consent_id)

    assert both == {world.anna_org.pk, world.bo_org.pk}
    assert written_by(world, case, third) == {world.anna_org.pk}


@pytest.mark.parametrize("over", ["withdrawn", "run out"])
def test_a_consent_that_no_longer_holds_is_not_confirmed(
    world: World, case: Enrolment, over: str
) -> None:
    consent_id = give(
        world, case, world.anna, shares={world.anna_org.pk: [CONTACTS]},
        also_from=[world.bo_org.pk], expires_on=TODAY + timedelta(days=1),
    )  # fmt: skip
    if over == "withdrawn":
        consents.withdraw(by=world.viewer(world.anna), consent_id=consent_id)
    late = world.viewer(world.bo, TODAY + timedelta(days=1))

    with pytest.raises(Denied):
        consents.confirm(by=late, consent_id=consent_id)

    assert access.waiting_to_confirm(late) == ()
    assert not Ground.unscoped.exists()


def test_a_yes_taken_back_before_it_was_confirmed_stays_closed(
    world: World, case: Enrolment
) -> None:
    third = world.third()
    consent_id = give(
        world, case, world.anna, also_from=[world.bo_org.pk],
        shares={third.organisation_id: [CONTACTS], world.anna_org.pk: [CONTACTS]},
    )  # fmt: skip
    consents.withdraw(
        by=world.viewer(world.anna), consent_id=consent_id, receivers=[third.organisation_id]
    )

    consents.confirm(by=world.viewer(world.bo), consent_id=consent_id)

    assert written_by(world, case, third) == set()
    assert world.bo_org.pk in written_by(world, case, world.anna)


def test_a_no_is_kept_and_closes_an_earlier_yes(world: World, case: Enrolment) -> None:
    third = world.third()
    give(world, case, world.bo, shares={third.organisation_id: [CONTACTS, Part.PLAN]})

    give(world, case, world.bo, refuses={third.organisation_id: [CONTACTS]})

    assert written_by(world, case, third) == set()
    assert Ground.unscoped.get(part=Part.PLAN).ends_on is None
    assert list(ConsentAnswer.unscoped.filter(yes=False).values_list("part", flat=True)) == [
        "contacts"
    ]


def test_a_renewal_takes_over_without_a_gap(world: World, case: Enrolment) -> None:
    third = world.third()
    told = {
        "shares": {third.organisation_id: [CONTACTS]}, "also_from": [world.bo_org.pk],
    }  # fmt: skip
    first = give(world, case, world.anna, expires_on=TODAY + timedelta(days=9), **told)
    consents.confirm(by=world.viewer(world.bo), consent_id=first)

    second = give(world, case, world.anna, renews=first, **told)
    between = written_by(world, case, third)
    consents.confirm(by=world.viewer(world.bo), consent_id=second)

    later = TODAY + timedelta(days=30)
    old = Ground.unscoped.filter(consent=first)
    assert between == {world.anna_org.pk, world.bo_org.pk}
    assert written_by(world, case, third, later) == between
    assert set(old.values_list("ends_on", flat=True)) == {TODAY}


def test_a_renewal_with_fewer_yes_closes_the_rest_at_once(world: World, case: Enrolment) -> None:
    third = world.third()
    first = give(world, case, world.anna, shares={third.organisation_id: [CONTACTS, Part.PLAN]})

    give(world, case, world.anna, shares={third.organisation_id: [Part.PLAN]}, renews=first)

    assert written_by(world, case, third) == set()


@pytest.mark.parametrize(
    ("form", "allowed"),
    [
        ({}, True),
        ({"signed_by": "Gun Ek", "signed_for_reason": "God man"}, True),
        ({"signed_by": "Gun Ek"}, False),
        ({"signed_by": "Gun Ek", "signed_for_reason": "  "}, False),
        ({"signed_for_reason": "God man"}, False),
    ],
)
def test_nobody_says_yes_for_another_without_a_reason(
    world: World, case: Enrolment, form: dict[str, str], allowed: bool
) -> None:
    told = {"shares": {world.bo_org.pk: [CONTACTS]}, "form": consents.Form(**form)}
    if allowed:
        give(world, case, world.anna, **told)
    else:
        with pytest.raises(Denied, match="who it is and why"):
            give(world, case, world.anna, **told)

    assert Consent.unscoped.exists() is allowed


def test_a_withdrawal_says_who_loses_what_and_what_another_consent_keeps(
    world: World, case: Enrolment
) -> None:
    give(world, case, world.anna, shares={world.bo_org.pk: [CONTACTS, Part.PLAN]})
    give(world, case, world.anna, shares={world.bo_org.pk: [Part.PLAN]})
    world.link(world.bo, case)
    anna = world.viewer(world.anna)
    file = access.case_file(anna, case.pk)

    (loss,) = access.losses(anna, file.consents[-1], case.pk)

    assert (loss.organisation, loss.parts) == (world.bo_org.name, (CONTACTS,))
    assert loss.people == ("Bo",)


def test_a_partner_is_told_of_a_consent_only_what_was_said_of_itself(
    world: World, case: Enrolment
) -> None:
    third = world.third()
    give(
        world, case, world.anna,
        shares={world.bo_org.pk: [Part.PLAN], third.organisation_id: [CONTACTS]},
        refuses={world.bo_org.pk: [CONTACTS]},
    )  # fmt: skip

    (seen,) = access.case_file(world.viewer(world.bo), case.pk).consents

    assert {(a.receiver_id, a.part, a.yes) for a in seen.answers} == {
        (world.bo_org.pk, Part.PLAN, True)
    }
    assert {g.receiver_id for g in seen.grounds} == {world.bo_org.pk}


def test_confirming_goes_by_the_page_from_my_day(
    world: World, case: Enrolment, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("framsteg.web.viewer.timezone.localdate", lambda: TODAY)
    consent_id = give(
        world, case, world.bo,
        shares={world.bo_org.pk: [CONTACTS]}, also_from=[world.anna_org.pk],
    )  # fmt: skip
    client.force_login(world.anna)
    url = reverse("consents:confirm", args=[case.pk, consent_id])
    my_day, person = client.get("/"), client.get(reverse("participants:file", args=[case.pk]))
    bo = Client()
    bo.force_login(world.bo)

    theirs = bo.post(url, {})
    asked = client.get(url)
    client.post(url, {})

    assert url in my_day.text and url in person.text and asked.status_code == 200
    assert theirs.status_code == 404
    assert written_by(world, case, world.bo) == {world.anna_org.pk, world.bo_org.pk}
    client.post(url, {"keep_closed": "1", "reason": ""})
    assert written_by(world, case, world.bo) == {world.bo_org.pk}
