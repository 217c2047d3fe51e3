"""Employers, visits, workplaces and people to talk to, put into a world."""

from typing import Any

from framsteg.actions import contact_persons, employers
from framsteg.foundation.codes import Channel, ConsentGiven, EmployerPurpose
from tests.factories.world import World


def bakery(world: World, name: str = "Brödboden", **values: Any) -> int:
    return employers.add(by=world.viewer(world.anna), name=name, **values)


def visit(world: World, employer_id: int, **values: Any) -> int:
    return employers.log_contact(
        by=values.pop("by", world.viewer(world.anna)),
        programme_id=values.pop("programme_id", world.programme.pk),
        employer_id=employer_id,
        **{
            "on": world.today,
            "channel": Channel.VISIT,
            "purpose": EmployerPurpose.LEARN_NEEDS,
            **values,
        },
    )


def place(world: World, employer_id: int, name: str = "Torget", **values: Any) -> int:
    by = world.viewer(world.anna)
    return employers.add_workplace(by=by, employer_id=employer_id, name=name, **values)


def elsewhere(world: World) -> World:
    """Another programme, in which nobody of this world has a part."""
    return World(today=world.today)


def somebody(world: World, employer_id: int, **values: Any) -> int:
    return contact_persons.add(
        by=values.pop("by", world.viewer(world.anna)),
        employer_id=employer_id,
        **{
            "name": "Sigrid Sandell", "agreed": True, "agreed_on": world.today,
            "agreed_how": ConsentGiven.ORAL, **values,
        },
    )  # fmt: skip
