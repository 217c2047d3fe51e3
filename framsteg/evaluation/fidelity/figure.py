"""What the daily work itself can say of an item: one figure each, month by month.

Every SQL reads the tables of `tables.py` and the shared part in `evidence.py`, and gives a row for
each month: month, n, of, value, missing, people. `people` is how many persons stand behind it,
for the protection of small numbers; nothing is ever told by person or by coach.
"""

from dataclasses import dataclass
from enum import StrEnum

from framsteg.foundation.text import Text, say


class Kind(StrEnum):
    """How a figure is read, and what its counts are."""

    SHARE = "share"  # n of `of` people or jobs
    WORK_SHARE = "work_share"  # n of `of` contacts or minutes
    DIFFERENT = "different"  # n different ones among `of` jobs
    PER_SPECIALIST = "per_specialist"  # n for each of `of` specialists, or weeks of theirs
    MEAN_DAYS = "mean_days"  # the mean over n of `of` people


@dataclass(frozen=True)
class Figure:
    """One figure. `window_months` is how far back each month's point looks; 0: on its last day."""

    name: str
    item: str
    title: Text
    kind: Kind
    numerator: Text
    denominator: Text
    missing: Text
    window_months: int
    sql: str
    says: Text | None = None
    """What the figure cannot say of the item."""

    @property
    def window(self) -> Text:
        if self.window_months == 0:
            return say("As it stood on the last day of each month.")
        if self.window_months == 1:
            return say("Each month by itself.")
        return say("The {n} months until the end of each month.", n=self.window_months)


PAID = "j.kind IN ('employment', 'subsidised', 'own_business')"
"""Jobs with pay, with or without subsidy, as a condition on the shared part's `jobs`."""

ORDINARY = "j.kind IN ('employment', 'own_business')"
NOTHING_MISSING = say("Nothing is left out.")
