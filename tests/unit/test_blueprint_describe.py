"""A blueprint's description leaves no fact out, in either language."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

import polib
import pytest
from pydantic import BaseModel

from framsteg.blueprints.describe import describe
from framsteg.blueprints.known import FIDELITY_SCALES, MEASURES, REPORT_FORMS
from framsteg.blueprints.labels import LABELS, every
from framsteg.blueprints.load import SHIPPED, get, latest
from framsteg.blueprints.schema import (
    Blueprint,
    BookedBy,
    EnrolledAt,
    ExitKind,
    Fidelity,
    FidelityRhythm,
    Funding,
    FundingKind,
    Interval,
    Level,
    Range,
    SelfReportItem,
    Target,
    TargetUnit,
)
from framsteg.blueprints.words import Words
from framsteg.foundation.text import say

WORDS = Words(sv="Ord", en="Words")

# Keys are names inside the file; what they refer to is told by its own words.
NAMES_INSIDE = {("organisations", "key"), ("phases", "key"), ("owner",)}


def in_english(msgid: str) -> str:
    return msgid


def in_swedish(msgid: str) -> str:
    """The blueprint's own words in Swedish; ours stay in English."""
    return "{words.sv}" if msgid == "{words.en}" else msgid


def shown(blueprint: Blueprint) -> str:
    return "\n".join(
        f"{section.title}|{row.label.format(language)}|"
        f"{[value.format(language) for value in row.values]}|{row.ours}"
        for language in (in_english, in_swedish)
        for section in describe(blueprint)
        for row in section.rows
    )


def full() -> Blueprint:
    """Nätkraft with a value for every fact of the schema."""
    natkraft = get("natkraft")
    changes = {
        "eligibility": natkraft.eligibility.model_copy(
            update={
                "age": get("utsikten").eligibility.age,
                "min_authorities": 2,
                "enrolled_at_units": EnrolledAt(organisation="regionen", words=WORDS),
            }
        ),
        "ways_in": natkraft.ways_in.model_copy(
            update={"booked_by": BookedBy.PERSON, "first_talk": ("kommunen",)}
        ),
        "team": natkraft.team.model_copy(update={"words": WORDS}),
        "support": natkraft.support.model_copy(update={"benefits_counselling": True}),
        "rapid_search_days": 30,
        "fidelity": Fidelity(rhythm=FidelityRhythm.YEARLY, scale="ips-25"),
        "targets": (
            Target(
                measure="gone_to_studies",
                unit=TargetUnit.PERCENT,
                counts=WORDS,
                levels=(Level(level=10, first_day=date(2010, 1, 1), last_day=date(2011, 1, 1)),),
            ),
        ),
        "period": natkraft.period.model_copy(update={"planned_last_day": date(2014, 1, 1)}),
        "funding": (
            Funding(kind=FundingKind.OWN_BUDGET, words=WORDS, first_year=2009, last_year=2010),
        ),
    }
    return natkraft.model_copy(update=changes)


def others(value: object, name: str) -> list[object]:
    """Other values that the same fact might have had."""
    known = {"measure": MEASURES, "report_form": REPORT_FORMS, "scale": FIDELITY_SCALES}.get(name)
    match value:
        case bool():
            return [not value]
        case StrEnum():
            return [member for member in type(value) if member != value]
        case date():
            return [value + timedelta(days=400)]
        case int() | float():
            return [value + 1]
        case str() if known:
            return [*(known - {value}), None] if name != "measure" else [*(known - {value})]
        case str() if name == "organisation":
            return ["kommunen", "forsakringskassan"]
        case str():
            return [f"{value}x"]
    raise AssertionError(f"{name} has no value to change: {value!r}")


def variants(model: BaseModel) -> Iterator[tuple[tuple[str, ...], list[BaseModel]]]:
    """Every fact below a model, each with copies of the model where only that fact is other."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            for path, copies in variants(value):
                yield (name, *path), [model.model_copy(update={name: c}) for c in copies]
        elif isinstance(value, tuple):
            assert value, f"{name} is empty: give it a value in full()"
            yield (name,), [model.model_copy(update={name: value[1:]})]
            if isinstance(value[0], BaseModel):
                for path, copies in variants(value[0]):
                    changed = [(c, *value[1:]) for c in copies]
                    yield (name, *path), [model.model_copy(update={name: t}) for t in changed]
        elif value is None:
            assert (
                name in {"days", "weeks", "months", "division", "organisation"} or name == "words"
            ), name
        else:
            yield (name,), [model.model_copy(update={name: o}) for o in others(value, name)]


FACTS = [
    (path, copies)
    for path, copies in variants(full())
    if path not in NAMES_INSIDE and path[0] not in {"phases", "organisations"}
] + [
    (("phases", *path), [full().model_copy(update={"phases": (c, *full().phases[1:])})])
    for path, (c, *_) in variants(full().phases[0])
    if path != ("key",)
]


@pytest.mark.parametrize(("path", "copies"), FACTS, ids=[".".join(path) for path, _ in FACTS])
def test_every_fact_is_told(path, copies):
    before = shown(full())

    assert any(shown(copy) != before for copy in copies)


def test_every_fact_about_an_organisation_is_told():
    blueprint = full()
    first, *rest = blueprint.organisations
    for path, copies in variants(first):
        if path != ("key",):
            changed = [blueprint.model_copy(update={"organisations": (c, *rest)}) for c in copies]
            assert any(shown(copy) != shown(blueprint) for copy in changed), path


def test_the_owner_is_told():
    other = full().model_copy(update={"owner": "regionen"})

    assert "Owner|['Region Västerbotten, Psykiatriska kliniken (Region)']" in shown(other)


def test_what_is_not_known_is_said_to_be_not_stated():
    assert "|First meeting with an employer|['Not stated']|False" in shown(get("natkraft"))


def test_what_framsteg_filled_in_is_marked():
    told = shown(get("natkraft"))

    assert "|Framsteg reminds the coach|['After 30 days without contact']|True" in told
    assert "|Follow-up|['Every month']|False" in told


def test_words_of_a_blueprint_follow_the_readers_language():
    words = Words(sv="fas", en="phase")
    swedish = {"{words.en}": "{words.sv}", "Phase: {name}": "Fas: {name}"}

    text = say("Phase: {name}", name=words.text)

    assert text.format() == "Phase: phase"
    assert text.format(lambda msgid: swedish[msgid]) == "Fas: fas"


def test_the_translation_takes_the_swedish_words():
    po = polib.pofile(str(SHIPPED.parent / "locale" / "sv" / "LC_MESSAGES" / "django.po"))

    assert po.find("{words.en}").msgstr == "{words.sv}"


@pytest.mark.parametrize("blueprint", latest(), ids=lambda b: b.key)
def test_each_programme_is_described_in_the_same_sections(blueprint):
    assert [str(section.title) for section in describe(blueprint)] == [
        "About the programme",
        "Who it is for",
        "The way in",
        "Phases",
        "Coaches and places",
        "The support",
        "Follow-up",
        "Goals",
        "Organisation",
        "Consent",
    ]


def test_every_code_of_the_schema_has_words():
    kinds = (ExitKind, BookedBy, SelfReportItem, FidelityRhythm, FundingKind, TargetUnit)

    assert {member for kind in kinds for member in kind} == set(LABELS)


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (Interval(days=1), "Every day"),
        (Interval(days=10), "Every 10 days"),
        (Interval(weeks=1), "Every week"),
        (Interval(weeks=6), "Every 6 weeks"),
        (Interval(months=1), "Every month"),
        (Interval(months=3), "Every 3 months"),
    ],
)
def test_an_interval_reads_as_people_say_it(interval, words):
    assert str(every(interval)) == words


def test_a_least_number_alone_is_told_as_one():
    places = Range(min=60)

    assert "|Places|['At least 60']|" in shown(full().model_copy(update={"places": places}))


def test_a_blueprint_does_not_know_a_phase_or_organisation_it_does_not_name():
    with pytest.raises(KeyError):
        get("natkraft").phase("nowhere")
    with pytest.raises(KeyError):
        get("natkraft").organisation("nobody")
