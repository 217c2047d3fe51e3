"""What is known of an employer: its tasks, the people to talk to, who keeps it, its doubles."""

from django.db import models
from django.db.models import F, Q

from framsteg.foundation.codes import Carving, ConsentGiven, TaskRhythm, TaskWay
from framsteg.records.models.base import SHARED_TECHNICAL, CodeField, Sensitive, known
from framsteg.records.models.employers import Employer, Workplace


class WorkplaceTask(models.Model):
    """One row of a workplace's inventory of tasks (uppgiftslista): never about a participant."""

    workplace = models.ForeignKey(Workplace, models.CASCADE, related_name="tasks")
    what = models.CharField(max_length=200)
    rhythm = CodeField(TaskRhythm, blank=True)
    by_whom = models.CharField(max_length=200, blank=True)  # a role: the shop's assistants
    way = CodeField(TaskWay, blank=True)
    carving = CodeField(Carving, blank=True)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    once = models.UUIDField(null=True, unique=True)

    class Meta:
        constraints = [
            known("workplacetask", "rhythm", TaskRhythm, blank=True),
            known("workplacetask", "way", TaskWay, blank=True),
            known("workplacetask", "carving", Carving, blank=True),
        ]

    class Privacy:
        analytic = ("rhythm", "way", "carving")
        technical = ("id", "workplace", "what", "by_whom", "note", "version", "once")


class ContactPerson(Sensitive):
    """Somebody to talk to at an employer, who has said yes to being written down.

    The yes is part of the row: without it there is none, and when it is taken back the row goes.
    `for_all` is a further yes: that colleagues in other organisations may see it too.
    """

    employer = models.ForeignKey(Employer, models.CASCADE, related_name="contact_persons")
    workplace = models.ForeignKey(
        Workplace, models.SET_NULL, null=True, related_name="contact_persons"
    )
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    agreed_on = models.DateField()
    agreed_how = CodeField(ConsentGiven)
    for_all = models.BooleanField(default=False)
    once = models.UUIDField(null=True, unique=True)

    class Meta(Sensitive.Meta):
        constraints = [known("contactperson", "agreed_how", ConsentGiven)]

    class Privacy:
        identity = ("name", "title", "phone", "email")
        technical = (
            *SHARED_TECHNICAL, "employer", "workplace", "agreed_on", "agreed_how", "for_all",
            "once",
        )  # fmt: skip


class EmployerHandOver(Sensitive):
    """An employer goes from one specialist to another, with what the next one needs to know."""

    employer = models.ForeignKey(Employer, models.CASCADE, related_name="hand_overs")
    from_staff = models.ForeignKey("records.Staff", models.PROTECT, null=True, related_name="+")
    to_staff = models.ForeignKey("records.Staff", models.PROTECT, null=True, related_name="+")
    handed_on = models.DateField()
    note = models.TextField(blank=True)

    class Meta(Sensitive.Meta):
        pass

    class Privacy:
        sensitive = ("note",)
        technical = (*SHARED_TECHNICAL, "employer", "from_staff", "to_staff", "handed_on")


class EmployerMerge(models.Model):
    """Two rows of the register became one. Everything it moved stands here, to be moved back.

    `moved`: {model: [id, …]} that pointed at the double. `filled`: {column: [before, after]} of
    the one that was kept. `renamed`: {workplace id: name before}.
    """

    kept = models.ForeignKey(Employer, models.CASCADE, related_name="merges")
    double = models.ForeignKey(Employer, models.CASCADE, related_name="+")
    staff = models.ForeignKey("records.Staff", models.PROTECT, null=True, related_name="+")
    merged_on = models.DateField()
    moved = models.JSONField()
    filled = models.JSONField()
    renamed = models.JSONField()
    undone_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["double"],
                condition=Q(undone_on=None),
                name="employermerge_one_open_for_a_double",
            ),
        ]

    class Privacy:
        technical = (
            "id", "kept", "double", "staff", "merged_on", "moved", "filled", "renamed", "undone_on",
        )  # fmt: skip


class EmployerApart(models.Model):
    """Somebody looked: these two are alike in name and not the same."""

    first = models.ForeignKey(Employer, models.CASCADE, related_name="+")
    second = models.ForeignKey(Employer, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="employerapart_once"),
            models.CheckConstraint(
                name="employerapart_lower_id_first", condition=Q(first__lt=F("second"))
            ),
        ]

    class Privacy:
        technical = ("id", "first", "second")
