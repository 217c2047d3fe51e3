"""What every record shares: who wrote it, its version, and how private each field is."""

from enum import StrEnum

from django.db import models
from django.db.models import Q
from django.utils import timezone


class CodeField(models.CharField):  # type: ignore[type-arg]
    """A key from one closed list of `foundation.codes`; `blank=True` also allows none ('')."""

    def __init__(self, codes: type[StrEnum] | None = None, **options: object) -> None:
        self.codes = codes
        options.setdefault("max_length", 40)
        super().__init__(**options)  # type: ignore[arg-type]

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        # The list may grow without a migration: the constraint, not the column, holds it.
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", list(args), options


def known(
    model: str, field: str, codes: type[StrEnum], *, blank: bool = False
) -> models.CheckConstraint:
    """A constraint that refuses a code outside its list."""
    allowed = [code.value for code in codes] + ([""] if blank else [])
    return models.CheckConstraint(
        name=f"{model}_{field}_known", condition=Q(**{f"{field}__in": allowed})
    )


def in_order(model: str, first: str, then: str) -> models.CheckConstraint:
    """A constraint that refuses `then` before `first`; an empty `then` is still open."""
    return models.CheckConstraint(
        name=f"{model}_{then}_after_{first}",
        condition=Q(**{then: None}) | Q(**{f"{then}__gte": models.F(first)}),
    )


class Sensitive(models.Model):
    """A record about a person. It has no `.objects`: reads go through `framsteg.access`.

    `owner` is the organisation that wrote the row, its own secrecy area (design §1.2).
    `version` grows with every change; a writer names the version that was read.
    """

    owner = models.ForeignKey(
        "records.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    created_by = models.ForeignKey(
        "records.Staff", models.PROTECT, related_name="+", null=True, db_index=False
    )
    created_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    unscoped = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"


SHARED_TECHNICAL = ("id", "owner", "created_by", "created_at", "version")
