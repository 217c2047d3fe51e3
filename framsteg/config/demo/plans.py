"""The network and the plan of some of the demo's people, told through the actions."""

from datetime import date, timedelta

from framsteg import access
from framsteg.access import Viewer
from framsteg.actions import efforts, network, plan_reviews, plans
from framsteg.actions.efforts import Noted
from framsteg.actions.network import Placed
from framsteg.actions.plans import Asked
from framsteg.config.demo.lives import Setting, on
from framsteg.foundation.plan_codes import MayContact, Responsible, Ring, Sphere

PARTICIPANT = Responsible.PARTICIPANT
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


# what, organisation's key in the blueprint or a name, responsible, first and last day (inside) from
# the first weeks; None: it goes on
EFFORTS = (
    ("Boendestöd två gånger i veckan", "kommunen", "Sanna Mattsson", -60, None),
    ("Samtalsbehandling", "regionen", "Henrik Dahl", -120, 40),
    ("Skuldrådgivning", "Konsumentvägledningen", "", 20, 60),
)


GOALS = (
    "Jag vill ha ett jobb där jag får röra på mig och slipper sitta i möten.",
    "Jag vill klara att åka buss själv till jobbet.",
    "Jag vill ha pengar till en egen lägenhet.",
)


def plan(setting: Setting, enrolment_id: int, began_on: date) -> None:
    """A network and a plan, made in the first weeks; some of it done, some late."""
    begun = min(began_on + timedelta(days=14), setting.until)
    by = on(_coach_of(setting, enrolment_id), begun)
    _network(setting, by, enrolment_id)
    _plan(setting, by, enrolment_id)
    _efforts(setting, by, enrolment_id)


def _efforts(setting: Setting, by: Viewer, enrolment_id: int) -> None:
    """What other authorities do; what the team does itself is logged where it is done."""
    for what, where, who, first, last in EFFORTS:
        organisation_id = setting.organisations.get(where)
        effort = Noted(
            what,
            by.today + timedelta(days=first),
            last_day=None if last is None else by.today + timedelta(days=last),
            organisation_id=organisation_id,
            organisation_name="" if organisation_id else where,
            responsible_name=who,
        )
        efforts.note(by=by, enrolment_id=enrolment_id, effort=effort)


def _plan(setting: Setting, by: Viewer, enrolment_id: int) -> None:
    now = on(by, setting.until)
    first, second, _third = (
        plans.set_goal(by=by, enrolment_id=enrolment_id, words=words) for words in GOALS
    )
    done = plans.add_action(
        by=by, goal_id=first, asked=Asked("Göra klart meritförteckningen", PARTICIPANT)
    )
    plans.finish(by=now, action_id=done, on=now.today, result="Klar, med hjälp av en vän.")
    for what, who, days in (
        ("Ringa tre arbetsgivare på industriområdet", Responsible.COACH, -3),
        ("Besked om ersättningen vid fler timmar", Responsible.AUTHORITY, 12),
        ("Bjuda på en provdag", Responsible.EMPLOYER, 5),
    ):
        asked = Asked(
            what,
            who,
            staff_id=by.staff_id if who is Responsible.COACH else None,
            responsible_name={
                Responsible.AUTHORITY: "Försäkringskassan", Responsible.EMPLOYER: "Byteknik IT",
            }.get(who, ""),
            due_on=setting.until + timedelta(days=days),
        )  # fmt: skip
        plans.add_action(by=by, goal_id=first, asked=asked)
    asked = Asked("Åka med första veckan", Responsible.RELATIVE, responsible_name="Mamma Gunnel",
                  due_on=setting.until - timedelta(days=1))  # fmt: skip
    plans.add_action(by=by, goal_id=second, asked=asked)
    plan_reviews.review(
        by=now, enrolment_id=enrolment_id, on=now.today, note="Bussen går bättre nu."
    )


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
