"""The closed list of reports, and how a report's time is chosen."""

from enum import StrEnum


class ReportKind(StrEnum):
    """Which report it is; what stands in each is declared in `rules.reports`."""

    FINAL = "final_report"
    YEARLY = "yearly_report"
    APPLICATION = "application"
    QUARTERLY = "quarterly_sheet"
    FINSAM = "finsam_counts"
