"""Names that a blueprint may use for things built on higher floors.

The floors above hold what stands behind the names; tests compare the two.
"""

from framsteg.foundation.codes import ReportKind

MEASURES = frozenset(
    {"clients", "gone_to_employment", "gone_to_studies", "gone_to_work_or_studies"}
)
# What an aim for the individual can be measured by: an own answer from the first to the latest, by
# the item that the person is asked, or a fact of the log.
OWN_ANSWER_OF = {
    "life_situation_change": "life_situation",
    "support_quality_change": "support_quality",
    "influence_change": "influence",
}
AIM_FACTS = frozenset(
    {
        "gone_to_internship", "gone_to_studies", "gone_to_employment", "gone_to_work_or_studies",
        "occupied_now", "at_least_20_hours", "increased_extent",
    }
)  # fmt: skip
AIM_MEASURES = frozenset(OWN_ANSWER_OF) | AIM_FACTS
FIDELITY_SCALES = frozenset({"ips-25"})
REPORT_FORMS = frozenset(kind.value for kind in ReportKind)
