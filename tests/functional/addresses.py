"""Who opens which address, for the tests that go through every page.

Addresses of an area can stand here as a dictionary of their own, which the test takes in.
"""

from dataclasses import dataclass, field
from typing import Any

# Who opens the page; where two words stand, the second names what is opened (see `Ids`).
ANYONE, COACH, LEAD, ADMINISTRATOR = "anyone", "coach", "lead", "administrator"
PARTNER = "coach of another organisation"


@dataclass(frozen=True)
class Visit:
    """Who opens an address, and what its parts are beside the usual ones."""

    by: str
    ids: dict[str, Any] = field(default_factory=dict)
    query: str = ""


def at(by: str, query: str = "", **ids: Any) -> Visit:
    return Visit(by, ids, query)


CONSENTS = {
    "deltagare/<int:enrolment_id>/samtycken/": at(COACH),
    "deltagare/<int:enrolment_id>/samtycken/nytt/": at(COACH),
    "deltagare/<int:enrolment_id>/samtycken/blankett/": at(COACH),
    "deltagare/<int:enrolment_id>/samtycken/<int:consent_id>/utskrift/": at(COACH),
    "deltagare/<int:enrolment_id>/samtycken/<int:consent_id>/bekrafta/": at(PARTNER),
    "deltagare/<int:enrolment_id>/samtycken/<int:consent_id>/aterkalla/": at(COACH),
    "deltagare/<int:enrolment_id>/samtycken/<int:consent_id>/aterkalla/<int:receiver_id>/": at(
        COACH
    ),
    "deltagare/<int:enrolment_id>/samtycken/annan-grund/": at(COACH),
    "deltagare/<int:enrolment_id>/samtycken/annan-grund/<int:ground_id>/avsluta/": at(COACH),
}
