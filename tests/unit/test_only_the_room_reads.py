"""Nobody but the room and the actions reaches a row of a person past the rule.

Imports are held by the contracts (`test_contracts`). A model's managers are reached without any
import (by the registry of models, by a row's own class), so here they are looked for by name.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2] / "framsteg"
# The rows' own floor, the room, and the writes: all else asks them.
MAY = ("records", "access", "actions")
WAYS_PAST = frozenset(
    {"unscoped", "_base_manager", "_default_manager", "get_model", "get_models", "raw", "RawSQL"}
)
# Who holds the connection itself, and why: none of them for a row of a person.
ASKED_BY_HAND = {
    "config/commands/doctor.py": "how the database is set",
    "config/ready.py": "the owner's log-in while tables are laid out",
    "config/watching.py": "whether it answers",
    "config/working.py": "closed when it was lost",
}


def ways_past(source: str) -> list[str]:
    """The ways past the room that a module's source takes, in the order of the lines."""
    return [name for _line, name in sorted(_found(ast.parse(source)))]


def _found(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name) if name in WAYS_PAST:
                yield node.lineno, name
            # getattr(model, "…"); "raw" alone is any word.
            case ast.Constant(value=str(name)) if name in WAYS_PAST - {"raw"}:
                yield node.lineno, name
            case ast.alias(name=name) if name in WAYS_PAST:
                yield node.lineno, name


def asks_by_hand(source: str) -> bool:
    """Whether a module imports Django's own connection to the database."""
    imported = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
    return any(
        alias.name in ("connection", "connections")
        for node in imported
        if node.module == "django.db"
        for alias in node.names
    )


def modules() -> dict[str, str]:
    """The source of every module outside the floors that may."""
    found = {str(path.relative_to(HOUSE)): path for path in sorted(HOUSE.rglob("*.py"))}
    return {
        name: path.read_text(encoding="utf-8")
        for name, path in found.items()
        if name.split("/")[0] not in MAY
    }


def test_no_module_outside_takes_a_way_past_the_room() -> None:
    outside = modules()

    assert {name: ways for name, source in outside.items() if (ways := ways_past(source))} == {}
    assert len(outside) > 300


def test_no_module_outside_asks_the_database_by_hand() -> None:
    asked = {name for name, source in modules().items() if asks_by_hand(source)}

    assert asked == set(ASKED_BY_HAND)


@pytest.mark.parametrize(
    ("way", "source"),
    [
        ("unscoped", "rows = Contact.unscoped.filter(pk=1)"),
        ("unscoped", "def late(model):\n    return model.unscoped"),
        ("unscoped", "manager = getattr(model, 'unscoped')"),
        ("_base_manager", "rows = type(row)._base_manager.all()"),
        ("_default_manager", "rows = field.related_model._default_manager.all()"),
        ("get_model", "from django.apps import apps\nmodel = apps.get_model('records', 'Contact')"),
        ("get_models", "for model in apps.get_app_config('records').get_models(): ..."),
        ("raw", "rows = Staff.objects.raw('SELECT * FROM records_contact')"),
        ("RawSQL", "from django.db.models.expressions import RawSQL"),
    ],
)
def test_each_way_is_found_where_somebody_takes_it(way: str, source: str) -> None:
    assert way in ways_past(source)


def test_a_question_by_hand_is_found() -> None:
    assert asks_by_hand("def late():\n    from django.db import connection")
    assert not asks_by_hand("from django.db import transaction")
