"""A person who stood twice in an organisation became one (sammanslagning av personer)."""

from django.db import models

from framsteg.records.models.base import SHARED_TECHNICAL, Sensitive


class PersonMerge(Sensitive):
    """Two became one. Everything that was moved or laid aside stands here, to be put back.

    `person` and `case` hold the columns of what is gone: of the double, and of its enrolment where
    both were enrolled in the same programme. `moved`: {model.column: [id, …]}. `laid_aside`:
    {model: [columns, …]}: rows that could not stand twice. `changed`: {row: {column: [before,
    after]}} of what was kept.
    """

    kept = models.ForeignKey("records.Participant", models.CASCADE, related_name="+")
    case_kept = models.ForeignKey("records.Enrolment", models.CASCADE, null=True, related_name="+")
    double_id_was = models.BigIntegerField()
    case_double_id_was = models.BigIntegerField(null=True)
    person = models.JSONField(default=dict)
    case = models.JSONField(default=dict)
    moved = models.JSONField(default=dict)
    laid_aside = models.JSONField(default=dict)
    changed = models.JSONField(default=dict)
    merged_on = models.DateField()
    undone_on = models.DateField(null=True)

    class Meta(Sensitive.Meta):
        indexes = [models.Index(fields=["case_kept"], name="personmerge_of_case")]

    class Privacy:
        identity = ("person",)
        sensitive = ("case", "laid_aside", "changed")
        technical = (
            *SHARED_TECHNICAL, "kept", "case_kept", "double_id_was", "case_double_id_was", "moved",
            "merged_on", "undone_on",
        )  # fmt: skip
