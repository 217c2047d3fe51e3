"""What of a person's file has been copied into an authority's own journal."""

from django.db import models
from django.db.models import Q

from framsteg.foundation.codes import Part
from framsteg.foundation.journal_codes import JournalSubject
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, known


class JournalCopy(Sensitive):
    """One entry was copied on a day, to a named system, by `created_by`.

    `subject_id` is the id of the contact, follow-up or employer contact. `part` is the entry's
    part of the file: the copy is seen by those who see the entry.
    """

    enrolment = models.ForeignKey(
        "records.Enrolment", models.CASCADE, related_name="journal_copies", db_index=False
    )
    subject = CodeField(JournalSubject)
    subject_id = models.BigIntegerField()
    part = CodeField(Part)
    copied_on = models.DateField()
    system = models.CharField(max_length=100)
    once = models.UUIDField(null=True, unique=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("journalcopy", "subject", JournalSubject),
            known("journalcopy", "part", Part),
            models.CheckConstraint(name="journalcopy_names_a_system", condition=~Q(system="")),
        ]
        indexes = [
            models.Index(fields=["enrolment", "subject", "subject_id"], name="journalcopy_of")
        ]

    class Privacy:
        sensitive = ("subject", "part", "copied_on", "system")
        technical = (*SHARED_TECHNICAL, "enrolment", "subject_id", "once")
