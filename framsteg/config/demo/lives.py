"""One invented person's way through a programme, told through the actions day by day."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from framsteg import access
from framsteg.access import Viewer
from framsteg.actions import (
    assignments,
    consents,
    contacts,
    employers,
    enquiries,
    enrolments,
    follow_ups,
    placements,
    sections,
)
from framsteg.blueprints.schema import Blueprint
from framsteg.config.demo import cast, papers
from framsteg.foundation.codes import (
    AnsweredBy,
    Channel,
    ConsentGiven,
    EmployerPurpose,
    FollowUpKind,
    Part,
    Place,
    PlacementEnd,
    PlacementKind,
    Sector,
    Sex,
    SourceKind,
    Subsidy,
)
from framsteg.rules.eligibility import ApplicantFacts

WORK = (PlacementKind.EMPLOYMENT, PlacementKind.SUBSIDISED)


@dataclass(frozen=True)
class Setting:
    """What stays the same for everyone in a programme."""

    programme_id: int
    blueprint: Blueprint
    coaches: tuple[Viewer, ...]
    organisations: dict[str, int]  # by the blueprint's key
    employers: tuple[int, ...]
    units: tuple[int, ...]
    until: date  # the day the story is told


@dataclass(frozen=True)
class Course:
    """How one life goes: when it begins, what it leads to, where it is left."""

    enrolled_on: date
    leads_to: PlacementKind | None = None
    after_days: int = 150
    quiet_days: int = 0  # how long before the end the contacts stop
    promises: bool = True
    reports: bool = True
    consent_months: int = 12


def live(setting: Setting, course: Course, number: int, rng: Random) -> int:
    """Let a person come, be enrolled, meet, work; returns the enrolment's id."""
    first = setting.coaches[number % len(setting.coaches)]
    enrolment_id = _enrol(setting, course, first, number, rng)
    _consent(setting, course, first, enrolment_id)
    team = _coached(setting, course, first, enrolment_id, number)
    _write(team, course, enrolment_id, rng)
    _follow_up(setting, team, course, enrolment_id, rng)
    _meet_employers(setting, team, course, enrolment_id, rng)
    _work(setting, team, course, enrolment_id, rng)
    _talk(setting, team, course, enrolment_id, rng)
    return enrolment_id


def on(viewer: Viewer, day: date) -> Viewer:
    """The viewer as of a day: the actions are told it, and so the story can be told backwards."""
    return replace(viewer, today=day)


def _enrol(setting: Setting, course: Course, by: Viewer, number: int, rng: Random) -> int:
    came_on = course.enrolled_on - timedelta(days=rng.randint(9, 40))
    from_unit = bool(setting.units) and rng.random() < 0.7
    source = SourceKind.UNIT if from_unit else rng.choice((SourceKind.SELF, SourceKind.RELATIVE))
    enquiry_id = enquiries.receive(
        by=on(by, came_on),
        programme_id=setting.programme_id,
        received_on=came_on,
        source_kind=source,
        unit_id=rng.choice(setting.units) if from_unit else None,
        channel=rng.choice((Channel.PHONE, Channel.VISIT, Channel.EMAIL, Channel.REFERRAL)),
    )
    met_on = came_on + timedelta(days=rng.randint(3, 8))
    enquiries.meet(by=on(by, met_on), enquiry_id=enquiry_id, on=met_on, together_with="", held=True)
    woman = number % 2 == 0
    names = cast.WOMEN if woman else cast.MEN
    born = course.enrolled_on.year - rng.randint(20, 28)
    return enrolments.enrol(
        by=on(by, course.enrolled_on),
        programme_id=setting.programme_id,
        on=course.enrolled_on,
        person=enrolments.Person(
            sex=Sex.WOMAN if woman else Sex.MAN,
            given_name=names[number // 2 % len(names)],
            family_name=cast.FAMILIES[(number * 11) % len(cast.FAMILIES)],
            birth_year=born,
            contact_details={"phone": f"070-174 06 {number % 50 + 5:02}"},
        ),
        facts=ApplicantFacts(
            birth_year=born,
            within_age=True,
            authorities=2,
            without_paid_work=True,
            enrolled_at_unit=True,
            wants_work=True,
            belongs=True,
        ),
        enquiry_id=enquiry_id,
    )


def _consent(setting: Setting, course: Course, by: Viewer, enrolment_id: int) -> None:
    asked = setting.blueprint.consent
    shares = {setting.organisations[party.organisation]: party.parts for party in asked.parties}
    team = [c for c in setting.coaches if c.organisation_id != by.organisation_id]
    day = course.enrolled_on
    consent_id = consents.give(
        by=on(by, day),
        enrolment_id=enrolment_id,
        shares=shares,
        also_from={coach.organisation_id for coach in team},
        text_version=str(asked.text_version),
        text_shown=asked.text.sv,
        purpose=asked.purpose.sv,
        given=ConsentGiven.ON_SCREEN,
        given_on=day,
        expires_on=max(_months(day, course.consent_months), setting.until + timedelta(days=12)),
    )
    for coach in {coach.organisation_id: coach for coach in team}.values():
        with suppress(access.NotFound):  # nobody there sees the person, or has written anything
            consents.confirm(by=on(coach, day), consent_id=consent_id)


def _coached(
    setting: Setting, course: Course, first: Viewer, enrolment_id: int, number: int
) -> Sequence[Viewer]:
    """The coaches the blueprint asks for; the second comes from another organisation."""
    n = setting.blueprint.team.coaches_per_person
    at = number % len(setting.coaches)
    team = [setting.coaches[(at + step) % len(setting.coaches)] for step in range(n)]
    for coach in team:
        assignments.assign(
            by=on(first, course.enrolled_on),
            enrolment_id=enrolment_id,
            staff_id=coach.staff_id or 0,
            on=course.enrolled_on,
        )
    return team


def _write(team: Sequence[Viewer], course: Course, enrolment_id: int, rng: Random) -> None:
    day = course.enrolled_on + timedelta(days=7)
    sections.write(
        by=on(team[0], day),
        enrolment_id=enrolment_id,
        part=Part.SUPPORT_NEEDS,
        text=rng.choice(cast.SUPPORT),
        version=None,
    )
    papers.written(on(team[-1], day), enrolment_id, rng)


def _talk(
    setting: Setting, team: Sequence[Viewer], course: Course, enrolment_id: int, rng: Random
) -> None:
    day = course.enrolled_on + timedelta(days=rng.randint(1, 4))
    last = setting.until - timedelta(days=course.quiet_days)
    while day <= last:
        following = day + timedelta(days=rng.randint(9, 19))
        coach = rng.choice(team)
        channel, place, note = rng.choice(cast.TALKS)
        is_last = following > last
        step = rng.choice(cast.STEPS) if is_last and course.promises else ""
        contacts.log(
            by=on(coach, day),
            enrolment_id=enrolment_id,
            on=day,
            channel=Channel(channel),
            place=Place(place),
            minutes=rng.choice((15, 30, 45, 60, 90)),
            note=note,
            next_step=step,
            next_step_on=day + timedelta(days=rng.randint(4, 16)) if step else None,
        )
        day = following


def _follow_up(
    setting: Setting, team: Sequence[Viewer], course: Course, enrolment_id: int, rng: Random
) -> None:
    day, kind = course.enrolled_on + timedelta(days=2), FollowUpKind.START
    latest = setting.until - timedelta(days=0 if course.reports else 75)
    while day <= latest:
        base = 3 if kind is FollowUpKind.START else 4
        answers = [rng.choice((base - 1, base, base, 5, 0)) for _item in range(3)]
        follow_ups.record(
            by=on(team[0], day),
            enrolment_id=enrolment_id,
            on=day,
            kind=kind,
            answered_by=rng.choice((AnsweredBy.PERSON, AnsweredBy.TOGETHER)),
            life_situation=answers[0],
            support_quality=answers[1],
            influence=answers[2],
            own_words=rng.choice(cast.OWN_WORDS),
        )
        day, kind = day + timedelta(days=rng.randint(29, 33)), FollowUpKind.MONTHLY


def _meet_employers(
    setting: Setting, team: Sequence[Viewer], course: Course, enrolment_id: int, rng: Random
) -> None:
    day = course.enrolled_on + timedelta(days=rng.randint(12, 55))
    for purpose in (
        EmployerPurpose.GET_TO_KNOW, EmployerPurpose.LEARN_NEEDS, EmployerPurpose.PRESENT_PERSON,
    ):  # fmt: skip
        if day > setting.until:
            return
        employers.log_contact(
            by=on(rng.choice(team), day),
            programme_id=setting.programme_id,
            employer_id=rng.choice(setting.employers),
            on=day,
            channel=Channel.VISIT if rng.random() < 0.8 else Channel.PHONE,
            purpose=purpose,
            note="Lugn arbetsplats. De behöver hjälp med sortering och påfyllning på förmiddagar.",
            on_behalf_of=[enrolment_id],
        )
        day += timedelta(days=rng.randint(10, 25))


def _work(
    setting: Setting, team: Sequence[Viewer], course: Course, enrolment_id: int, rng: Random
) -> None:
    starts_on = course.enrolled_on + timedelta(days=course.after_days)
    if course.leads_to is None or starts_on > setting.until:
        return
    _go_through_phases(setting, team[0], course, enrolment_id, starts_on)
    employer = rng.randrange(len(setting.employers))
    _name, sector, trade = cast.EMPLOYERS[employer % len(cast.EMPLOYERS)]
    by = on(team[0], starts_on)
    studies = course.leads_to is PlacementKind.STUDIES
    placement_id = placements.start(
        by=by,
        enrolment_id=enrolment_id,
        kind=course.leads_to,
        on=starts_on,
        percent=rng.choice((25, 50)),
        subsidy=Subsidy.NEW_START if course.leads_to is PlacementKind.SUBSIDISED else None,
        employer_id=None if studies else setting.employers[employer],
        sector=None if studies else Sector(sector),
        trade="Komvux" if studies else trade,
    )
    grows_on = starts_on + timedelta(days=90)
    if course.leads_to in WORK and grows_on <= setting.until:
        placements.change_share(
            by=on(team[0], grows_on), placement_id=placement_id, percent=75, on=grows_on
        )
    ends_on = starts_on + timedelta(days=84)
    if course.leads_to is PlacementKind.INTERNSHIP and ends_on <= setting.until:
        placements.end(
            by=on(team[0], ends_on),
            placement_id=placement_id,
            on=ends_on,
            reason=PlacementEnd.AGREED_END,
        )


def _go_through_phases(
    setting: Setting, by: Viewer, course: Course, enrolment_id: int, until: date
) -> None:
    """Along the blueprint's first path, evenly over the days before the work began."""
    path = [setting.blueprint.first_phase]
    while path[-1].leads_to:
        onward = [k for k in path[-1].leads_to if k not in {p.key for p in path}]
        if not onward:
            break
        path.append(setting.blueprint.phase(onward[0]))
    gap = (until - course.enrolled_on).days // len(path)
    for step, phase in enumerate(path[1:], start=1):
        day = course.enrolled_on + timedelta(days=gap * step)
        enrolments.move_to_phase(by=on(by, day), enrolment_id=enrolment_id, to=phase.key, on=day)


def _months(day: date, n: int) -> date:
    month = day.month - 1 + n
    return date(day.year + month // 12, month % 12 + 1, min(day.day, 28))
