"""Case lists in: what a list would do, loading it as a whole, undoing it as a whole."""

from framsteg.actions.imports.apply import (
    BatchLine,
    Expected,
    ListFile,
    batches,
    clash,
    expect_cases,
    expect_enquiries,
    known,
    load_cases,
    load_enquiries,
)
from framsteg.actions.imports.enquiries import Enquiries
from framsteg.actions.imports.undo import WorkedOn, undo

__all__ = [
    "BatchLine", "Enquiries", "Expected", "ListFile", "WorkedOn", "batches", "clash",
    "expect_cases", "expect_enquiries", "known", "load_cases", "load_enquiries", "undo",
]  # fmt: skip
