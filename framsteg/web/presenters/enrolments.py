"""Enrolments in words: conditions one by one, coaches with their load, phases to go on to."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framsteg.access import CaseFile
from framsteg.access.files import Coach, Journey, PlacementLine
from framsteg.access.reading.circle import PartnerLine
from framsteg.access.reading.programmes import StaffLine
from framsteg.blueprints.schema import Blueprint
from framsteg.rules import assignment, capacity, eligibility, phases
from framsteg.rules.eligibility import ApplicantFacts, Met
from framsteg.rules.exits import AFTER_LOSS
from framsteg.rules.placements import is_job
from framsteg.rules.sharing import ONLY_LINKED, WRITES
from framsteg.rules.support_rhythm import is_loss
from framsteg.web import words
from framsteg.web.presenters.words import day, said, span

MET = {
    Met.YES: ("success", "check"),
    Met.NO: ("danger", "x"),
    Met.UNKNOWN: ("neutral", "question"),
}


def name_of(file: CaseFile) -> str:
    """The person's name, or the number where the name is not shared."""
    number = file.reference or str(file.enrolment_id)
    return str(file.name or "") or _("Person {reference}").format(reference=number)


def lately_lost(file: CaseFile, today: date) -> PlacementLine | None:
    """The job that ended lately without leading on, where there is no other job now."""
    jobs = [p for p in file.placements or () if is_job(p.kind)]
    if any(p.ends_on is None or p.ends_on > today for p in jobs):
        return None
    lost = [
        p for p in jobs if p.ends_on and is_loss(p.end_reason) and p.ends_on + AFTER_LOSS > today
    ]
    return max(lost, key=lambda p: p.ends_on or today, default=None)


def conditions(blueprint: Blueprint, facts: ApplicantFacts, on: date) -> dict[str, Any]:
    """Each condition with what was answered, and in the end whether the person can be taken in."""
    judged = eligibility.conditions(blueprint, facts, on=on)
    verdict = {Met.YES: _("Met"), Met.NO: _("Not met"), Met.UNKNOWN: _("Not known yet")}
    return {
        "rows": [
            {
                "wording": words.render(one.wording),
                "given": words.render(one.given),
                "verdict": verdict[one.met],
                "tone": MET[one.met][0],
                "icon": MET[one.met][1],
            }
            for one in judged
        ],
        "allowed": all(one.met is Met.YES for one in judged),
        "unmet": any(one.met is Met.NO for one in judged),
    }


def phase_choices(blueprint: Blueprint, current: str) -> list[tuple[str, str]]:
    """The phases that the present one leads to, each with what it is for."""
    return [
        (phase.key, f"{words.render(phase.name.text)}: {words.render(phase.purpose.text)}")
        for phase in phases.next_phases(blueprint, current)
    ]


def now_in(blueprint: Blueprint, journey: Journey) -> dict[str, str]:
    """The present phase and since when."""
    try:
        name = words.render(blueprint.phase(journey.phase).name.text)
    except KeyError:
        name = journey.phase
    since = journey.spells[-1].starts_on if journey.spells else journey.enrolled_on
    return {"name": name, "since": day(since)}


def coaches_rule(blueprint: Blueprint) -> str:
    """How many main coaches a person has here, and why they come from different organisations."""
    n = blueprint.team.coaches_per_person
    text = ngettext(
        "In {programme} each person has {n} main coach.",
        "In {programme} each person has {n} main coaches.",
        n,
    ).format(programme=blueprint.name, n=n)
    if not blueprint.team.different_organisations:
        return text
    why = _(
        "They come from different organisations, so that each way in is short and nobody falls "
        "between the chairs."
    )
    return f"{text} {why}"


def coach_rows(enrolment_id: int, coaches: Iterable[Coach]) -> list[dict[str, str]]:
    """The main coaches of today, each with a way to end the task."""
    return [
        {
            "name": coach.name,
            "note": f"{coach.organisation}, {span(coach.starts_on, coach.ends_on)}",
            "end_url": reverse("enrolments:release", args=[enrolment_id, coach.staff_id]),
        }
        for coach in coaches
        if coach.ends_on is None
    ]


def partner_rows(enrolment_id: int, partners: Iterable[PartnerLine]) -> list[dict[str, str]]:
    return [
        {
            "name": partner.name,
            "note": f"{partner.organisation}, {span(partner.starts_on, None)}",
            "end_url": reverse("enrolments:unlink", args=[enrolment_id, partner.staff_id]),
        }
        for partner in partners
    ]


def coach_choices(
    blueprint: Blueprint, staff: Iterable[StaffLine], coaches: Iterable[Coach]
) -> tuple[list[tuple[int, str]], list[dict[str, str]]]:
    """Who can be chosen, with their load; and who cannot, with the reason."""
    current = [(c.staff_id, c.organisation_id) for c in coaches if c.ends_on is None]
    here = {staff_id for staff_id, _organisation in current}
    may: list[tuple[int, str]] = []
    may_not: list[dict[str, str]] = []
    for one in _once(s for s in staff if s.role in WRITES):
        if one.staff_id in here:
            continue
        decision = assignment.may_assign(
            blueprint, current=current, new=(one.staff_id, one.organisation_id)
        )
        if decision:
            may.append((one.staff_id, _with_load(blueprint, one)))
        else:
            may_not.append(
                {"name": f"{one.name}, {one.organisation}", "reason": words.render(decision.reason)}
            )
    return may, may_not


def partner_choices(
    staff: Iterable[StaffLine], linked: Sequence[PartnerLine]
) -> list[tuple[int, str]]:
    """The clinical and agency partners of the programme who are not linked yet."""
    already = {partner.staff_id for partner in linked}
    return [
        (one.staff_id, f"{one.name}, {one.organisation} ({said(one.role).lower()})")
        for one in _once(s for s in staff if s.role in ONLY_LINKED)
        if one.staff_id not in already
    ]


def _with_load(blueprint: Blueprint, one: StaffLine) -> str:
    load = capacity.caseload(blueprint, one.open_cases)
    full = load.fill in (capacity.Fill.FULL, capacity.Fill.ABOVE)
    told = words.render(load.words)
    if full:
        told = _("{load}, full").format(load=told)
    return f"{one.name}, {one.organisation} ({told})"


def _once(staff: Iterable[StaffLine]) -> list[StaffLine]:
    """Each person once, although they may have several roles."""
    return list({one.staff_id: one for one in staff}.values())
