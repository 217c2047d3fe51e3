"""The reports, by kind, and who may do what with them."""

from framsteg.foundation.codes import ReportKind
from framsteg.rules.reports.application import APPLICATION
from framsteg.rules.reports.final import FINAL
from framsteg.rules.reports.finsam import FINSAM
from framsteg.rules.reports.quarterly import QUARTERLY
from framsteg.rules.reports.shape import (
    Beside,
    Figure,
    ReportSection,
    ReportShape,
    Span,
    Told,
)
from framsteg.rules.reports.yearly import YEARLY

REPORTS: dict[ReportKind, ReportShape] = {
    shape.kind: shape for shape in (FINAL, YEARLY, APPLICATION, QUARTERLY, FINSAM)
}

__all__ = ["REPORTS", "Beside", "Figure", "ReportSection", "ReportShape", "Span", "Told"]
