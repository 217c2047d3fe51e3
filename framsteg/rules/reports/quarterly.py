"""The quarterly sheet that IPS programmes send: the employment rate, and what changed.

The rate is that of the IPS programmes' quarterly statistics: persons with at least one competitive
job in the quarter, of the persons served in it (`ips_quarterly_rate` names its source).
"""

from framsteg.foundation.codes import ReportKind
from framsteg.foundation.text import say
from framsteg.rules.reports.shape import Beside, Figure, ReportSection, ReportShape, Span, Told

QUARTERLY = ReportShape(
    kind=ReportKind.QUARTERLY,
    lead=say("One quarter on one sheet: served, in competitive work, new starts, closures."),
    span=Span.QUARTER,
    sections=(
        ReportSection(
            "rate",
            say("The quarter"),
            ask=say("A sentence or two about the quarter, if there is something to say."),
            suggestion=say(
                "[[ips_quarterly_rate:n]] of the [[ips_quarterly_rate:of]] people served in the "
                "quarter had at least one day in competitive work."
            ),
            parts=(
                Figure("ips_quarterly_rate", drawn=False),
                Figure("quarterly_rate_with_subsidised", drawn=False),
                Figure("flow_in", drawn=False),
                Figure("flow_out", drawn=False),
                Figure("job_starts_by_kind", drawn=False),
                Beside(
                    say("Starts in the quarter, women and men"),
                    ("clients", "gone_to_employment", "gone_to_studies", "gone_to_internship"),
                ),
            ),
        ),
        ReportSection(
            "counted", say("How it was counted"), parts=(Told.COUNTED,), written=False
        ),
    ),
)  # fmt: skip
