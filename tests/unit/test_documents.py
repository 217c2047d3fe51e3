"""The documents are held to the program: their links, words, commands, buttons and names."""

import re
from enum import StrEnum
from inspect import getmembers, isclass
from pathlib import Path

import polib
import pytest
from django.apps import apps

from framsteg.blueprints import schema
from framsteg.config import cli
from framsteg.config.commands import COMMANDS
from framsteg.config.demo import cast
from framsteg.evaluation.measures import MEASURES
from framsteg.foundation import codes
from framsteg.imports.fields import Field

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
SWEDISH = ("coach", "lead", "evaluator", "administrator", "import")
LARGEST_PICTURE = 300_000
# Words that would tell of one machine, or of how the documents came about.
BANNED = (
    r"/wor[k]\b", r"/tm[p]/", r"/roo[t]\b", r"/hom[e]/\w", r"\.\./share[d]", r"\bpyp[i]\.",
    r"pythonhoste[d]", r"\bregistry\.np[m]", r"\bA[I]\b", r"\bTOD[O]\b", r"language mode[l]",
)  # fmt: skip

documents = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def without_code_blocks(markdown: str) -> str:
    return re.sub(r"^```.*?^```", "", markdown, flags=re.DOTALL | re.MULTILINE)


def glossary() -> list[list[str]]:
    """The rows of the glossary, as cells."""
    rows = [line for line in text("GLOSSARY.md").splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def codes_of(module: object) -> list[type[StrEnum]]:
    return [
        member
        for _name, member in getmembers(module, isclass)
        if issubclass(member, StrEnum) and member is not StrEnum
    ]


@documents
def test_what_a_document_links_to_is_there(document):
    markdown = without_code_blocks(document.read_text(encoding="utf-8"))
    targets = re.findall(r"\]\(([^)\s]+)\)", markdown) + re.findall(r'src="([^"]+)"', markdown)
    relative = [each.split("#")[0] for each in targets if "://" not in each]

    missing = [each for each in relative if each and not (document.parent / each).exists()]

    assert missing == []


@documents
def test_a_document_tells_of_no_machine(document):
    markdown = document.read_text(encoding="utf-8")

    assert [word for word in BANNED if re.search(word, markdown)] == []


def test_pictures_are_small_and_taken_on_both_screens():
    pictures = sorted((ROOT / "docs/pictures").glob("*.png"))
    phone, desk = (
        {each.stem.removesuffix(f"-{screen}") for each in pictures if each.stem.endswith(screen)}
        for screen in ("phone", "desk")
    )

    assert phone
    assert phone == desk
    assert [each.name for each in pictures if each.stat().st_size > LARGEST_PICTURE] == []


def test_every_model_is_in_the_glossary():
    terms = " ".join(row[0] for row in glossary())

    models = [model.__name__ for model in apps.get_app_config("records").get_models()]

    assert len(models) > 20
    assert [name for name in models if f"`{name}`" not in terms] == []


@pytest.mark.parametrize("module", [codes, schema], ids=["foundation", "blueprints"])
def test_every_closed_list_is_in_the_glossary_with_its_codes(module):
    rows = {name: row for row in glossary() for name in re.findall(r"`(\w+)`", row[0])}

    lists = [each for each in codes_of(module) if each.__module__.startswith("framsteg")]

    assert lists
    assert [each.__name__ for each in lists if each.__name__ not in rows] == []
    untold = [
        f"{each.__name__}.{code}"
        for each in lists
        for code in each
        if f"`{code}`" not in rows[each.__name__][2]
    ]
    assert untold == []


@pytest.mark.parametrize(("codes_", "kind"), [(codes.Role, "role"), (codes.Part, "part")])
def test_every_role_and_part_has_a_row_of_its_own(codes_, kind):
    terms = {row[0] for row in glossary()}

    assert [code for code in codes_ if f"`{code}` ({kind})" not in terms] == []


def test_the_glossary_has_four_full_columns_in_the_order_of_the_alphabet():
    rows = glossary()
    keys = [re.sub(r"[^a-zåäö]", "", row[0].lower()) for row in rows]

    assert [row for row in rows if len(row) != 4 or not all(row)] == []
    assert keys == sorted(keys)


@pytest.mark.parametrize("list_", ["app", "dev"])
def test_every_dependency_has_its_reason_among_the_decisions(list_):
    lines = text(f"requirements/{list_}.in").splitlines()
    names = [re.split(r"[\[<>=~! ]", line)[0] for line in lines if line[:1].isalpha()]
    decisions = text("docs/adr.md")

    assert names
    assert [name for name in names if f"**{name}**" not in decisions] == []


@documents
def test_commands_that_a_document_names_exist(document):
    tree = cli._tree(COMMANDS)
    markdown = document.read_text(encoding="utf-8")
    named = re.findall(r"(?:`|^\$ |/)framsteg((?: [^\n`]*)?)(?:`|$)", markdown, re.MULTILINE)

    for words in (each.split() for each in named):
        command = tree
        while words and words[0] in getattr(command, "commands", {}):
            command = command.commands[words.pop(0)]
        options = {name for option in command.params for name in option.opts}
        options |= {name for option in command.params for name in option.secondary_opts}
        unknown = [w for w in words if w.startswith("--") and w not in options | {"--help"}]
        assert unknown == [], command.name
        stray = words[:1] if hasattr(command, "commands") else []
        assert [word for word in stray if not word.startswith(("-", "…"))] == [], command.name


@documents
def test_make_targets_that_a_document_names_exist(document):
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))

    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", document.read_text("utf-8"), re.MULTILINE))

    assert named - targets == set()


@documents
def test_settings_that_a_document_names_are_explained(document):
    known = set(re.findall(r"^(FRAMSTEG_\w+)=", text(".env.example"), re.MULTILINE))

    named = set(re.findall(r"FRAMSTEG_[A-Z_]+[A-Z]", document.read_text("utf-8")))

    assert named - known == set()


@pytest.mark.parametrize("name", SWEDISH)
def test_buttons_and_headings_that_a_guide_names_stand_on_the_pages(name):
    catalogue = polib.pofile(str(ROOT / "locale/sv/LC_MESSAGES/django.po"))
    shown = [
        words.lower()
        for entry in catalogue
        if not entry.obsolete
        for words in (entry.msgstr, *entry.msgstr_plural.values())
    ]
    bold = re.findall(r"\*\*([^*]+)\*\*", without_code_blocks(text(f"docs/{name}.md")))

    assert bold
    wanted = {words.rstrip(".").lower() for words in bold} - {"och"}
    assert sorted(w for w in wanted if not any(w in each for each in shown)) == []


def test_the_readme_names_everyone_who_can_log_in_to_the_demo():
    readme = text("README.md")

    assert cast.PASSWORD in readme
    assert [
        e for e in (login.email for login in cast.LOGINS) if e.split("@")[0] not in readme
    ] == []


def test_the_guide_for_evaluators_names_every_measure():
    guide = text("docs/evaluator.md")

    assert [name for name in MEASURES if f"`{name}`" not in guide] == []


def test_the_guide_to_lists_names_every_meaning_of_a_column():
    guide = text("docs/import.md")

    assert [field for field in Field if f"`{field}`" not in guide] == []
