"""The addresses about a person's network, plan and efforts, and something to see on each."""

from typing import Any

from framsteg.access import Viewer
from framsteg.actions import network
from framsteg.actions.network import Placed
from framsteg.foundation.plan_codes import Ring, Sphere

_MAP = "deltagare/<int:enrolment_id>/natverk/"
_ENTRY = f"{_MAP}<int:network_person_id>/"

PAGES = (_MAP, f"{_MAP}ny/", _ENTRY)
NOT_PAGES = {f"{_ENTRY}ta-bort/", f"{_ENTRY}tillbaka/", f"{_ENTRY}angra/"}


def examples(by: Viewer, enrolment_id: int) -> dict[str, Any]:
    """Somebody on the map; returns the ids in the addresses."""
    near = Placed(name="Gunnel", sphere=Sphere.PRIVATE, ring=Ring.NEAR, role="Mormor")
    return {
        "network_person_id": network.place(by=by, enrolment_id=enrolment_id, person=near),
    }
