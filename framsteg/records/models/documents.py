"""Documents (dokument): declared in `rules.documents`, kept as answers, editions and signatures.

A document is shared among organisations, and each writes its own answers in it: an answer belongs
to the organisation that wrote it, and is shared by its section's part.
"""

from django.db import models
from django.db.models import Q

from framsteg.foundation.codes import DocumentKind, Part, Signatory, SignedHow
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, in_order, known


class Document(Sensitive):
    """That there is a document; `part` is what must be shared to know it."""

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="documents")
    kind = CodeField(DocumentKind)
    part = CodeField(Part)
    subject = models.CharField(max_length=200, blank=True)
    started_on = models.DateField()
    review_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    end_note = models.CharField(max_length=300, blank=True)
    once = models.UUIDField(null=True, unique=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("document", "kind", DocumentKind),
            known("document", "part", Part),
            in_order("document", "started_on", "ended_on"),
        ]
        indexes = [models.Index(fields=["enrolment", "kind", "id"], name="document_by_case")]

    class Privacy:
        sensitive = ("kind", "subject", "started_on", "review_on", "ended_on", "end_note")
        technical = (*SHARED_TECHNICAL, "enrolment", "part", "once")


class DocumentSection(Sensitive):
    """One organisation's answers in one section: a value for each field that was answered."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="sections")
    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="+")
    key = models.CharField(max_length=60)
    part = CodeField(Part)
    content = models.JSONField(default=dict)
    updated_on = models.DateField()
    updated_by = models.ForeignKey(
        "records.Staff", models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta(Sensitive.Meta):
        constraints = [
            known("documentsection", "part", Part),
            models.UniqueConstraint(
                fields=["document", "key", "owner"], name="documentsection_once_per_writer"
            ),
        ]

    class Privacy:
        sensitive = ("content",)
        technical = (
            *SHARED_TECHNICAL, "document", "enrolment", "key", "part", "updated_on", "updated_by",
        )  # fmt: skip


class Edition(Sensitive):
    """A document as it stood on a day, kept as it was; this is what is signed."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="editions")
    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="+")
    part = CodeField(Part)
    number = models.PositiveIntegerField()
    made_on = models.DateField()

    class Meta(Sensitive.Meta):
        constraints = [
            known("edition", "part", Part),
            models.UniqueConstraint(fields=["document", "number"], name="edition_number_once"),
        ]

    class Privacy:
        sensitive = ("made_on",)
        technical = (*SHARED_TECHNICAL, "document", "enrolment", "part", "number")


class EditionSection(Sensitive):
    """A section of an edition. It belongs to who wrote it, not to who made the edition."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="sections")
    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="+")
    key = models.CharField(max_length=60)
    part = CodeField(Part)
    content = models.JSONField(default=dict)
    author = models.CharField(max_length=200, blank=True)
    updated_on = models.DateField()

    class Meta(Sensitive.Meta):
        constraints = [known("editionsection", "part", Part)]

    class Privacy:
        sensitive = ("content", "author")
        technical = (*SHARED_TECHNICAL, "edition", "enrolment", "key", "part", "updated_on")


class Signature(Sensitive):
    """Somebody's yes to an edition: on screen, on a paper that is kept, or for somebody."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="signatures")
    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="+")
    part = CodeField(Part)
    signatory = CodeField(Signatory)
    name = models.CharField(max_length=200)
    how = CodeField(SignedHow)
    signed_on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)
    kept_at = models.CharField(max_length=200, blank=True)
    once = models.UUIDField(null=True, unique=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("signature", "part", Part),
            known("signature", "signatory", Signatory),
            known("signature", "how", SignedHow),
            models.CheckConstraint(
                name="signature_for_someone_says_why",
                condition=~Q(how=SignedHow.FOR_SOMEONE.value) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="signature_on_paper_says_where_it_is",
                condition=~Q(how=SignedHow.ON_PAPER.value) | ~Q(kept_at=""),
            ),
            models.UniqueConstraint(
                fields=["edition", "signatory", "name"], name="signature_once_per_name"
            ),
        ]

    class Privacy:
        identity = ("name",)
        sensitive = ("signatory", "how", "signed_on", "reason", "kept_at")
        technical = (*SHARED_TECHNICAL, "edition", "enrolment", "part", "once")
