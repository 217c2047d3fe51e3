"""Blueprints from their files: all of them checked, every fault told, each read once."""

import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from framsteg.blueprints.check import disagreements
from framsteg.blueprints.faults import faults
from framsteg.blueprints.problems import BlueprintError, Problem, unknown
from framsteg.blueprints.read import read
from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.text import Text, say

SHIPPED = Path(__file__).resolve().parents[2] / "blueprints"

Blueprints = Mapping[tuple[str, int], Blueprint]


class UnknownBlueprint(LookupError):
    """There is no such blueprint, or not in that version; `text` says which there are."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


def load(path: Path) -> Blueprint:
    """One file as a blueprint; BlueprintError with every fault, each by file, line and name."""
    source = read(path)
    if not isinstance(source.values, dict):
        raise BlueprintError([Problem(path, 1, "", say("The file holds no blueprint."))])
    try:
        blueprint = Blueprint.model_validate(source.values)
    except ValidationError as error:
        raise BlueprintError(_in_order([*source.problems, *faults(error, source)])) from None
    disagreeing = [source.problem(where, message) for where, message in disagreements(blueprint)]
    if problems := [*source.problems, *disagreeing]:
        raise BlueprintError(_in_order(problems))
    return blueprint


def load_all(folders: Iterable[Path] | None = None) -> Blueprints:
    """Every blueprint by key and version, from Framsteg's own folder and FRAMSTEG_BLUEPRINTS."""
    return _load_all(tuple(folders) if folders is not None else blueprint_folders())


def get(key: str, version: int | None = None) -> Blueprint:
    """A blueprint in a version, or in its latest. UnknownBlueprint when there is none."""
    blueprints = load_all()
    versions = [v for known, v in blueprints if known == key]
    if not versions:
        raise UnknownBlueprint(unknown(key, {known for known, _version in blueprints}))
    wanted = max(versions) if version is None else version
    if wanted not in versions:
        raise UnknownBlueprint(
            say(
                "“{key}” has no version {version}; it has {versions}.",
                key=key,
                version=wanted,
                versions=sorted(versions),
            )
        )
    return blueprints[key, wanted]


def latest() -> tuple[Blueprint, ...]:
    """Every blueprint in its latest version, by name."""
    newest = {b.key: b for b in sorted(load_all().values(), key=lambda b: b.version)}
    return tuple(sorted(newest.values(), key=lambda b: b.name.casefold()))


def check(paths: Iterable[Path]) -> list[Problem]:
    """Every fault in these files and in the files of these folders; a good set has none."""
    return _read_all(paths)[1]


def blueprint_folders() -> tuple[Path, ...]:
    """Framsteg's own folder, and the folder of one's own blueprints where there is one."""
    own = os.environ.get("FRAMSTEG_BLUEPRINTS")
    return (SHIPPED, Path(own)) if own else (SHIPPED,)


@lru_cache(maxsize=8)
def _load_all(folders: tuple[Path, ...]) -> Blueprints:
    blueprints, problems = _read_all(folders)
    if problems:
        raise BlueprintError(problems)
    return MappingProxyType(blueprints)


def _read_all(paths: Iterable[Path]) -> tuple[dict[tuple[str, int], Blueprint], list[Problem]]:
    blueprints: dict[tuple[str, int], Blueprint] = {}
    problems: list[Problem] = []
    first: dict[tuple[str, int], Path] = {}
    for file in _files(paths):
        try:
            blueprint = load(file)
        except BlueprintError as error:
            problems += error.problems
            continue
        identity = blueprint.key, blueprint.version
        if identity in first:
            problems.append(_same_twice(file, blueprint, first[identity]))
        first.setdefault(identity, file)
        blueprints.setdefault(identity, blueprint)
    return blueprints, problems


def _files(paths: Iterable[Path]) -> list[Path]:
    return [
        file
        for path in paths
        for file in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])
    ]


def _same_twice(file: Path, blueprint: Blueprint, other: Path) -> Problem:
    return Problem(
        file,
        1,
        "version",
        say(
            "“{key}” version {version} is also in {other}. A version in use never changes: "
            "give this one a new number.",
            key=blueprint.key,
            version=blueprint.version,
            other=other.name,
        ),
    )


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.line, problem.name))
