"""What a report tells of the programme itself: decided, agreed and noted, never written anew."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from framsteg.access import Viewer
from framsteg.access.reading import fidelity as reviews
from framsteg.access.reading import steering as reading
from framsteg.access.reading.programmes import ProgrammeFile
from framsteg.access.reading.reports import ReportFile
from framsteg.blueprints.labels import LABELS
from framsteg.blueprints.schema import Blueprint
from framsteg.evaluation.answer import Answer
from framsteg.foundation.codes import MeetingState, ReviewState
from framsteg.foundation.labels import label
from framsteg.foundation.text import Text
from framsteg.reports.paper import Block, Facts, Grid, Items, Paragraph
from framsteg.reports.sheet import about
from framsteg.reports.words import number
from framsteg.rules.reports import Told
from framsteg.rules.steering import SeatAt, filled
from framsteg.web.presenters import aims as aim_words
from framsteg.web.presenters import programmes as programme_words
from framsteg.web.presenters import reviews as review_words
from framsteg.web.presenters import targets as target_words
from framsteg.web.presenters.words import day, span
from framsteg.web.words import render

TARGET_FIGURES = ("target_against_result", "caseload")
"""What the targets are set against, beside each target's own measure."""


@dataclass(frozen=True)
class Ground:
    """What facts are told from. `viewer` acts for the organisation that owns the programme;
    `against` are answers to the measures of targets and aims, `counted` those that stand in the
    report."""

    viewer: Viewer
    file: ProgrammeFile
    blueprint: Blueprint
    report: ReportFile
    against: tuple[Answer, ...]
    counted: tuple[Answer, ...]


def facts(ground: Ground, wanted: Iterable[Told]) -> dict[Told, tuple[Block, ...]]:
    """The blocks of each kind of fact; empty where the programme has none."""
    return {told: tuple(_TELL[told](ground)) for told in wanted}


def _about(ground: Ground) -> Iterator[Block]:
    line, blueprint = ground.file.line, ground.blueprint
    partners = [
        one.name for one in ground.file.organisations if one.organisation_id != line.owner_id
    ]
    asked = blueprint.follow_up.self_report
    yes = _("Yes: {when}, in the participants' own view.").format(
        when=", ".join(render(label(at)).lower() for at in (asked.at if asked else ()))
    )
    authors = sorted({text.updated_by for text in ground.report.texts.values() if text.updated_by})
    told = [
        (_("Name"), line.name),
        (_("Method"), render(label(blueprint.method))),
        (_("Written by"), ", ".join(authors)),
        (_("Owner"), line.owner),
        (_("Partners"), ", ".join(partners)),
        (_("Period"), span(line.starts_on, line.ends_on)),
        (_("Follow-ups of its own"), yes if asked else _("No")),
    ]
    yield Facts(tuple((term, value) for term, value in told if value))


def _in_short(ground: Ground) -> Iterator[Block]:
    yield Paragraph(render(ground.blueprint.summary.text))


def _partners(ground: Ground) -> Iterator[Block]:
    named = tuple(
        f"{one.name} ({render(label(one.kind)).lower()})" for one in ground.file.organisations
    )
    yield Paragraph(_("Organisations that run the programme together, the owner first:"))
    yield Items(named)


def _target_group(ground: Ground) -> Iterator[Block]:
    asked = ground.blueprint.eligibility
    yield Paragraph(f"{render(asked.target_group.text)}.")
    if asked.own_judgement:
        yield Paragraph(_("The person's own judgement of belonging counts, not a diagnosis."))
    if asked.age:
        yield Paragraph(
            _("Age: {least}–{most} years.").format(least=asked.age.min, most=asked.age.max)
        )


def _targets(ground: Ground) -> Iterator[Block]:
    told = target_words.targets(
        ground.file.targets, ground.against, ground.file.line, ground.viewer.today
    )
    if told:
        yield Grid(
            caption=_("Targets against results"),
            columns=(_("Target"), _("Level"), _("Result"), _("Counted")),
            rows=tuple((t["title"], t["level"], t["result"], t["counted"]) for t in told),
            numbers=(2,),
        )
    places = ground.blueprint.places
    if places and places.min and places.max:
        yield Paragraph(
            _("Places at a time: {least}–{most}.").format(least=places.min, most=places.max)
        )


def _aims(ground: Ground) -> Iterator[Block]:
    yield from aim_words.blocks(ground.blueprint.aims, ground.against)


def _organisation(ground: Ground) -> Iterator[Block]:
    team, blueprint = ground.blueprint.team, ground.blueprint
    told = []
    if team.posts:
        told.append((_("Posts"), number(team.posts)))
    if team.caseload and team.caseload.min and team.caseload.max:
        told.append((_("Participants for each specialist"),
                     f"{team.caseload.min}–{team.caseload.max}"))  # fmt: skip
    if blueprint.steering and blueprint.steering.every_weeks:
        weeks = _("every {n} weeks").format(n=blueprint.steering.every_weeks)
        told.append((_("The steering group meets"), weeks))
    if told:
        yield Facts(tuple(told))
    if team.words:
        yield Paragraph(render(team.words.text))


def _funding(ground: Ground) -> Iterator[Block]:
    rows = programme_words.funding(ground.file.funding)
    if rows:
        yield Grid(
            caption=_("Funding"),
            columns=(_("Year"), _("Who pays"), _("Amount")),
            rows=tuple(tuple(map(str, row)) for row in rows),
            numbers=(2,),
        )
        return
    for one in ground.blueprint.funding:
        words = f": {render(one.words.text)}" if one.words else ""
        yield Paragraph(f"{render(LABELS[one.kind])}{words}")


def _seats(ground: Ground) -> Iterator[Block]:
    line = ground.report.line
    meetings = reading.steering_meetings(ground.viewer, line.programme_id)
    within = sorted(
        (
            one
            for one in meetings
            if one.state is MeetingState.HELD
            and _within(one.starts_at.date(), line.starts_on, line.ends_on)
        ),
        key=lambda one: one.starts_at,
    )
    seats = filled([SeatAt(seat.name, seat.came) for seat in one.seats] for one in within)
    if seats:
        yield Grid(
            caption=_("Filled and empty seats in the steering group"),
            columns=(_("Seat"), _("Came"), _("Empty"), _("Not noted")),
            rows=tuple((s.seat, str(s.came), str(s.empty), str(s.not_noted)) for s in seats),
            numbers=(1, 2, 3),
        )


def _ways_in(ground: Ground) -> Iterator[Block]:
    ways = ground.blueprint.ways_in
    who = ", ".join(_texts(label(one) for one in ways.first_contact)).lower()
    yield Paragraph(_("The first contact is made by: {who}.").format(who=who))
    if ways.words:
        yield Paragraph(render(ways.words.text))


def _phases(ground: Ground) -> Iterator[Block]:
    yield Facts(
        tuple((render(one.name.text), render(one.purpose.text)) for one in ground.blueprint.phases)
    )


def _reviews(ground: Ground) -> Iterator[Block]:
    line = ground.report.line
    for one in reviews.reviews(ground.viewer, line.programme_id):
        agreed = one.state is ReviewState.AGREED and one.agreed_on
        if agreed and _within(agreed, line.starts_on, line.ends_on):
            scale = review_words.scale_of(one)
            total = review_words.total_words(review_words.total_of(scale, one.shared))
            agreed_words = _("{scale}, agreed {day}").format(
                scale=render(scale.name.text), day=day(agreed)
            )
            yield Paragraph(f"{agreed_words}. {total}".strip())


def _counted(ground: Ground) -> Iterator[Block]:
    found = {answer.measure.name: answer for answer in ground.counted}
    if not found:
        return
    yield Facts(
        tuple(
            (
                render(answer.measure.title),
                " ".join(
                    render(part)
                    for part in (
                        answer.measure.definition, answer.measure.numerator,
                        answer.measure.denominator,
                    )
                ),
            )
            for answer in found.values()
        )
    )  # fmt: skip
    first = next(iter(found.values()))
    yield Facts(about(first)[-3:])


def _within(on: date, starts_on: date | None, ends_on: date | None) -> bool:
    return (starts_on is None or on >= starts_on) and (ends_on is None or on < ends_on)


def _texts(texts: Iterable[Text]) -> tuple[str, ...]:
    return tuple(render(text) for text in texts)


_TELL: dict[Told, Callable[[Ground], Iterator[Block]]] = {
    Told.ABOUT: _about,
    Told.IN_SHORT: _in_short,
    Told.PARTNERS: _partners,
    Told.TARGET_GROUP: _target_group,
    Told.TARGETS: _targets,
    Told.AIMS: _aims,
    Told.ORGANISATION: _organisation,
    Told.SEATS: _seats,
    Told.FUNDING: _funding,
    Told.WAYS_IN: _ways_in,
    Told.PHASES: _phases,
    Told.REVIEWS: _reviews,
    Told.COUNTED: _counted,
}
