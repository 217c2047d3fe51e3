"""A change of tables that a running older version would stumble over is refused, or says why not.

While a new version is put in place the older one still works against the same database. So what it
reads must stay for one release more, and what it does not know of must fill itself in:

- a column or table is removed, or takes another name, one release after the code left it;
- a new column may be empty, or has a default in the database (`db_default`);
- a column does not change its kind, and does not begin to refuse what was allowed, in one step.

A migration that must break this has `IN_ONE_RELEASE = "why, and what is done about it"` on a line
of its own: its release note says that the site is stopped meanwhile. Checked by what the operations
say, so it is the same for both databases and needs neither.
"""

import os
import sys
from collections.abc import Iterator
from typing import Any

BEFORE_THE_RULE = "0049"
"""Migrations up to this number came before it, and are installed with the site stopped."""
REASON = "IN_ONE_RELEASE"
SHORTEST_REASON = 20


def faults(name: str, operations: list[Any], state: Any, reason: str) -> Iterator[str]:
    """What the operations of one migration break; `state` is that of the models before them."""
    found = []
    made: set[str] = set()  # a table of the migration's own has no older reader
    for operation in operations:
        kind = type(operation).__name__
        if kind == "CreateModel":
            made.add(operation.name_lower)
        elif getattr(operation, "model_name_lower", None) not in made:
            found += [f"{name}: {words}" for words in _breaks(kind, operation, state)]
        operation.state_forwards("records", state)
    if found and len(reason) < SHORTEST_REASON:
        yield from found
    if reason and not found:
        yield f"{name}: {REASON} is said, and nothing needs it"


def _breaks(kind: str, operation: Any, state: Any) -> Iterator[str]:
    match kind:
        case "RemoveField":
            yield f"the column {operation.model_name}.{operation.name} is removed"
        case "RenameField":
            yield f"the column {operation.model_name}.{operation.old_name} takes another name"
        case "DeleteModel":
            yield f"the table {operation.name} is removed"
        case "RenameModel" | "AlterModelTable":
            yield f"the table {getattr(operation, 'old_name', operation.name)} takes another name"
        case "AddField":
            if not _fills_itself_in(operation.field):
                yield (
                    f"the new column {operation.model_name}.{operation.name} is neither empty nor "
                    "has a db_default"
                )
        case "AlterField":
            before = state.models["records", operation.model_name_lower].fields[operation.name]
            yield from _narrower(
                f"{operation.model_name}.{operation.name}", before, operation.field
            )


def _fills_itself_in(field: Any) -> bool:
    from django.db.models import ManyToManyField
    from django.db.models.fields import NOT_PROVIDED

    return field.null or field.db_default is not NOT_PROVIDED or isinstance(field, ManyToManyField)


def _narrower(name: str, before: Any, after: Any) -> Iterator[str]:
    if before.get_internal_type() != after.get_internal_type():
        yield f"the column {name} changes its kind"
    if before.null and not after.null:
        yield f"the column {name} may no longer be empty"
    if (after.max_length or 10**9) < (before.max_length or 10**9):
        yield f"the column {name} becomes shorter"
    if after.unique and not before.unique:
        yield f"the column {name} must be unique"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "framsteg.config.settings")
    import django

    django.setup()
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None, replace_migrations=False)
    found: list[str] = []
    for key, migration in sorted(loader.disk_migrations.items()):
        app, name = key
        if app != "records" or name[:4] <= BEFORE_THE_RULE:
            continue
        state = loader.project_state([parent.key for parent in loader.graph.node_map[key].parents])
        reason = getattr(sys.modules[migration.__module__], REASON, "")
        found += faults(name, migration.operations, state, reason)
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
