"""The register as a whole: who keeps an employer, and two rows that are the same one."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import ForeignObjectRel, Q, QuerySet

from framsteg.access import Viewer, wall
from framsteg.access.reading.employer_profiles import colleagues
from framsteg.access.reading.identity import NotFound
from framsteg.actions import conflicts, recording
from framsteg.actions.employers import employer_to_change, keep_findable, require_coach
from framsteg.foundation.codes import Role
from framsteg.foundation.decision import deny, require
from framsteg.foundation.text import say
from framsteg.records.models import (
    Employer,
    EmployerApart,
    EmployerHandOver,
    EmployerMerge,
    EmployerWord,
    RoleGrant,
    Workplace,
)
from framsteg.rules import doubles
from framsteg.rules.employer_care import may_hand_over
from framsteg.rules.sharing import WRITES

FILLED = (
    "organisation_number",
    "sector",
    "industry_code",
    "industry",
    "employees",
    "responsible_id",
)
JOINED = ("needs", "culture")
STAYS = {EmployerWord, EmployerMerge, EmployerApart, Employer}
AT_A_TIME = 500


@transaction.atomic
def hand_over(*, by: Viewer, employer_id: int, to_staff_id: int, note: str = "") -> int:
    """Another specialist becomes responsible, with a note of what they need to know."""
    require_coach(by)
    conflicts.require_employer_may_go_to(to_staff_id, employer_id)
    employer = employer_to_change(employer_id)
    if not _coaches(by, by.writes_in).filter(staff=to_staff_id).exists():
        raise NotFound
    now = employer.responsible
    led = by.programmes([Role.TEAM_LEAD])
    require(
        may_hand_over(
            responsible_id=employer.responsible_id,
            responsible_name=now.name if now and now.pk in colleagues(by) else "",
            still_works=now is None or _coaches(by).filter(staff=now.pk).exists(),
            by_id=by.staff_id,
            leads=now is not None and _coaches(by, led).filter(staff=now.pk).exists(),
            to_id=to_staff_id,
        )
    )
    row = EmployerHandOver(
        employer=employer,
        from_staff_id=employer.responsible_id,
        to_staff_id=to_staff_id,
        handed_on=by.today,
        note=note,
    )
    recording.create(row, by=by, verb="employer_register.hand_over", part=None)
    employer.responsible_id = to_staff_id
    employer.save(update_fields=["responsible"])
    return row.pk


@wall.standing(wall.INSTALLATION)
@transaction.atomic
def merge(*, by: Viewer, kept_id: int, double_id: int) -> int:
    """Everything of the double becomes the kept one's; the double is shown no more.

    Facts that the kept one lacks are filled in, and longer texts are put after each other. Rows
    keep their owner, version and words: only the employer they point at changes.
    """
    require_coach(by)
    kept, double = _both(kept_id, double_id)
    require(
        doubles.may_merge(
            same=kept.pk == double.pk,
            kept_number=kept.organisation_number,
            double_number=double.organisation_number,
        )
    )
    renamed = _renamed(kept, double)
    moved = dict(_pointing_at(double))
    double.merged_into = kept
    double.version += 1
    double.save(update_fields=["merged_into", "version"])
    for label, ids in moved.items():
        _point(label, ids, was=double, now=kept)
    after = _filled(kept, double)
    filled = {name: [getattr(kept, name), value] for name, value in after.items()}
    recording.change(kept, after, by=by, verb="employer_register.merge", part=None)
    row = EmployerMerge.objects.create(
        kept=kept, double=double, staff_id=by.staff_id, merged_on=by.today, moved=moved,
        filled=filled, renamed=renamed,
    )  # fmt: skip
    recording.note(double, by=by, verb="employer_register.merge", part=None, enrolment_id=None)
    keep_findable(kept)
    return row.pk


@wall.standing(wall.INSTALLATION)
@transaction.atomic
def undo_merge(*, by: Viewer, merge_id: int) -> int:
    """Two again: what was moved goes back, and facts that were filled in and still stand so.

    What was written since stays with the one that was kept. Returns the double.
    """
    require_coach(by)
    row = EmployerMerge.objects.select_for_update().filter(pk=merge_id, undone_on=None).first()
    if row is None:
        raise NotFound
    kept = Employer.objects.select_for_update().get(pk=row.kept_id)
    double = Employer.objects.select_for_update().get(pk=row.double_id)
    if kept.merged_into_id is not None:
        require(deny(say("{name} was itself merged later. Undo that first.", name=kept.name)))
    back = {n: before for n, (before, after) in row.filled.items() if getattr(kept, n) == after}
    recording.change(kept, back, by=by, verb="employer_register.undo_merge", part=None)
    _require_number_is_free(double)
    double.merged_into = None
    double.version += 1
    double.save(update_fields=["merged_into", "version"])
    for label, ids in row.moved.items():
        _point(label, ids, was=kept, now=double)
    for workplace_id, (before, after) in row.renamed.items():
        Workplace.objects.filter(pk=workplace_id, name=after).update(name=before)
    row.undone_on = by.today
    row.save(update_fields=["undone_on"])
    recording.note(double, by=by, verb="employer_register.undo_merge", part=None, enrolment_id=None)
    keep_findable(kept)
    keep_findable(double)
    return double.pk


@transaction.atomic
def keep_apart(*, by: Viewer, first_id: int, second_id: int) -> None:
    """Somebody looked: the two are alike in name and not the same. The list stops asking."""
    require_coach(by)
    first, second = _both(first_id, second_id)
    require(doubles.may_merge(same=first.pk == second.pk, kept_number="", double_number=""))
    low, high = sorted((first.pk, second.pk))
    row, _made = EmployerApart.objects.get_or_create(first_id=low, second_id=high)
    recording.note(row, by=by, verb="employer_register.keep_apart", part=None, enrolment_id=None)


@transaction.atomic
def ask_again(*, by: Viewer, first_id: int, second_id: int) -> None:
    """Take back that two are not the same."""
    require_coach(by)
    low, high = sorted((first_id, second_id))
    row = EmployerApart.objects.filter(first=low, second=high).first()
    if row is None:
        raise NotFound
    recording.note(row, by=by, verb="employer_register.ask_again", part=None, enrolment_id=None)
    row.delete()


def _both(first_id: int, second_id: int) -> tuple[Employer, Employer]:
    """Both rows, locked in one order, so that two merges cannot wait for each other."""
    rows = {pk: employer_to_change(pk) for pk in sorted({first_id, second_id})}
    return rows[first_id], rows[second_id]


def _coaches(by: Viewer, programmes: Iterable[int] | None = None) -> QuerySet[RoleGrant]:
    """Who works with employers today, in these programmes or in any."""
    open_today = Q(ends_on=None) | Q(ends_on__gt=by.today)
    grants = RoleGrant.objects.filter(open_today, starts_on__lte=by.today, role__in=WRITES)
    return grants if programmes is None else grants.filter(programme__in=sorted(programmes))


def _pointing_at(double: Employer) -> Iterator[tuple[str, list[int]]]:
    """Every row of every model that names the double, by the model's label and column."""
    # Hidden ones too: most rows that name an employer have no way back from it.
    for relation in Employer._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.related_model in STAYS:
            continue
        model, column = relation.related_model, relation.field.name
        rows = model._base_manager.filter(**{column: double}).order_by("pk")
        yield f"{model._meta.model_name}.{column}", list(rows.values_list("pk", flat=True))


def _point(label: str, ids: list[int], *, was: Employer, now: Employer) -> None:
    model_name, column = label.split(".")
    model = apps.get_model("records", model_name)
    for start in range(0, len(ids), AT_A_TIME):
        part = {"pk__in": ids[start : start + AT_A_TIME], column: was}
        model._base_manager.filter(**part).update(**{column: now})


def _renamed(kept: Employer, double: Employer) -> dict[str, list[str]]:
    """Workplaces that go by the same name get the double's name behind theirs."""
    taken = set(Workplace.objects.filter(employer=kept).values_list("name", flat=True))
    renamed = {}
    for place in Workplace.objects.filter(employer=double, name__in=taken):
        before = place.name
        place.name = f"{before} ({double.name})"[:200]
        n = 2
        while place.name in taken:
            place.name = f"{before} {n} ({double.name})"[:200]
            n += 1
        taken.add(place.name)
        place.save(update_fields=["name"])
        renamed[str(place.pk)] = [before, place.name]
    return renamed


def _filled(kept: Employer, double: Employer) -> dict[str, Any]:
    empty = ("", None)
    values = {
        name: getattr(double, name)
        for name in FILLED
        if getattr(kept, name) in empty and getattr(double, name) not in empty
    }
    for name in JOINED:
        mine, theirs = getattr(kept, name), getattr(double, name)
        if theirs and theirs not in mine:
            values[name] = f"{mine}\n\n{theirs}".strip()
    return values


def _require_number_is_free(double: Employer) -> None:
    number = double.organisation_number
    taken = Employer.objects.filter(organisation_number=number, merged_into=None).exclude(
        pk=double.pk
    )
    other = taken.first() if number else None
    if other is not None:
        require(
            deny(say("{name} has the organisation number now. Change that first.", name=other.name))
        )
