"""Somebody who left six years ago, and the two who thin out together."""

from datetime import UTC, date, datetime

from framsteg.access.personal import HELD
from framsteg.actions import contacts, disposals, network, plans
from framsteg.foundation.codes import (
    Channel,
    Part,
    Place,
    PlacementKind,
    RecordType,
    Role,
)
from framsteg.foundation.plan_codes import Ring, Sphere
from framsteg.records.append_only import allowed
from framsteg.records.models import (
    Disposal,
    Enrolment,
    Event,
    FollowUp,
    Placement,
    Section,
    Staff,
)
from tests.factories.world import World

LEFT, THEN = date(2020, 3, 10), date(2026, 3, 10)
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
ROTATION = (7, 4, 3)
WORDS = ("Maja", "Holm", "Torkel", "070-1", "Ringde", "Bageriet som", "19900101")


def two_who_mind(world: World) -> tuple[Staff, Staff]:
    return (
        world.staff("Dagny", world.anna_org, Role.DATA_PROTECTION_OFFICER),
        world.staff("Lena", world.anna_org, Role.TEAM_LEAD),
    )


def who_left(world: World) -> Enrolment:
    """Left six years ago; with rows of many kinds, and one that Bo's organisation wrote."""
    person = {"personnummer": "199001011234", "phone": "070-1"}
    case = world.case("Maja", "Holm", person=person, enrolled_on=date(2019, 1, 1))
    by = world.viewer(world.anna)
    contacts.log(
        by=by, enrolment_id=case.pk, on=date(2020, 1, 10), channel=Channel.PHONE,
        place=Place.REMOTE, minutes=30, note="Ringde Maja Holm.", present="Torkel",
    )  # fmt: skip
    network.place(
        by=by, enrolment_id=case.pk,
        person=network.Placed(name="Torkel Holm", sphere=Sphere.PRIVATE, ring=Ring.NEAR),
    )  # fmt: skip
    plans.set_goal(by=by, enrolment_id=case.pk, words="Bageriet som Maja vill till")
    Section.unscoped.create(
        owner=world.anna_org, enrolment=case, part=Part.PROFILE, text="Ringde Maja", updated_on=LEFT
    )
    Placement.unscoped.create(
        owner=world.anna_org, enrolment=case, kind=PlacementKind.EMPLOYMENT, title="Hos Holm",
        starts_on=date(2019, 6, 1), monthly_wage=23499, note="Ringde",
    )  # fmt: skip
    FollowUp.unscoped.create(
        owner=world.anna_org, enrolment=case, occurred_on=date(2019, 7, 1), kind="monthly",
        answered_by="person", life_situation=4, own_words="Maja mår bra", wellbeing_1=3,
    )  # fmt: skip
    world.contact(case, world.bo_org, note="Vårdens egna ord om Maja")
    Enrolment.unscoped.filter(pk=case.pk).update(exited_on=LEFT, exit_note="Maja slutade")
    _long_ago()
    case.refresh_from_db()
    return case


def _long_ago() -> None:
    """What the actions wrote now was written when it happened."""
    with allowed() as cursor:
        cursor.execute("UPDATE records_event SET at = %s", ["2020-03-10 10:00:00+00:00"])


def proposed(world: World, who: Staff, *cases: Enrolment) -> int:
    return disposals.propose(
        by=world.viewer(who), record=RecordType.CASE,
        enrolment_ids=[case.pk for case in cases], enquiry_ids=[],
    )  # fmt: skip


def thinned(world: World, two: tuple[Staff, Staff], *cases: Enrolment) -> Disposal:
    first, second = two
    pk = proposed(world, first, *cases)
    disposals.approve(by=world.viewer(second), disposal_id=pk, backups=ROTATION)
    return Disposal.objects.get(pk=pk)


def everything_of(owner_id: int) -> str:
    """All that an organisation's rows say, in every table that holds something of a person."""
    told = []
    for held in HELD:
        for row in held.model._base_manager.filter(**{held.owner: owner_id}):
            told += [str(getattr(row, f.attname)) for f in held.model._meta.concrete_fields]
    told += [f"{e.changes}{e.reason}" for e in Event.unscoped.filter(organisation_id=owner_id)]
    return "\n".join(told)
