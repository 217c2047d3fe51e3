"""Texts of an instrument that belong to somebody else: loaded by who has the right to use them."""

from django.db import models


class Instrument(models.Model):
    """One instrument in one language, as loaded from a file; `items` and `answers` are its words.

    `answers` are the words for 0, 1, 2, … in that order. Framsteg itself holds no such texts.
    """

    key = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    question = models.TextField()
    items = models.JSONField()
    answers = models.JSONField()
    licence = models.TextField()
    source = models.CharField(max_length=300)
    loaded_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "language"], name="instrument_once_a_language")
        ]

    class Privacy:
        technical = (
            "id", "key", "language", "title", "question", "items", "answers", "licence", "source",
            "loaded_on",
        )  # fmt: skip
