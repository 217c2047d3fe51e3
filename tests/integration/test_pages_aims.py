"""Aims for the individual: of all together, on the page of targets, in the pack and in reports."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from framsteg.access.reading import steering as reading
from framsteg.actions import follow_ups
from framsteg.blueprints.load import get
from framsteg.blueprints.schema import Aim
from framsteg.foundation.codes import FollowUpKind, OrganisationKind, Role
from framsteg.records.models import Partnership
from framsteg.reports.paper import Grid, Items
from framsteg.reports.paper_kept import paper_of
from framsteg.web import steering
from tests.factories.world import World, organisation
from tests.integration.report_world import tables_of
from tests.integration.test_pages_steering import call

pytestmark = pytest.mark.django_db

AT_FIRST = {"up": (2, 4), "unchanged": (3, 3), "down": (4, 2), "once": (3,), "declined": (0,)}
HIDDEN = "visas inte"
TABLE = "Mål för den enskilde: det första egna svaret mot det senaste"


@pytest.fixture(autouse=True)
def snapshots(tmp_path, settings):
    settings.SNAPSHOTS = tmp_path / "snapshots"
    settings.CHARTS = tmp_path / "charts"
    cache.clear()


@pytest.fixture
def world():
    found = World(today=timezone.localdate(), blueprint="natkraft")
    Partnership.objects.create(
        programme=found.programme,
        organisation=organisation("Myndigheten", OrganisationKind.INSURANCE_AGENCY),
    )
    found.lead = found.staff("Lena", found.anna_org, Role.TEAM_LEAD)
    found.steers = found.staff("Sven", found.bo_org, Role.STEERING_MEMBER)
    return found


def people_who(world, **many):
    """So many people for each way that their answers on the life situation have gone."""
    since = world.today - timedelta(days=70)
    for movement, n in many.items():
        for number in range(n):
            case = world.case(given=f"{movement}{number}", enrolled_on=since)
            for place, value in enumerate(AT_FIRST.get(movement, ())):
                follow_ups.record(
                    by=world.viewer(world.anna), enrolment_id=case.pk,
                    on=since + timedelta(days=30 * place), kind=FollowUpKind.MONTHLY,
                    life_situation=value,
                )  # fmt: skip


def aims_of(client, world, staff):
    client.force_login(staff)
    page = client.get(reverse("targets:show", args=[world.programme.key]))
    assert page.status_code == 200
    return page


def test_lead_sees_how_many_moved_and_how_many_have_no_second_answer(client, world):
    people_who(world, up=3, unchanged=1, down=1, once=2, declined=1, silent=1)

    page = aims_of(client, world, world.lead)

    first, second, _third = page.context["aims"]
    assert first["title"] == "Livssituationen upplevs ha blivit bättre."
    assert first["result"] == "3 av 5 som har svarat två gånger har gått upp."
    assert [(bar["label"], bar["display"], bar["note"]) for bar in first["bars"]] == [
        ("Har gått upp", "3", "60,0\N{NO-BREAK SPACE}%"),
        ("Oförändrat", "1", "20,0\N{NO-BREAK SPACE}%"),
        ("Har gått ned", "1", "20,0\N{NO-BREAK SPACE}%"),
    ]
    assert first["lines"] == (
        "Har bara svarat en gång: 2 · Vill inte svara: 1 · Har inte svarat: 1",
        "3 av 7 som har svarat gav 4 eller 5 av 5 som sitt senaste svar.",
    )
    assert second["result"] == "Ingen har svarat två gånger än."
    html = page.content.decode()
    assert "Personer som har svarat två dagar eller fler." in html
    assert f"/resultat/{world.programme.key}/life_situation_change.csv" in html


def test_few_are_hidden_from_who_steers_and_nothing_follows_from_the_rest(client, world):
    people_who(world, up=8, unchanged=6, down=2, once=7, silent=6)

    first = aims_of(client, world, world.steers).context["aims"][0]

    shown = {bar["label"]: bar["display"] for bar in first["bars"]}
    assert shown["Har gått ned"] == HIDDEN
    assert list(shown.values()).count(HIDDEN) + first["lines"][0].count(HIDDEN) > 1
    assert first["cells"][-1] == "–"  # no denominator, from which the hidden one would follow
    assert "av" not in first["result"].split(".")[0]
    assert "skydd=on" in first["figure"]["exports"][0]["url"]


def test_an_aim_can_be_a_fact_of_the_log_or_words_alone(client, world):
    people_who(world, silent=2)
    natkraft = get("natkraft")
    stated = (
        Aim(sv="Kommit närmare arbete.", en="Closer to work.", measured_by="gone_to_internship"),
        Aim(sv="Trivs.", en="At ease."),
    )
    changed = natkraft.model_copy(update={"aims": stated})
    with (
        patch("framsteg.web.pages.targets.get", return_value=changed),
        patch("framsteg.web.targets.get", return_value=changed),
    ):
        page = aims_of(client, world, world.lead)

    fact, alone = page.context["aims"]
    assert fact["result"] == "0 av 2 (0,0\N{NO-BREAK SPACE}%)"
    assert fact["figure"]["caption"] == "Till praktik"
    assert not alone["measured"]
    assert "Insatsens mall säger inte hur det här mäts." in page.content.decode()


def test_the_pack_of_the_steering_group_tells_of_the_aims(world):
    people_who(world, up=8, unchanged=6, down=5, once=7, silent=12)
    meeting = call(world)

    steering.make_pack(world.programme.key, meeting, today=world.today, now=timezone.now())

    line = reading.steering_meeting(world.viewer(world.steers), meeting)
    blocks = paper_of(line.pack).sections[0].blocks
    [grid] = [b for b in blocks if isinstance(b, Grid) and b.caption == TABLE]
    [items] = [b for b in blocks if isinstance(b, Items)]
    assert grid.rows[0][1:] == ("8", "6", "5", "19")
    assert "Har bara svarat en gång: 7" in items.items[0]


@pytest.mark.parametrize(
    ("address", "asked"), [("slutrapport", {}), ("ansokan", {}), ("arsrapport", {"tid": None})]
)
def test_reports_tell_of_the_aims(client, world, address, asked):
    people_who(world, up=3, unchanged=1, down=1, once=2)
    client.force_login(world.lead)
    asked = {name: str(world.today.year) for name in asked}
    here = reverse("reports:now", args=[world.programme.key, address, "docx"])

    rows = tables_of(client.get(here, {**asked, "exakt": "1"}).content)[TABLE]

    assert rows[0] == [
        "Vad var och en ska märka", "Upp", "Oförändrat", "Ned", "Har svarat två gånger"
    ]  # fmt: skip
    assert rows[1][0] == "Livssituationen upplevs ha blivit bättre."
    assert [int(cell) for cell in rows[1][1:]] == [3, 1, 1, 5]
