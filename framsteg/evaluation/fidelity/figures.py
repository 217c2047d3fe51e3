"""Every computed figure by name. A new one is written beside the others and named here."""

from framsteg.evaluation.fidelity.figure import Figure
from framsteg.evaluation.fidelity.of_the_jobs import (
    ALL_JOBS,
    DIFFERENT_EMPLOYERS,
    DIFFERENT_TRADES,
    ORDINARY_JOBS,
    QUARTERLY,
    QUARTERLY_ANY,
)
from framsteg.evaluation.fidelity.of_the_support import (
    AFTER_END,
    AFTER_START,
    BEFORE_START,
    EVERY_MONTH,
    FIRST_WEEKS,
)
from framsteg.evaluation.fidelity.of_the_work import (
    CASELOAD,
    DAYS_TO_EMPLOYER,
    FOR_SOMEONE,
    IN_COMMUNITY,
    MEETINGS_PER_WEEK,
    SUPERVISION,
    TWO_UNITS,
)
from framsteg.foundation.text import Text, say

FIGURES: dict[str, Figure] = {
    figure.name: figure
    for figure in (
        CASELOAD,
        TWO_UNITS,
        QUARTERLY,
        QUARTERLY_ANY,
        DAYS_TO_EMPLOYER,
        FOR_SOMEONE,
        MEETINGS_PER_WEEK,
        DIFFERENT_TRADES,
        DIFFERENT_EMPLOYERS,
        ORDINARY_JOBS,
        ALL_JOBS,
        BEFORE_START,
        AFTER_START,
        FIRST_WEEKS,
        EVERY_MONTH,
        AFTER_END,
        IN_COMMUNITY,
    )
}

KEPT_BY_NAME = {**FIGURES, SUPERVISION.name: SUPERVISION}
"""All that agreed reviews are kept with, by name. A figure that is no longer drawn stays here."""

NOT_LOGGED: dict[str, Text] = {
    "employment_only": say(
        "The basis is not logged: contacts have a length, but other duties are not kept. The "
        "reviewer asks, or reads the rota."
    ),
}
"""Items that a figure would be expected for, and why there is none."""
