"""Plan, network map and consent as PDF and Word, fetched as a coach does, opened by other programs:
their words, their language, their headings, and nothing that is not shared."""

import re
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client

from framsteg.actions import consents, network, plan_reviews, plans
from framsteg.actions.network import Placed
from framsteg.actions.plans import Asked
from framsteg.foundation.codes import ConsentGiven, Part
from framsteg.foundation.plan_codes import Responsible, Ring, Sphere
from framsteg.records.models import Enrolment
from tests.factories.world import TODAY, World

pytestmark = [pytest.mark.django_db, pytest.mark.process]

HOSTILE = "<b>&amp; å ö</b> {{ 1 }} #let x = 1 $ \\ *"


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr("framsteg.web.viewer.timezone.localdate", lambda: TODAY)
    return World()


@pytest.fixture
def papers(world: World, tmp_path: Path) -> dict[str, Path]:
    """The three papers, in both forms, as files."""
    case = world.case(given="Maja", family="Holmkvist")
    by = world.viewer(world.anna)
    goal = plans.set_goal(by=by, enrolment_id=case.pk, words="Jag vill jobba\nmed djur.")
    asked = Asked(f"Ringa djuraffären {HOSTILE}", Responsible.COACH, staff_id=by.staff_id,
                  due_on=TODAY)  # fmt: skip
    plans.add_action(by=by, goal_id=goal, asked=asked)
    plan_reviews.review(by=by, enrolment_id=case.pk, on=TODAY, note="Vi gick igenom allt.")
    for name, ring in (("Gunnel", Ring.NEAR), ("Åsa på mottagningen", Ring.OUTER)):
        person = Placed(name=name, sphere=Sphere.PRIVATE, ring=ring, contributes="Skjutsar.")
        network.place(by=by, enrolment_id=case.pk, person=person)
    consent = consents.give(
        by=by, enrolment_id=case.pk, shares={world.bo_org.pk: [Part.PLAN]},
        refuses={world.bo_org.pk: [Part.INCOME]}, text_version="1",
        text_shown="Jag säger ja till att de hjälps åt.", purpose="Samverkan",
        given=ConsentGiven.ORAL, given_on=TODAY,
    )  # fmt: skip
    addresses = {
        "plan": f"/deltagare/{case.pk}/plan/utskrift.",
        "network": f"/deltagare/{case.pk}/natverk/utskrift.",
        "consent": f"/deltagare/{case.pk}/samtycken/{consent}/utskrift.",
    }
    browser = Client()
    browser.force_login(world.anna)
    files = {}
    for name, address in addresses.items():
        for form in ("pdf", "docx"):
            answer = browser.get(address + form)
            assert answer.status_code == 200, address
            assert "Maja" not in answer["Content-Disposition"]
            files[f"{name}.{form}"] = tmp_path / f"{name}.{form}"
            files[f"{name}.{form}"].write_bytes(answer.content)
    return files


SAID = {
    "plan": ("Jag vill jobba med djur.", "Ringa djuraffären", "{{ 1 }}", "Vi gick igenom allt."),
    "network": ("De som står på kartan", "Gunnel", "Åsa på mottagningen", "Skjutsar."),
    "consent": ("Det som lästes", "Jag säger ja till att de hjälps åt.", "Plan och faser", "Nej"),
}
HEADINGS = {"plan": 2, "network": 2, "consent": 3}


def told(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True, timeout=240)
    return re.sub(r"\s+", " ", done.stdout.decode(errors="replace").replace("\xad", ""))


def test_other_programs_read_the_words_language_and_headings_of_the_papers(
    papers: dict[str, Path], tmp_path: Path
) -> None:
    docx = [str(file) for name, file in papers.items() if name.endswith("docx")]
    told("soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
         "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), *docx)  # fmt: skip

    for name, said in SAID.items():
        pdf = str(papers[f"{name}.pdf"])
        in_pdf, info = told("pdftotext", pdf, "-"), told("pdfinfo", pdf)
        tags = subprocess.run(["pdfinfo", "-struct", pdf], capture_output=True, check=True)
        in_word = re.sub(r"\s+", " ", (tmp_path / f"{name}.txt").read_text("utf-8-sig"))
        with zipfile.ZipFile(papers[f"{name}.docx"]) as file:
            body = file.read("word/document.xml").decode()
            styles = file.read("word/styles.xml").decode()

        assert [word for word in said if word not in in_pdf] == []
        assert [word for word in said if word not in in_word] == []
        assert "Maja Holmkvist" in in_pdf and "Maja Holmkvist" in in_word
        assert re.search(r"Tagged:\s+yes", info)
        assert b"/Lang(sv)" in papers[f"{name}.pdf"].read_bytes()
        assert len(re.findall(rb"^\s*H2", tags.stdout, re.M)) >= HEADINGS[name]
        assert body.count('w:val="Heading1"') >= HEADINGS[name]
        assert 'w:lang w:val="sv-SE"' in styles


def test_the_drawing_of_the_network_is_told_in_words_to_who_cannot_see_it(
    papers: dict[str, Path],
) -> None:
    with zipfile.ZipFile(papers["network.docx"]) as file:
        body = file.read("word/document.xml").decode()
        pictures = [name for name in file.namelist() if name.startswith("word/media/")]

    assert len(pictures) == 1
    assert "Personen står i mitten" in body and "Gunnel" in body


def test_who_does_not_see_a_part_gets_no_paper_of_it(world: World, papers: dict[str, Path]) -> None:
    case = Enrolment.unscoped.get().pk
    browser = Client()
    browser.force_login(world.bo)

    plan = browser.get(f"/deltagare/{case}/plan/utskrift.docx")
    network_map = browser.get(f"/deltagare/{case}/natverk/utskrift.docx")
    unknown = browser.get(f"/deltagare/{case}/plan/utskrift.exe")

    assert "djuraffären" in _body(plan.content)
    assert "Holmkvist" not in _body(plan.content)
    assert "Gunnel" not in _body(network_map.content)
    assert unknown.status_code == 404


def _body(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as file:
        return file.read("word/document.xml").decode()
