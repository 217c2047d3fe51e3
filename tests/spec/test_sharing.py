"""Who may read a row of a part: one row a rule, for the rule in Python and for the room in SQL."""

from datetime import date

import pytest

from framsteg.access.sight import sees
from framsteg.foundation.codes import GroundKind, Part, Role
from framsteg.foundation.period import Period
from framsteg.records.models import Contact
from framsteg.rules.sharing import REACH, GroundFact, may_read_row, reach
from tests.factories.world import TODAY, World

D = date.fromisoformat
SPECIALIST, LEAD = Role.EMPLOYMENT_SPECIALIST, Role.TEAM_LEAD
CLINIC, AGENCY = Role.CLINICAL_PARTNER, Role.AGENCY_PARTNER
CONTACTS = Part.CONTACTS

# rule, role of Bo (another organisation), linked, ground to Bo's organisation (part, from, until), sees
TABLE = [
    ("no ground: another organisation's row stays closed", SPECIALIST, False, None, False),
    ("a ground opens its part", SPECIALIST, False, (CONTACTS, "2026-01-01", None), True),
    ("a ground for one part does not open another", SPECIALIST, False, (Part.PLAN, "2026-01-01", None), False),
    ("from the day it is given", SPECIALIST, False, (CONTACTS, "2026-03-10", None), True),
    ("not before that day", SPECIALIST, False, (CONTACTS, "2026-03-11", None), False),
    ("through the day before it ends", SPECIALIST, False, (CONTACTS, "2026-01-01", "2026-03-11"), True),
    ("not on the day it ends or is withdrawn", SPECIALIST, False, (CONTACTS, "2026-01-01", "2026-03-10"), False),
    ("given and withdrawn the same day: never", SPECIALIST, False, (CONTACTS, "2026-03-10", "2026-03-10"), False),
    ("a team lead reads on the same grounds", LEAD, False, (CONTACTS, "2026-01-01", None), True),
    ("a clinical partner who is not linked reads nothing", CLINIC, False, (CONTACTS, "2026-01-01", None), False),
    ("a linked clinical partner reads what is given", CLINIC, True, (CONTACTS, "2026-01-01", None), True),
    ("a link without a ground is not enough", CLINIC, True, None, False),
    ("a linked agency partner reads what is given", AGENCY, True, (CONTACTS, "2026-01-01", None), True),
    ("a steering member reads no file", Role.STEERING_MEMBER, True, (CONTACTS, "2026-01-01", None), False),
    ("an evaluator reads no file", Role.EVALUATOR, True, (CONTACTS, "2026-01-01", None), False),
    ("a data protection officer reads no file", Role.DATA_PROTECTION_OFFICER, True, (CONTACTS, "2026-01-01", None), False),
    ("an administrator reads no file", Role.ADMINISTRATOR, True, (CONTACTS, "2026-01-01", None), False),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "role", "linked", "ground", "seen"), TABLE)
def test_rule_says_who_reads(rule, role, linked, ground, seen):
    grounds = []
    if ground:
        part, start, end = ground
        grounds = [GroundFact(1, 2, part, _period(start, end))]

    assert (
        may_read_row(
            part=CONTACTS, roles=[role], linked=linked, viewer_organisation=2,
            row_organisation=1, grounds=grounds, today=TODAY,
        ) is seen
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("rule", "role", "linked", "ground", "seen"), TABLE)
def test_room_agrees_with_the_table(rule, role, linked, ground, seen):
    world = World()
    reader = world.staff("Läsare", world.bo_org, role)
    case = world.case()
    world.contact(case, world.anna_org)
    if linked:
        world.link(reader, case)
    if ground:
        part, start, end = ground
        world.ground(case, world.bo_org, part, D(start), D(end) if end else None)

    rows = Contact.unscoped.filter(sees(world.viewer(reader), CONTACTS), enrolment=case)

    assert rows.exists() is seen


@pytest.mark.django_db
def test_another_legal_ground_opens_like_a_consent():
    world = World()
    case = world.case()
    world.contact(case, world.anna_org)
    world.ground(case, world.bo_org, CONTACTS, kind=GroundKind.STATUTE)

    assert Contact.unscoped.filter(sees(world.viewer(world.bo), CONTACTS)).count() == 1


@pytest.mark.parametrize(
    ("role", "withheld"),
    [
        (SPECIALIST, set()),
        (LEAD, set()),
        (CLINIC, {Part.INCOME}),
        (AGENCY, {Part.SUPPORT_NEEDS}),
    ],
)
def test_roles_reach_their_parts(role, withheld):
    assert set(Part) - reach([role]) == withheld


def test_no_other_role_reaches_a_file():
    assert set(REACH) == {SPECIALIST, LEAD, CLINIC, AGENCY}


def _period(start, end):
    return Period(D(start), D(end) if end else None)
