"""Nätkraft as a programme of its own, with its two published lists loaded into the records."""

from django.utils import timezone

from framsteg.actions import programmes
from framsteg.config.demo.lists import load_examples
from framsteg.foundation.codes import Role
from framsteg.records.models import Programme
from tests.factories.world import World


def load_natkraft(world: World) -> Programme:
    """155 clients and 55 enquiries, whose totals equal the published figures."""
    administrator = world.viewer(world.staff("Adam", world.anna_org, Role.ADMINISTRATOR))
    programme_id = programmes.start(by=administrator, blueprint_key="natkraft")
    load_examples(timezone.localdate())
    return Programme.objects.get(pk=programme_id)
