"""Reports: the published figures in every file, words with live figures, editions that stay."""

import io
import re
import subprocess
import zipfile

import pytest
from django.core.cache import cache
from django.urls import reverse
from docx import Document

from framsteg.access import NotFound
from framsteg.access.reading import reports as reading
from framsteg.actions import reports as actions
from framsteg.actions.recording import Conflict
from framsteg.foundation.codes import OrganisationKind, Role
from framsteg.foundation.decision import Denied
from framsteg.records.models import Event, Participant, ReportEdition
from tests.factories.natkraft_lists import load_natkraft
from tests.factories.world import World, organisation
from tests.integration.report_world import begun, final, tables_of, with_role, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def snapshots(tmp_path, settings):
    settings.SNAPSHOTS = tmp_path / "snapshots"
    settings.CHARTS = tmp_path / "charts"
    cache.clear()


@pytest.fixture
def world():
    found = World()
    found.natkraft = load_natkraft(found)
    return found


# --- figures ----------------------------------------------------------------------------------


def test_tables_of_the_final_report_are_the_published_ones(client, world):
    client.force_login(with_role(world, Role.TEAM_LEAD))

    tables = tables_of(final(client, "docx", exakt="1"))

    results = {row[0]: row[1:] for row in tables["Resultat för kvinnor och män"]}
    assert results["Deltagare"][:3] == ["79", "76", "155"]
    assert results["Gått till arbete"][:3] == ["14", "23", "37"]
    assert results["Till studier"][:3] == ["14", "7", "21"]
    assert results["Gått till arbete eller studier"][2:] == ["58", "37,4\N{NO-BREAK SPACE}%"]
    enquiries = {row[0]: row[1] for row in tables["Förfrågningar efter källa"]}
    published = {
        "Eget initiativ": 5, "Anhörig": 3, "Psykiatriska mottagningen": 8, "Rehabenheten": 5,
        "Beroendepsykiatri": 2, "Rättspsykiatri/Affektiva teamet": 3, "Bas": 6,
        "Hälsocentral Ålidhem": 1, "Hälsocentral Mariehem": 1, "Hälsocentral Backen": 1,
        "Husläkarna": 3, "Ersboda/Tips": 7, "Teg Behandlingscenter": 1,
        "Socialpsykiatri/Aros": 2, "Socialpsykiatri/Särskilt boende": 1, "Ungdomstorget": 2,
        "IFO/boendestöd": 1, "Steget vidare": 3, "Alla": 55,
    }  # fmt: skip
    assert {name: int(n) for name, n in enquiries.items() if name != "Kom från"} == published
    ordinary = {row[0]: row[1] for row in tables["Anställningar utan och med stöd"]}
    assert ordinary["Anställning utan stöd"] == "20"


def test_small_numbers_are_hidden_unless_the_lead_asks(client, world):
    client.force_login(with_role(world, Role.TEAM_LEAD))

    tables = tables_of(final(client, "docx"))

    enquiries = {row[0]: row[1] for row in tables["Förfrågningar efter källa"]}
    assert "Anhörig" not in enquiries
    assert all(int(n) >= 5 for name, n in enquiries.items() if name != "Kom från")


def test_evaluator_gets_no_exact_figures_by_asking(client, world):
    client.force_login(with_role(world, Role.EVALUATOR))

    tables = tables_of(final(client, "docx", exakt="1"))

    assert "Anhörig" not in {row[0] for row in tables["Förfrågningar efter källa"]}


def test_pdf_is_tagged_and_says_the_result(client, world, tmp_path):
    client.force_login(with_role(world, Role.TEAM_LEAD))
    file = tmp_path / "slutrapport.pdf"
    file.write_bytes(final(client, "pdf"))

    told = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    ).stdout
    info = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout

    assert "155 personer har deltagit: 79 kvinnor och 76 män" in told
    assert "Innehåll" in told
    assert re.search(r"Tagged:\s+yes", info)


def test_word_file_has_headings_contents_and_alt_texts(client, world):
    client.force_login(with_role(world, Role.TEAM_LEAD))
    content = final(client, "docx")

    file = Document(io.BytesIO(content))
    headings = [(p.style.name, p.text) for p in file.paragraphs if p.style.name.startswith("Head")]
    contents = [p for p in file.paragraphs if p.style.name.lower().startswith("toc ")]
    alts = re.findall(r'<wp:docPr [^>]*descr="([^"]+)"', file.element.xml)

    assert ("Heading 1", "Resultat") in headings
    assert ("Heading 2", "Volym") in headings
    assert len(contents) == len(headings) + 1  # with its own heading
    assert len(alts) == len(file.inline_shapes) >= 3
    assert 'TOC \\o "1-2"' in file.element.xml


def test_word_file_opens_in_libreoffice(client, world, tmp_path):
    client.force_login(with_role(world, Role.TEAM_LEAD))
    (tmp_path / "slutrapport.docx").write_bytes(final(client, "docx"))

    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "txt:Text", "--outdir", tmp_path, tmp_path / "slutrapport.docx"],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip

    told = (tmp_path / "slutrapport.txt").read_text("utf-8-sig")
    assert "155 personer har deltagit: 79 kvinnor och 76 män" in told
    assert told.count("Genomförande") == 2  # in the contents and as a heading


def test_workbook_has_definitions_and_every_figure(client, world):
    client.force_login(with_role(world, Role.TEAM_LEAD))

    with zipfile.ZipFile(io.BytesIO(final(client, "xlsx"))) as file:
        names = file.read("xl/workbook.xml").decode()
        words = file.read("xl/sharedStrings.xml").decode()

    assert 'name="Definitioner"' in names
    assert 'name="Förfrågningar efter källa"' in names
    assert "Alla förfrågningar som kom in under perioden." in words


# --- words ------------------------------------------------------------------------------------


def test_figures_in_the_text_follow_the_work(client, world):
    lead = with_role(world, Role.TEAM_LEAD)
    report = begun(world, lead)
    written(world, lead, report, "background", "Vi nådde [[gone_to_studies:n:sex=man]] män.")
    client.force_login(lead)

    page = client.get(reverse("reports:show", args=[report])).content.decode()

    assert "Vi nådde 7 män." in page


def test_reference_to_no_figure_is_not_saved(client, world):
    lead = with_role(world, Role.TEAM_LEAD)
    report = begun(world, lead)
    client.force_login(lead)
    address = reverse("reports:write", args=[report, "background"])

    refused = [
        client.post(address, {"text": text})
        for text in ("[[nothing:n]]", "[[clients:mean]]", "[[clients:n:sex=no]]", "[[clients:n",
                     "[[clients:n:trade=Vård]]")
    ]  # fmt: skip

    assert [page.status_code for page in refused] == [422] * 5
    assert "Det finns ingen siffra som heter ”nothing:n”" in refused[0].content.decode()
    assert "[[nothing:n]]" in refused[0].content.decode()  # what was typed is kept
    assert not reading.report(world.viewer(lead), report).texts
    with pytest.raises(Denied):
        written(world, lead, report, "background", "[[nothing:n]]")


def test_what_is_typed_can_be_looked_at_before_it_is_saved(client, world):
    lead = with_role(world, Role.TEAM_LEAD)
    report = begun(world, lead)
    client.force_login(lead)

    page = client.post(
        reverse("reports:write", args=[report, "background"]),
        {"text": "Andel: [[days_to_first_job:value]] [[clients:n]]", "preview": "1"},
    ).content.decode()

    assert re.search(r"Andel: \d+ 155", page)
    assert not reading.report(world.viewer(lead), report).texts


def test_no_participant_is_named_in_a_report(world):
    lead = with_role(world, Role.TEAM_LEAD)
    report = begun(world, lead)
    world.case("Hemlige", "Person", programme=world.natkraft, owner=world.natkraft.owner)

    with pytest.raises(Denied):
        written(world, lead, report, "background", "Hemlige Person sa det.")


def test_two_writers_do_not_write_over_each_other(client, world):
    lead, other = with_role(world, Role.TEAM_LEAD), with_role(world, Role.EVALUATOR, "Ulla")
    report = begun(world, lead)
    written(world, lead, report, "background", "Först.")
    written(world, other, report, "background", "Ulla skrev.", version=1)

    with pytest.raises(Conflict) as met:
        written(world, lead, report, "background", "Karin skrev.", version=1)

    assert (met.value.by, met.value.version) == ("Ulla", 2)
    client.force_login(lead)
    page = client.post(
        reverse("reports:write", args=[report, "background"]),
        {"text": "Karin skrev.", "version": "1"},
    )
    assert page.status_code == 409
    assert "Ulla skrev." in page.content.decode()


def test_earlier_versions_are_kept(client, world):
    lead = with_role(world, Role.TEAM_LEAD)
    report = begun(world, lead)
    written(world, lead, report, "background", "Först.")
    written(world, lead, report, "background", "Sedan.", version=1)
    client.force_login(lead)

    page = client.get(reverse("reports:versions", args=[report, "background"])).content.decode()

    assert page.index("Sedan.") < page.index("Först.")


def test_written_words_stand_in_place_of_the_suggestion(client, world):
    lead = with_role(world, Role.TEAM_LEAD)
    report = begun(world, lead)
    written(world, lead, report, "summary", "Egna ord.")
    client.force_login(lead)

    words = "\n".join(p.text for p in Document(io.BytesIO(final(client, "docx"))).paragraphs)

    assert "Egna ord." in words
    assert words.count("155 personer har deltagit") == 1  # in the results only


# --- approval and who may what ----------------------------------------------------------------


def approve(client, report):
    return client.post(reverse("reports:approve", args=[report]))


def test_approved_edition_stays_as_it_was(client, world):
    lead = with_role(world, Role.TEAM_LEAD)
    report = begun(world, lead)
    written(world, lead, report, "background", "Vi nådde [[clients:n]].")
    client.force_login(lead)
    approve(client, report)
    written(world, lead, report, "background", "Ändrat efteråt.", version=1)
    Participant.unscoped.filter(sex="woman").update(sex="man")

    page = client.get(reverse("reports:edition", args=[report, 1])).content.decode()
    file = client.get(reverse("reports:edition_file", args=[report, 1, "docx"])).content

    assert "Vi nådde 155." in page
    assert "Ändrat efteråt." not in page
    assert tables_of(file)["Resultat för kvinnor och män"][1][1:4] == ["79", "76", "155"]
    assert ReportEdition.unscoped.get().snapshot


def test_steering_group_reads_only_what_is_approved_and_protected(client, world):
    lead, steers = with_role(world, Role.TEAM_LEAD), with_role(world, Role.STEERING_MEMBER, "Sven")
    report = begun(world, lead)
    client.force_login(steers)
    overview = reverse("reports:overview", args=["natkraft"])
    before = client.get(overview).content.decode()
    draft = [
        client.get(reverse("reports:show", args=[report])).status_code,
        client.get(reverse("reports:draft", args=[report, "pdf"])).status_code,
        client.get(reverse("reports:now", args=["natkraft", "slutrapport", "pdf"])).status_code,
        client.get(reverse("reports:write", args=[report, "background"])).status_code,
        client.post(reverse("reports:begin", args=["natkraft", "slutrapport"])).status_code,
        approve(client, report).status_code,
    ]
    client.force_login(lead)
    approve(client, report)
    client.force_login(steers)

    edition = reverse("reports:edition", args=[report, 1])

    assert "Ingen rapport är godkänd än" in before
    assert draft == [404] * 6
    assert edition in client.get(overview).content.decode()
    assert "Anhörig</" not in client.get(edition).content.decode()
    assert client.get(edition, {"exakt": "1"}).status_code == 404


def test_evaluator_writes_but_does_not_approve(client, world):
    lead, evaluator = with_role(world, Role.TEAM_LEAD), with_role(world, Role.EVALUATOR, "Ulla")
    report = begun(world, lead)
    written(world, evaluator, report, "background", "Ullas ord.")
    client.force_login(evaluator)

    assert approve(client, report).status_code == 404
    with pytest.raises(Denied):
        actions.approve(
            by=world.viewer(evaluator), report_id=report, snapshot="x", shown={}, exact={}
        )


def test_report_belongs_to_the_owner_whoever_begins_it(world):
    elsewhere = organisation("Universitetet", OrganisationKind.SCHOOL)
    evaluator = with_role(world, Role.EVALUATOR, "Ulla", owner=elsewhere)
    report = begun(world, evaluator)
    written(world, evaluator, report, "background", "Ord.")

    owners = set(
        Event.unscoped.filter(verb__startswith="reports.").values_list("organisation_id", flat=True)
    )

    assert owners == {world.natkraft.owner_id}


@pytest.mark.parametrize("role", [Role.EMPLOYMENT_SPECIALIST, Role.CLINICAL_PARTNER])
def test_others_meet_no_report(client, world, role):
    report = begun(world, with_role(world, Role.TEAM_LEAD))
    other = with_role(world, role, "Olle")
    client.force_login(other)

    assert client.get(reverse("reports:overview", args=["natkraft"])).status_code == 404
    assert client.get(reverse("reports:show", args=[report])).status_code == 404
    with pytest.raises(NotFound):
        written(world, other, report, "background", "Ord.")
    with pytest.raises(Denied):
        begun(world, other)


def test_report_is_begun_once_and_opens_again(client, world):
    client.force_login(with_role(world, Role.TEAM_LEAD))
    address = reverse("reports:begin", args=["natkraft", "slutrapport"])

    first, second = (client.post(address).url for _ in range(2))

    assert first == second
    assert client.get(first).status_code == 200
