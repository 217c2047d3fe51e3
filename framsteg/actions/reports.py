"""Reports: begun, written section by section, approved as an edition that is kept as it was."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from framsteg.access import Viewer
from framsteg.access.changing_method import report_to_change
from framsteg.access.reading.identity import NotFound
from framsteg.access.reading.meetings import names_in
from framsteg.access.reading.quotes import quotes_to_print
from framsteg.actions import recording
from framsteg.evaluation.question import Unanswerable
from framsteg.evaluation.references import quotes_in, references_in
from framsteg.foundation.codes import ReportKind
from framsteg.foundation.decision import Denied, deny, require
from framsteg.foundation.period import Period
from framsteg.foundation.text import say
from framsteg.records.models import Programme, Report, ReportEdition, ReportText
from framsteg.rules import meetings as meeting_rule
from framsteg.rules.reports import REPORTS, Span
from framsteg.rules.reports import working as rule


@transaction.atomic
def begin(
    *,
    by: Viewer,
    programme_id: int,
    kind: ReportKind,
    period: Period | None = None,
) -> int:
    """Begin a report over a time, or over the whole. Returns its id, also of one begun already."""
    require(rule.may_write(by.roles_in(programme_id)))
    if (period is None) is not (REPORTS[kind].span is Span.WHOLE):
        require(deny(say("Choose which time the report is about.")))
    starts_on, ends_on = (period.start, period.end) if period else (None, None)
    programme = Programme.objects.get(pk=programme_id)
    first = Report.unscoped.filter(programme=programme, kind=kind, starts_on=starts_on).first()
    if first is not None:
        return int(first.pk)
    row = Report(
        programme=programme, kind=kind, starts_on=starts_on, ends_on=ends_on,
        owner_id=programme.owner_id,
    )  # fmt: skip
    recording.create(row, by=by, verb="reports.begin", part=None)
    return int(row.pk)


@transaction.atomic
def write(*, by: Viewer, report_id: int, key: str, text: str, version: int | None) -> None:
    """Write a section. `version` is the one that was read, None for the first words.

    Raises Conflict when somebody else wrote meanwhile, Denied for a reference to a figure that is
    not there and for a participant's name.
    """
    report = report_to_change(by, report_id)
    _check(by, report, key, text)
    row = ReportText.unscoped.select_for_update().filter(report=report, key=key).first()
    if row is None:
        row = ReportText(
            report=report, key=key, text=text, updated_on=by.today, updated_by_id=by.staff_id,
            owner_id=report.owner_id,
        )  # fmt: skip
        recording.create(row, by=by, verb="reports.write", part=None)
        return
    changed = recording.change(
        row, {"text": text}, by=by, verb="reports.write", part=None, version=version or 0
    )
    if changed:
        ReportText.unscoped.filter(pk=row.pk).update(updated_on=by.today, updated_by=by.staff_id)


@transaction.atomic
def approve(
    *, by: Viewer, report_id: int, snapshot: str, shown: Mapping[str, Any], exact: Mapping[str, Any]
) -> int:
    """Keep the report as it stands now, figures and all. Returns the edition's number."""
    report = report_to_change(by, report_id)
    require(rule.may_approve(by.roles_in(report.programme_id)))
    last = report.editions.aggregate(last=Max("number"))["last"] or 0
    row = ReportEdition(
        report=report, number=last + 1, approved_on=by.today, snapshot=snapshot,
        shown=dict(shown), exact=dict(exact), owner_id=report.owner_id, created_by_id=by.staff_id,
    )  # fmt: skip
    row.save(force_insert=True)
    # What stands in it is kept in the edition itself, and need not stand in the history too.
    recording.note(
        row, by=by, verb="reports.approve", part=None, enrolment_id=None,
        changes={"number": [None, row.number], "snapshot": [None, snapshot]},
    )  # fmt: skip
    return row.number


def _check(by: Viewer, report: Report, key: str, text: str) -> None:
    try:
        REPORTS[ReportKind(report.kind)].section(key)
    except KeyError:
        raise NotFound from None
    require(rule.may_hold(text))
    require(meeting_rule.names_nobody(names_in(by, report.programme_id, text)))
    try:
        for _reference in references_in(text):
            pass
    except Unanswerable as problem:
        raise Denied(problem.reason) from None
    if quotes_in(text) - set(quotes_to_print(by, report.programme_id)):
        raise Denied(say("A quote in the text may not be printed. Choose one from the list."))
