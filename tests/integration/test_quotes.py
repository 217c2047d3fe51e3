"""Quotes: printed with the person's permission, without a name, and gone when it is taken back."""

import io
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from docx import Document

from framsteg.access import NotFound
from framsteg.access.reading import quotes as reading
from framsteg.actions import quotes, reports
from framsteg.foundation.codes import ConsentGiven, Part, ReportKind, Role
from framsteg.foundation.decision import Denied
from framsteg.records.models import AccessLogEntry, Quote
from tests.factories.world import World

pytestmark = pytest.mark.django_db

WORDS = "Ingen frågade om jag var redo, de frågade vad jag ville."


@pytest.fixture(autouse=True)
def snapshots(tmp_path, settings):
    settings.SNAPSHOTS = tmp_path / "snapshots"
    settings.CHARTS = tmp_path / "charts"
    cache.clear()


@pytest.fixture
def world():
    found = World()
    found.person = found.case("Hemlige", "Person")
    found.lead = found.staff("Lena", found.anna_org, Role.TEAM_LEAD)
    found.evaluator = found.staff("Ulla", found.bo_org, Role.EVALUATOR)
    found.steers = found.staff("Sven", found.bo_org, Role.STEERING_MEMBER)
    return found


def recorded(world, words=WORDS, **told):
    told = {"given": ConsentGiven.WRITTEN, "given_on": world.today, **told}
    return quotes.record(
        by=world.viewer(world.anna), enrolment_id=world.person.pk, words=words, **told
    )


def report_with(world, text):
    by = world.viewer(world.lead)
    report = reports.begin(by=by, programme_id=world.programme.pk, kind=ReportKind.FINAL)
    version = None
    reports.write(by=by, report_id=report, key="quality", text=text, version=version)
    return report


def words_of(client, name, *args):
    content = client.get(reverse(name, args=args)).content
    return "\n".join(p.text for p in Document(io.BytesIO(content)).paragraphs)


def test_quote_is_recorded_on_its_page_with_the_permission(client, world):
    client.force_login(world.anna)
    address = reverse("quotes:record", args=[world.person.pk])
    told = {"words": WORDS, "given": "written", "given_on": f"{world.today}", "kept_at": "Rum 3"}

    refused = client.post(address, told)
    client.post(address, {**told, "allowed": "on"})

    page = client.get(reverse("quotes:show", args=[world.person.pk])).content.decode()
    assert refused.status_code == 422  # without the person's yes nothing is saved
    assert Quote.unscoped.count() == 1
    assert WORDS in page
    assert "Rum 3" in page


@pytest.mark.parametrize(
    ("words", "days"),
    [("", 0), ("   ", 0), ("x" * 1001, 0), (WORDS, 1), ("Det sa Hemlige Person", 0)],
)
def test_what_cannot_be_recorded(world, words, days):
    with pytest.raises(Denied):
        recorded(world, words, given_on=world.today + timedelta(days))


def test_quote_stands_in_a_report_without_a_name(client, world):
    quote = recorded(world)
    report = report_with(world, f"En av dem säger:\n\n[[quote:{quote}]]\n\nFler säger likadant.")
    client.force_login(world.evaluator)

    words = words_of(client, "reports:draft", report, "docx")
    choices = client.get(reverse("reports:write", args=[report, "quality"])).content.decode()

    assert f"En av dem säger:\n{WORDS}\nFler säger likadant." in words
    assert "Hemlige" not in words
    assert f"[[quote:{quote}]]" in choices


def test_quote_without_permission_is_not_saved_in_a_text(world):
    quote = recorded(world)
    quotes.withdraw(by=world.viewer(world.anna), quote_id=quote)
    other = World()
    elsewhere = quotes.record(
        by=other.viewer(other.anna), enrolment_id=other.case().pk, words=WORDS,
        given=ConsentGiven.ORAL, given_on=other.today,
    )  # fmt: skip

    for unknown in (quote, elsewhere, 999_999):
        with pytest.raises(Denied):
            report_with(world, f"[[quote:{unknown}]]")


def test_permission_taken_back_takes_the_quote_out_of_drafts_and_editions(client, world):
    quote, kept = recorded(world), recorded(world, "Jag fick tid på mig.")
    report = report_with(world, f"[[quote:{quote}]]\n\n[[quote:{kept}]]")
    client.force_login(world.lead)
    client.post(reverse("reports:approve", args=[report]))
    client.force_login(world.steers)
    before = words_of(client, "reports:edition_file", report, 1, "docx")

    client.force_login(world.anna)
    client.post(reverse("quotes:withdraw", args=[world.person.pk, quote]))

    client.force_login(world.steers)
    page = client.get(reverse("reports:edition", args=[report, 1])).content.decode()
    after = words_of(client, "reports:edition_file", report, 1, "docx")
    client.force_login(world.lead)
    draft = words_of(client, "reports:draft", report, "docx")
    assert WORDS in before
    assert WORDS not in page + after + draft
    assert "Jag fick tid på mig." in page
    assert "Jag fick tid på mig." in after
    assert "[ett citat som har tagits tillbaka]" in draft


def test_permission_is_taken_back_once_and_by_the_organisation_that_recorded_it(client, world):
    quote = recorded(world)
    world.ground(world.person, world.bo_org, Part.FOLLOW_UPS)
    bo = world.viewer(world.bo)

    with pytest.raises(NotFound):
        quotes.withdraw(by=bo, quote_id=quote)
    quotes.withdraw(by=world.viewer(world.anna), quote_id=quote)
    with pytest.raises(Denied):
        quotes.withdraw(by=world.viewer(world.anna), quote_id=quote)


def test_quotes_are_shared_as_follow_ups_are_and_reading_is_logged(client, world):
    recorded(world)
    client.force_login(world.bo)
    address = reverse("quotes:show", args=[world.person.pk])
    unseen = client.get(address)
    world.ground(world.person, world.bo_org, Part.FOLLOW_UPS)

    seen = client.get(address).content.decode()

    assert unseen.status_code == 404 or WORDS not in unseen.content.decode()
    assert WORDS in seen
    assert Part.FOLLOW_UPS in AccessLogEntry.unscoped.latest("pk").parts


def test_only_writers_of_reports_are_handed_quotes(world):
    recorded(world)

    for person in (world.steers, world.bo):
        with pytest.raises(NotFound):
            reading.quotes_to_print(world.viewer(person), world.programme.pk)
    printed = reading.quotes_to_print(world.viewer(world.evaluator), world.programme.pk)
    assert list(printed.values()) == [WORDS]
