"""The network and the plan of some of the demo's people, told through the actions."""

from datetime import date, timedelta

from framsteg import access
from framsteg.access import Viewer
from framsteg.actions import network
from framsteg.actions.network import Placed
from framsteg.config.demo.lives import Setting, on
from framsteg.foundation.plan_codes import MayContact, Ring, Sphere

PRIVATE, PROFESSIONAL = Sphere.PRIVATE, Sphere.PROFESSIONAL
# name, sphere, ring, role, organisation's key in the blueprint or a name, contributes, may contact
AROUND = (
    ("Mamma Gunnel", PRIVATE, Ring.NEAR, "Mamma", "", "Ringer på morgonen, skjutsar ibland",
     MayContact.YES),
    ("Ella", PRIVATE, Ring.NEAR, "Vän sedan skolan", "", "Någon att prata med",
     MayContact.NOT_ASKED),
    ("Farbror Rune", PRIVATE, Ring.MIDDLE, "Farbror", "", "Känner många på orten",
     MayContact.YES),
    ("Sanna Mattsson", PROFESSIONAL, Ring.MIDDLE, "Boendestödjare", "kommunen",
     "Veckoplanering och ekonomi", MayContact.YES),
    ("Henrik Dahl", PROFESSIONAL, Ring.MIDDLE, "Fast vårdkontakt", "regionen",
     "Samtal var fjortonde dag", MayContact.YES),
    ("Lotta Ask", PROFESSIONAL, Ring.OUTER, "Handläggare", "arbetsformedlingen",
     "Stöd till arbetsgivaren", MayContact.YES),
    ("Mats Rönn", PROFESSIONAL, Ring.OUTER, "Handläggare", "forsakringskassan",
     "Besked om ersättningen", MayContact.NOT_ASKED),
    ("Tränaren i klubben", PRIVATE, Ring.OUTER, "Ledare", "", "Bowling på tisdagar",
     MayContact.NO),
)  # fmt: skip


def plan(setting: Setting, enrolment_id: int, began_on: date) -> None:
    """A network around the person, placed in the first weeks."""
    begun = min(began_on + timedelta(days=14), setting.until)
    by = on(_coach_of(setting, enrolment_id), begun)
    _network(setting, by, enrolment_id)


def _coach_of(setting: Setting, enrolment_id: int) -> Viewer:
    """The coach who took the person in: the map is theirs to show and to change."""
    for coach in setting.coaches:
        file = access.network(coach, enrolment_id)
        if file.head.owner_id == coach.organisation_id:
            return coach
    return setting.coaches[0]


def _network(setting: Setting, by: Viewer, enrolment_id: int) -> None:
    for name, sphere, ring, role, where, contributes, may_contact in AROUND:
        organisation_id = setting.organisations.get(where)
        if where and organisation_id is None:
            continue
        network.place(
            by=by,
            enrolment_id=enrolment_id,
            person=Placed(
                name=name,
                sphere=sphere,
                ring=ring,
                role=role,
                organisation_id=organisation_id,
                contributes=contributes,
                may_contact=may_contact,
            ),
        )
