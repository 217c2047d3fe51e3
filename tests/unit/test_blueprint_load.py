"""A blueprint file is refused by file, line and name, with every fault told at once."""

from pathlib import Path

import pytest

from framsteg.blueprints import load
from framsteg.blueprints.known import MEASURES, REPORT_FORMS
from framsteg.blueprints.labels import MEASURES as MEASURE_LABELS
from framsteg.blueprints.labels import REPORT_FORMS as REPORT_FORM_LABELS
from framsteg.blueprints.problems import BlueprintError
from framsteg.evaluation.measures import MEASURES as MEASURES_BUILT

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
FAULTS = [
    (
        "a misspelt key",
        "places: {min: 60, max: 80}",
        "placses: {min: 60, max: 80}",
        "placses: {min: 60, max: 80}",
        "placses",
        "“placses” is not known. Did you mean “places”?",
    ),
    (
        "a misspelt key inside",
        "  posts: 4",
        "  postss: 4",
        "postss: 4",
        "team.postss",
        "“postss” is not known. Did you mean “posts”?",
    ),
    (
        "a misspelt code",
        "method: ips_and_se",
        "method: ips_and_es",
        "method: ips_and_es",
        "method",
        "“ips_and_es” is not known. Did you mean “ips_and_se”?",
    ),
    (
        "text for a number",
        "  posts: 4",
        "  posts: four",
        "posts: four",
        "team.posts",
        "must be a whole number.",
    ),
    (
        "a number in quotes",
        "  posts: 4",
        '  posts: "4"',
        'posts: "4"',
        "team.posts",
        "must be a whole number.",
    ),
    (
        "nothing at all",
        "  posts: 4",
        "  posts: 0",
        "posts: 0",
        "team.posts",
        "must be at least 1.",
    ),
    (
        "a truth value in quotes",
        "  companion_welcome: true",
        '  companion_welcome: "yes"',
        'companion_welcome: "yes"',
        "ways_in.companion_welcome",
        "must be true or false.",
    ),
    (
        "a number for a day",
        "  last_day: 2013-12-31",
        "  last_day: 20131231",
        "last_day: 20131231",
        "period.last_day",
        "must be a day, as in 2013-12-31, without quotes.",
    ),
    (
        "a key that cannot stand in an address",
        "key: natkraft",
        "key: Nät kraft",
        "key: Nät kraft",
        "key",
        "may hold only the letters a–z, digits, - and _, as in “vi-vagar”.",
    ),
    (
        "a phase that is not there",
        "    leads_to: [supported_training, trial_internship, job_search]",
        "    leads_to: [supported_training, trial_intership, job_search]",
        "leads_to: [supported_training, trial_intership, job_search]",
        "phases.1.leads_to.1",
        "“trial_intership” is not known. Did you mean “trial_internship”?",
    ),
    (
        "a phase that leads to itself",
        "    leads_to: [profile, trial_internship, job_search]",
        "    leads_to: [supported_training, trial_internship, job_search]",
        "leads_to: [supported_training, trial_internship, job_search]",
        "phases.2.leads_to.0",
        "A phase cannot lead to itself.",
    ),
    (
        "a phase twice",
        "    leads_to: [profile, employer_engagement, support]",
        "    leads_to: [profile, profile, employer_engagement, support]",
        "leads_to: [profile, profile, employer_engagement, support]",
        "phases.4.leads_to.1",
        "“profile” is listed twice.",
    ),
    (
        "two first phases",
        "    leads_to: [job_search, support]",
        "    leads_to: [job_search, support]\n    starts: true",
        "starts: true",
        "phases.5.starts",
        "Only one phase can be the first.",
    ),
    (
        "no first phase",
        "    starts: true\n",
        "\n",
        "phases:",
        "phases",
        "One phase must be the first: give it `starts: true`.",
    ),
    (
        "no last phase though the exit is planned",
        "    ends: true\n",
        "\n",
        "phases:",
        "phases",
        "The exit is planned, so a phase must be the last: `ends: true`.",
    ),
    (
        "a dead end",
        "    leads_to: [job_search, support]",
        "    leads_to: []",
        "- key: employer_engagement",
        "phases.5",
        "“employer_engagement” leads nowhere and is not the last.",
    ),
    (
        "an owner that is not there",
        "owner: kommunen",
        "owner: komunen",
        "owner: komunen",
        "owner",
        "“komunen” is not known. Did you mean “kommunen”?",
    ),
    (
        "a source of nobody",
        "    - {name: Bas, organisation: regionen}",
        "    - {name: Bas, organisation: landstinget}",
        "- {name: Bas, organisation: landstinget}",
        "ways_in.sources.4.organisation",
        "“landstinget” is not known. Known are: arbetsformedlingen, forsakringskassan, kommunen, "
        "regionen, samordningsforbundet.",
    ),
    (
        "a source twice",
        "    - {name: Bas, organisation: regionen}",
        "    - {name: Rehabenheten, organisation: regionen}",
        "- {name: Rehabenheten, organisation: regionen}",
        "ways_in.sources.4.name",
        "“Rehabenheten” is listed twice.",
    ),
    (
        "units that may not refer",
        "  first_contact: [self, relative, unit]",
        "  first_contact: [self, relative]",
        "sources:",
        "ways_in.sources",
        "Units are listed, but `first_contact` lacks `unit`.",
    ),
    (
        "consent to nobody",
        "    - organisation: arbetsformedlingen",
        "    - organisation: arbetsformedling",
        "- organisation: arbetsformedling",
        "consent.parties.0.organisation",
        "“arbetsformedling” is not known. Did you mean “arbetsformedlingen”?",
    ),
    (
        "a part that is not there",
        "      parts: [identity, contact_details, plan, income, employer_dealings]",
        "      parts: [identity, contact_details, plan, incomes, employer_dealings]",
        "parts: [identity, contact_details, plan, incomes, employer_dealings]",
        "consent.parties.1.parts.3",
        "“incomes” is not known. Did you mean “income”?",
    ),
    (
        "a measure that is not there",
        "  - measure: gone_to_work_or_studies",
        "  - measure: gone_to_work_and_studies",
        "- measure: gone_to_work_and_studies",
        "targets.0.measure",
        "“gone_to_work_and_studies” is not known. Did you mean “gone_to_work_or_studies”?",
    ),
    (
        "a report form that is not there",
        "report_form: final_report",
        "report_form: letter",
        "report_form: letter",
        "report_form",
        "“letter” is not known. Known are: final_report.",
    ),
    (
        "a default for a fact that is not there",
        "  - follow_up.silence_days\n",
        "  - follow_up.silent_days\n",
        "- follow_up.silent_days",
        "product_defaults.1",
        "“follow_up.silent_days” is not known. Did you mean “follow_up.silence_days”?",
    ),
    (
        "more at least than at most",
        "places: {min: 60, max: 80}",
        "places: {min: 80, max: 60}",
        "places: {min: 80, max: 60}",
        "places",
        "`max` is lower than `min`.",
    ),
    (
        "no limit at all",
        "places: {min: 60, max: 80}",
        "places: {}",
        "places: {}",
        "places",
        "needs `min`, `max` or both.",
    ),
    (
        "two rhythms at once",
        "  every: {months: 1}",
        "  every: {months: 1, weeks: 4}",
        "every: {months: 1, weeks: 4}",
        "follow_up.every",
        "needs exactly one of `days`, `weeks` and `months`.",
    ),
    (
        "an end before the start",
        "  last_day: 2013-12-31",
        "  last_day: 2003-12-31",
        "last_day: 2003-12-31",
        "period.last_day",
        "comes before the first day.",
    ),
    (
        "more coaches than organisations to take them from",
        "  coaches_per_person: 1\n",
        "  coaches_per_person: 6\n  different_organisations: true\n",
        "coaches_per_person: 6",
        "team.coaches_per_person",
        "There are fewer organisations than coaches.",
    ),
    (
        "an age range upside down",
        "eligibility:\n",
        "eligibility:\n  age: {min: 30, max: 18}\n",
        "age: {min: 30, max: 18}",
        "eligibility.age",
        "`max` is lower than `min`.",
    ),
    (
        "an age nobody has",
        "eligibility:\n",
        "eligibility:\n  age: {min: 18, max: 180}\n",
        "age: {min: 18, max: 180}",
        "eligibility.age.max",
        "must be at most 120.",
    ),
    (
        "a key below a list",
        "eligibility:\n",
        "eligibility:\n  age: 18\n",
        "age: 18",
        "eligibility.age",
        "must hold keys with values below it.",
    ),
    (
        "efforts from more authorities than there are",
        "eligibility:\n",
        "eligibility:\n  min_authorities: 6\n",
        "min_authorities: 6",
        "eligibility.min_authorities",
        "There are fewer organisations than that.",
    ),
    (
        "a fidelity scale that is not there",
        "report_form: final_report",
        "report_form: final_report\nfidelity: {rhythm: yearly, scale: ips-52}",
        "fidelity: {rhythm: yearly, scale: ips-52}",
        "fidelity.scale",
        "“ips-52” is not known. Did you mean “ips-25”?",
    ),
    (
        "funding that ends before it starts",
        "  - kind: own_budget\n",
        "  - kind: own_budget\n    first_year: 2010\n    last_year: 2009\n",
        "last_year: 2009",
        "funding.1.last_year",
        "comes before the first year.",
    ),
    (
        "levels out of order",
        "      - {level: 35}",
        "      - {level: 35, first_day: 2010-01-01}\n      - {level: 36, first_day: 2009-01-01}",
        "- {level: 36, first_day: 2009-01-01}",
        "targets.0.levels.2.first_day",
        "The levels must stand in the order of their days.",
    ),
    (
        "a level that ends before it starts",
        "      - {level: 35}",
        "      - {level: 35, first_day: 2010-01-01, last_day: 2009-01-01}",
        "- {level: 35, first_day: 2010-01-01, last_day: 2009-01-01}",
        "targets.0.levels.1.last_day",
        "comes before the first day.",
    ),
    (
        "a key where nothing is known",
        "report_form: final_report",
        "report_form: {final: report}",
        "report_form: {final: report}",
        "report_form",
        "must be text; put it in quotes if it looks like a number or a date.",
    ),
]


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
