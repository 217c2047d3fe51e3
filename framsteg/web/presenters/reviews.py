"""Reviews of the method as pages show them: items calmly, the result with its band, the trend."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framsteg.access.reading.fidelity import AnswerLine, ReviewFile, ReviewLine, TodoLine
from framsteg.blueprints.load import get
from framsteg.evaluation.fidelity.evidence import Evidence
from framsteg.evaluation.fidelity.kept import day_of
from framsteg.evaluation.fidelity.scale import IPS, Scale, file_questions, scale_on
from framsteg.evaluation.fidelity.scoring import Total, total_of
from framsteg.foundation.codes import FileReply, ReviewState
from framsteg.web import words
from framsteg.web.presenters import fidelity as months
from framsteg.web.presenters.words import day, said, span

TO_CHECK = "*"


def scale_of(line: ReviewLine) -> Scale:
    """The scale of a review as it stood at the end of its period."""
    blueprint = get(line.blueprint_key, line.blueprint_version)
    return scale_on(line.scale, line.ends_on, blueprint)


def overview(lines: Sequence[ReviewLine]) -> dict[str, Any]:
    """All reviews of a programme, and for each scale how the agreed ones have gone."""
    agreed: dict[str, list[ReviewLine]] = {}
    for line in reversed(lines):
        if line.state is ReviewState.AGREED:
            agreed.setdefault(line.scale, []).append(line)
    return {
        "rows": [_row(line) for line in lines],
        "trends": [trend(of_scale) for of_scale in agreed.values()],
    }


def _row(line: ReviewLine) -> dict[str, Any]:
    scale = scale_of(line)
    return {
        "title": f"{words.render(scale.name.text)}, {span(line.starts_on, line.ends_on)}",
        "url": reverse("reviews:show", args=[line.review_id]),
        "meta": " · ".join(
            part
            for part in (said(line.kind), ", ".join(name for _pk, name in line.reviewers),
                         total_words(total_of(scale, line.shared)))
            if part
        ),
        "icon": "list-checks",
        "badge": said(line.state),
        "badge_tone": "success" if line.state is ReviewState.AGREED else "info",
    }  # fmt: skip


def total_words(total: Total | None) -> str:
    """Says "104 of 125, good fidelity", or how many items are answered."""
    if total is None or not total.answered:
        return ""
    if total.band is None:
        return _("{n} of {of} items answered").format(n=total.answered, of=total.items)
    return _("{n} of {of}: {band}").format(
        n=total.points, of=total.most, band=months.said(total.band.name)
    )


def trend(lines: Sequence[ReviewLine]) -> dict[str, Any]:
    """The agreed reviews of one scale over time: item by item, with what has changed."""
    scale = scale_of(lines[-1])
    last, before = lines[-1], lines[-2] if len(lines) > 1 else None
    totals = [(line, total_of(scale, line.shared)) for line in lines]
    whole = [(line, total) for line, total in totals if total is not None]
    return {
        "title": words.render(scale.name.text),
        "columns": [
            {"label": _("Item"), "numeric": False},
            *({"label": day(_last(line)), "numeric": True} for line in lines[-4:]),
            {"label": _("Change"), "numeric": True},
        ],
        "rows": [
            [
                f"{scale.number(item.key)}. {months.said(item.name)}",
                *(str(line.shared.get(item.key, "–")) for line in lines[-4:]),
                _change(last.shared.get(item.key), before.shared.get(item.key) if before else None),
            ]
            for item in scale.items
        ],
        "bars": [
            {
                "label": day(_last(line)),
                "value": total.points,
                "display": _("{n} of {of}").format(n=total.points, of=total.most),
            }
            for line, total in whole
        ],
        "top": scale.most,
    }


def basis_note(file: ReviewFile) -> str:
    """Whether the computed basis stands as it was agreed on, and since when; "" when it is open."""
    if file.line.state is not ReviewState.AGREED or file.line.scale != IPS:
        return ""
    if file.basis is None:
        return _(
            "It was not kept when the review was agreed on, and follows what is registered now."
        )
    return _("As it stood on {day}.").format(day=day(day_of(file.basis)))


def _last(line: ReviewLine) -> date:
    return date.fromordinal(line.ends_on.toordinal() - 1)


def _change(now: int | None, before: int | None) -> str:
    if now is None or before is None:
        return "–"
    return f"{now - before:+d}".replace("-", "−") if now != before else "0"


def facts(file: ReviewFile) -> list[tuple[str, str]]:
    """What a review is, on top of its page."""
    line = file.line
    rows = [
        (_("Period"), span(line.starts_on, line.ends_on)),
        (_("Kind"), said(line.kind)),
        (_("Reviewers"), ", ".join(name for _pk, name in line.reviewers)),
        (_("Status"), said(line.state)),
    ]
    if line.agreed_on:
        rows.append((_("Agreed on"), day(line.agreed_on)))
    if note := basis_note(file):
        rows.append((_("Computed basis"), note))
    if file.drawn_on:
        rows.append(
            (
                _("Sample of files"),
                _("{n} of {of} files, drawn {day} by the number {seed}").format(
                    n=file.sample_size, of=file.drawn_from, day=day(file.drawn_on), seed=file.seed
                ),
            )
        )
    return rows


def result(file: ReviewFile, scale: Scale) -> dict[str, Any] | None:
    """The total with its band, and all bands; None where items are not added up."""
    total = total_of(scale, file.line.shared)
    if total is None:
        return None
    return {
        "words": total_words(total) or _("No item is answered together yet"),
        "is_whole": total.is_whole,
        "bands": [
            {
                "name": months.said(band.name),
                "from": band.least,
                "here": total.band is band,
                "to_check": band.to_be_checked,
            }
            for band in scale.bands
        ],
    }


def sections(
    file: ReviewFile, scale: Scale, found: Iterable[Evidence], viewer_id: int | None
) -> list[dict[str, Any]]:
    """The items under their sections: the anchor agreed on, one's own, and the computed basis."""
    by_item: dict[str, list[Evidence]] = {}
    for one in found:
        by_item.setdefault(one.figure.item, []).append(one)
    return [
        {
            "key": section.key,
            "title": months.said(section.name),
            "items": [
                _item(file, scale, item.key, by_item.get(item.key, []), viewer_id)
                for item in scale.items
                if item.section == section.key
            ],
        }
        for section in scale.sections
    ]


def _item(
    file: ReviewFile, scale: Scale, key: str, found: list[Evidence], viewer_id: int | None
) -> dict[str, Any]:
    item = scale.item(key)
    anchor = file.line.shared.get(key)
    answers = file.answers.get(key, ())
    own = next((a for a in answers if a.reviewer_id == viewer_id and a.anchor), None)
    shared = next((a for a in answers if a.reviewer_id is None), None)
    n = file.answered_by.get(key, 0)
    return {
        "number": scale.number(key),
        "title": months.said(item.name),
        "about": months.said(item.about),
        "to_check": item.to_be_checked,
        "url": reverse("reviews:item", args=[file.line.review_id, key]),
        "anchor": anchor,
        "anchor_words": months.said(item.anchors[anchor - 1]) if anchor else "",
        "note": shared.note if shared else "",
        "own": own.anchor if own else None,
        "answered": ngettext("{n} reviewer has answered", "{n} reviewers have answered", n).format(
            n=n
        ),
        "basis": [
            f"{words.render(one.figure.title)}: {months.latest(one)}"
            for one in found
            if one.last and (one.last.hidden or one.last.value is not None)
        ],
    }


def anchors(scale: Scale, key: str) -> list[dict[str, Any]]:
    return [
        {"n": n, "words": months.said(one)}
        for n, one in enumerate(scale.item(key).anchors, start=1)
    ]


def answers(lines: Iterable[AnswerLine]) -> list[dict[str, Any]]:
    """Each reviewer's answer to an item, as far as it may be read."""
    return [
        {"name": line.reviewer, "anchor": line.anchor, "note": line.note}
        for line in lines
        if line.reviewer_id is not None and line.anchor
    ]


def todos(
    lines: Iterable[TodoLine], scales: Mapping[int, Scale], today: date
) -> list[dict[str, Any]]:
    """What is to be done, with the item it came from."""
    rows = []
    for line in lines:
        scale = scales.get(line.review_id)
        item = months.said(scale.item(line.item).name) if scale and line.item in scale.keys else ""
        when = (
            _("done {day}").format(day=day(line.done_on))
            if line.done_on
            else _("by {day}").format(day=day(line.due_on))
        )
        rows.append(
            {
                "id": line.action_id,
                "what": line.what,
                "meta": " · ".join(part for part in (line.responsible, when, item) if part),
                "done": line.done_on is not None,
                "late": line.done_on is None and line.due_on < today,
                "may_change": line.may_change,
            }
        )
    return rows


def file_answers(file: ReviewFile) -> list[list[str]]:
    """The fixed questions with how the sample answers, as rows of a table."""
    rows = []
    for question in file_questions():
        counts = file.file_answers.get(question.key)
        if counts:
            rows.append([months.said(question.words), *(str(counts[reply]) for reply in FileReply)])
    return rows


def file_columns() -> list[dict[str, Any]]:
    return [
        {"label": _("Question"), "numeric": False},
        *({"label": said(reply), "numeric": True} for reply in FileReply),
    ]
