"""Fidelity scales as dated data: items with their five anchors, cut-offs and bands.

The IPS scale is a file of the package; the stages of Supported Employment are the programme's
own, so that scale is made from its blueprint. A scale says how well a *method* is followed. It is
never put to a person, a coach or a file.
"""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated

import yaml
from pydantic import Field, model_validator

from framsteg.blueprints.schema import Blueprint
from framsteg.blueprints.words import Line, Strict, Words
from framsteg.foundation.codes import Method

STEPS = (1, 2, 3, 4, 5)
IPS = "ips25"
STAGES = "se_stages"
OWN = "own"
"""The source of what is written from knowledge of the method, not from the original."""


class CutOffs(Strict):
    """Where a measured value falls: the least (or most) that gives 2, 3, 4 and 5.

    `fewest` counted ones are needed for anything above 1.
    """

    rising: tuple[float, float, float, float] | None = None
    falling: tuple[float, float, float, float] | None = None
    fewest: int = 0

    @model_validator(mode="after")
    def _one_way_and_in_order(self) -> "CutOffs":
        if (self.rising is None) == (self.falling is None):
            raise ValueError("cut-offs are either rising or falling")
        marks = list(self.rising or ()) or [-mark for mark in self.falling or ()]
        if marks != sorted(set(marks)):
            raise ValueError("cut-offs must follow each other")
        return self


class Item(Strict):
    """One item. `measured` names the figure that is its evidence; `partly`: only a part of it."""

    key: Line
    section: Line
    name: Words
    about: Words
    anchors: tuple[Words, Words, Words, Words, Words]
    source: Line
    measured: Line | None = None
    partly: bool = False
    cut_offs: CutOffs | None = None

    @property
    def to_be_checked(self) -> bool:
        """Whether the anchors have not been set against the original."""
        return self.source == OWN


class ScaleSection(Strict):
    key: Line
    name: Words


class Band(Strict):
    """What a total from `from` up to the next band is called."""

    least: Annotated[int, Field(alias="from")]
    name: Words
    source: Line

    @property
    def to_be_checked(self) -> bool:
        return self.source == OWN


class Scale(Strict):
    """All items in order. A scale without bands has no total."""

    key: Line
    from_on: date
    name: Words
    source: Line
    sections: tuple[ScaleSection, ...]
    items: tuple[Item, ...]
    bands: tuple[Band, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> "Scale":
        keys = [item.key for item in self.items]
        if len(set(keys)) < len(keys):
            raise ValueError("an item stands twice")
        if {item.section for item in self.items} - {section.key for section in self.sections}:
            raise ValueError("an item stands in a section that is not there")
        levels = [band.least for band in self.bands]
        if levels != sorted(levels, reverse=True):
            raise ValueError("bands stand with the highest first")
        return self

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(item.key for item in self.items)

    @property
    def most(self) -> int:
        return max(STEPS) * len(self.items)

    def item(self, key: str) -> Item:
        """KeyError for an item that the scale does not have."""
        for item in self.items:
            if item.key == key:
                return item
        raise KeyError(key)

    def number(self, key: str) -> int:
        """The item's number in the scale, from 1."""
        return self.keys.index(key) + 1


class FileQuestion(Strict):
    """What is asked of each file in a sample; the answer throws light on `item`."""

    key: Line
    item: Line
    words: Words


class _Stages(Strict):
    key: Line
    from_on: date
    name: Words
    source: Line
    anchors: tuple[Words, Words, Words, Words, Words]


def scale_on(key: str, day: date, blueprint: Blueprint) -> Scale:
    """The scale in force on a day; the oldest for a day before them all. KeyError if unknown."""
    if key == STAGES:
        return stage_scale(blueprint, day)
    known = [scale for scale in _scales() if scale.key == key]
    in_force = [scale for scale in known if scale.from_on <= day]
    if not known:
        raise KeyError(key)
    return in_force[-1] if in_force else known[0]


def scales_of(blueprint: Blueprint) -> tuple[str, ...]:
    """Which scales fit a programme's method."""
    return {
        Method.IPS: (IPS,),
        Method.SE: (STAGES,),
        Method.IPS_AND_SE: (IPS, STAGES),
    }[blueprint.method]


def stage_scale(blueprint: Blueprint, day: date) -> Scale:
    """The programme's own stages as a scale: names and purposes are the blueprint's words."""
    rows = [row for row in _stages() if row.from_on <= day]
    row = rows[-1] if rows else _stages()[0]
    return Scale(
        key=row.key,
        from_on=row.from_on,
        name=row.name,
        source=row.source,
        sections=(ScaleSection(key=row.key, name=row.name),),
        items=tuple(
            Item(
                key=phase.key,
                section=row.key,
                name=phase.name,
                about=phase.purpose,
                anchors=row.anchors,
                source="blueprint",
            )
            for phase in blueprint.phases
        ),
    )


@cache
def file_questions() -> tuple[FileQuestion, ...]:
    """The fixed questions to each file of a sample, in order."""
    return tuple(FileQuestion(**row) for row in _read("file_questions.yaml"))


@cache
def _scales() -> tuple[Scale, ...]:
    rows = (Scale.model_validate(row) for row in _read("scale.yaml"))
    return tuple(sorted(rows, key=lambda scale: scale.from_on))


@cache
def _stages() -> tuple[_Stages, ...]:
    rows = (_Stages.model_validate(row) for row in _read("stages.yaml"))
    return tuple(sorted(rows, key=lambda row: row.from_on))


def _read(name: str) -> list[dict[str, object]]:
    text = files("framsteg.evaluation.fidelity").joinpath(name).read_text("utf-8")
    found: list[dict[str, object]] = yaml.safe_load(text)
    return found
