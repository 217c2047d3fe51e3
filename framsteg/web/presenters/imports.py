"""Lists on their way in, as pages show them: steps, columns, problems, what would happen."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framsteg.access.reading.imports import ImportLine
from framsteg.imports.fields import ListKind
from framsteg.web import listing, words
from framsteg.web.presenters.words import day, moment

_COLUMN_FAULTS = frozenset(
    {"unknown_column", "missing_column", "coach_organisation", "outcome_day", "required_column"}
)


def kind_words(kind: str) -> str:
    return _("Participants") if kind == ListKind.CASES else _("Enquiries")


# ── Steps ──────────────────────────────────────────────────────────────────────────────────────


def has_open_columns(found: Mapping[str, Any]) -> bool:
    """Whether something about the columns, or the list as a whole, has to be answered first."""
    return any(not row and code in _COLUMN_FAULTS for row, *_rest, code in found["problems"])


def step_names() -> dict[str, str]:
    return {
        "file": _("File"),
        "columns": _("Columns"),
        "values": _("Words"),
        "preview": _("Check"),
        "receipt": _("Loaded"),
    }


def first_step() -> list[dict[str, Any]]:
    names = step_names().values()
    return [{"label": name, "state": _state(at)} for at, name in enumerate(names)]


def steps(upload: ImportLine, current: str, found: Mapping[str, Any] | None) -> list[Any]:
    """The five steps; those that are done can be gone back to."""
    names = step_names()
    order = list(names)
    return [
        {
            "label": names[step],
            "state": _state(order.index(step) - order.index(current)),
            "url": reverse(f"imports:{step}", args=[upload.batch_id])
            if step in ("columns", "values", "preview") and found and not found["unreadable"]
            else "",
        }
        for step in order
    ]


def _state(distance: int) -> str:
    return "done" if distance < 0 else "current" if distance == 0 else "todo"


# ── What was found ─────────────────────────────────────────────────────────────────────────────


def problems(found: Mapping[str, Any], most: int) -> list[list[Any]]:
    """Problems as table rows: where, column, value, reason."""
    return [
        [
            str(row) if row else _("The whole list"),
            column,
            {"text": value or _("(empty)")},
            reason(content),
        ]
        for row, column, value, content, _code in found["problems"][:most]
    ]


def problem_columns() -> list[dict[str, Any]]:
    return [
        {"label": _("Row")},
        {"label": _("Column")},
        {"label": _("What stands there")},
        {"label": _("What is wrong")},
    ]


def reason(content: Mapping[str, Any]) -> str:
    return words.render(listing.taken(content))


def counts(found: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    """What would happen, in numbers; what is nothing is left out but for the new."""
    told = found["counts"]
    new = _("New participants") if kind == ListKind.CASES else _("New enquiries")
    lines = [
        (new, told["created"], ""),
        (_("Changed"), told["updated"], ""),
        (_("As they already stand"), told["unchanged"], ""),
        (
            _("Kept as you wrote them"),
            told["kept"],
            _("Someone has written otherwise here. The list never overwrites that."),
        ),
        (_("Rows with faults"), found["bad_rows"], ""),
    ]
    return [
        {"label": text, "value": n, "note": note}
        for at, (text, n, note) in enumerate(lines)
        if n or at == 0
    ]


def changes(lines: Iterable[Mapping[str, Any]]) -> list[list[Any]]:
    return [
        [
            line["reference"],
            reason(line["fact"]),
            said(line["old"]) or _("(empty)"),
            said(line["new"]) or _("(empty)"),
        ]
        for line in lines
    ]


def change_columns() -> list[dict[str, Any]]:
    return [
        {"label": _("Reference number")},
        {"label": _("What")},
        {"label": _("Stands now")},
        {"label": _("In the list")},
    ]


def sample(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The first new rows, each with the facts that the list tells."""
    return [
        {
            "title": _("Row {row}").format(row=row["row"]),
            "facts": [(reason(name), said(pieces)) for name, pieces in row["facts"]],
        }
        for row in found["sample"]
    ]


def said(pieces: Iterable[Any]) -> str:
    """Pieces of a fact in words, dates as people say them."""
    texts = []
    for piece in pieces:
        if piece == ";":
            texts[-1:] = [f"{texts[-1]};"] if texts else []
        elif isinstance(piece, dict):
            texts.append(reason(piece))
        else:
            texts.append(_day_or_text(piece))
    return ", ".join(texts).replace(";,", ";")


def _day_or_text(piece: str) -> str:
    try:
        return day(date.fromisoformat(piece))
    except ValueError:
        return piece


# ── Imports ────────────────────────────────────────────────────────────────────────────────────


def state_badge(line: ImportLine) -> tuple[str, str]:
    """The state in a word, and its tone."""
    match line.state:
        case "applied":
            return _("Loaded"), "success"
        case "undone":
            return _("Undone"), "neutral"
        case "checking" | "applying":
            return _("Being worked on"), "info"
        case "failed":
            return _("Failed"), "danger"
        case _:
            return _("Not loaded yet"), "warning"


def lines(imports: Iterable[ImportLine]) -> list[dict[str, Any]]:
    """Imports for the row list."""
    shown = []
    for line in imports:
        badge, tone = state_badge(line)
        here = reverse("imports:show", args=[line.batch_id])
        shown.append(
            {
                "title": line.filename,
                "url": here,
                "meta": " · ".join(
                    filter(None, [line.programme, kind_words(line.kind), moment(line.created_at),
                                  line.created_by])
                ),
                "icon": "table",
                "badge": badge,
                "badge_tone": tone,
                **({} if line.is_loaded else {"action_url": here, "action_label": _("Go on")}),
            }
        )  # fmt: skip
    return shown


def receipt(line: ImportLine) -> list[dict[str, Any]]:
    """What an import did."""
    told = line.counts
    cases = line.kind == ListKind.CASES
    rows: list[tuple[str, str]] = [
        (_("New participants") if cases else _("New enquiries"), str(told.get("created", 0))),
        (_("Changed"), str(told.get("updated", 0))),
        (_("As they already stood"), str(told.get("unchanged", 0))),
    ]
    if told.get("kept"):
        rows.append((_("Kept as you wrote them"), str(told["kept"])))
    if told.get("skipped"):
        rows.append((_("Rows left out because of faults"), str(told["skipped"])))
    rows += [
        (_("Programme"), line.programme),
        (_("File"), line.filename),
        (_("Loaded"), moment(line.applied_at) if line.applied_at else ""),
        (_("By"), line.created_by or "framsteg"),
    ]
    if line.undone_at:
        rows.append((_("Undone"), moment(line.undone_at)))
    return [{"term": term, "value": value} for term, value in rows]


def undo_words(line: ImportLine) -> str:
    return _(
        "Everything that came with {file} is removed, and what it changed is as it stood before. "
        "If someone has worked on it since, nothing is undone."
    ).format(file=line.filename)


def is_slow(line: ImportLine, now: Any) -> bool:
    """Whether the work with a list has taken so long that its worker may have been stopped."""
    since = parse_datetime(str(line.counts.get("since", "")))
    return since is not None and (now - since).total_seconds() > 600


def people_or_enquiries(n: int, kind: str) -> str:
    if kind == ListKind.CASES:
        return ngettext("{n} participant", "{n} participants", n).format(n=n)
    return ngettext("{n} enquiry", "{n} enquiries", n).format(n=n)
