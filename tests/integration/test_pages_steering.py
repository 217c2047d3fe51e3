"""The steering group: called in its rhythm, seats noted, a pack that tells of nobody, decisions."""

import json
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from framsteg.access.reading import steering as reading
from framsteg.actions import steering as actions
from framsteg.actions.recording import Conflict
from framsteg.foundation.codes import MeetingState, OrganisationKind, Role
from framsteg.foundation.decision import Denied
from framsteg.records.models import Event, Partnership, SteeringMeeting
from framsteg.reports.paper_kept import kept, paper_of
from framsteg.web import steering
from framsteg.web.steering_tasks import make_steering_packs
from tests.factories.world import World, organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def snapshots(tmp_path, settings):
    settings.SNAPSHOTS = tmp_path / "snapshots"
    cache.clear()


@pytest.fixture
def world():
    found = World(today=timezone.localdate(), blueprint="natkraft")
    for kind in (OrganisationKind.EMPLOYMENT_SERVICE, OrganisationKind.INSURANCE_AGENCY):
        Partnership.objects.create(
            programme=found.programme, organisation=organisation(f"Myndigheten {kind}", kind)
        )
    found.lead = found.staff("Lena", found.anna_org, Role.TEAM_LEAD)
    found.steers = found.staff("Sven", found.bo_org, Role.STEERING_MEMBER)
    return found


def call(world, days=3):
    return actions.call(
        by=world.viewer(world.lead), programme_id=world.programme.pk,
        starts_at=timezone.now() + timedelta(days=days), place="Rum 3",
    )  # fmt: skip


def held(world, *, empty=()):
    meeting = call(world, days=-10)
    line = reading.steering_meeting(world.viewer(world.lead), meeting)
    actions.note(
        by=world.viewer(world.lead), meeting_id=meeting, held=True, minutes="Gick igenom.",
        version=line.version,
        seats={s.seat_id: (s.organisation_id not in empty, "") for s in line.seats},
    )  # fmt: skip
    return meeting


def test_a_meeting_has_the_seats_of_the_blueprint(world):
    line = reading.steering_meeting(world.viewer(world.lead), call(world))

    named = [(seat.name.split(",")[-1].strip(), seat.chair) for seat in line.seats]
    assert named[0] == ("Socialpsykiatrin", True)
    assert ("Psykiatriska kliniken", False) in named
    assert len(named) == 4  # no coordination association is a partner here


def test_the_next_meeting_is_suggested_by_the_rhythm(client, world):
    held(world)
    client.force_login(world.lead)

    page = client.get(reverse("steering:call", args=[world.programme.key]))

    expected = timezone.localdate(timezone.now() - timedelta(days=10)) + timedelta(weeks=6)
    assert page.context["form"].initial["on"] == expected
    assert "var 6:e vecka" in page.content.decode()


def test_a_meeting_is_called_noted_and_decided_on_its_pages(client, world):
    client.force_login(world.lead)
    client.post(
        reverse("steering:call", args=[world.programme.key]),
        {"on": f"{world.today - timedelta(days=1)}", "at": "09:00", "place": "Rum 3"},
    )
    meeting = SteeringMeeting.unscoped.get()
    line = reading.steering_meeting(world.viewer(world.lead), meeting.pk)
    first, second = line.seats[:2]
    client.post(
        reverse("steering:note", args=[meeting.pk]),
        {"held": "yes", f"came_{first.seat_id}": "yes", f"who_{first.seat_id}": "Ordföranden",
         f"came_{second.seat_id}": "no", "minutes": "Vi gick igenom underlaget.", "version": "1"},
    )  # fmt: skip
    client.post(
        reverse("steering:decide", args=[meeting.pk]),
        {"what": "Skriva till regionen", "organisation_id": world.anna_org.pk},
    )

    page = client.get(reverse("steering:show", args=[meeting.pk])).content.decode()

    for words in ("Ordföranden", "Tom plats", "Inte noterat", "Vi gick igenom underlaget.",
                  "Skriva till regionen"):  # fmt: skip
        assert words in page


def test_empty_seats_are_seen_over_the_year(client, world):
    held(world)
    held(world, empty={world.bo_org.pk})
    client.force_login(world.steers)

    page = client.get(reverse("steering:overview", args=[world.programme.key]))

    rows = {row[0]: row[1:] for row in page.context["seats"]["rows"]}
    assert rows[f"{world.bo_org.name}, Psykiatriska kliniken"] == ["1", "1", "0"]
    assert "1 tom plats" in page.content.decode()


def test_a_decision_is_followed_up_and_leaves_the_list(client, world):
    meeting = held(world)
    decision = actions.decide(by=world.viewer(world.lead), meeting_id=meeting, what="Skriva brev",
                              organisation_id=world.anna_org.pk)  # fmt: skip
    client.force_login(world.lead)

    client.post(
        reverse("steering:follow_up", args=[decision]),
        {"done": "on", "outcome": "Brevet är skickat", "version": "1"},
    )

    left = reading.decisions(world.viewer(world.lead), world.programme.pk, is_open=True)
    assert left == ()
    (one,) = reading.decisions(world.viewer(world.lead), world.programme.pk)
    assert one.outcome == "Brevet är skickat"


def test_the_pack_is_made_by_itself_before_the_meeting(world):
    near, far = call(world, days=3), call(world, days=20)

    make_steering_packs.call()

    assert SteeringMeeting.unscoped.get(pk=near).pack["title"] == "Till styrgruppen"
    assert SteeringMeeting.unscoped.get(pk=far).pack is None
    assert steering.make_due_packs(world.today, timezone.now()) == 0


def test_a_pack_tells_of_no_person_and_no_few(client, world):
    for n in range(4):
        world.case(given=f"Hemlige{n}", family="Person", enrolled_on=world.today)
    meeting = call(world)
    make_steering_packs.call()
    client.force_login(world.steers)

    page = client.get(reverse("steering:show", args=[meeting])).content.decode()

    assert "Hemlige" not in page
    assert world.anna.name not in page.split("<main")[1].split("fs-user")[0]
    section = page.split("Mellan stolarna")[1].split("</table>")[0]
    counted = re.findall(r"<td[^>]*>\s*(?:<span>)?([^<]+)", section)
    assert [word.strip() for word in counted]
    assert not {"1", "2", "3", "4"} & {word.strip() for word in counted}
    assert "färre än 5" in section


def test_the_pack_is_the_same_whoever_makes_it(client, world):
    for n in range(3):
        world.case(given=f"P{n}")
    meeting = call(world)
    make_steering_packs.call()
    first = SteeringMeeting.unscoped.get(pk=meeting).pack
    client.force_login(world.lead)

    client.post(reverse("steering:renew", args=[meeting]))

    assert SteeringMeeting.unscoped.get(pk=meeting).pack["sections"] == first["sections"]
    assert Event.unscoped.filter(verb="steering.keep_pack").count() == 2


def test_a_kept_pack_is_the_paper_it_was(world):
    meeting = call(world)
    make_steering_packs.call()
    stored = SteeringMeeting.unscoped.get(pk=meeting).pack

    assert json.loads(json.dumps(kept(paper_of(stored)))) == stored


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_pack_is_printed(client, world, form, begins):
    meeting = call(world)
    client.force_login(world.steers)
    assert client.get(reverse("steering:print", args=[meeting, form])).status_code == 404

    make_steering_packs.call()

    file = client.get(reverse("steering:print", args=[meeting, form]))
    assert file.content.startswith(begins)


def test_a_steering_member_reads_and_changes_nothing(client, world):
    meeting = held(world)
    client.force_login(world.steers)

    assert client.get(reverse("steering:show", args=[meeting])).status_code == 200
    for name in ("change", "cancel", "note", "decide"):
        assert client.get(reverse(f"steering:{name}", args=[meeting])).status_code == 404
    assert client.post(reverse("steering:renew", args=[meeting])).status_code == 404
    with pytest.raises(Denied):
        actions.call(by=world.viewer(world.steers), programme_id=world.programme.pk,
                     starts_at=timezone.now())  # fmt: skip


@pytest.mark.parametrize("who", ["anna", "cecilia"])
def test_who_neither_leads_nor_steers_finds_nothing(client, world, who):
    meeting = held(world)
    client.force_login(getattr(world, who))

    assert client.get(reverse("steering:show", args=[meeting])).status_code == 404
    assert client.get(reverse("steering:overview", args=[world.programme.key])).status_code == 404


def test_minutes_and_decisions_name_no_participant(world):
    world.case("Hemlige", "Person")
    meeting = call(world, days=-1)
    line = reading.steering_meeting(world.viewer(world.lead), meeting)

    with pytest.raises(Denied):
        actions.note(by=world.viewer(world.lead), meeting_id=meeting, held=True, seats={},
                     minutes="Om Hemlige Person", version=line.version)  # fmt: skip
    with pytest.raises(Denied):
        actions.decide(by=world.viewer(world.lead), meeting_id=meeting,
                       what="Ringa Hemlige Person", organisation_id=world.anna_org.pk)  # fmt: skip


def test_two_who_write_the_minutes_meet(world):
    meeting = held(world)
    by = world.viewer(world.lead)
    version = reading.steering_meeting(by, meeting).version
    actions.note(by=by, meeting_id=meeting, held=True, seats={}, minutes="Ett", version=version)

    with pytest.raises(Conflict):
        actions.note(by=by, meeting_id=meeting, held=True, seats={}, minutes="Två", version=version)


def test_a_cancelled_meeting_is_no_longer_among_them(client, world):
    meeting = call(world)
    client.force_login(world.lead)

    client.post(reverse("steering:cancel", args=[meeting]))

    assert reading.steering_meetings(world.viewer(world.lead), world.programme.pk) == ()
    assert SteeringMeeting.unscoped.get(pk=meeting).state == MeetingState.CANCELLED


def test_the_overview_asks_no_more_with_more_meetings(client, world, django_assert_max_num_queries):
    for _n in range(5):
        held(world)
    client.force_login(world.steers)
    client.get(reverse("steering:overview", args=[world.programme.key]))

    with django_assert_max_num_queries(18):
        client.get(reverse("steering:overview", args=[world.programme.key]))


def test_targets_are_exact_for_the_lead_and_protected_for_who_steers(client, world):
    for n in range(3):
        world.case(given=f"P{n}", enrolled_on=world.today - timedelta(days=40))
    page = reverse("targets:show", args=[world.programme.key])
    client.force_login(world.lead)
    lead = client.get(page)
    client.force_login(world.steers)

    steers = client.get(page)

    assert lead.context["places"]["used"] == "3"
    assert steers.context["places"]["used"] == "–"
