"""The steering group's pack: made of protected figures only, whoever makes it, and kept as it was.

It is made as the installation itself, for the organisation that owns the programme, so that it is
the same whoever presses the button. Nothing in it is about one participant or one coach.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from framsteg import access
from framsteg.access import Viewer
from framsteg.access.reading import fidelity as reviews
from framsteg.access.reading import steering as reading
from framsteg.access.reading.chairs import counts
from framsteg.access.reading.programmes import ProgrammeFile
from framsteg.access.reading.steering import DecisionLine, SteeringLine
from framsteg.actions import steering as actions
from framsteg.blueprints.load import get
from framsteg.evaluation.answer import Answer
from framsteg.evaluation.disclosure import rule_on
from framsteg.evaluation.row import Row
from framsteg.foundation.codes import MeetingState, Purpose, ReviewState
from framsteg.reports.paper import Block, Grid, Paper, PaperSection, Paragraph
from framsteg.reports.paper_kept import kept
from framsteg.reports.sheet import group_words
from framsteg.reports.words import render
from framsteg.rules.steering import Filled, SeatAt, filled, pack_is_due
from framsteg.web import fidelity, figures, freshness, targets
from framsteg.web.presenters import aims as aim_words
from framsteg.web.presenters import chairs as chair_words
from framsteg.web.presenters import fidelity as months
from framsteg.web.presenters import results
from framsteg.web.presenters import reviews as review_words
from framsteg.web.presenters import targets as target_words
from framsteg.web.presenters.words import day

FLOW = ("clients", "active_and_exited", "enquiries_by_source")
SUMMED_UP = ("participants_per_specialist", "days_to_employer", "meetings_per_week",
             "ordinary_jobs", "all_jobs", "time_in_community")  # fmt: skip
YEAR = timedelta(days=365)


def make_pack(key: str, meeting_id: int, *, today: date, now: datetime) -> None:
    """Make (anew) the pack of a meeting and keep it."""
    viewer = _maker(key, today)
    line = reading.steering_meeting(viewer, meeting_id)
    freshness.fresh(viewer)
    paper = _paper(viewer, line)
    actions.keep_pack(by=viewer, meeting_id=meeting_id, pack=kept(paper), made_at=now)


def make_due_packs(today: date, now: datetime) -> int:
    """Make the packs of all meetings that are near; how many were made."""
    due = [
        (meeting_id, key)
        for meeting_id, key, on in reading.without_pack(today)
        if pack_is_due(state=MeetingState.BOOKED, on=on, has_pack=False, today=today)
    ]
    for meeting_id, key in due:
        make_pack(key, meeting_id, today=today, now=now)
    return len(due)


def attendance(meetings: Iterable[SteeringLine], since: date) -> tuple[Filled, ...]:
    """Each seat over the meetings that were held since then."""
    return filled(
        [SeatAt(seat.name, seat.came) for seat in line.seats]
        for line in sorted(meetings, key=lambda one: one.starts_at)
        if line.state is MeetingState.HELD and timezone.localdate(line.starts_at) >= since
    )


def year_until(ends_on: date | None, today: date) -> date:
    """The first day of the last year; of an ended programme the last year that it ran."""
    return min(today, ends_on or today) - YEAR


def _maker(key: str, today: date) -> Viewer:
    return access.viewer_for_command(
        key, purpose=Purpose.EVALUATION, today=today, where="steering pack"
    )


def _paper(viewer: Viewer, line: SteeringLine) -> Paper:
    file = access.programme(viewer, line.programme_key)
    sections = (
        PaperSection(_("Targets"), _targets(file, viewer.today)),
        PaperSection(_("Coming and going"), _flow(file)),
        PaperSection(_("Fidelity"), _fidelity(viewer, file)),
        PaperSection(_("Between the chairs"), _chairs(viewer, line.programme_key)),
        PaperSection(_("The seats of the group"), _seats(viewer, line, file.line.ends_on)),
        PaperSection(_("Left to do"), _left(viewer, line.programme_id)),
    )
    return Paper(
        title=_("For the steering group"),
        subtitle=line.programme,
        language=(get_language() or "sv").split("-")[0],
        sections=sections,
        facts=(
            (_("Meeting"), str(date_format(timezone.localtime(line.starts_at), "j F Y H:i"))),
            (_("Made"), day(viewer.today)),
            (_("Protection"), _("Small numbers are hidden for everybody.")),
        ),
        foot=_("{programme}, for the steering group").format(programme=line.programme),
    )


def _targets(file: ProgrammeFile, today: date) -> tuple[Block, ...]:
    found = targets.answers(file, protected=True)
    told = target_words.targets(file.targets, found, file.line, today)
    used = target_words.places(found, file.line)
    blocks: list[Block] = []
    if told:
        blocks.append(
            Grid(
                caption=_("Targets against results"),
                columns=(_("Target"), _("Level"), _("Result"), _("Counted")),
                rows=tuple((t["title"], t["level"], t["result"], t["counted"]) for t in told),
            )
        )
        blocks.extend(Paragraph(t["forecast"], muted=True) for t in told if t["forecast"])
    else:
        blocks.append(Paragraph(_("The programme has set no figures as targets.")))
    blueprint = get(file.line.blueprint_key, file.line.blueprint_version)
    blocks.extend(aim_words.blocks(blueprint.aims, found))
    if used["of"]:
        places = _("Places used: {n} of {of}").format(n=used["used"], of=used["of"])
        blocks.append(Paragraph(places))
    return tuple(blocks)


def _flow(file: ProgrammeFile) -> tuple[Block, ...]:
    asked = figures.questions(file.line.key, by=figures.NOTHING, measures=FLOW)
    _snapshot, found = figures.ask(asked, key=file.line.key, protected=True)
    return tuple(block for answer in found for block in _grid(answer))


def _grid(answer: Answer) -> tuple[Block, ...]:
    """An answer's groups that may be shown; how many are left out is said below."""
    shown = [row for row in answer.rows if not row.hidden]
    grid = Grid(
        caption=render(answer.measure.title),
        columns=(_("Group"), _("Number"), _("Of")),
        rows=tuple((_group(row), str(row.n or 0), str(row.of or row.n or 0)) for row in shown),
    )
    says = f"{render(answer.measure.definition)} {results.window(answer)}."
    if left_out := len(answer.rows) - len(shown):
        hidden = ngettext("{n} group is not shown.", "{n} groups are not shown.", left_out)
        says = f"{says} {hidden.format(n=left_out)}"
    return grid, Paragraph(says, muted=True)


def _group(row: Row) -> str:
    return " · ".join(group_words(name, row) for name in row.by) or _("All")


def _fidelity(viewer: Viewer, file: ProgrammeFile) -> tuple[Block, ...]:
    blocks: list[Block] = []
    agreed = [
        line
        for line in reviews.reviews(viewer, file.line.programme_id)
        if line.state is ReviewState.AGREED
    ]
    for line in agreed[:2]:
        scale = review_words.scale_of(line)
        total = review_words.total_words(review_words.total_of(scale, line.shared))
        agreed_words = _("{scale}, agreed {day}").format(
            scale=render(scale.name.text), day=day(line.agreed_on)
        )
        blocks.append(Paragraph(f"{agreed_words}. {total}".strip()))
    found = fidelity.computed(viewer, file.line, protected=True, names=SUMMED_UP)
    if found:
        blocks.append(
            Grid(
                caption=_("What the daily work says, the last month"),
                columns=(_("Figure"), _("Latest"), _("Window")),
                rows=tuple(
                    (render(e.figure.title), months.latest(e), render(e.figure.window))
                    for e in found
                ),
            )
        )
    return tuple(blocks)


def _chairs(viewer: Viewer, key: str) -> tuple[Block, ...]:
    rule = rule_on(viewer.today)
    few = _("fewer than {n}").format(n=rule.smallest_shown)
    grid = Grid(
        caption=_("Persons about to fall between the chairs"),
        columns=(_("Group"), _("Persons")),
        rows=tuple(
            (render(chair_words.TITLES[chair]), str(n) if rule.allows(n) else few)
            for chair, n in counts(viewer, key).items()
        ),
    )
    told = _("Counted on what the organisation that owns the programme may see.")
    return grid, Paragraph(told, muted=True)


def _seats(viewer: Viewer, line: SteeringLine, ends_on: date | None) -> tuple[Block, ...]:
    meetings = reading.steering_meetings(viewer, line.programme_id)
    seats = attendance(meetings, year_until(ends_on, viewer.today))
    if not seats:
        return (Paragraph(_("No meeting has been held in the last year.")),)
    grid = Grid(
        caption=_("Filled and empty seats, the last year"),
        columns=(_("Seat"), _("Came"), _("Empty"), _("Not noted")),
        rows=tuple((s.seat, str(s.came), str(s.empty), str(s.not_noted)) for s in seats),
    )
    return (grid,)


def _left(viewer: Viewer, programme_id: int) -> tuple[Block, ...]:
    decided = reading.decisions(viewer, programme_id, is_open=True)
    todo = reviews.actions_of(viewer, programme_id, is_open=True)
    blocks: list[Block] = []
    if decided:
        blocks.append(
            Grid(
                caption=_("Decisions that are not carried out"),
                columns=(_("What"), _("Who"), _("By when")),
                rows=tuple(_decided(one) for one in decided),
            )
        )
    if todo:
        blocks.append(
            Grid(
                caption=_("After the reviews of the method"),
                columns=(_("What"), _("By when")),
                rows=tuple((one.what, day(one.due_on)) for one in todo),
            )
        )
    return tuple(blocks) or (Paragraph(_("Nothing is left.")),)


def _decided(one: DecisionLine) -> tuple[str, str, str]:
    return one.what, one.organisation, day(one.due_on, empty="–")
