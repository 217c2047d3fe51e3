"""Retention in words: the rule, what is due, what a proposal is about, and the certificate."""

from datetime import date
from textwrap import wrap
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from framsteg.access.reading.disposals import DisposalView
from framsteg.access.reading.retention import Count, Due, RuleInForce
from framsteg.foundation.codes import DisposalState
from framsteg.foundation.text import say
from framsteg.reports.paper import Block, Facts, Grid, Paper, PaperSection, Paragraph
from framsteg.rules.retention import CountsFrom, Rule
from framsteg.web import words
from framsteg.web.forms.retention import COUNTS_FROM
from framsteg.web.presenters.extract_files import title
from framsteg.web.presenters.words import day, said

# The extract speaks to the person; here the same rows are spoken of.
NAMES = {
    "participant": say("The person"),
    "nametoken": say("Words that the name is found by"),
    "casesummary": say("Summaries of the case"),
    "caselink": say("Partners who work with the person"),
    "consentanswer": say("Answers in the consents"),
    "meetingguest": say("Who was asked to the meetings"),
    "jobwishes": say("What the person wants in a job"),
    "match": say("Jobs on the way"),
    "personrequest": say("What the person has asked for"),
}
TONES = {
    DisposalState.PROPOSED: "info",
    DisposalState.RETURNED: "neutral",
    DisposalState.DONE: "success",
}


def rule_words(rule: Rule | None) -> str:
    """The rule in a sentence."""
    if rule is None:
        return _("No rule is decided. Nothing is thinned out until you have decided one.")
    return _years(rule.years, rule.counts_from)


def _years(years: int, counts_from: CountsFrom) -> str:
    counted = str(COUNTS_FROM[counts_from])
    if not years:
        return _("Thinned out at once, counted from {counted}.").format(counted=counted)
    told = ngettext(
        "Kept {n} year, counted from {counted}.", "Kept {n} years, counted from {counted}.", years
    )
    return told.format(n=years, counted=counted)


def rule_card(one: RuleInForce) -> dict[str, Any]:
    """One type of record: its rule, whose it is, what is to come."""
    rule = one.rule
    return {
        "title": said(one.record),
        "rule": rule_words(rule),
        "whose": "" if rule is None else _whose(rule),
        "source": "" if rule is None else rule.source,
        "research": bool(rule and rule.research_days),
        "coming": [
            _("From {day}: {rule}").format(day=day(r.from_on), rule=rule_words(r))
            for r in one.coming
        ],
        "due_url": reverse("retention:due", args=[one.record.value]) if rule else "",
        "decide_url": reverse("retention:decide", args=[one.record.value]),
    }


def _whose(rule: Rule) -> str:
    if rule.decided:
        return _("Your own decision, from {day}").format(day=day(rule.from_on))
    return _("By law, until you decide otherwise")


def due_rows(dues: tuple[Due, ...]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Those that may go now, and those that are kept back with the reason."""
    rows = [(one, _due(one)) for one in dues]
    return (
        [row for one, row in rows if one.kept is None],
        [row for one, row in rows if one.kept is not None],
    )


def _due(one: Due) -> dict[str, Any]:
    if one.enrolment_id is not None:
        value, number = f"case-{one.enrolment_id}", one.reference or one.enrolment_id
    else:
        value, number = f"enquiry-{one.enquiry_id}", one.reference or one.enquiry_id
    return {
        "value": value,
        "id": value,
        "title": one.name or _("Person {reference}").format(reference=number),
        "meta": _("ended {ended}, kept until {day}").format(
            ended=day(one.ended_on), day=day(one.goes_on)
        ),
        "kept": words.render(one.kept) if one.kept else "",
    }


def chosen(values: list[str]) -> tuple[list[int], list[int]]:
    """Which cases and enquiries a form names."""
    pairs = [value.partition("-") for value in values]
    cases = [int(n) for kind, _dash, n in pairs if kind == "case" and n.isdigit()]
    return cases, [int(n) for kind, _dash, n in pairs if kind == "enquiry" and n.isdigit()]


def _kind(record: str) -> str:
    return words.render(NAMES[record]) if record in NAMES else title(record)


def count_rows(counts: tuple[Count, ...]) -> list[tuple[str, int, int]]:
    """What goes, by kind of row: name, deleted, kept without words."""
    return [(_kind(one.record), one.deleted, one.emptied) for one in reversed(counts)]


def line(view: DisposalView) -> dict[str, Any]:
    """A disposal in a list."""
    many = len(view.enrolment_ids) + len(view.enquiry_ids)
    people = ngettext("{n} person", "{n} persons", many).format(n=many)
    return {
        "title": f"{said(view.record)} · {people}",
        "url": reverse("retention:show", args=[view.disposal_id]),
        "meta": _("proposed {day} by {name}").format(
            day=day(view.proposed_on), name=view.proposed_by
        ),
        "status": said(view.state),
        "tone": TONES[view.state],
    }


def certificate(view: DisposalView, organisation: str) -> Paper:
    """The certificate (gallringsbevis): what went, by which rule, who decided, what is left."""
    told = view.told
    return Paper(
        title=_("Certificate of disposal {n}").format(n=view.disposal_id),
        subtitle=organisation,
        language=(get_language() or "sv").split("-")[0],
        facts=(
            (_("What"), said(view.record)),
            (_("Persons"), str(told["people"])),
            (_("Rule"), _rule_told(view)),
            (_("Proposed"), f"{day(view.proposed_on)}, {view.proposed_by}"),
            (_("Approved and carried out"), f"{day(view.answered_on)}, {view.answered_by}"),
        ),
        sections=(
            PaperSection(_("What went"), tuple(_went(told))),
            PaperSection(_("What the programmes count"), tuple(_figures(told))),
            PaperSection(_("The log"), tuple(_log(told))),
            PaperSection(_("Backups"), (Paragraph(_backups(told)),)),
        ),
        foot=_("{organisation} · certificate of disposal {n}").format(
            organisation=organisation, n=view.disposal_id
        ),
    )


def _rule_told(view: DisposalView) -> str:
    kept = _years(view.rule["years"], CountsFrom(view.rule["counts_from"]))
    return f"{kept} {view.rule['source']}"


def _went(told: dict[str, Any]) -> list[Block]:
    rows = tuple(
        (_kind(one["record"]), str(one["deleted"]), str(one["emptied"]))
        for one in reversed(told["counts"])
    )
    columns = (_("Kind of row"), _("Deleted"), _("Kept without words"))
    blocks: list[Block] = [
        Paragraph(
            _(
                "Rows that the figures count are kept without names, numbers and words: only "
                "days, codes and numbers are left. Of the person sex and the decade of birth "
                "are left."
            )
        ),
        Grid(_("Rows, by kind"), columns, rows),
    ]  # fmt: skip
    if told["left_out"]:
        n = told["left_out"]
        blocks.append(
            Paragraph(
                ngettext(
                    "{n} of those proposed was not due any more and is kept.",
                    "{n} of those proposed were not due any more and are kept.",
                    n,
                ).format(n=n)
            )
        )
    return blocks


def _figures(told: dict[str, Any]) -> list[Block]:
    names = {
        "enquiries": _("Enquiries"), "enrolments": _("Enrolments"), "exits": _("Exits"),
        "contacts": _("Contacts"), "minutes": _("Minutes of contacts"),
        "placements": _("Jobs, internships and studies"), "follow_ups": _("Follow-ups"),
    }  # fmt: skip
    blocks: list[Block] = [
        Paragraph(_("Counted before and after: the same. The age and way in of the persons is "
                    "no longer told."))
    ]  # fmt: skip
    for programme, figures in told["figures"].items():
        rows = tuple((names[key], str(n)) for key, n in figures.items())
        blocks.append(Grid(programme, (_("What"), _("Before and after")), rows))
    return blocks


def _log(told: dict[str, Any]) -> list[Block]:
    return [
        Paragraph(
            _(
                "The words are crossed out in {n} rows of the log of changes. Who did what, when "
                "and to which row stays, and so does the hash of each row as it was. The digest "
                "stands in the signed chain; framsteg audit verify checks it."
            ).format(n=told["crossed_out"])
        ),
        Facts(((_("Digest (SHA-256)"), " ".join(wrap(told["digest"], 8))),)),
    ]  # fmt: skip


def _backups(told: dict[str, Any]) -> str:
    if not told["backups_until"]:
        return _(
            "Framsteg takes no backups in this installation. Whoever runs the machine answers for "
            "how long other copies are kept."
        )  # fmt: skip
    until = date.fromisoformat(told["backups_until"])
    return _(
        "The last day on which a backup of Framsteg may hold what went is {day}, when backups are "
        "taken every night. If a backup is restored before that, the disposal must be done again. "
        "Copies that others make of the machine are not known here."
    ).format(day=day(until))  # fmt: skip


def summary(view: DisposalView) -> list[tuple[str, str]]:
    """What a proposal is, in short."""
    answered = f"{day(view.answered_on)}, {view.answered_by}" if view.answered_on else ""
    facts = [
        (_("Rule"), _rule_told(view)),
        (_("Proposed"), f"{day(view.proposed_on)}, {view.proposed_by}"),
        (_("Decided"), answered),
        (_("Reason"), view.reason),
    ]
    return [(term, value) for term, value in facts if value]
