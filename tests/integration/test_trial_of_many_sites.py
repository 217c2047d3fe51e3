"""The national trial's shape: a list of 900 people at 32 sites, through the command to a report.

Published: 12 per cent (111) in work, 65 per cent in some occupation, 35 in none, and more than
half of the receiving employers private.
"""

import json
import os
import re
import subprocess
import sys
import zipfile

import pytest

from tests.factories import trial_list

pytestmark = pytest.mark.process
PROGRAMME = "ips-forsok"


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """The list loaded into an installation of its own, and exported for a project."""
    folder = tmp_path_factory.mktemp("trial")
    (folder / "lista.csv").write_text(trial_list.as_csv(), encoding="utf-8")
    (folder / "lista.yaml").write_text("list: cases\nnew_sites: municipality\n", encoding="utf-8")
    run = Command(folder)
    owner = "kommunen=Kommunerna i försöket"
    run("programme", "add", PROGRAMME, "--starts", "2011-01-01", "--name-of", owner)
    run("import", "cases", "lista.csv", "--programme", PROGRAMME, "--mapping", "lista.yaml")
    run("export", "evaluation", "ut", "--programme", PROGRAMME, "--project", "Utvärdering 2013")
    return run


class Command:
    """`framsteg` as its users run it, in a folder and with a data folder of its own."""

    def __init__(self, folder):
        self.folder = folder

    def __call__(self, *arguments):
        done = subprocess.run(
            [sys.executable, "-c", "from framsteg.config.cli import main; raise SystemExit(main())",
             *arguments],
            cwd=self.folder,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def environment(self):
        others = {n: v for n, v in os.environ.items() if not n.startswith(("FRAMSTEG_", "DJANGO"))}
        return {**others, "FRAMSTEG_DATA": str(self.folder / "var"), "FRAMSTEG_DEBUG": "1"}


def answers(run, *arguments):
    told = json.loads(run("evaluate", "--data", "ut", "--format", "json", *arguments))
    return {answer["measure"]: answer["rows"] for answer in told["answers"]}


def total(rows):
    return next(row for row in rows if not row["by"])


def test_the_published_shares_come_out_of_the_list(exported):
    found = answers(exported)

    work, occupied = total(found["in_work_now"]), total(found["occupied_now"])
    assert (work["n"], work["of"], round(100 * work["value"])) == (111, 900, 12)
    assert (occupied["n"], round(100 * occupied["value"])) == (585, 65)
    none = next(r for r in found["occupation_now"] if r["by"] == {"occupation": "none"})
    assert (none["n"], round(100 * none["value"])) == (315, 35)
    private = next(r for r in found["receiving_sector_now"] if r["by"] == {"sector": "private"})
    assert private["value"] > 0.5
    assert total(found["clients"])["n"] == 900


def test_sites_are_thirty_two_and_small_numbers_are_hidden(exported):
    found = answers(exported, "--measure", "in_work_now", "--by", "site", "--protected")

    sites = [row for row in found["in_work_now"] if row["by"]]
    assert len(sites) == 32
    assert all(row["n"] is None or row["n"] >= 5 for row in sites)


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "xlsx"])
def test_the_combined_report_in_every_form(exported, form):
    file = exported.folder / f"rapport.{form}"

    exported("evaluate", "--data", "ut", "--report", file.name, "--title", "IPS i 32 kommuner")

    text = text_of(file)
    if form != "xlsx":
        assert "900 personer har deltagit på 32 platser med 103 coacher" in text
        assert re.search(r"111 \(12\s%\) i arbete", text)
        assert re.search(r"585 \(65\s%\)", text)
        assert re.search(r"315 \(35\s%\)", text)
    assert "Ort 01" in text
    assert "Coach 0" not in text  # no coach is named, nor numbered


def text_of(file):
    if file.suffix == ".html":
        return file.read_text("utf-8")
    if file.suffix == ".pdf":
        done = subprocess.run(
            ["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True
        )
        return " ".join(done.stdout.decode().split())
    with zipfile.ZipFile(file) as parts:
        name = "word/document.xml" if file.suffix == ".docx" else "xl/sharedStrings.xml"
        return re.sub(r"<[^>]+>", " ", parts.read(name).decode())


def test_the_export_says_what_is_inside_and_holds_no_identity(exported):
    small_print = (exported.folder / "ut" / "LÄS-MIG.txt").read_text("utf-8")

    assert "Utvärdering 2013" in small_print and "personuppgifter" in small_print
    held = b"".join(path.read_bytes() for path in (exported.folder / "ut").glob("*.parquet"))
    assert b"Coach 0" not in held


def test_answers_from_exports_never_start_django(exported):
    code = (
        "import sys; from framsteg.config.cli import main;"
        "main(['evaluate', '--data', 'ut', '--output', 'svar.txt']);"
        "main(['evaluate', '--data', 'ut', '--report', 'svar.html']);"
        "print(sorted(name for name in sys.modules if name.split('.')[0] == 'django'))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=exported.folder, env=exported.environment(),
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout.strip().endswith("[]"), done.stdout + done.stderr
    assert (exported.folder / "svar.html").exists()
