"""Names that a blueprint may use for things built on higher floors.

The floors above hold what stands behind the names; tests compare the two.
"""

from framsteg.foundation.codes import ReportKind

MEASURES = frozenset(
    {"clients", "gone_to_employment", "gone_to_studies", "gone_to_work_or_studies"}
)
FIDELITY_SCALES = frozenset({"ips-25"})
REPORT_FORMS = frozenset(kind.value for kind in ReportKind)
