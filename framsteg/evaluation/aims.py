"""Which measures tell how it has gone with a programme's aims for the individual."""

from collections.abc import Iterable

from framsteg.blueprints.known import OWN_ANSWER_OF
from framsteg.blueprints.schema import Aim

BESIDE = {change: (f"{item}_good", f"{item}_silent") for change, item in OWN_ANSWER_OF.items()}
"""What is told beside a movement: how many are content, for what was high from the start cannot
move up, and how many have not answered."""


def measures_of(aims: Iterable[Aim]) -> tuple[str, ...]:
    """Each measure once, in the order of the aims."""
    named = [aim.measured_by for aim in aims if aim.measured_by]
    return tuple(dict.fromkeys(one for name in named for one in (name, *BESIDE.get(name, ()))))
