"""`framsteg report`, run as its users run it: from two lists to a report."""

from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"

pytestmark = pytest.mark.both_databases


@pytest.fixture
def report(framsteg, own_database):
    def run(*arguments):
        return framsteg("report", *arguments, LANGUAGE="sv", **own_database)

    for kind, name in (("cases", "klienter"), ("enquiries", "forfragningar")):
        done = framsteg(
            "import", kind, str(EXAMPLES / f"natkraft_{name}.csv"), "--programme", "natkraft",
            **own_database,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    return run


def test_one_command_writes_the_final_report(report, tmp_path):
    files = {form: tmp_path / f"slut.{form}" for form in ("pdf", "docx", "xlsx", "html", "zip")}

    codes = [report("natkraft", str(file)).returncode for file in files.values()]
    quarter = report(
        "natkraft", str(tmp_path / "kvartal.pdf"), "--kind", "quarterly_sheet",
        "--period", "2012-Q4",
    )  # fmt: skip

    assert codes == [0] * 5
    assert "155 personer har deltagit" in files["html"].read_text("utf-8")
    assert [files[form].read_bytes()[:2] for form in ("docx", "xlsx", "zip")] == [b"PK"] * 3
    assert files["pdf"].read_bytes().startswith(b"%PDF")
    assert quarter.returncode == 0, quarter.stderr


def test_what_there_is_none_of_is_refused_in_one_line(report, tmp_path):
    file = str(tmp_path / "x.pdf")
    refused = [
        report("nobody", file),
        report("natkraft", str(tmp_path / "x.odt")),
        report("natkraft", file, "--period", "2012"),
        report("natkraft", file, "--kind", "yearly_report", "--period", "1999"),
    ]

    assert [done.returncode for done in refused] == [1] * 4
    assert all(len(done.stderr.strip().splitlines()) == 1 for done in refused)
    assert "2013, 2012" in refused[3].stderr
