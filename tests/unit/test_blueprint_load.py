"""A blueprint file is refused by file, line and name, with every fault told at once."""

from pathlib import Path

import pytest

from framsteg.blueprints import load
from framsteg.blueprints.known import MEASURES, REPORT_FORMS
from framsteg.blueprints.labels import MEASURES as MEASURE_LABELS
from framsteg.blueprints.labels import REPORT_FORMS as REPORT_FORM_LABELS
from framsteg.blueprints.problems import BlueprintError
from framsteg.evaluation.measures import MEASURES as MEASURES_BUILT
from tests.unit.blueprint_faults import FAULTS

NATKRAFT = (load.SHIPPED / "natkraft-v1.yaml").read_text(encoding="utf-8")


@pytest.fixture
def changed(tmp_path):
    """Nätkraft with one piece of its text replaced, in a file of its own."""

    def write(old: str, new: str) -> Path:
        assert NATKRAFT.count(old) == 1, old
        file = tmp_path / "mine-v1.yaml"
        file.write_text(NATKRAFT.replace(old, new), encoding="utf-8")
        return file

    return write


def problems_in(file: Path):
    with pytest.raises(BlueprintError) as refused:
        load.load(file)
    return refused.value.problems


# what is wrong; a piece of Nätkraft and what is put in its place; the line that is pointed at, the
# name and the message


@pytest.mark.parametrize(
    ("old", "new", "line", "name", "message"),
    [row[1:] for row in FAULTS],
    ids=[r[0] for r in FAULTS],
)
def test_a_fault_is_told_by_file_line_and_name(changed, old, new, line, name, message):
    file = changed(old, new)

    (problem,) = problems_in(file)

    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[problem.line - 1].strip() == line
    assert (problem.name, str(problem.message)) == (name, message)
    assert str(problem) == f"mine-v1.yaml:{problem.line}: {name}: {message}"


def test_every_fault_is_told_at_once_in_the_order_of_the_file(changed):
    file = changed("  posts: 4\n", "  posts: four\n  postss: 4\n")
    text = file.read_text(encoding="utf-8").replace("method: ips_and_se", "method: magic")
    file.write_text(text, encoding="utf-8")

    problems = problems_in(file)

    assert [problem.name for problem in problems] == ["method", "team.posts", "team.postss"]


def test_a_key_that_is_written_twice_is_refused(changed):
    file = changed("report_form: final_report", "report_form: final_report\nname: Another")

    (problem,) = problems_in(file)

    assert (problem.name, str(problem.message)) == ("name", "is written twice; first on line 5.")


def test_a_demand_that_has_no_words_of_ours_is_told_in_the_schemas(changed):
    file = changed("      - {level: 35}", "      - {level: .nan}")

    (problem,) = problems_in(file)

    assert problem.name == "targets.0.levels.1.level"
    assert str(problem.message)


def test_what_is_not_known_may_be_left_out(changed):
    blueprint = load.load(changed("  every: {months: 1}\n", "\n"))

    assert blueprint.follow_up.every is None


def test_words_in_one_language_only_are_refused(changed):
    file = changed("  sv: >-\n    Stöd till arbete", "  se: >-\n    Stöd till arbete")

    told = {problem.name: str(problem.message) for problem in problems_in(file)}

    assert told == {
        "summary.sv": "is missing.",
        "summary.se": "“se” is not known. Known are: en, sv.",
    }


def test_a_phase_that_nothing_leads_to_is_refused(changed):
    file = changed("    leads_to: [profile]\n", "    leads_to: [job_search]\n")
    text = file.read_text(encoding="utf-8")
    for leading in ("[profile, employer_engagement", "[profile, job_search, employer_engagement"):
        text = text.replace(f"leads_to: {leading}", "leads_to: [employer_engagement")
    file.write_text(text, encoding="utf-8")

    told = {problem.name: str(problem.message) for problem in problems_in(file)}

    assert told["phases.1"] == "No phase leads to “profile”."


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "The file holds no blueprint."),
        ("- a\n- list", 1, "The file holds no blueprint."),
        ("key: a\n  name: b", 2, "This is not YAML: mapping values are not allowed here."),
        ("key: !!python/name:os.system x", 1, "This is not YAML: "),
    ],
)
def test_what_is_no_blueprint_is_refused_on_its_line(tmp_path, text, line, message):
    file = tmp_path / "odd.yaml"
    file.write_text(text)

    (problem,) = problems_in(file)

    assert problem.line == line
    assert str(problem.message).startswith(message)


def test_a_file_that_is_not_there_is_told(tmp_path):
    (problem,) = problems_in(tmp_path / "gone.yaml")

    assert str(problem.message).startswith("The file cannot be read: ")


def test_a_loaded_blueprint_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        load.get("natkraft").name = "Another"


def test_the_latest_version_is_got_unless_another_is_named(tmp_path, monkeypatch, changed):
    changed("key: natkraft\nversion: 1\n", "key: natkraft\nversion: 2\n")
    monkeypatch.setenv("FRAMSTEG_BLUEPRINTS", str(tmp_path))

    assert load.get("natkraft").version == 2
    assert load.get("natkraft", 1).version == 1
    assert [b.version for b in load.latest() if b.key == "natkraft"] == [2]


def test_a_version_in_use_is_never_replaced(tmp_path, monkeypatch, changed):
    changed("name: Nätkraft", "name: Något annat")
    monkeypatch.setenv("FRAMSTEG_BLUEPRINTS", str(tmp_path))

    with pytest.raises(BlueprintError, match="“natkraft” version 1 is also in natkraft-v1.yaml"):
        load.get("natkraft")


@pytest.mark.parametrize(
    ("key", "version", "message"),
    [
        ("natkrafft", None, "“natkrafft” is not known. Did you mean “natkraft”?"),
        ("natkraft", 7, "“natkraft” has no version 7; it has 1."),
    ],
)
def test_an_unknown_blueprint_says_which_there_are(key, version, message):
    with pytest.raises(load.UnknownBlueprint) as unknown:
        load.get(key, version)

    assert str(unknown.value.text) == message


def test_every_blueprint_is_read_once():
    assert load.load_all() is load.load_all()


def test_the_shipped_blueprints_have_no_faults():
    assert load.check([load.SHIPPED]) == []


def test_names_of_measures_and_reports_have_something_behind_them():
    assert set(MEASURES_BUILT) >= MEASURES
    assert set(MEASURE_LABELS) == MEASURES
    assert set(REPORT_FORM_LABELS) == REPORT_FORMS
