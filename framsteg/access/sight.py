"""The access rule as one SQL expression, used for lists, single files and every part of them.

In words (framsteg.rules.sharing): a role in the person's programme reaches the part, and either
the viewer's organisation wrote the row or a ground in force gives it that part, of what the
writing organisation wrote, today.
"""

from functools import lru_cache

from django.db.models import Exists, OuterRef, Q, QuerySet

from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part
from framsteg.records.models import CaseLink, CaseSummary, Enrolment, Ground

NOBODY = Q(pk__in=[])


# The conditions hold no rows, only what to ask: the same for a viewer all day, so kept.
@lru_cache(maxsize=1024)
def sees(viewer: Viewer, part: Part, *, enrolment: str = "enrolment", owner: str = "owner") -> Q:
    """Rows of `part` that the viewer may read.

    `enrolment` is the path from the row to its enrolment ("" for the enrolment itself), `owner`
    the path to the organisation that wrote the row.
    """
    reached = within_reach(viewer, part, enrolment=enrolment)
    written_here = Q(**{owner: viewer.organisation_id})
    given = Ground.unscoped.filter(
        of_case(enrolment), in_force(viewer), part=part, giver=OuterRef(owner)
    )
    return reached & (written_here | Q(Exists(given)))


def within_reach(viewer: Viewer, part: Part, *, enrolment: str = "enrolment") -> Q:
    """The half of the rule about roles: programme, and link where the role asks for one."""
    programme = f"{enrolment}__programme__in" if enrolment else "programme__in"
    team, linked = viewer.team_programmes(part), viewer.linked_programmes(part)
    reached = Q(**{programme: sorted(team)}) if team else NOBODY
    if linked - team:
        links = CaseLink.unscoped.filter(open_today(viewer), staff=viewer.staff_id)
        mine = Exists(links.filter(of_case(enrolment)))
        reached |= Q(**{programme: sorted(linked - team)}) & Q(mine)
    return reached


def in_force(viewer: Viewer) -> Q:
    """Grounds that count for the viewer's organisation today; the last day is outside."""
    return Q(receiver=viewer.organisation_id) & open_today(viewer)


def cases_in_sight(viewer: Viewer) -> QuerySet[Enrolment]:
    """Enrolments of which the viewer may see something."""
    return Enrolment.unscoped.filter(in_sight(viewer))


@lru_cache(maxsize=256)
def in_sight(viewer: Viewer) -> Q:
    """The condition on an enrolment that the viewer may see something of it.

    Either the viewer's organisation has written in the case, or a ground gives it some part.
    """
    wrote = CaseSummary.unscoped.filter(of_case(""), owner=viewer.organisation_id)
    given = Ground.unscoped.filter(of_case(""), in_force(viewer))
    reached = NOBODY
    for part in Part:
        reached |= within_reach(viewer, part, enrolment="")
        if viewer.team_programmes(part) >= viewer.case_programmes:
            break  # no further part can widen it
    return reached & Q(Exists(wrote) | Exists(given))


def open_today(viewer: Viewer) -> Q:
    """Rows whose period (half-open) holds today."""
    return Q(starts_on__lte=viewer.today) & (Q(ends_on=None) | Q(ends_on__gt=viewer.today))


def of_case(enrolment: str = "enrolment") -> Q:
    """Rows of the outer row's case, whose path from that row is `enrolment` ("": it is the case).

    The second condition follows from the first. It keeps PostgreSQL from gathering all that an
    organisation has written or been given into a table in memory, to answer for one page of cases.
    """
    outer = f"{enrolment}_id" if enrolment and "__" not in enrolment else enrolment or "pk"
    return Q(enrolment=OuterRef(outer), enrolment__gte=OuterRef(outer))
