"""A report with words in it and an approved edition, for its pages."""

from typing import Any

from framsteg.access.reading import reports as reading
from framsteg.actions import quotes
from framsteg.actions import reports as actions
from framsteg.foundation.codes import ConsentGiven, ReportKind
from framsteg.reports.paper_kept import kept
from framsteg.reports.sheet_kept import sheet_kept
from framsteg.web import freshness, reports
from tests.functional.stage import Team

PAGES: dict[str, dict[str, Any]] = {
    "insatser/<slug:key>/rapporter/": {},
    "rapporter/<int:report_id>/": {},
    "rapporter/<int:report_id>/godkann/": {},
    "rapporter/<int:report_id>/utgava/<int:number>/": {},
    "rapporter/<int:report_id>/avsnitt/<slug:section>/": {"section": "report"},
    "rapporter/<int:report_id>/avsnitt/<slug:section>/versioner/": {"section": "report"},
}
NOT_PAGES = {
    "insatser/<slug:key>/rapporter/oppna-data.zip",
    "insatser/<slug:key>/rapporter/<slug:address>.<slug:form>",
    "insatser/<slug:key>/rapporter/<slug:address>/borja/",
    "rapporter/<int:report_id>/rapport.<slug:form>",
    "rapporter/<int:report_id>/utgava/<int:number>/rapport.<slug:form>",
}

OF_A_PERSON: dict[str, dict[str, Any]] = {
    "deltagare/<int:enrolment_id>/citat/": {},
    "deltagare/<int:enrolment_id>/citat/nytt/": {},
    "deltagare/<int:enrolment_id>/citat/<int:quote_id>/ta-tillbaka/": {},
}


def quoted(team: Team, enrolment_id: int) -> dict[str, Any]:
    """Two quotes of a person, one of them taken back."""
    by = team.viewer("Anna Ek")
    stands, gone = (
        quotes.record(
            by=by, enrolment_id=enrolment_id, words=words, given=ConsentGiven.WRITTEN,
            given_on=by.today, kept_at="Pärmen i rum 3",
        )
        for words in ("De frågade vad jag ville.", "Jag fick tid på mig.")
    )  # fmt: skip
    quotes.withdraw(by=by, quote_id=gone)
    return {"quote_id": stands}


def ids(team: Team) -> dict[str, Any]:
    """Begins, writes and approves as Karin; the ids that the pages are opened by."""
    by = team.viewer("Karin Lund")
    report = actions.begin(by=by, programme_id=team.programme_id, kind=ReportKind.FINAL)
    actions.write(
        by=by, report_id=report, key="background", text="Vi har mött [[clients:n]] personer.\n\n"
        "- på stan\n- på arbetsplatser", version=None,
    )  # fmt: skip
    freshness.renewed(by)
    made = reports.make(reading.report(by, report), exact=False, today=by.today)
    content = {"paper": kept(made.paper), "sheets": [sheet_kept(one) for one in made.sheets]}
    actions.approve(by=by, report_id=report, snapshot=made.snapshot, shown=content, exact=content)
    return {"report_id": report, "section:report": "background"}
