"""What the schema alone cannot see: names that refer to each other, and facts that must agree."""

from collections.abc import Iterable, Iterator
from typing import Any

from framsteg.blueprints.known import (
    AIM_MEASURES,
    FIDELITY_SCALES,
    MEASURES,
    OWN_ANSWER_OF,
    REPORT_FORMS,
)
from framsteg.blueprints.problems import unknown
from framsteg.blueprints.schema import Blueprint, ExitKind, Interval, Level, Range
from framsteg.foundation.codes import DocumentKind, SourceKind
from framsteg.foundation.text import Text, say

TRAINING_DOCUMENTS = frozenset(
    {
        DocumentKind.TRAINING_AGREEMENT,
        DocumentKind.COMPETENCE_PROFILE,
        DocumentKind.TRAINING_FOLLOW_UP,
    }
)
# Where in the file, and what is wrong there.
Fault = tuple[tuple[str | int, ...], Text]


def disagreements(blueprint: Blueprint) -> Iterator[Fault]:
    """Every cross reference that leads nowhere and every pair of facts that cannot both hold."""
    for check in CHECKS:
        yield from check(blueprint)


def _documents(blueprint: Blueprint) -> Iterator[Fault]:
    yield from _twice(blueprint.documents, "documents")
    if not blueprint.supported_training.offered:
        for n, kind in enumerate(blueprint.documents):
            if kind in TRAINING_DOCUMENTS:
                yield (
                    ("documents", n),
                    say("The document belongs to Supported Training, which is not offered."),
                )


def _phase_names(blueprint: Blueprint) -> Iterator[Fault]:
    keys = [phase.key for phase in blueprint.phases]
    yield from _twice(keys, "phases", below="key")
    for n, phase in enumerate(blueprint.phases):
        for m, to in enumerate(phase.leads_to):
            if to not in keys:
                yield ("phases", n, "leads_to", m), unknown(to, keys)
            elif to == phase.key:
                yield ("phases", n, "leads_to", m), say("A phase cannot lead to itself.")
        yield from _twice(phase.leads_to, "phases", n, "leads_to")


def _starts(blueprint: Blueprint) -> Iterator[Fault]:
    starts = [n for n, phase in enumerate(blueprint.phases) if phase.starts]
    if not starts:
        yield ("phases",), say("One phase must be the first: give it `starts: true`.")
    for n in starts[1:]:
        yield ("phases", n, "starts"), say("Only one phase can be the first.")


def _reached(blueprint: Blueprint) -> Iterator[Fault]:
    found = {phase.key for phase in blueprint.phases if phase.starts}
    if not found:
        return
    leads_to = {phase.key: phase.leads_to for phase in blueprint.phases}
    ahead = list(found)
    while ahead:
        fresh = [to for to in leads_to.get(ahead.pop(), ()) if to not in found]
        found.update(fresh)
        ahead += fresh
    for n, phase in enumerate(blueprint.phases):
        if phase.key not in found:
            yield ("phases", n), say("No phase leads to “{phase}”.", phase=phase.key)


def _ends(blueprint: Blueprint) -> Iterator[Fault]:
    ends = [phase for phase in blueprint.phases if phase.ends]
    if blueprint.support.exit is ExitKind.PLANNED and not ends:
        yield ("phases",), say("The exit is planned, so a phase must be the last: `ends: true`.")
    for n, phase in enumerate(blueprint.phases):
        if not phase.ends and not phase.leads_to and blueprint.support.exit is ExitKind.PLANNED:
            yield (
                ("phases", n),
                say("“{phase}” leads nowhere and is not the last.", phase=phase.key),
            )


def _organisation_names(blueprint: Blueprint) -> Iterator[Fault]:
    keys = [organisation.key for organisation in blueprint.organisations]
    yield from _twice(keys, "organisations", below="key")
    for path, key in _references(blueprint):
        if key not in keys:
            yield path, unknown(key, keys)


def _references(blueprint: Blueprint) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Each place in a blueprint that names an organisation."""
    yield ("owner",), blueprint.owner
    if blueprint.eligibility.enrolled_at_units:
        where = ("eligibility", "enrolled_at_units", "organisation")
        yield where, blueprint.eligibility.enrolled_at_units.organisation
    for n, source in enumerate(blueprint.ways_in.sources):
        if source.organisation is not None:
            yield ("ways_in", "sources", n, "organisation"), source.organisation
    for n, key in enumerate(blueprint.ways_in.first_talk):
        yield ("ways_in", "first_talk", n), key
    for n, seat in enumerate(blueprint.steering.seats if blueprint.steering else ()):
        yield ("steering", "seats", n, "organisation"), seat.organisation
    for n, party in enumerate(blueprint.consent.parties):
        yield ("consent", "parties", n, "organisation"), party.organisation


def _lists(blueprint: Blueprint) -> Iterator[Fault]:
    ways_in = blueprint.ways_in
    names = [source.name for source in ways_in.sources]
    yield from _twice(names, "ways_in", "sources", below="name")
    yield from _twice(ways_in.first_talk, "ways_in", "first_talk")
    yield from _twice(ways_in.first_contact, "ways_in", "first_contact")
    yield from _twice(ways_in.channels, "ways_in", "channels")
    if ways_in.sources and SourceKind.UNIT not in ways_in.first_contact:
        yield ("ways_in", "sources"), say("Units are listed, but `first_contact` lacks `unit`.")
    parties = blueprint.consent.parties
    receivers = [party.organisation for party in parties]
    yield from _twice(receivers, "consent", "parties", below="organisation")
    for n, party in enumerate(parties):
        yield from _twice(party.parts, "consent", "parties", n, "parts")


def _known_names(blueprint: Blueprint) -> Iterator[Fault]:
    for n, target in enumerate(blueprint.targets):
        if target.measure not in MEASURES:
            yield ("targets", n, "measure"), unknown(target.measure, MEASURES)
    measures = [target.measure for target in blueprint.targets]
    yield from _twice(measures, "targets", below="measure")
    if blueprint.report_form is not None and blueprint.report_form not in REPORT_FORMS:
        yield ("report_form",), unknown(blueprint.report_form, REPORT_FORMS)
    scale = blueprint.fidelity.scale if blueprint.fidelity else None
    if scale is not None and scale not in FIDELITY_SCALES:
        yield ("fidelity", "scale"), unknown(scale, FIDELITY_SCALES)


def _aims(blueprint: Blueprint) -> Iterator[Fault]:
    report = blueprint.follow_up.self_report
    asked = [str(item) for item in report.items] if report else []
    for n, aim in enumerate(blueprint.aims):
        where = ("aims", n, "measured_by")
        if aim.measured_by is None:
            continue
        if aim.measured_by not in AIM_MEASURES:
            yield where, unknown(aim.measured_by, AIM_MEASURES)
        elif OWN_ANSWER_OF.get(aim.measured_by, "") not in ("", *asked):
            item = OWN_ANSWER_OF[aim.measured_by]
            yield where, say("`follow_up.self_report.items` lacks `{item}`.", item=item)


def _defaults(blueprint: Blueprint) -> Iterator[Fault]:
    yield from _twice(blueprint.product_defaults, "product_defaults")
    for n, name in enumerate(blueprint.product_defaults):
        if not _exists(blueprint, name):
            yield ("product_defaults", n), unknown(name, _facts(blueprint))


def _numbers(blueprint: Blueprint) -> Iterator[Fault]:
    age = blueprint.eligibility.age
    if age is not None and age.max < age.min:
        yield ("eligibility", "age"), say("`max` is lower than `min`.")
    yield from _range(("places",), blueprint.places)
    yield from _range(("team", "caseload"), blueprint.team.caseload)
    yield from _interval(("follow_up", "every"), blueprint.follow_up.every)
    yield from _interval(("supported_training", "limit"), blueprint.supported_training.limit)
    yield from _interval(("internship", "limit"), blueprint.internship.limit)
    if blueprint.team.different_organisations and (
        blueprint.team.coaches_per_person > len(blueprint.organisations)
    ):
        yield ("team", "coaches_per_person"), say("There are fewer organisations than coaches.")
    authorities = blueprint.eligibility.min_authorities
    if authorities is not None and authorities > len(blueprint.organisations):
        where = ("eligibility", "min_authorities")
        yield where, say("There are fewer organisations than that.")


def _days(blueprint: Blueprint) -> Iterator[Fault]:
    period = blueprint.period
    for name in ("last_day", "planned_last_day"):
        last = getattr(period, name)
        if last is not None and period.first_day is not None and last < period.first_day:
            yield ("period", name), say("comes before the first day.")
    for n, target in enumerate(blueprint.targets):
        yield from _levels(("targets", n, "levels"), target.levels)
    for n, funding in enumerate(blueprint.funding):
        first, last_year = funding.first_year, funding.last_year
        if first is not None and last_year is not None and last_year < first:
            yield ("funding", n, "last_year"), say("comes before the first year.")


def _levels(path: tuple[str | int, ...], levels: tuple[Level, ...]) -> Iterator[Fault]:
    known = None
    for n, level in enumerate(levels):
        first, last = level.first_day, level.last_day
        if first is not None and last is not None and last < first:
            yield (*path, n, "last_day"), say("comes before the first day.")
        if first is not None and known is not None and first <= known:
            yield (*path, n, "first_day"), say("The levels must stand in the order of their days.")
        known = max(filter(None, (known, first, last)), default=None)


def _range(path: tuple[str | int, ...], limits: Range | None) -> Iterator[Fault]:
    if limits is None:
        return
    if limits.min is None and limits.max is None:
        yield path, say("needs `min`, `max` or both.")
    elif limits.min is not None and limits.max is not None and limits.max < limits.min:
        yield path, say("`max` is lower than `min`.")


def _interval(path: tuple[str | int, ...], interval: Interval | None) -> Iterator[Fault]:
    if interval is None:
        return
    given = [n for n in (interval.days, interval.weeks, interval.months) if n is not None]
    if len(given) != 1:
        yield path, say("needs exactly one of `days`, `weeks` and `months`.")


def _twice(items: Iterable[str], *path: str | int, below: str | None = None) -> Iterator[Fault]:
    """Each item that has stood before in the list at `path` (in the key `below` of its items)."""
    seen: set[str] = set()
    for n, item in enumerate(items):
        if item in seen:
            where = (*path, n) if below is None else (*path, n, below)
            yield where, say("“{name}” is listed twice.", name=str(item))
        seen.add(item)


def _exists(blueprint: Blueprint, name: str) -> bool:
    """Whether a dotted name such as "follow_up.silence_days" is a fact that has a value."""
    value: Any = blueprint
    for key in name.split("."):
        value = getattr(value, key) if key in getattr(value, "model_fields_set", ()) else None
    return value is not None


def _facts(blueprint: Blueprint) -> Iterator[str]:
    for name in blueprint.model_fields_set:
        yield name
        below = getattr(getattr(blueprint, name), "model_fields_set", ())
        yield from (f"{name}.{key}" for key in below)


CHECKS = (
    _documents,
    _phase_names,
    _starts,
    _reached,
    _ends,
    _organisation_names,
    _lists,
    _known_names,
    _aims,
    _defaults,
    _numbers,
    _days,
)
