"""Plan, network map and consent as papers: the words of their pages, for PDF and Word."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from framsteg.access import CaseFile, Viewer
from framsteg.access.files import ConsentLine
from framsteg.access.plan_files import CaseHead, NetworkView, PlanView
from framsteg.reports.paper import (
    Block,
    Facts,
    Grid,
    Items,
    Paper,
    PaperSection,
    Paragraph,
    Picture,
)
from framsteg.web.presenters import consents, network, plans
from framsteg.web.presenters.people import name_of
from framsteg.web.presenters.words import day

# The page's colours in light, for a drawing that has no style sheet (`--chart-1` and on).
INKS = {1: "#1d5a4c", 2: "#b7870b", 3: "#4787b3", 4: "#a65431", 5: "#5f1e65", 6: "#94928d"}


def plan_paper(view: PlanView, viewer: Viewer) -> Paper:
    """The plan: a section for each goal, then the reviews and the older notes."""
    told = plans.plan(view, viewer)
    goals = [_goal(goal) for goal in told["goals"] or ()]
    if not goals:
        withheld = told["goals"] is None
        words = _("This section is not shared with you.") if withheld else _("No goal yet")
        goals = [PaperSection(told["part"], (Paragraph(words, muted=True),))]
    return _paper(view.head, viewer, _("Plan"), (*goals, *_reviews(told), *_notes(told)))


def _goal(goal: dict[str, Any]) -> PaperSection:
    blocks: list[Block] = [
        Paragraph(f"{goal['status']} · {goal['when']} · {goal['by']}", muted=True)
    ]
    if goal["actions"]:
        rows = tuple(
            (a["what"], a["who"], a["due"], ". ".join(filter(None, [a["status"], a["outcome"]])))
            for a in goal["actions"]
        )
        columns = (_("What"), _("Who"), _("By when"), _("How it stands"))
        blocks.append(Grid(_("Who does what"), columns, rows))
    return PaperSection(" ".join(goal["words"].split()), tuple(blocks))


def _reviews(told: dict[str, Any]) -> tuple[PaperSection, ...]:
    if not told["reviews"]:
        return ()
    lines = tuple((f"{one['on']}, {one['by']}", one["note"] or "–") for one in told["reviews"])
    return (PaperSection(_("Gone through together"), (Facts(lines),)),)


def _notes(told: dict[str, Any]) -> tuple[PaperSection, ...]:
    blocks: list[Block] = []
    for one in told["notes"]:
        blocks += [Paragraph(one["text"]), Paragraph(f"{one['by']}, {one['on']}", muted=True)]
    return (PaperSection(_("Notes"), tuple(blocks)),) if blocks else ()


def network_paper(view: NetworkView, viewer: Viewer) -> Paper:
    """The map as a drawing with its table; who has left stands last."""
    told = network.network(view, viewer)
    title = _("Network map")
    if not told["people"]:
        withheld = told["people"] is None
        words = _("This section is not shared with you.") if withheld else network.counted(view)
        return _paper(view.head, viewer, title, (PaperSection(title, (Paragraph(words),)),))
    drawn = told["maps"][-1]
    picture = Picture(svg=_svg(drawn), alt=drawn["desc"], caption=drawn["title"])
    sections = [
        PaperSection(_("The map"), (picture,)),
        PaperSection(_("The people on the map"), (_people(told["people"], network.counted(view)),)),
    ]
    if told["gone"]:
        gone = tuple(f"{one['name']}, {one['when']}" for one in told["gone"])
        sections.append(PaperSection(_("No longer on the map"), (Items(gone),)))
    return _paper(view.head, viewer, title, tuple(sections))


def _people(people: list[dict[str, Any]], caption: str) -> Grid:
    columns = (_("Who"), _("Organisation"), _("How close"), _("Contributes"), _("Contact"))
    rows = tuple(
        (
            f"{one['number']}. " + ", ".join(filter(None, [one["name"], one["role"]])),
            one["organisation"], one["ring"], one["contributes"], one["may_contact"],
        )
        for one in people
    )  # fmt: skip
    return Grid(caption, columns, rows)


def _svg(drawn: dict[str, Any]) -> str:
    marks = [{**mark, "ink": INKS[mark["series"]]} for mark in drawn["marks"]]
    return render_to_string("pages/network/drawing.svg", {"map": {**drawn, "marks": marks}})


def consent_paper(consent: ConsentLine, file: CaseFile, viewer: Viewer) -> Paper:
    """One consent: the text as it was read, each answer, whose rows, and how it was given."""
    card = consents.consent_card(consent, file, viewer)
    columns = (_("Who"), _("What"), pgettext("yes or no", "Answer"), _("Taken back"))
    rows = tuple(
        (one["organisation"], one["part"], one["answer"], one["withdrawn"])
        for one in consents.print_rows(consent)
    )
    sections = [
        PaperSection(_("What was read"), (Paragraph(card["text_shown"]),)),
        PaperSection(_("The answers"), (Grid(_("What the person answered"), columns, rows),)),
    ]
    if card["givers"]:
        lines = tuple(f"{one['name']}: {one['words']}" for one in card["givers"])
        sections.append(PaperSection(_("Also what these have written"), (Items(lines),)))
    sections.append(PaperSection(_("How it was given"), (Facts(tuple(card["facts"])),)))
    return Paper(
        title=_("Consent"),
        subtitle=card["status"],
        language=_language(),
        sections=tuple(sections),
        facts=((_("For"), name_of(file)), (_("Programme"), file.programme_name)),
        foot=_foot(file.programme_name, viewer),
    )


def _paper(head: CaseHead, viewer: Viewer, title: str, sections: tuple[PaperSection, ...]) -> Paper:
    return Paper(
        title=title,
        language=_language(),
        sections=sections,
        facts=((_("For"), network.person(head)), (_("Programme"), head.programme_name)),
        foot=_foot(head.programme_name, viewer),
    )


def _foot(programme: str, viewer: Viewer) -> str:
    return _("{programme} · printed {day}").format(programme=programme, day=day(viewer.today))


def _language() -> str:
    return (get_language() or "sv").split("-")[0]
