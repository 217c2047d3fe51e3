"""Every field of every record says how private it is; a new one cannot slip in unnoticed."""

import pytest
from django.apps import apps

from framsteg.access.personal import HELD, OF_NO_PERSON
from framsteg.access.reading import extracts as reading
from framsteg.records.models import RegisterExtract
from framsteg.web.presenters.extract_files import LISTS
from framsteg.web.presenters.extract_words import COLUMNS, RECORDS

CLASSES = ("identity", "sensitive", "analytic", "technical")
MODELS = list(apps.get_app_config("records").get_models())


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_each_field_is_classified_once(model):
    classified = [name for kind in CLASSES for name in getattr(model.Privacy, kind, ())]
    fields = [f.name for f in model._meta.get_fields() if not f.auto_created or f.concrete]

    assert sorted(classified) == sorted(fields)


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_no_record_scores_a_person(model):
    banned = {"score", "readiness", "rank", "risk", "motivation", "rating", "ability"}

    words = {word for f in model._meta.get_fields() for word in f.name.split("_")}

    assert not words & banned


def test_each_model_is_held_of_a_person_or_said_to_be_of_none():
    """A new model takes a line in `access.personal`: else extracts and retention miss it."""
    held = {line.model for line in HELD}

    assert [m.__name__ for m in MODELS if m not in held and m not in OF_NO_PERSON] == []
    assert not held & set(OF_NO_PERSON)


def test_each_row_and_column_has_words_in_an_extract():
    told = [held for held in HELD if held.told and held.model is not RegisterExtract]
    columns = {
        field.name
        for held in told
        for field in held.model._meta.concrete_fields
        if reading.is_told(held.model, field) and not reading.points_at_a_row(field)
    }
    codes = {
        field.codes.__name__
        for held in told
        for field in held.model._meta.concrete_fields
        if getattr(field, "codes", None)
    }

    assert [held.name for held in told if held.name not in RECORDS] == []
    assert columns - set(COLUMNS) == set()
    assert codes - set(LISTS) == set()
