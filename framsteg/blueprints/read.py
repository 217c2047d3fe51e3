"""YAML with line numbers: the plain values, and the line where each of them stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from framsteg.blueprints.problems import BlueprintError, Problem
from framsteg.foundation.text import Text, say

# The keys and places in lists that lead to something, e.g. ("phases", 2, "leads_to").
Where = tuple[str | int, ...]


@dataclass
class Source:
    """A file's values. `lines` knows the line of every key and list item by its path."""

    file: Path
    values: object = None
    lines: dict[Where, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, path: Where, message: Text) -> Problem:
        """A problem at this path, or at the nearest enclosing thing that stands in the file."""
        near = path
        while near and near not in self.lines:
            near = near[:-1]
        return Problem(self.file, self.lines.get(near, 1), ".".join(map(str, path)), message)


def read(file: Path) -> Source:
    """Read a file; BlueprintError when it cannot be read as YAML. Repeated keys are problems."""
    source = Source(file)
    try:
        loader = yaml.SafeLoader(file.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        source.values = _value(loader, node, (), source) if node else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        message = say("This is not YAML: {reason}.", reason=error.problem or error.context)
        raise BlueprintError([Problem(file, line, "", message)]) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
        message = say("The file cannot be read: {reason}.", reason=error)
        raise BlueprintError([Problem(file, 1, "", message)]) from None
    return source


def _value(loader: yaml.SafeLoader, node: yaml.Node, path: Where, source: Source) -> object:
    source.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return dict(_items(loader, node, path, source))
    if isinstance(node, yaml.SequenceNode):
        return [_value(loader, item, (*path, n), source) for n, item in enumerate(node.value)]
    value: object = loader.construct_object(node, deep=True)
    return value


def _items(
    loader: yaml.SafeLoader, node: yaml.MappingNode, path: Where, source: Source
) -> Iterator[tuple[str, object]]:
    for key_node, value_node in node.value:
        # The text as written: YAML would turn a key such as `no` into a truth value.
        key = str(key_node.value)
        below = (*path, key)
        line = key_node.start_mark.line + 1
        if below in source.lines:
            message = say("is written twice; first on line {line}.", line=source.lines[below])
            source.problems.append(Problem(source.file, line, ".".join(map(str, below)), message))
        source.lines.setdefault(below, line)
        yield key, _value(loader, value_node, below, source)
