"""`framsteg blueprint`: list, show, check."""

from framsteg.blueprints.load import SHIPPED
from framsteg.config.cli import main


def test_the_list_names_every_blueprint(capsys):
    code = main(["blueprint", "list"])

    told = capsys.readouterr().out
    assert code == 0
    for key in ("natkraft", "vi-vagar", "utsikten", "varna", "ips-forsok"):
        assert f"{key} " in told


def test_a_blueprint_is_shown_with_its_facts(capsys):
    code = main(["blueprint", "show", "natkraft"])

    told = capsys.readouterr().out
    assert code == 0
    assert "Nätkraft" in told
    assert "60–80" in told


def test_an_unknown_blueprint_is_refused_with_what_was_meant(capsys):
    code = main(["blueprint", "show", "natkrafft"])

    told = capsys.readouterr()
    assert code == 1
    assert "natkrafft" in told.err
    assert "“natkraft”" in told.err or "”natkraft”" in told.err


def test_good_blueprints_pass_the_check(capsys):
    assert main(["blueprint", "check"]) == 0
    assert main(["blueprint", "check", str(SHIPPED)]) == 0
    assert capsys.readouterr().err == ""


def test_a_misspelt_key_fails_the_check_by_file_line_and_name(tmp_path, capsys):
    file = tmp_path / "mine-v1.yaml"
    text = (SHIPPED / "natkraft-v1.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace("rapid", "x").replace("places: {", "placses: {"))

    code = main(["blueprint", "check", str(file)])

    line = text[: text.index("places: {")].count("\n") + 1
    assert code == 1
    assert f"mine-v1.yaml:{line}: placses:" in capsys.readouterr().err


def test_a_broken_own_blueprint_is_told_by_every_command(tmp_path, monkeypatch, capsys):
    (tmp_path / "mine-v1.yaml").write_text("key: mine\n")
    monkeypatch.setenv("FRAMSTEG_BLUEPRINTS", str(tmp_path))

    assert main(["blueprint", "list"]) == 1
    assert main(["blueprint", "show", "natkraft"]) == 1
    assert capsys.readouterr().err.count("mine-v1.yaml:1: phases:") == 2
