"""A blueprint in plain words, section by section: what a page, a command or a report shows.

Every fact of the schema is told here; a test changes each in turn and expects other words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from framsteg.blueprints.labels import AIM_SIGNS, LABELS, MEASURES, REPORT_FORMS, every
from framsteg.blueprints.schema import (
    Aim,
    Blueprint,
    Consent,
    Eligibility,
    Funding,
    Interval,
    Level,
    Organisation,
    Phase,
    ProgrammePeriod,
    Range,
    Seat,
    Source,
    Target,
)
from framsteg.blueprints.words import Words
from framsteg.foundation.codes import OrganisationKind
from framsteg.foundation.labels import label
from framsteg.foundation.text import Text, say

YES, NO = say("Yes"), say("No")
NOT_STATED = say("Not stated")
NO_CONDITION = say("Not a condition")

_STATE_AGENCIES = (OrganisationKind.EMPLOYMENT_SERVICE, OrganisationKind.INSURANCE_AGENCY)


@dataclass(frozen=True)
class Row:
    """One fact. Several values are a list. `ours`: Framsteg's own, not published."""

    label: Text
    values: tuple[Text, ...]
    ours: bool = False


@dataclass(frozen=True)
class Section:
    title: Text
    rows: tuple[Row, ...]


def describe(blueprint: Blueprint) -> tuple[Section, ...]:
    """Everything that a blueprint says. A fact that is not known is shown as not stated."""
    parts = (
        (say("About the programme"), _about),
        (say("Who it is for"), _eligibility),
        (say("The way in"), _ways_in),
        (say("Phases"), _phases),
        (say("Coaches and places"), _team),
        (say("The support"), _support),
        (say("Follow-up"), _follow_up),
        (say("Goals"), _goals),
        (say("Organisation"), _organisation),
        (say("Consent"), _consent),
    )
    return tuple(Section(title, tuple(rows(blueprint))) for title, rows in parts)


def _about(blueprint: Blueprint) -> Iterator[Row]:
    ours = blueprint.is_product_default
    yield _row(say("Name"), say("{name}", name=blueprint.name))
    yield _row(say("In short"), blueprint.summary.text)
    yield _row(say("Method"), label(blueprint.method), ours=ours("method"))
    yield _row(say("Principles"), *_texts(blueprint.principles), ours=ours("principles"))
    yield _row(say("Period"), *_period(blueprint.period), ours=ours("period"))
    yield _row(say("Places where it runs"), _number(blueprint.sites), ours=ours("sites"))
    form = REPORT_FORMS[blueprint.report_form] if blueprint.report_form else None
    yield _row(say("Report"), form, ours=ours("report_form"))
    yield _row(
        say("Blueprint"),
        say(
            "{key}, version {version}, from {day}",
            key=blueprint.key,
            version=blueprint.version,
            day=blueprint.valid_from,
        ),
    )


def _eligibility(blueprint: Blueprint) -> Iterator[Row]:
    facts, ours = blueprint.eligibility, blueprint.is_product_default
    yield _row(say("Target group"), facts.target_group.text, ours=ours("eligibility.target_group"))
    yield _row(say("Who judges"), _who_judges(facts), ours=ours("eligibility.own_judgement"))
    age = facts.age
    told = say("{least}–{most} years", least=age.min, most=age.max) if age else NO_CONDITION
    yield _row(say("Age"), told, ours=ours("eligibility.age"))
    least = facts.min_authorities
    needs = say("At least {n} of the authorities", n=least) if least else NO_CONDITION
    yield _row(say("Needs efforts from"), needs, ours=ours("eligibility.min_authorities"))
    yield _row(
        say("To be without paid work"),
        _condition(facts.without_paid_work),
        ours=ours("eligibility.without_paid_work"),
    )
    yield _row(
        say("Enrolled at a unit"),
        *_enrolled_at(blueprint),
        ours=ours("eligibility.enrolled_at_units"),
    )
    yield _row(
        say("To want a job on the open labour market"),
        _condition(facts.wants_work),
        ours=ours("eligibility.wants_work"),
    )


def _who_judges(facts: Eligibility) -> Text:
    if facts.own_judgement:
        return say("The person's own judgement counts, not a diagnosis.")
    return say("The person and whoever refers them.")


def _enrolled_at(blueprint: Blueprint) -> Iterator[Text]:
    asked = blueprint.eligibility.enrolled_at_units
    if asked is None:
        yield NO_CONDITION
    else:
        yield asked.words.text
        yield _name(blueprint.organisation(asked.organisation))


def _ways_in(blueprint: Blueprint) -> Iterator[Row]:
    ways, ours = blueprint.ways_in, blueprint.is_product_default
    yield _row(
        say("Who may make the first contact"),
        *map(label, ways.first_contact),
        ours=ours("ways_in.first_contact"),
    )
    yield _row(say("In which ways"), *map(label, ways.channels), ours=ours("ways_in.channels"))
    booked_by = LABELS[ways.booked_by] if ways.booked_by else None
    yield _row(say("Who books the first meeting"), booked_by, ours=ours("ways_in.booked_by"))
    yield _row(
        say("Someone in support may come along"),
        _yes_or_no(ways.companion_welcome),
        ours=ours("ways_in.companion_welcome"),
    )
    there = [_name(blueprint.organisation(key)) for key in ways.first_talk]
    yield _row(say("Takes part in the first talk"), *there, ours=ours("ways_in.first_talk"))
    yield _row(say("How it happens"), _text(ways.words), ours=ours("ways_in.words"))
    sources = [_source(blueprint, source) for source in ways.sources]
    yield _row(say("Units that refer"), *sources, ours=ours("ways_in.sources"))


def _source(blueprint: Blueprint, source: Source) -> Text:
    if source.organisation is None:
        return say("{name}", name=source.name)
    # Without the division: a health centre is not part of the clinic that takes part.
    organisation = _named(blueprint.organisation(source.organisation), None)
    return say("{name} ({organisation})", name=source.name, organisation=organisation)


def _phases(blueprint: Blueprint) -> Iterator[Row]:
    for phase in blueprint.phases:
        told = tuple(_phase(blueprint, phase))
        yield Row(phase.name.text, told, blueprint.is_product_default("phases"))


def _phase(blueprint: Blueprint, phase: Phase) -> Iterator[Text]:
    yield phase.purpose.text
    if phase.starts:
        yield say("The first phase.")
    if phase.leads_to:
        ahead = [blueprint.phase(key).name.text for key in phase.leads_to]
        yield say("Leads to: {phases}", phases=ahead)
    if phase.ends:
        yield say("The last phase before the exit.")


def _team(blueprint: Blueprint) -> Iterator[Row]:
    team, ours = blueprint.team, blueprint.is_product_default
    yield _row(
        say("Main coaches for each person"),
        _number(team.coaches_per_person),
        ours=ours("team.coaches_per_person"),
    )
    yield _row(
        say("From different organisations"),
        _yes_or_no(team.different_organisations),
        ours=ours("team.different_organisations"),
    )
    yield _row(say("Posts"), _number(team.posts), ours=ours("team.posts"))
    yield _row(say("People per coach"), _range(team.caseload), ours=ours("team.caseload"))
    yield _row(say("About the team"), _text(team.words), ours=ours("team.words"))
    yield _row(say("Places"), _range(blueprint.places), ours=ours("places"))


def _support(blueprint: Blueprint) -> Iterator[Row]:
    training, ours = blueprint.supported_training, blueprint.is_product_default
    yield _row(say("Documents"), *map(label, blueprint.documents), ours=ours("documents"))
    yield _row(
        say("Supported Training"),
        _yes_or_no(training.offered),
        _text(training.when),
        ours=ours("supported_training"),
    )
    if training.offered:
        steps = _texts(training.steps)
        yield _row(say("Its steps"), *steps, ours=ours("supported_training.steps"))
        longest = _lasting(training.limit)
        yield _row(say("It lasts at most"), longest, ours=ours("supported_training.limit"))
    internship = blueprint.internship
    yield _row(
        say("Internship as a means"),
        _yes_or_no(internship.used),
        _text(internship.how),
        ours=ours("internship"),
    )
    longest = _lasting(internship.limit)
    yield _row(say("An internship lasts at most"), longest, ours=ours("internship.limit"))
    support = blueprint.support
    kind = LABELS[support.exit] if support.exit else None
    yield _row(say("How the support ends"), kind, _text(support.words), ours=ours("support.exit"))
    yield _row(
        say("Advice on money and benefits"),
        _yes_or_no(support.benefits_counselling),
        ours=ours("support.benefits_counselling"),
    )
    goal = blueprint.rapid_search_days
    within = say("Within {n} days of the enrolment", n=goal) if goal else None
    yield _row(say("First meeting with an employer"), within, ours=ours("rapid_search_days"))


def _lasting(limit: Interval | None) -> Text | None:
    if limit is None:
        return None
    if limit.months is not None:
        return say("{n} months", n=limit.months)
    if limit.weeks is not None:
        return say("{n} weeks", n=limit.weeks)
    return say("{n} days", n=limit.days)


def _follow_up(blueprint: Blueprint) -> Iterator[Row]:
    follow_up, ours = blueprint.follow_up, blueprint.is_product_default
    rhythm = every(follow_up.every) if follow_up.every else None
    yield _row(say("Follow-up"), rhythm, ours=ours("follow_up.every"))
    days = follow_up.silence_days
    silent = say("After {n} days without contact", n=days) if days else None
    yield _row(say("Framsteg reminds the coach"), silent, ours=ours("follow_up.silence_days"))
    report = follow_up.self_report
    told = ours("follow_up.self_report")
    at = map(label, report.at) if report else ()
    yield _row(say("The person is asked"), *at, ours=told)
    items = [LABELS[item] for item in report.items] if report else ()
    well_being = [say("Well-being, by WHO-5")] if report and report.who5 else []
    yield _row(say("Asked about, in the person's own view"), *items, *well_being, ours=told)
    fidelity = blueprint.fidelity
    measured = LABELS[fidelity.rhythm] if fidelity else None
    scale = say("Scale: {name}", name=fidelity.scale) if fidelity and fidelity.scale else None
    yield _row(say("Method fidelity is measured"), measured, scale, ours=ours("fidelity"))


def _goals(blueprint: Blueprint) -> Iterator[Row]:
    for target in blueprint.targets:
        values = (target.counts.text, *(_level(target, level) for level in target.levels))
        yield Row(MEASURES[target.measure], values, blueprint.is_product_default("targets"))
    ours = blueprint.is_product_default("aims")
    yield _row(say("What people should have felt"), *map(_aim, blueprint.aims), ours=ours)


def _aim(aim: Aim) -> Text:
    sign = AIM_SIGNS.get(aim.measured_by or "")
    return say("{aim} Measured by: {sign}.", aim=aim.text, sign=sign) if sign else aim.text


def _level(target: Target, level: Level) -> Text:
    at_least = say("At least {level} {unit}", level=f"{level.level:g}", unit=LABELS[target.unit])
    if level.first_day is not None:
        at_least = say("{goal} from {day}", goal=at_least, day=level.first_day)
    if level.last_day is not None:
        at_least = say("{goal} until {day}", goal=at_least, day=level.last_day)
    return at_least


def _organisation(blueprint: Blueprint) -> Iterator[Row]:
    ours = blueprint.is_product_default
    owner = blueprint.organisation(blueprint.owner)
    yield _row(say("Owner"), _with_kind(owner), ours=ours("owner"))
    partners = map(_with_kind, blueprint.partners)
    yield _row(say("Partners"), *partners, ours=ours("organisations"))
    steering = blueprint.steering
    weeks = steering.every_weeks if steering else None
    meets = every(Interval(weeks=weeks)) if weeks else None
    yield _row(say("The steering group meets"), meets, ours=ours("steering.every_weeks"))
    seats = [_seat(blueprint, seat) for seat in steering.seats] if steering else []
    yield _row(say("Seats in the steering group"), *seats, ours=ours("steering.seats"))
    yield _row(say("Funding"), *map(_funding, blueprint.funding), ours=ours("funding"))


def _seat(blueprint: Blueprint, seat: Seat) -> Text:
    organisation = blueprint.organisation(seat.organisation)
    told = _named(organisation, seat.division)
    return say("{seat} (chair)", seat=told) if seat.chair else told


def _funding(funding: Funding) -> Text:
    told = LABELS[funding.kind]
    if funding.words is not None:
        told = say("{kind}: {words}", kind=told, words=funding.words.text)
    if funding.first_year is None and funding.last_year is None:
        return told
    years = f"{funding.first_year or ''}–{funding.last_year or ''}"
    return say("{funding} ({years})", funding=told, years=years)


def _consent(blueprint: Blueprint) -> Iterator[Row]:
    consent: Consent = blueprint.consent
    ours = blueprint.is_product_default("consent")
    yield _row(say("Purpose"), consent.purpose.text, ours=ours)
    yield _row(say("The text that the person reads"), consent.text.text, ours=ours)
    yield _row(say("Version of the text"), _number(consent.text_version), ours=ours)
    yield _row(say("Holds for"), say("{n} months", n=consent.months), ours=ours)
    for party in consent.parties:
        organisation = _name(blueprint.organisation(party.organisation))
        title = say("Asked to share with {organisation}", organisation=organisation)
        yield _row(title, *map(label, party.parts), ours=ours)


def _row(title: Text, *values: Text | None, ours: bool = False) -> Row:
    """A row of the values there are; without any it says that the fact is not stated."""
    told = tuple(value for value in values if value is not None)
    return Row(title, told or (NOT_STATED,), ours and bool(told))


def _period(period: ProgrammePeriod) -> Iterator[Text]:
    yield period.words.text
    if period.first_day is not None:
        yield say("First day: {day}", day=period.first_day)
    if period.last_day is not None:
        yield say("Last day: {day}", day=period.last_day)
    if period.planned_last_day is not None:
        yield say("Planned last day: {day}", day=period.planned_last_day)


def _name(organisation: Organisation) -> Text:
    return _named(organisation, organisation.division)


def _named(organisation: Organisation, division: str | None) -> Text:
    """The name; an organisation without one gets it when a programme starts."""
    if organisation.name is None:
        who = say("{kind}, named at the start", kind=label(organisation.kind))
    else:
        who = say("{name}", name=organisation.name)
    return who if division is None else say("{name}, {division}", name=who, division=division)


def _with_kind(organisation: Organisation) -> Text:
    # The state agencies are called by one name: their kind would say it twice.
    is_state = organisation.kind in _STATE_AGENCIES
    kind = say("State agency") if is_state else label(organisation.kind)
    return say("{name} ({kind})", name=_name(organisation), kind=kind)


def _range(limits: Range | None) -> Text | None:
    if limits is None:
        return None
    if limits.min is None:
        return say("At most {n}", n=limits.max)
    if limits.max is None:
        return say("At least {n}", n=limits.min)
    return say("{least}–{most}", least=limits.min, most=limits.max)


def _number(n: int | None) -> Text | None:
    return None if n is None else say("{n}", n=n)


def _yes_or_no(fact: bool | None) -> Text | None:
    return None if fact is None else YES if fact else NO


def _condition(fact: bool) -> Text:
    return say("A condition") if fact else NO_CONDITION


def _text(words: Words | None) -> Text | None:
    return None if words is None else words.text


def _texts(words: Iterable[Words]) -> list[Text]:
    return [each.text for each in words]
