"""Whose data may not be used today (restriction, GDPR article 18): one condition for every door.

A restriction is about the person, so it reaches all of their enrolments; it binds what the
organisation that noted it keeps, and with it the enrolment and the person that it registered.
"""

from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from framsteg.access.one_person import same_person
from framsteg.access.viewer import Viewer
from framsteg.foundation.decision import require
from framsteg.records.models import Enrolment, Restriction
from framsteg.rules.requests import may_use


def restricted_since(organisation_id: int, today: date, *, of: str = "") -> Subquery:
    """For a query of enrolments: the first day of what restricts their use by an organisation.

    `of` is the path from the row to its enrolment ("": the row is the enrolment).
    """
    path = f"{of}__" if of else ""
    rows = standing(today).filter(
        Q(owner=organisation_id)
        | Q(owner=OuterRef(f"{path}owner"))
        | Q(owner=OuterRef(f"{path}participant__owner")),
        enrolment__participant=OuterRef(f"{path}participant"),
    )
    return Subquery(rows.order_by("starts_on").values("starts_on")[:1])


def standing(today: date) -> QuerySet[Restriction]:
    """Restrictions that stand on a day; the last day is outside."""
    return Restriction.unscoped.filter(Q(ends_on=None) | Q(ends_on__gt=today), starts_on__lte=today)


def require_use(viewer: Viewer, enrolment_id: int) -> None:
    """Refuse, with the reason, to take out what may not be used."""
    since = (
        Enrolment.unscoped.filter(pk=enrolment_id)
        .values_list(restricted_since(viewer.organisation_id, viewer.today), flat=True)
        .first()
    )
    require(may_use(restricted_since=since))


def out_of_figures(today: date) -> frozenset[int]:
    """Enrolments that are not counted today. Empty, and one look-up, where nobody is restricted."""
    people = standing(today).values_list("enrolment__participant", flat=True)
    found = set(people)
    if not found:
        return frozenset()
    one = same_person()
    whole = {one.get(pk, pk) for pk in found}
    found |= whole | {pk for pk, first in one.items() if first in whole}
    rows = Enrolment.unscoped.filter(participant__in=found)
    return frozenset(rows.values_list("pk", flat=True))
