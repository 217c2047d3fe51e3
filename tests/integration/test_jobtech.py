"""The JobTech client: one contract for the stand-in and the real service, and what is not kept."""

import os
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date

import pytest

from framsteg.integrations.jobtech import JOBS, TAXONOMY, JobTech, NoSuchAdvert, Unavailable
from framsteg.integrations.without_persons import line_without_persons, without_persons
from tests.fakes.jobtech import Service, hit, serving

REAL = [JobTech(JOBS, TAXONOMY)] if os.environ.get("FRAMSTEG_TEST_JOBTECH") else []


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as running:
        yield running


@pytest.fixture
def client(service: Service) -> JobTech:
    return JobTech(service.url, service.url, seconds=2, wait=lambda _seconds: None)


@pytest.fixture(params=["stand-in", *(["real"] if REAL else [])])
def either(request: pytest.FixtureRequest, client: JobTech) -> JobTech:
    return REAL[0] if request.param == "real" else client


# ── The contract ────────────────────────────────────────────────────────────────────────────────


def test_search_by_municipality_gives_adverts_with_key_title_and_place(either: JobTech) -> None:
    adverts = [advert for advert, _ in zip(either.search(municipalities=["2480"]), range(5))]  # noqa: B905

    assert adverts
    for advert in adverts:
        assert advert.key and advert.title
        assert advert.municipality == "Umeå"


def test_ad_is_the_one_that_the_search_found(either: JobTech) -> None:
    first = next(iter(either.search(municipalities=["2480"])))

    assert either.ad(first.key).title == first.title


def test_ad_that_is_not_there_is_told_as_such(either: JobTech) -> None:
    with pytest.raises(NoSuchAdvert, match="no such advertisement"):
        either.ad("999999999")


def test_concepts_have_names_and_groups(either: JobTech) -> None:
    concepts = either.concepts()

    assert any(one.is_group and one.group == "9412" for one in concepts)
    assert all(len(one.group) == 4 for one in concepts)


# ── What the stand-in can show besides ──────────────────────────────────────────────────────────


def test_search_pages_until_there_is_no_more(client: JobTech, service: Service) -> None:
    assert len(list(client.search())) == 130
    assert len(service.asked) == 2


def test_what_is_kept_of_an_advert(client: JobTech) -> None:
    told = asdict(client.ad("1"))

    assert told | {"text": "", "address": ""} == {
        "key": "1", "title": "Köksbiträde till skolkök", "employer": "Skolköket",
        "organisation_number": "2120002627", "text": "", "occupation": "9412",
        "municipality": "Umeå", "hours": (50, 75), "must_haves": frozenset(),
        "requirements": "Livsmedelshygien", "apply_by": date(2026, 12, 24), "address": "",
        "removed": False,
    }  # fmt: skip


def test_no_person_is_kept(client: JobTech) -> None:
    told = str(client.ad("1"))

    for person in ("Testa", "Testberg", "Provsson", "123", "@", "090"):
        assert person not in told
    assert "Du diskar och skär grönsaker." in told
    assert "Välkommen med din ansökan!" in told


def test_sole_traders_number_is_a_personal_one_and_not_kept(
    client: JobTech, service: Service
) -> None:
    service.hits = [hit(1, employer={"name": "Firman", "organization_number": "8512241234"})]

    assert client.ad("1").organisation_number == ""


def test_gaps_are_not_known(client: JobTech, service: Service) -> None:
    service.hits = [{"id": "1", "headline": "Diskare", "experience_required": None}]

    advert = client.ad("1")
    assert (advert.hours, advert.must_haves, advert.apply_by) == (None, None, None)
    assert (advert.occupation, advert.text) == ("", "")


def test_group_of_the_loaded_taxonomy_goes_before_its_name(client: JobTech) -> None:
    known = replace(client, groups={"tPox_ie4_X9X": "9413"})

    assert known.ad("1").occupation == "9413"


@pytest.mark.parametrize("code", [429, 500, 503])
def test_passing_refusals_are_tried_again(client: JobTech, service: Service, code: int) -> None:
    service.refusals = [(code, ""), (code, "")]

    assert client.ad("1").key == "1"
    assert len(service.asked) == 3


@pytest.mark.parametrize(
    ("code", "words"), [(429, "asks us to wait"), (500, "fault of its own"), (400, "understand")]
)
def test_lasting_refusals_say_why(client: JobTech, service: Service, code: int, words: str) -> None:
    service.refusals = [(code, "")] * 3

    with pytest.raises(Unavailable, match=words):
        client.ad("1")


def test_waits_as_long_as_the_service_asks_but_not_for_ever(
    client: JobTech, service: Service
) -> None:
    waited: list[float] = []
    service.refusals = [(429, "7"), (429, "9999")]

    replace(client, wait=waited.append).ad("1")

    assert waited == [7.0, 30.0]


def test_answer_that_cannot_be_read_is_told(client: JobTech, service: Service) -> None:
    service.garbage = True

    with pytest.raises(Unavailable, match="cannot be read"):
        client.ad("1")


def test_service_that_is_not_there_is_told() -> None:
    nowhere = JobTech("http://127.0.0.1:9", seconds=0.5, wait=lambda _seconds: None)

    with pytest.raises(Unavailable, match="did not answer"):
        nowhere.ad("1")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Du städar. Ring Kajsa Provberg på 070-123 45 67.", "Du städar."),
        ("Kontakta Kajsa Provberg. Du städar.", "Du städar."),
        ("Du får arbeta med Anna Testsson i köket. Du diskar.", "Du diskar."),
        ("Skriv till jobb@firman.example. Du diskar.", "Du diskar."),
        ("Vi finns i Norra Djurgården. Du diskar.", "Vi finns i Norra Djurgården. Du diskar."),
        ("Lön 28 000 kr. Start 2026-12-01.", "Lön 28 000 kr. Start 2026-12-01."),
        ("Pass 07.00-16.00, 38 timmar i veckan.", "Pass 07.00-16.00, 38 timmar i veckan."),
        ("Sök: 850101-1234 om du vill. Du diskar.", "Du diskar."),
    ],
)
def test_sentences_about_persons_go(text: str, kept: str) -> None:
    assert without_persons(text) == kept


def test_heading_stays_without_names_and_numbers() -> None:
    told = line_without_persons("Assistent till Testa, ring 070-123 45 67", ["Testa"])

    assert told == "Assistent till , ring"
