"""Pictures over time for one person: words and shapes, never a scale of numbers.

Each says nothing that the table beside it does not say, and nothing is added up or joined where
the person chose not to answer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from framsteg.access.files import FollowUpLine
from framsteg.access.reading.support import ObservationLine
from framsteg.blueprints.schema import SelfReportItem
from framsteg.foundation.training_codes import BasicDemand, SupportUsed
from framsteg.web.forms.follow_ups import ANSWERS, PREFERS_NOT_TO_SAY, QUESTIONS
from framsteg.web.presenters.follow_ups import answer_day, who5
from framsteg.web.presenters.words import day, said

WIDTH = 400
_EDGE = 14
_ROW = 56
_LEVEL, _WORDS = 26, 150
# Drawn around 0,0. The shape alone tells which it is; colour only helps.
SHAPES = {
    SupportUsed.OWN_ROUTINE: "M-7,0a7,7 0 1,0 14,0a7,7 0 1,0 -14,0z",
    SupportUsed.REMINDER: "M0,-8L8,7L-8,7z",
    SupportUsed.SHOWN: "M0,-9L9,0L0,9L-9,0z",
    SupportUsed.TOGETHER: "M-7,-7H7V7H-7z",
    SupportUsed.ADAPTED: "M-3,-8H3V-3H8V3H3V8H-3V3H-8V-3H-3z",
}
_NUMBERS = {shape: n for n, shape in enumerate(SHAPES, start=1)}


@dataclass(frozen=True)
class _Days:
    """Where a day stands, from the first day to the last."""

    first: date
    last: date
    left: int

    def at(self, on: date) -> float:
        whole = max((self.last - self.first).days, 1)
        room = WIDTH - self.left - _EDGE
        if self.first == self.last:
            return round(self.left + room / 2, 1)
        return round(self.left + room * (on - self.first).days / whole, 1)


def observed(lines: Iterable[ObservationLine]) -> dict[str, Any] | None:
    """A row for each basic demand that was looked at, a mark for each time; None for nothing."""
    seen = sorted(lines, key=lambda line: line.occurred_on)
    if not seen:
        return None
    days = _Days(seen[0].occurred_on, seen[-1].occurred_on, _EDGE)
    rows = []
    for n, demand in enumerate(d for d in BasicDemand if any(o.demand is d for o in seen)):
        of = [o for o in seen if o.demand is demand]
        y = n * _ROW + 38
        marks = [
            {"at": f"{x},{y}", "shape": SHAPES[o.support], "n": _NUMBERS[o.support]}
            for o, x in _apart(of, days)
        ]
        rows.append({"words": said(demand), "text_y": n * _ROW + 18, "y": y, "marks": marks})
    kinds = [s for s in SHAPES if any(o.support is s for o in seen)]
    return {
        "width": WIDTH,
        "height": len(rows) * _ROW + 30,
        "left": _EDGE - 8,
        "right": WIDTH - _EDGE + 8,
        "foot": len(rows) * _ROW + 20,
        "first": day(days.first),
        "last": day(days.last) if days.last != days.first else "",
        "rows": rows,
        "legend": [{"shape": SHAPES[s], "n": _NUMBERS[s], "words": said(s)} for s in kinds],
        "description": _told(seen),
    }


def observed_rows(lines: Iterable[ObservationLine]) -> list[list[str]]:
    """The table twin: by basic demand, then by day."""
    order = list(BasicDemand)
    told = sorted(lines, key=lambda o: (order.index(o.demand), o.occurred_on))
    return [
        [said(o.demand), day(o.occurred_on), o.task, said(o.support), o.seen, o.helps or "–"]
        for o in told
    ]


def trend(lines: Sequence[FollowUpLine], items: Sequence[SelfReportItem]) -> list[dict[str, Any]]:
    """For each question its answers over time, in the words that were chosen.

    A line joins answers that follow each other; it stops where the person chose not to say. A
    question that was never answered has no picture.
    """
    answered = (line for line in lines if any(_answer(line, i) is not None for i in items))
    asked = sorted(answered, key=answer_day)
    if not asked:
        return []
    days = _Days(answer_day(asked[0]), answer_day(asked[-1]), _WORDS)
    told = [item for item in items if any(_answer(line, item) is not None for line in asked)]
    return [_panel(item, asked, days) for item in told]


def trend_columns(
    lines: Sequence[FollowUpLine], items: Sequence[SelfReportItem]
) -> list[dict[str, str]]:
    """The headings of the table twin; WHO-5 has a column where it was ever answered."""
    wellbeing = [_("Well-being (WHO-5)")] if any(line.wellbeing for line in lines) else []
    names = [
        _("Day"), *(str(QUESTIONS[item]) for item in items), *wellbeing, _("Who answered"),
        _("In your own words"),
    ]  # fmt: skip
    return [{"label": name} for name in names]


def trend_rows(lines: Sequence[FollowUpLine], items: Sequence[SelfReportItem]) -> list[list[str]]:
    """The table twin: a row for each follow-up, newest first, each answer in its words."""
    wellbeing = any(line.wellbeing for line in lines)
    return [
        [
            day(answer_day(line)),
            *(_in_words(item, _answer(line, item)) for item in items),
            *([who5(line) or "–"] if wellbeing else []),
            said(line.answered_by) or "–",
            line.own_words or "–",
        ]
        for line in sorted(lines, key=answer_day, reverse=True)
    ]


def _panel(item: SelfReportItem, lines: Sequence[FollowUpLine], days: _Days) -> dict[str, Any]:
    words = ANSWERS[item]
    best_first = [n for n in sorted(words, reverse=True) if n != PREFERS_NOT_TO_SAY]
    heights = {n: 16 + row * _LEVEL for row, n in enumerate(best_first)}
    gap_y = 16 + len(best_first) * _LEVEL
    dots, gaps, joined = [], [], [[]]  # type: ignore[var-annotated]
    for line in lines:
        answer = _answer(line, item)
        if answer is None:
            continue
        x = days.at(answer_day(line))
        if answer == PREFERS_NOT_TO_SAY:
            gaps.append(f"{x},{gap_y}")
            joined.append([])
        else:
            dots.append(f"{x},{heights[answer]}")
            joined[-1].append(f"{x},{heights[answer]}")
    levels = [{"words": str(words[n]), "y": y, "text_y": y + 4} for n, y in heights.items()]
    gap = {"words": str(words[PREFERS_NOT_TO_SAY]), "y": gap_y, "text_y": gap_y + 4}
    told = [(line, _answer(line, item)) for line in lines]
    return {
        "title": str(QUESTIONS[item]),
        "width": WIDTH,
        "height": gap_y + 36,
        "left": _WORDS - 10,
        "right": WIDTH - 4,
        "levels": [*levels, *([gap] if gaps else [])],
        "dots": dots,
        "gaps": gaps,
        "lines": [" ".join(points) for points in joined if len(points) > 1],
        "foot": gap_y + 30,
        "first": day(days.first),
        "last": day(days.last) if days.last != days.first else "",
        "description": " ".join(
            f"{day(answer_day(line))}: {_in_words(item, answer)}."
            for line, answer in told
            if answer is not None
        ),
    }


def _in_words(item: SelfReportItem, answer: int | None) -> str:
    return str(_("Not asked") if answer is None else ANSWERS[item][answer])


def _answer(line: FollowUpLine, item: SelfReportItem) -> int | None:
    answer: int | None = getattr(line, item.value)
    return answer


def _apart(seen: Sequence[ObservationLine], days: _Days) -> list[tuple[ObservationLine, float]]:
    """Marks of the same day stand beside each other, not on each other."""
    placed: list[tuple[ObservationLine, float]] = []
    for one in seen:
        x = days.at(one.occurred_on)
        if placed and x < placed[-1][1] + 18:
            x = placed[-1][1] + 18
        placed.append((one, min(x, WIDTH - 8)))
    return placed


def _told(seen: Sequence[ObservationLine]) -> str:
    """The picture in words, for who does not see it."""
    return " ".join(
        "{demand}: {times}.".format(
            demand=said(demand),
            times=", ".join(
                f"{day(o.occurred_on)} {said(o.support).lower()}"
                for o in seen
                if o.demand is demand
            ),
        )
        for demand in BasicDemand
        if any(o.demand is demand for o in seen)
    )
