"""Whether two organisations know the same person: what is asked, and what is answered."""

from django.db import models
from django.db.models import Q

from framsteg.foundation.person_codes import PersonKey
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, in_order, known


class PersonAsk(Sensitive):
    """A question about one person, to one other organisation, by a key that both must have.

    Whom it meets is not looked up and stands nowhere: it is found each time the other organisation
    looks, among its own persons. So the row is the same whether anybody is met or not. The number
    itself is the person's own column; `reference` is the other organisation's case number. Half
    open: `ends_on` is the first day on which nobody is asked any more.
    """

    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="+")
    asked = models.ForeignKey("records.Organisation", models.PROTECT, related_name="+")
    by_key = CodeField(PersonKey)
    reference = models.CharField(max_length=80, blank=True)
    asked_on = models.DateField()
    ends_on = models.DateField()
    taken_back_on = models.DateField(null=True)

    class Meta(Sensitive.Meta):
        constraints = [
            known("personask", "by_key", PersonKey),
            in_order("personask", "asked_on", "ends_on"),
            models.CheckConstraint(
                name="personask_of_another", condition=~Q(asked=models.F("owner"))
            ),
            models.CheckConstraint(
                name="personask_reference_only_as_key",
                condition=(Q(by_key=PersonKey.REFERENCE.value) & ~Q(reference=""))
                | (Q(by_key=PersonKey.NUMBER.value) & Q(reference="")),
            ),
        ]
        indexes = [models.Index(fields=["owner", "asked_on"], name="personask_lately")]

    class Privacy:
        identity = ("reference",)
        sensitive = ("asked", "by_key", "asked_on", "ends_on", "taken_back_on")
        technical = (*SHARED_TECHNICAL, "enrolment")


class PersonAnswer(Sensitive):
    """What the organisation that was asked said, about its own enrolment of the person.

    A row of its own, owned by who answers, so that a no is nowhere that the asker can look. A yes
    is what makes the two registrations one person, until `parted_on`.
    """

    ask = models.OneToOneField(PersonAsk, models.CASCADE, related_name="answer")
    enrolment = models.ForeignKey("records.Enrolment", models.CASCADE, related_name="+")
    yes = models.BooleanField()
    answered_on = models.DateField()
    parted_on = models.DateField(null=True)

    class Meta(Sensitive.Meta):
        constraints = [
            in_order("personanswer", "answered_on", "parted_on"),
            models.CheckConstraint(
                name="personanswer_parts_after_a_yes", condition=Q(yes=True) | Q(parted_on=None)
            ),
        ]

    class Privacy:
        sensitive = ("yes", "answered_on", "parted_on")
        technical = (*SHARED_TECHNICAL, "ask", "enrolment")
