"""Who is looking: built once by middleware, API token or command, and frozen from then on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from framsteg.access.kept import ASKED, KeptValues, keep_values
from framsteg.foundation.codes import Part, Purpose, Role
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say
from framsteg.records.models import Organisation, RoleGrant, Staff
from framsteg.rules.sharing import ONLY_LINKED, WRITES, reach

SEES_EXACT_FIGURES = frozenset({Role.TEAM_LEAD})
SEES_FIGURES = frozenset(
    {Role.TEAM_LEAD, Role.EMPLOYMENT_SPECIALIST, Role.STEERING_MEMBER, Role.EVALUATOR}
)


@dataclass(frozen=True)
class Grant:
    """A role in one programme; `programme_id` is None for an administrator."""

    role: Role
    programme_id: int | None


@dataclass(frozen=True)
class Viewer:
    """`staff_id` is None for a command of the installation; `where` names the page or command."""

    staff_id: int | None
    name: str
    organisation_id: int
    organisation_name: str
    grants: frozenset[Grant]
    purpose: Purpose
    today: date
    where: str = ""

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.grants)

    @property
    def is_administrator(self) -> bool:
        return Role.ADMINISTRATOR in self.roles

    def roles_in(self, programme_id: int) -> frozenset[Role]:
        return frozenset(g.role for g in self.grants if g.programme_id == programme_id)

    def programmes(self, roles: Iterable[Role]) -> frozenset[int]:
        """The programmes in which the viewer has any of these roles."""
        wanted = frozenset(roles)
        return frozenset(
            g.programme_id for g in self.grants if g.programme_id is not None and g.role in wanted
        )

    def team_programmes(self, part: Part) -> frozenset[int]:
        """Where a role reaches this part of every person's file (team colleagues cover)."""
        roles = [r for r in Role if r not in ONLY_LINKED and part in reach([r])]
        return self.programmes(roles)

    def linked_programmes(self, part: Part) -> frozenset[int]:
        """Where a role reaches this part of the persons that the viewer is linked to."""
        return self.programmes([r for r in ONLY_LINKED if part in reach([r])])

    @property
    def case_programmes(self) -> frozenset[int]:
        """Where the viewer may meet persons at all."""
        return self.programmes([role for role in Role if reach([role])])

    @property
    def writes_in(self) -> frozenset[int]:
        return self.programmes(WRITES)

    def may_write(self, programme_id: int) -> Decision:
        """Whether the viewer works in this programme, and so writes in its files."""
        if programme_id in self.writes_in:
            return ALLOW
        return deny(say("Only the programme's own coaches and lead can do this."))

    def may_lead(self, programme_id: int) -> Decision:
        """Whether the viewer leads this programme."""
        if Role.TEAM_LEAD in self.roles_in(programme_id):
            return ALLOW
        return deny(say("Only the programme's lead can do this."))

    def may_administer(self) -> Decision:
        """Whether the viewer looks after the installation: programmes, staff, roles."""
        if self.is_administrator:
            return ALLOW
        return deny(say("Only an administrator can do this."))


def viewer_for(
    staff: Staff, *, today: date, purpose: Purpose = Purpose.CASEWORK, where: str = ""
) -> Viewer:
    """The viewer that a logged-in member of staff is today. One query."""
    return Viewer(
        staff_id=staff.pk,
        name=staff.name,
        organisation_id=staff.organisation_id,
        organisation_name=staff.organisation.name,
        grants=frozenset(
            Grant(Role(role), programme) for role, programme in _grants(today).of(staff.pk)
        ),
        purpose=purpose,
        today=today,
        where=where,
    )


@lru_cache(maxsize=2)
def _grants(today: date) -> KeptValues:
    rows = RoleGrant.objects.filter(staff=ASKED, starts_on__lte=today).exclude(ends_on__lte=today)
    return keep_values(rows.values_list("role", "programme"))


def command_viewer(
    organisation: Organisation,
    *,
    programmes: Iterable[int],
    purpose: Purpose,
    today: date,
    where: str,
) -> Viewer:
    """The viewer that a command of the installation is: it acts as the organisation's team lead."""
    return Viewer(
        staff_id=None,
        name="framsteg",
        organisation_id=organisation.pk,
        organisation_name=organisation.name,
        grants=frozenset(Grant(Role.TEAM_LEAD, programme) for programme in programmes)
        | {Grant(Role.ADMINISTRATOR, None)},
        purpose=purpose,
        today=today,
        where=where,
    )
