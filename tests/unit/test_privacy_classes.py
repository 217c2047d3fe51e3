"""Every field of every record says how private it is; a new one cannot slip in unnoticed."""

import pytest
from django.apps import apps

from framsteg.access.personal import HELD, OF_NO_PERSON

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
