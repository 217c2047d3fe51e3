"""What is entered in Uppföljning Finsam: participants by sex for each effort and year.

That follow-up system takes no personal data: numbers of participants by sex, and the year's budget
and outcome. Its login and entry are the association's own; this sheet has the numbers ready.
"""

from framsteg.foundation.codes import ReportKind
from framsteg.foundation.text import say
from framsteg.rules.reports.shape import Beside, ReportSection, ReportShape, Span, Told

FINSAM = ReportShape(
    kind=ReportKind.FINSAM,
    lead=say("The numbers that the coordination association enters in Uppföljning Finsam."),
    span=Span.YEAR,
    sections=(
        ReportSection("about", say("The effort"), parts=(Told.ABOUT,), written=False),
        ReportSection(
            "participants",
            say("Participants"),
            written=False,
            parts=(
                Beside(
                    say("Participants in the year, by sex"),
                    ("clients", "flow_in", "flow_out"),
                    called=(
                        say("Participants in the year"), say("Begun in the year"),
                        say("Ended in the year"),
                    ),
                ),
            ),
        ),
        ReportSection(
            "money",
            say("Budget and outcome"),
            ask=say("The year's budget and what was used, as the association wants it."),
            parts=(Told.FUNDING,),
        ),
        ReportSection(
            "counted", say("How it was counted"), parts=(Told.COUNTED,), written=False
        ),
    ),
)  # fmt: skip
